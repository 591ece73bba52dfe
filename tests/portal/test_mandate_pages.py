"""Pages of mandates, and what a mandate for other acts does not carry."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from credit_portal.accounts.choices import MandateScope
from credit_portal.accounts.models import Mandate, MandateInvitation, User
from credit_portal.audit.models import AuditEntry
from credit_portal.shared.errors import NotAllowed
from repair.services.steps import guard_applicant
from supervision import services as supervision
from tests.commitments.conftest import PDF
from tests.factories.accounts import (
    IdentityFactory,
    InvitationFactory,
    MandateFactory,
    UserFactory,
)
from tests.factories.entities import NOW, EntityFactory
from tests.factories.supervision import ListingFactory, OrderFactory

pytestmark = pytest.mark.django_db
NUMBER = "990281199003070012"


@pytest.fixture
def officer(client: Client, settings, tmp_path) -> User:
    settings.MEDIA_ROOT = tmp_path
    user = UserFactory(window_officer=True)
    client.force_login(user)
    return user


def window_form(uscc: str) -> dict[str, object]:
    papers = [SimpleUploadedFile(name, PDF) for name in ("执照.pdf", "委托书.pdf")]
    return {
        "uscc": uscc, "kind": "agent", "name": "季经办", "id_number": NUMBER, "scope": "reports",
        "until_on": "", "papers": papers, "reason": "核验原件，本人不便网上办理",
    }  # fmt: skip


def test_the_window_hands_a_code_over(client: Client, officer: User) -> None:
    entity = EntityFactory()
    page = client.post(reverse("mandates:desk_new"), window_form(entity.uscc.lower()))
    offer = MandateInvitation.objects.get()
    assert "邀请码只显示这一次" in page.content.decode()
    assert (offer.uscc, offer.scope, offer.papers.count()) == (entity.uscc, "reports", 2)
    paper = offer.papers.first()
    assert paper is not None
    opened = client.get(reverse("mandates:desk_paper", args=[paper.pk]))
    assert b"".join(opened.streaming_content) == PDF
    assert AuditEntry.objects.filter(act="accounts.open_paper", actor_id=officer.pk).count() == 1
    client.post(reverse("mandates:desk_withdraw", args=[offer.pk]))
    assert not MandateInvitation.objects.open(NOW).exists()


def test_papers_lie_open_to_the_window_that_checked_them(client: Client, officer: User) -> None:
    client.post(reverse("mandates:desk_new"), window_form(EntityFactory().uscc))
    paper = MandateInvitation.objects.get().papers.first()
    assert paper is not None
    address = reverse("mandates:desk_paper", args=[paper.pk])
    for user, status in (
        (UserFactory(window_officer=True, agency=officer.agency), 200),
        (UserFactory(window_officer=True), 404),
        (UserFactory(lead_officer=True), 200),
    ):
        client.force_login(user)
        assert client.get(address).status_code == status
        listed = client.get(reverse("mandates:desk")).content.decode()
        assert (address in listed) is (status == 200)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"uscc": "91990281MA0000000X"}, "没有找到该统一社会信用代码的主体"),
        ({"papers": []}, "请上传核验材料的扫描件"),
        ({"id_number": "990281199003070013"}, "身份证件号码不正确"),
        ({"papers": [SimpleUploadedFile("a.pdf", b"<html></html>")]}, "只接受 PDF、JPG、PNG"),
    ],
)
def test_a_wrong_window_form_says_what_to_do(
    client: Client, officer: User, change: dict, sentence: str
) -> None:
    told = window_form(EntityFactory().uscc) | change
    page = client.post(reverse("mandates:desk_new"), told)
    assert sentence in page.content.decode()
    assert not MandateInvitation.objects.exists()


def test_the_window_ends_a_mandate_with_a_reason(client: Client, officer: User) -> None:
    mandate = MandateFactory(uscc=EntityFactory().uscc)
    address = reverse("mandates:desk_end", args=[mandate.pk])
    client.post(address, {"reason": ""})
    assert Mandate.objects.get().ended_at is None
    client.post(address, {"reason": "企业书面申请"})
    assert Mandate.objects.get().end_reason == "企业书面申请"
    assert client.get(address).status_code == 404


def test_the_list_finds_by_code_and_name(client: Client, officer: User) -> None:
    mandate = MandateFactory(uscc=EntityFactory(name="澄江市云帆公司").uscc)
    for text, finds in ((mandate.uscc.lower(), True), ("无此人", False)):
        page = client.get(reverse("mandates:desk"), {"q": text}).content.decode()
        assert ("澄江市云帆公司" in page) is finds


def test_a_representative_withdraws_the_own_offer_only(client: Client) -> None:
    entity = EntityFactory()
    owner = IdentityFactory(id_number="990281198811200028").user
    MandateFactory(user=owner, uscc=entity.uscc, representative=True)
    own, other = InvitationFactory(uscc=entity.uscc), InvitationFactory()
    client.force_login(owner)
    for offer, status in ((own, 302), (other, 404)):
        address = reverse("mandates:withdraw", args=[offer.pk])
        assert client.post(address).status_code == status
    assert list(MandateInvitation.objects.open(NOW)) == [other]


def test_an_agent_sees_neither_the_others_nor_how_to_invite(client: Client) -> None:
    entity = EntityFactory()
    agent = MandateFactory(uscc=entity.uscc)
    other = MandateFactory(uscc=entity.uscc)
    client.force_login(agent.user)
    page = client.get(reverse("mandates:my")).content.decode()
    assert entity.name in page
    assert other.user.display_name not in page
    assert client.get(reverse("mandates:invite", args=[entity.uscc])).status_code == 404
    assert client.get(reverse("mandates:end", args=[other.pk])).status_code == 404
    assert client.get(reverse("mandates:end", args=[agent.pk])).status_code == 200


def test_acts_of_the_business_ask_for_their_scope() -> None:
    """One who may only look is refused by every act; who may dispute is not by those."""
    order, listing = OrderFactory(), ListingFactory(notified=True)
    reader = MandateFactory(uscc=order.entity.uscc, scope=MandateScope.READ).user
    MandateFactory(user=reader, uscc=listing.entity.uscc, scope=MandateScope.READ)
    with pytest.raises(NotAllowed):
        supervision.report_rectification(order=order, report="已整改", by=reader, at=NOW)
    with pytest.raises(NotAllowed):
        supervision.state_on_listing(listing=listing, statement="不属实", by=reader, at=NOW)
    with pytest.raises(NotAllowed):
        guard_applicant(order.entity, reader)
    disputing = MandateFactory(uscc=order.entity.uscc, scope=MandateScope.DISPUTES).user
    guard_applicant(order.entity, disputing)
