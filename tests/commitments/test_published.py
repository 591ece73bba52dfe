"""Commitments filed for everybody to see: the filing page, the public list, the entity's tab."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from commitments.choices import CommitmentKind, PublicationLevel, Status
from commitments.models import Commitment
from credit_portal.accounts.choices import BUSINESS_ROLES, Role
from tests.factories.accounts import AgencyFactory, user_with
from tests.factories.commitments import (
    CommitmentFactory,
    CommitmentItemFactory,
    CommitmentTemplateFactory,
)
from tests.factories.entities import CreditRecordFactory, EntityFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

FILE = "/desk/commitments/file/"
PUBLIC = "/commitments/"
ID_NUMBER = "990281197704222243"
FILING = {
    "kind": CommitmentKind.INDUSTRY_SELF_DISCIPLINE,
    "matter": "行业自律公约",
    "made_on": "2026-11-20",
    "content": "不以次充好。",
    "liability": "违诺的，接受行业惩戒。",
    "form_token": "6a1f0d0e-5f0c-4c53-9a53-0b1f4f9b0a12",
}


def published(**values: Any) -> Commitment:
    """A commitment whose record stands in the register, open to everybody unless named."""
    entity = values.pop("entity", None) or EntityFactory()
    record = CreditRecordFactory(entity=entity, kind="commitment")
    return CommitmentFactory(entity=entity, record=record, **values)


def listed(client: Client, **filters: str) -> set[Commitment]:
    return set(client.get(PUBLIC, filters).context["page"].object_list)


# --- Filing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.PARTNER, Role.WINDOW_OFFICER])
def test_what_is_filed_is_public_at_once(role: Role, as_user, scan: SimpleUploadedFile) -> None:
    user, entity = user_with(role), EntityFactory()
    client = as_user(user)
    response = client.post(FILE, {**FILING, "entity": f" {entity.uscc.lower()} ", "scan": scan})
    filed = Commitment.objects.get()

    assert response.url == FILE
    assert (filed.entity, filed.agency, filed.status) == (entity, user.agency, Status.REGISTERED)
    assert filed.publication == PublicationLevel.PUBLIC
    assert filed.scans.count() == 1
    assert filed.code in client.get(FILE).content.decode()
    assert listed(Client()) == {filed}


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": CommitmentKind.APPROVAL_REPLACING},
        {"entity": "919902810000000000"},
        {"made_on": "2026-11-21"},
        {"scan": SimpleUploadedFile("x.pdf", b"MZ no letter")},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_wrong_filing_files_nothing_and_keeps_what_was_typed(wrong: dict, as_user) -> None:
    values = {**FILING, "entity": EntityFactory().uscc, **wrong}
    page = as_user(user_with(Role.PARTNER)).post(FILE, values)

    assert page.status_code == 200
    assert FILING["content"] in page.content.decode()
    assert not Commitment.objects.exists()


def test_a_filing_sent_twice_files_once(as_user) -> None:
    client = as_user(user_with(Role.PARTNER))
    values = {**FILING, "entity": EntityFactory().uscc}
    for _ in range(2):
        client.post(FILE, values)

    assert Commitment.objects.count() == 1


def test_a_partner_sees_what_its_own_agency_filed_and_opens_no_desk_file(as_user) -> None:
    user = user_with(Role.PARTNER)
    own = published(agency=user.agency)
    published()
    page = as_user(user).get(FILE)

    assert list(page.context["page"].object_list) == [own]
    assert reverse("commitments:detail", args=[own.pk]) not in page.content.decode()


def test_other_kinds_are_no_filings(as_user) -> None:
    user = user_with(Role.WINDOW_OFFICER)
    filed = published(agency=user.agency)
    published(agency=user.agency, kind=CommitmentKind.CERTIFICATE)
    published(agency=user.agency, publication=PublicationLevel.CLOSED)

    assert list(as_user(user).get(FILE).context["page"].object_list) == [filed]


# --- The public list ------------------------------------------------------------------------------


def test_the_public_list_holds_what_is_open_and_registered(client: Client) -> None:
    shown = {published(), published(kind=CommitmentKind.CERTIFICATE, fulfilled=True)}
    published(publication=PublicationLevel.LIMITED)
    published(publication=PublicationLevel.CLOSED)
    published(draft=True)

    assert listed(client) == shown


def test_items_and_letters_in_force_are_public(client: Client) -> None:
    item, letter = CommitmentItemFactory(), CommitmentTemplateFactory(title="容缺受理承诺书")
    draft = CommitmentItemFactory(draft=True)
    page = client.get(reverse("commitments:public_catalogue"))

    assert list(page.context["page"].object_list) == [item]
    assert list(page.context["letters"]) == [letter]
    assert draft.name not in page.content.decode()
    assert letter.body in page.content.decode()


def test_letters_are_public_as_the_pack_says(client: Client, pack_says) -> None:
    CommitmentTemplateFactory()
    pack_says(templates_published=False)

    assert not client.get(reverse("commitments:public_catalogue")).context["letters"]


def test_nothing_is_published_where_the_pack_says_so(client: Client, pack_says) -> None:
    published()
    pack_says(letters_published=False)

    assert listed(client) == set()


def test_the_public_list_is_searched_by_name_code_and_kind(client: Client) -> None:
    entity = EntityFactory(name="澄江市恒昌电子有限公司")
    wanted = published(entity=entity, kind=CommitmentKind.CERTIFICATE)
    published(entity=EntityFactory(name="澄江市锦程物业有限公司"))

    for text in ("恒昌", entity.uscc, entity.uscc.lower(), wanted.code):
        assert listed(client, q=text) == {wanted}, text
    assert listed(client, kind=CommitmentKind.CERTIFICATE) == {wanted}
    assert listed(client, q="昌") == set()
    assert len(listed(client, kind="nonsense")) == 2


def test_a_name_as_long_as_a_commitment_code_is_a_name(client: Client) -> None:
    name = "澄江市高新技术产业开发区恒昌精密电子公司"
    assert len(name) == 20
    wanted = published(entity=EntityFactory(name=name))

    assert listed(client, q=name) == {wanted}


def test_the_public_reads_no_personal_number_no_scan_and_no_breach(client: Client) -> None:
    shown = published(content=f"法定代表人（{ID_NUMBER}）承诺守信。", not_fulfilled=True)
    page = client.get(PUBLIC).content.decode()

    assert shown.code in page
    assert ID_NUMBER not in page
    assert "9902**********2243" in page
    assert shown.get_status_display() not in page
    assert "/scans/" not in page


def test_the_home_page_leads_to_the_list(client: Client) -> None:
    assert f'class="entry" href="{PUBLIC}"' in client.get("/").content.decode()


def test_pages_of_the_list_cost_few_queries(client: Client, django_assert_max_num_queries) -> None:
    agency = AgencyFactory()
    for _ in range(25):
        published(agency=agency)
    with django_assert_max_num_queries(4):
        page = client.get(PUBLIC, {"page": "2"}).context["page"]
        assert len(page.object_list) == 5


# --- The tab of the entity file -------------------------------------------------------------------


def tab(client: Client, commitment: Commitment, desk: str = "/desk") -> str:
    address = f"{desk}/entities/{commitment.entity.uscc}/?tab=commitments"
    return client.get(address).content.decode()


@pytest.mark.parametrize("role", BUSINESS_ROLES)
def test_the_desk_tab_shows_the_own_agencys_commitments(role: Role, as_user) -> None:
    user = user_with(role)
    own = CommitmentFactory(
        agency=user.agency, overdue=True, publication=PublicationLevel.CLOSED,
        made_on=date(2026, 10, 20),
    )  # fmt: skip
    foreign = CommitmentFactory(entity=own.entity)
    page = tab(as_user(user), own)

    assert reverse("commitments:detail", args=[own.pk]) in page
    assert "2026-11-02" in page  # the light of the supplement
    assert (foreign.code in page) is (role == Role.LEAD_OFFICER)


def test_the_public_tab_shows_what_is_open_without_a_way_to_the_desk(client: Client) -> None:
    open_one = published(matter=f"个人{ID_NUMBER}承诺", partly_fulfilled=True)
    closed = published(entity=open_one.entity, publication=PublicationLevel.CLOSED)
    page = tab(client, open_one, desk="")

    assert open_one.code in page
    assert closed.code not in page
    assert ID_NUMBER not in page
    assert "/desk/commitments/" not in page
    assert "部分履行" not in page


def test_the_tab_costs_few_queries(as_user, django_assert_max_num_queries) -> None:
    user = user_with(Role.LEAD_OFFICER)
    first = CommitmentFactory(overdue=True)
    for _ in range(60):
        CommitmentFactory(entity=first.entity)
    client = as_user(user)
    with django_assert_max_num_queries(14):
        page = tab(client, first)

    assert f"/desk/commitments/?q={first.entity.uscc}" in page
