"""Search and entity file on both faces: one visibility rule, masked data, logged look-ups."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from credit_portal.accounts.choices import BUSINESS_ROLES, Role
from credit_portal.accounts.models import User
from credit_portal.accounts.viewers import PUBLIC_VIEWER, viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.audit.services import LOOK_UP
from entities import tabs
from entities.choices import RecordKind
from entities.models import CreditRecord, Entity, EntityPerson, FormerName, Person
from entities.record_state import RecordState, state_of
from entities.tabs import EntityTab, register_tab
from tests.factories.accounts import UserFactory, user_with
from tests.factories.entities import NOW, TODAY, CreditRecordFactory, EntityFactory

pytestmark = pytest.mark.django_db
ID_NUMBER = "990281197704222243"
STATES = ("", "minor", "expired", "withdrawn", "repaired", "government", "authorised")
MOST_QUERIES = 15


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def entity() -> Entity:
    """An entity with one record of every state."""
    entity = EntityFactory(
        name="澄江市天润纺织有限公司", address="澄江市中街 9 号", phone="13900001234"
    )
    for state in STATES:
        CreditRecordFactory(
            entity=entity, title=f"事项-{state}", **({state: True} if state else {})
        )
    person = Person.objects.create(name="高秀磊", id_number=ID_NUMBER, id_index="x")
    EntityPerson.objects.create(
        entity=entity, person=person, role="legal_representative", since=NOW
    )
    return entity


@pytest.fixture
def officer() -> User:
    return UserFactory(lead_officer=True)


def sign_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


# --- who sees what ---


@pytest.mark.parametrize("role", sorted(BUSINESS_ROLES))
def test_list_count_and_detail_follow_the_one_rule(
    role: Role, entity: Entity, client: Client
) -> None:
    user = user_with(role)
    visible = set(entity.records.visible_to(viewer_of(user), TODAY))
    page = text(sign_in(client, user), f"/desk/entities/{entity.uscc}/")
    assert f'<span class="tab-count">{len(visible)}</span>' in page
    for record in entity.records.all():
        assert (f'/records/{record.pk}/"' in page) == (record in visible)
        detail = client.get(f"/desk/entities/{entity.uscc}/records/{record.pk}/")
        assert detail.status_code == (200 if record in visible else 404)


def test_the_public_sees_what_is_published(entity: Entity, client: Client) -> None:
    page = text(client, f"/entities/{entity.uscc}/")
    published = set(entity.records.visible_to(PUBLIC_VIEWER, TODAY))
    assert {record.title for record in published} == {"事项-"}
    for record in entity.records.all():
        assert (record.title + "<" in page) == (record in published)
        hidden = 410 if record.withdrawn_at else 404  # a penalty is taken back with a reason
        status = 200 if record in published else hidden
        text(client, f"/entities/{entity.uscc}/records/{record.pk}/", status)


def test_an_official_sees_the_public_page_as_the_public_does(
    entity: Entity, officer: User, client: Client
) -> None:
    page = text(sign_in(client, officer), f"/entities/{entity.uscc}/")
    assert "事项-authorised" not in page


def test_a_record_is_found_only_under_its_own_entity(entity: Entity, client: Client) -> None:
    other = CreditRecordFactory()
    text(client, f"/entities/{entity.uscc}/records/{other.pk}/", 404)
    text(client, "/entities/91990281MA9999999X/", 404)


@pytest.mark.parametrize("role", sorted(set(Role) - BUSINESS_ROLES))
def test_roles_without_business_rights_stay_outside(
    role: Role, entity: Entity, client: Client
) -> None:
    sign_in(client, user_with(role))
    for address in ("/desk/entities/?q=天润", f"/desk/entities/{entity.uscc}/"):
        text(client, address, 403)


def test_strangers_are_led_to_the_login(entity: Entity, client: Client) -> None:
    assert client.get(f"/desk/entities/{entity.uscc}/").status_code == 302
    assert isinstance(client.get(f"/entities/{entity.uscc}/").wsgi_request.user, AnonymousUser)


# --- personal data ---


def test_id_numbers_never_leave_the_server_whole(
    entity: Entity, officer: User, client: Client
) -> None:
    page = text(sign_in(client, officer), f"/desk/entities/{entity.uscc}/?tab=registration")
    assert ID_NUMBER not in page
    assert "9902**********2243" in page
    assert "13900001234" in page


def test_the_public_sees_the_representatives_name_only(entity: Entity, client: Client) -> None:
    page = text(client, f"/entities/{entity.uscc}/?tab=registration")
    assert "高秀磊" in page
    for private in ("9902**", "身份证", "13900001234", "中街 9 号"):
        assert private not in page


def test_personal_numbers_inside_a_document_are_masked_for_the_public(client: Client) -> None:
    facts = f"当事人张三({ID_NUMBER},电话13900001234)违法"
    record = CreditRecordFactory(title=facts, details={"facts": facts, "remark": "内部备注"})
    page = text(client, f"/entities/{record.entity.uscc}/records/{record.pk}/")
    assert ID_NUMBER not in page
    assert "13900001234" not in page
    assert "内部备注" not in page
    assert "违法事实" in page


# --- look-ups ---


def test_each_look_up_is_logged_with_its_purpose(entity: Entity, client: Client) -> None:
    window = UserFactory(window_officer=True)
    record = CreditRecordFactory(entity=entity)
    sign_in(client, window)
    text(client, f"/desk/entities/{entity.uscc}/")
    text(client, f"/desk/entities/{entity.uscc}/?purpose=inspection")
    text(client, f"/desk/entities/{entity.uscc}/records/{record.pk}/?purpose=nonsense")
    rows = AuditEntry.objects.filter(act=LOOK_UP).order_by("pk")
    assert [(row.object_id, row.actor_id) for row in rows] == [(entity.uscc, window.pk)] * 3
    assert [row.purpose for row in rows] == ["窗口办理", "检查执法", "检查执法"]


def test_what_is_not_found_is_not_logged(officer: User, client: Client) -> None:
    text(sign_in(client, officer), "/desk/entities/91990281MA9999999X/", 404)
    assert not AuditEntry.objects.filter(act=LOOK_UP).exists()


# --- content ---


def test_records_come_by_category_and_page(entity: Entity, officer: User, client: Client) -> None:
    CreditRecordFactory.create_batch(
        25, entity=entity, kind=RecordKind.HONOUR, level="", title="荣誉"
    )
    address = f"/desk/entities/{entity.uscc}/?tab=records&category=honour"
    first, second = (text(sign_in(client, officer), f"{address}&page={n}") for n in (1, 2))
    assert first.count(">荣誉</a>") == 20
    assert second.count(">荣誉</a>") == 5
    assert "共 25 条" in second
    assert "事项-" not in first


def test_a_correction_points_both_ways(officer: User, client: Client) -> None:
    new = CreditRecordFactory()
    old = CreditRecordFactory(entity=new.entity, withdrawn=True, replaced_by=new)
    base = f"/desk/entities/{new.entity.uscc}/records"
    sign_in(client, officer)
    assert f"{base}/{new.pk}/" in text(client, f"{base}/{old.pk}/")
    assert f"{base}/{old.pk}/" in text(client, f"{base}/{new.pk}/")


def test_a_hidden_correction_is_not_named(client: Client) -> None:
    new = CreditRecordFactory()
    old = CreditRecordFactory(entity=new.entity, withdrawn=True, replaced_by=new)
    page = text(client, f"/entities/{new.entity.uscc}/records/{new.pk}/")
    assert f"/records/{old.pk}/" not in page


def test_history_shows_the_name_before_and_after(
    entity: Entity, officer: User, client: Client
) -> None:
    former, entity.name = entity.name, "澄江市新名纺织有限公司"
    entity.save()
    page = text(sign_in(client, officer), f"/desk/entities/{entity.uscc}/?tab=history")
    assert f"<del>{former}</del>" in page
    assert f"<ins>{entity.name}</ins>" in page
    text(Client(), f"/entities/{entity.uscc}/?tab=history", 404)


def test_former_names_parents_and_branches_are_shown(entity: Entity, client: Client) -> None:
    FormerName.objects.create(entity=entity, name="澄江市旧名纺织厂", replaced_at=NOW)
    branch = EntityFactory(parent=entity, name="澄江市天润纺织有限公司月城分公司")
    assert "澄江市旧名纺织厂" in text(client, f"/entities/{entity.uscc}/?tab=registration")
    assert branch.name in text(client, f"/entities/{entity.uscc}/?tab=registration")
    assert entity.name in text(client, f"/entities/{branch.uscc}/?tab=registration")


def test_an_app_adds_its_tab_without_the_page_knowing(
    entity: Entity, officer: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tabs, "_tabs", {})
    load = {"steps": []}
    register_tab(EntityTab("sample", "样例", "components/history.html", lambda *_: load))
    assert "没有修改过" in text(
        sign_in(client, officer), f"/desk/entities/{entity.uscc}/?tab=sample"
    )
    text(client, f"/entities/{entity.uscc}/?tab=sample", 404)


@pytest.mark.parametrize("tab", ["records", "registration", "history"])
def test_few_queries(
    tab: str, entity: Entity, officer: User, client: Client, django_assert_max_num_queries
) -> None:
    CreditRecordFactory.create_batch(30, entity=entity, reported_by=officer.agency)
    EntityFactory.create_batch(5, parent=entity)
    sign_in(client, officer)
    with django_assert_max_num_queries(MOST_QUERIES - 1):
        text(client, f"/desk/entities/{entity.uscc}/?tab={tab}")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("days", [0, 60, 400])
def test_the_words_of_a_state_agree_with_publication(state: str, days: int) -> None:
    record = CreditRecordFactory(**({state: True} if state else {}))
    on = TODAY + timedelta(days=days)
    is_published = CreditRecord.objects.published(on).filter(pk=record.pk).exists()
    assert (state_of(record, on) == RecordState.PUBLISHED) == is_published


# --- search pages ---


@pytest.mark.parametrize("face", ["/search/", "/desk/entities/"])
def test_a_code_leads_straight_to_the_file(
    face: str, entity: Entity, officer: User, client: Client
) -> None:
    target = "/entities/" if face == "/search/" else "/desk/entities/"
    for query in (entity.uscc, f" {entity.uscc.lower()}\n", entity.name):
        response = sign_in(client, officer).get(face, {"q": query})
        assert response["Location"] == f"{target}{entity.uscc}/"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "主体查询"),
        ("天", "请至少输入两个字"),
        ("没有的", "没有找到"),
        ("天润", "澄江市天润纺织有限公司"),
        ("<b>", "没有找到"),
    ],
)
def test_the_search_page_says_what_it_found(
    query: str, words: str, entity: Entity, client: Client
) -> None:
    response = client.get("/search/", {"q": query})
    assert words in response.content.decode()
    assert "<b>" not in response.content.decode()


def test_look_alike_letters_are_only_suggested(client: Client) -> None:
    entity = EntityFactory()
    page = client.get("/search/", {"q": entity.uscc.replace("0", "O")}).content.decode()
    assert f"?q={entity.uscc}" in page


def test_search_page_queries(
    entity: Entity, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        client.get("/search/", {"q": "天润"})
