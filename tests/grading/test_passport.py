"""The passport: the same bytes for the same question, and nobody reads what is not theirs."""

import hashlib
import io
import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from credit_portal.accounts.choices import BUSINESS_ROLES, Role
from credit_portal.accounts.models import User
from credit_portal.accounts.viewers import Viewer, ViewerKind
from credit_portal.audit.models import AuditEntry
from entities.models import Entity, FormerName
from grading.choices import CreditGrade
from grading.explanation import explain
from grading.models import ScoringModel
from grading.passport import views
from grading.passport.document import HIDDEN, Passport, passport_of
from grading.passport.pages import load_tab
from grading.passport.pdf import passport_pdf
from tests.factories.accounts import MandateFactory, UserFactory, user_with
from tests.factories.entities import NOW, TODAY, CreditRecordFactory, EntityFactory
from tests.factories.grading import EvaluationRunFactory, GradeFactory, ScoringModelFactory

pytestmark = pytest.mark.usefixtures("reference_model")
ACT = "grading.download_passport"
SECRET = "按授权查询的事项"


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def entity() -> Entity:
    """A business that was B and is C, with one record that officials may not read."""
    entity = EntityFactory()
    CreditRecordFactory(entity=entity, document_number="澄市罚〔2026〕1号")
    CreditRecordFactory(entity=entity, title=SECRET, authorised=True, authority_code="")
    earlier = EvaluationRunFactory(on=date(2026, 8, 1), known_at=NOW - timedelta(days=90))
    GradeFactory(entity=entity, run=earlier)
    GradeFactory(
        entity=entity, run=EvaluationRunFactory(), score=64, grade=CreditGrade.D,
        credit_class="general", lacks_information=False,
    )  # fmt: skip
    return entity


@pytest.fixture
def officer(client: Client) -> User:
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture
def owner(client: Client, entity: Entity) -> User:
    """A user who acts for the business."""
    user: User = MandateFactory(uscc=entity.uscc).user
    client.force_login(user)
    return user


def passport(entity: Entity) -> Passport:
    return passport_of(explain(Entity.objects.get(pk=entity.pk), TODAY, NOW))


def desk(entity: Entity, page: str = "") -> str:
    return f"/desk/entities/{entity.uscc}/grade/{page}"


def my(entity: Entity, page: str = "") -> str:
    return f"/my/grade/{entity.uscc}/{page}"


def text_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


# --- the same bytes ---


def test_json_and_pdf_are_the_same_bytes_on_a_later_day(entity: Entity) -> None:
    first = passport(entity)
    pdf = passport_pdf(first)
    with time_machine.travel(NOW + timedelta(days=400)):
        again = passport(entity)
        assert again.as_json() == first.as_json()
        assert passport_pdf(again) == pdf


def test_what_came_later_leaves_no_trace(entity: Entity) -> None:
    first = passport(entity).as_json()
    record = entity.records.exclude(title=SECRET).get()
    record.withdrawn_at, record.withdrawal_reason = NOW + timedelta(days=1), "撤销"
    record.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    CreditRecordFactory(entity=entity, recorded_at=NOW + timedelta(days=2))
    later = NOW + timedelta(days=3)
    FormerName.objects.create(entity=entity, name=entity.name, replaced_at=later)
    Entity.objects.filter(pk=entity.pk).update(name="澄江市更名后有限公司")
    assert passport(entity).as_json() == first


def test_the_pdf_says_what_the_json_says(entity: Entity) -> None:
    made = passport(entity)
    pdf = passport_pdf(made)
    text = text_of(pdf)
    for expected in (
        entity.name, entity.uscc, "仅供参考", "national_2026@1", "参考模型（v1）",
        "澄市罚〔2026〕1号", "信用修复管理办法：一般失信最长公示1年",
        hashlib.sha256(made.as_json()).hexdigest(),
        *made.content["why"], *made.content["lifts"], made.content["change"],
    ):  # fmt: skip
        assert "".join(expected.split()) in text, expected
    assert PdfReader(io.BytesIO(pdf)).metadata.creation_date == NOW


