"""典型案例: written by the deciding office, masked and published, withdrawn."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from credit_portal.audit.models import AuditEntry
from credit_portal.policy.selectors import pack_by_code
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Invalid, NotAllowed, Refused
from entities.models import CreditRecord
from supervision.cases.choices import CaseStatus
from supervision.models import TypicalCase
from supervision.services import cases
from tests.factories.accounts import UserFactory
from tests.factories.entities import NOW, TODAY
from tests.factories.supervision import EntityPersonFactory, MeasureFactory, TypicalCaseFactory

pytestmark = pytest.mark.django_db
S, OFFICE = CaseStatus, SystemActor("信用办")
SERVICES: dict[str, tuple[Callable[..., Any], dict[str, str]]] = {
    "edit": (cases.edit_case, {"title": "改过的", "body": "改过的案情"}),
    "publish": (cases.publish_case, {}),
    "withdraw": (cases.withdraw_case, {"reason": "决定撤销"}),
}
EXPECTED = {
    "edit": {S.DRAFT: S.DRAFT},
    "publish": {S.DRAFT: S.PUBLISHED},
    "withdraw": {S.PUBLISHED: S.WITHDRAWN},
}


@pytest.fixture(autouse=True)
def publishing_pack(monkeypatch) -> None:
    pack = pack_by_code("jiangxi", TODAY)
    monkeypatch.setattr("supervision.services.cases.pack_in_force", lambda on: pack)


def test_the_table_names_every_declared_step() -> None:
    declared = {step.name for step in TypicalCase().get_all_status_transitions()}
    assert declared == EXPECTED.keys() == SERVICES.keys()


@pytest.mark.parametrize("act", EXPECTED)
@pytest.mark.parametrize("state", S)
def test_every_step_from_every_state(act: str, state: CaseStatus) -> None:
    case = TypicalCaseFactory(**{} if state == S.DRAFT else {state.value: True})
    service, values = SERVICES[act]
    before = TypicalCase.objects.filter(pk=case.pk).values().get()
    target = EXPECTED[act].get(state)

    if target is None:
        with pytest.raises(Refused):
            service(case=case, by=OFFICE, at=NOW, **values)
        assert TypicalCase.objects.filter(pk=case.pk).values().get() == before
        assert not AuditEntry.objects.exists()
    else:
        service(case=case, by=OFFICE, at=NOW, **values)
        assert TypicalCase.objects.get(pk=case.pk).status == target
        assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize("act", SERVICES)
def test_only_the_deciding_office_acts(act: str) -> None:
    case = TypicalCaseFactory(published=act == "withdraw")
    service, values = SERVICES[act]
    for by in (UserFactory(), UserFactory(town_officer=True, agency=case.agency)):
        with pytest.raises(NotAllowed):
            service(case=case, by=by, at=NOW, **values)


def test_a_case_is_written_by_the_office_that_decided() -> None:
    measure = MeasureFactory()
    written = {"measure": measure, "title": "案例", "body": "案情", "at": NOW}
    with pytest.raises(NotAllowed):
        cases.draft_case(**written, by=UserFactory(agency=measure.executor))
    with pytest.raises(Invalid):
        cases.draft_case(**written | {"body": " "}, by=OFFICE)
    own = UserFactory(agency=measure.initiator)
    assert cases.draft_case(**written, by=own).agency == measure.initiator


@pytest.mark.parametrize("is_ban", [True, False])
def test_persons_are_masked_and_a_business_is_named_with_a_ban_alone(is_ban: bool) -> None:
    measure = MeasureFactory(ban=is_ban)
    EntityPersonFactory(entity=measure.entity)
    body = f"{measure.entity.name}（{measure.entity.uscc}）法定代表人张建国，\
身份证320281197001011234，拒不履行。"
    case = TypicalCaseFactory(measure=measure, body=body)
    published = cases.publish_case(case=case, by=OFFICE, at=NOW)

    assert "张建国" not in published.public_body
    assert "320281197001011234" not in published.public_body
    assert (measure.entity.name in published.public_body) == is_ban
    assert (measure.entity.uscc in published.public_body) == is_ban


def test_cases_are_published_where_the_document_says_so(monkeypatch) -> None:
    pack = pack_by_code("jiangyin", TODAY)
    monkeypatch.setattr("supervision.services.cases.pack_in_force", lambda on: pack)
    with pytest.raises(Refused, match="没有要求公开"):
        cases.publish_case(case=TypicalCaseFactory(), by=OFFICE, at=NOW)


def test_a_case_goes_with_the_record_behind_it() -> None:
    case = TypicalCaseFactory(published=True)
    assert TypicalCase.objects.published(TODAY).get() == case

    CreditRecord.objects.filter(pk=case.measure.record_id).update(repaired_at=NOW)
    assert not TypicalCase.objects.published(TODAY).exists()
    draft = TypicalCaseFactory(measure=case.measure)
    with pytest.raises(Refused, match="撤回或者修复"):
        cases.publish_case(case=draft, by=OFFICE, at=NOW)


def test_a_case_is_written_published_and_withdrawn_on_its_pages(
    client, as_user, on_the_day
) -> None:
    measure = MeasureFactory(ban=True)
    officer = UserFactory(agency=measure.initiator)
    client = as_user(officer)
    page = client.get(reverse("supervision:measure", args=[measure.pk])).content.decode()
    assert reverse("supervision:case_new", args=[measure.pk]) in page
    client.post(
        reverse("supervision:case_new", args=[measure.pk]), {"title": "案例", "body": "案情"}
    )
    case = TypicalCase.objects.get()
    written = {"title": "禁入案例", "body": "屡犯不改"}
    client.post(reverse("supervision:case_edit", args=[case.pk]), written)
    assert "禁入案例" in client.get(reverse("supervision:cases")).content.decode()

    public = reverse("supervision:published_cases")
    assert "禁入案例" not in client.get(public).content.decode()
    client.post(reverse("supervision:case_act", args=[case.pk, "publish"]))
    assert "2026-11-20" in client.get(public).content.decode()
    withdraw = reverse("supervision:case_act", args=[case.pk, "withdraw"])
    client.post(withdraw, {"reason": "决定撤销"})
    assert "禁入案例" not in client.get(public).content.decode()
    assert "决定撤销" in client.get(reverse("supervision:case", args=[case.pk])).content.decode()
    other = as_user(UserFactory())
    assert other.get(reverse("supervision:case", args=[case.pk])).status_code == 404


def test_a_reward_makes_a_case_too() -> None:
    """吴忠 二(四): 奖惩案例."""
    reward = MeasureFactory(incentive=True)
    told = {"title": "守信企业享受绿色通道", "body": "连续三年诚信守法。"}
    case = cases.draft_case(measure=reward, by=OFFICE, at=NOW, **told)
    assert cases.publish_case(case=case, by=OFFICE, at=NOW).public_title == told["title"]