def test_the_sum_is_the_score(entity: Entity) -> None:
    content = json.loads(passport(entity).as_json())
    total = content["base"] + sum(line["counted_points"] for line in content["lines"])
    assert content["score"] == total == 64
    assert (content["grade"], content["class"]) == ("D", "general")
    assert content["next_change_on"] == "2027-09-01"
    assert content["next_grade"]["grade"] == "B"


# --- who may read it ---


def test_an_official_reads_figures_but_not_what_is_withheld(
    client: Client, officer: User, entity: Entity
) -> None:
    response = client.get(desk(entity))
    text = response.content.decode()
    assert "澄市罚〔2026〕1号" in text
    assert HIDDEN in text
    assert SECRET not in text
    file = client.get(desk(entity, "passport.json")).content.decode()
    assert SECRET not in file
    assert json.loads(file)["score"] == 64


def test_the_lead_office_reads_all(client: Client, entity: Entity) -> None:
    client.force_login(UserFactory(lead_officer=True))
    assert SECRET in client.get(desk(entity)).content.decode()


@pytest.mark.parametrize("role", sorted(set(Role) - BUSINESS_ROLES))
def test_others_stay_outside(client: Client, entity: Entity, role: Role) -> None:
    client.force_login(user_with(role))
    for page in ("", "passport.pdf", "passport.json"):
        assert client.get(desk(entity, page)).status_code == 403


def test_the_public_page_has_no_grade(client: Client, entity: Entity) -> None:
    assert "信用等级" not in client.get(f"/entities/{entity.uscc}/").content.decode()
    assert client.get(f"/entities/{entity.uscc}/?tab=grade").status_code == 404


def test_a_business_reads_its_own(client: Client, owner: User, entity: Entity) -> None:
    text = client.get("/my/grade/").content.decode()
    assert SECRET in text
    assert "若无新的记录，2027年9月1日起升为B级" in text
    assert client.get(my(entity)).status_code == 200


def test_the_grade_of_another_business_does_not_exist(client: Client, owner: User) -> None:
    other = GradeFactory().entity
    for page in ("", "passport.pdf", "passport.json"):
        assert client.get(my(other, page)).status_code == 404


def test_an_account_without_a_business_is_told_so(client: Client, entity: Entity) -> None:
    client.force_login(UserFactory(enterprise=True))
    assert "尚无可以查看的经营主体" in client.get("/my/grade/").content.decode()
    assert client.get(my(entity, "passport.json")).status_code == 404


def test_several_businesses_are_offered(client: Client, owner: User, entity: Entity) -> None:
    other = GradeFactory().entity
    MandateFactory(user=owner, uscc=other.uscc)
    text = client.get(my(other)).content.decode()
    assert my(entity) in text
    assert other.name in text


def test_the_result_under_an_awaited_model_is_shown_to_the_business(
    client: Client, owner: User, entity: Entity
) -> None:
    ScoringModelFactory(awaited=True, base=95)
    text = client.get(my(entity)).content.decode()
    assert "新的评价模型自 2026年12月20日起施行" in text
    assert ScoringModel.objects.in_force(TODAY, NOW).get().version == 1


# --- pages ---


def test_a_download_is_on_record(client: Client, officer: User, entity: Entity) -> None:
    response = client.get(desk(entity, "passport.json"))
    entry = AuditEntry.objects.get(act=ACT)
    assert entry.actor_id == officer.pk
    assert entry.after["sha256"] == hashlib.sha256(response.content).hexdigest()


def test_a_look_is_on_record(client: Client, officer: User, entity: Entity) -> None:
    for address in (desk(entity), desk(entity, "passport.json")):
        client.get(address)
    seen = AuditEntry.objects.filter(purpose=views.PURPOSE)
    assert [entry.object_id for entry in seen] == [entity.uscc] * 2


def test_the_pdf_opens_in_the_browser(client: Client, officer: User, entity: Entity) -> None:
    response = client.get(desk(entity, "passport.pdf"))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline")
    assert response.content.startswith(b"%PDF")


def test_any_day_as_known_at_any_moment(client: Client, officer: User, entity: Entity) -> None:
    known = timezone.localtime(NOW - timedelta(days=60)).isoformat()
    question = {"on": "2026-10-01", "known_at": known}
    content = client.get(desk(entity, "passport.json"), question).json()
    assert (content["on"], content["known_at"]) == ("2026-10-01", known)
    assert (content["lines"], content["grade"]) == ([], "B")


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ({"on": "2001-01-01"}, "2001-01-01 没有生效的评价模型。"),
        ({"on": "2026-11-21"}, "评价日期不能晚于今天。"),
        ({"known_at": "2026-11-20T10:00:01"}, "数据截至时刻不能晚于现在。"),
    ],
)
def test_what_cannot_be_answered_is_said(
    client: Client, officer: User, entity: Entity, question: dict[str, str], sentence: str
) -> None:
    assert sentence in client.get(desk(entity), question).content.decode()
    assert client.get(desk(entity, "passport.pdf"), question).status_code in (409, 422)
    assert not AuditEntry.objects.filter(act=ACT).exists()


def test_a_business_without_a_grade_has_no_passport(client: Client, officer: User) -> None:
    entity = EntityFactory()
    assert client.get(desk(entity)).status_code == 404
    viewer = Viewer(ViewerKind.LEAD_OFFICE)
    assert load_tab(entity, viewer, TODAY) == {"passport": None}
    assert "尚未评价" in client.get(f"/desk/entities/{entity.uscc}/?tab=grade").content.decode()


def test_the_tab_shows_grade_history_and_links(
    client: Client, officer: User, entity: Entity
) -> None:
    text = client.get(f"/desk/entities/{entity.uscc}/?tab=grade").content.decode()
    record = entity.records.exclude(title=SECRET).get()
    assert f"/desk/entities/{entity.uscc}/records/{record.pk}/" in text
    assert text.index("2026-11-20</th>") < text.index("2026-08-01</th>")
    assert desk(entity, "passport.pdf?on=2026-11-20") in text


def test_rows_that_only_move_the_next_change_are_no_history(entity: Entity) -> None:
    GradeFactory(
        entity=entity, run=EvaluationRunFactory(), score=64, grade=CreditGrade.D,
        credit_class="general", lacks_information=False, next_change_on=date(2027, 9, 1),
    )  # fmt: skip
    shown = load_tab(entity, Viewer(ViewerKind.LEAD_OFFICE), TODAY)
    assert [row.grade for row in shown["history"]] == ["D", "B"]
    assert shown["chart"][0] == {"on": "2026-08-01", "grade": "B", "score": 80}


# --- the command ---


def explained(*args: str) -> str:
    out = io.StringIO()
    call_command("explain_grade", *args, stdout=out)
    return out.getvalue()


def test_the_command_gives_the_passport(entity: Entity) -> None:
    assert explained(entity.uscc, "--json").encode() == passport(entity).as_json()


def test_the_command_asks_for_any_day_and_moment(entity: Entity) -> None:
    content = json.loads(
        explained(entity.uscc, "--on=2026-10-01", "--known-at=2026-10-01T09:00", "--json")
    )
    assert (content["on"], content["known_at"]) == ("2026-10-01", "2026-10-01T09:00:00+08:00")
    assert content["lines"] == []


def test_the_command_says_it_in_words(entity: Entity) -> None:
    text = explained(entity.uscc.lower())
    assert text.startswith(f"{entity.name} {entity.uscc}（仅供参考）\n")
    assert "P2 -8（-8）" in text


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["91990281MA9999999X"], "没有统一社会信用代码为 91990281MA9999999X 的主体档案"),
        (["--on=2001-01-01"], "2001-01-01 没有生效的评价模型。"),
    ],
)
def test_the_command_says_what_is_wrong(entity: Entity, args: list[str], sentence: str) -> None:
    code = [] if not args[0].startswith("--") else [entity.uscc]
    with pytest.raises(CommandError, match=sentence):
        explained(*code, *args)
