"""A poor national result opens three tasks, once; what is done about them, officers decide."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from credit_portal.accounts.viewers import PUBLIC_VIEWER, viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.policy.choices import FollowUpKind
from credit_portal.policy.selectors import pack_by_code
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Invalid, NotAllowed, Refused
from entities.choices import RecordKind
from entities.events import FileImported
from grading.choices import AssessmentSource
from grading.events import AssessmentChanged
from supervision import receivers, tasks
from supervision.followups.choices import FollowUpStatus
from supervision.followups.duties import DUTIES
from supervision.models import FollowUp, Interview, Measure, RectificationOrder
from supervision.services import followups
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.entities import (
    NOW,
    TODAY,
    CreditRecordFactory,
    EntityFactory,
    TownFactory,
)
from tests.factories.grading import ExternalAssessmentFactory
from tests.factories.supervision import FollowUpFactory

pytestmark = pytest.mark.django_db

PORTAL = SystemActor("分类监管")
DAY = timedelta(days=1)
S = FollowUpStatus


def poor(**changes: Any) -> Any:
    values = {
        "source": AssessmentSource.NATIONAL, "domain": "", "grade": "D",
        "counts_from": TODAY - 30 * DAY, "counts_until": TODAY + 300 * DAY,
    }  # fmt: skip
    return ExternalAssessmentFactory(**values | changes)


def open_all() -> int:
    return followups.open_follow_ups(by=PORTAL, at=NOW)


@pytest.fixture
def lead(db: None) -> Any:
    return AgencyFactory(lead_office=True)


def test_a_poor_result_opens_three_tasks_and_restricts_nothing(lead) -> None:
    result = poor()

    assert open_all() == 3
    assert set(FollowUp.objects.values_list("kind", flat=True)) == set(FollowUpKind)
    assert {follow_up.assessment for follow_up in FollowUp.objects.all()} == {result}
    acts = list(AuditEntry.objects.values_list("act", flat=True))
    assert acts == ["supervision.open_follow_up"] * 3
    for model in (Measure, Interview, RectificationOrder):
        assert not model.objects.exists()


def test_a_second_run_opens_nothing_and_a_sweep_finds_what_was_missed(lead) -> None:
    poor()
    open_all()
    assert open_all() == 0

    FollowUp.objects.filter(kind=FollowUpKind.INTERVIEW).delete()
    assert open_all() == 1


def test_a_broken_promise_hides_no_poor_result(lead) -> None:
    poor()
    open_all()
    FollowUp.objects.filter(kind=FollowUpKind.KEY_SUPERVISION).delete()
    FollowUpFactory(
        assessment=None, record=CreditRecordFactory(), kind=FollowUpKind.KEY_SUPERVISION
    )

    assert open_all() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"grade": "C"},
        {"source": AssessmentSource.INDUSTRY, "domain": "建筑"},
        {"withdrawn_at": NOW, "withdrawal_reason": "有误"},
        {"counts_from": TODAY + DAY},
        {"counts_until": TODAY},
    ],
    ids=str,
)
def test_other_results_open_nothing(changes: dict[str, Any], lead) -> None:
    poor(**changes)
    assert open_all() == 0


def test_the_town_is_responsible_and_for_key_supervision_the_lead_office(lead) -> None:
    town = TownFactory(name="月城镇")
    agency = AgencyFactory(town=True, name="月城镇人民政府", short_name="月城镇")
    poor(entity=EntityFactory(town=town))
    open_all()

    responsible = dict(FollowUp.objects.values_list("kind", "agency"))
    assert responsible == {
        FollowUpKind.INTERVIEW: agency.pk,
        FollowUpKind.RECTIFICATION: agency.pk,
        FollowUpKind.KEY_SUPERVISION: lead.pk,
    }


def test_the_regulator_of_the_industry_goes_before_the_town(lead) -> None:
    """江西 (十三), (十四): the 行业主管单位 are named, not the towns."""
    town = TownFactory(name="月城镇")
    AgencyFactory(town=True, name="月城镇人民政府", short_name="月城镇")
    permitted, assessed = EntityFactory.create_batch(2, town=town)
    traffic, health = AgencyFactory.create_batch(2)
    for entity in (permitted, assessed):
        CreditRecordFactory(entity=entity, kind=RecordKind.PERMIT, level="", reported_by=health)
        poor(entity=entity)
    ExternalAssessmentFactory(entity=assessed, reported_by=traffic)
    open_all()

    responsible = set(FollowUp.objects.values_list("entity", "agency"))
    assert responsible == {(permitted.pk, health.pk), (assessed.pk, traffic.pk)}


def test_the_pack_says_what_is_poor_and_what_follows(lead, monkeypatch) -> None:
    pack = pack_by_code("jiangxi", TODAY)
    monkeypatch.setattr("supervision.services.followups.pack_in_force", lambda on: pack)
    poor()
    open_all()
    assert "江西" in FollowUp.objects.first().basis or "赣" in FollowUp.objects.first().basis


def test_results_and_files_ask_for_the_task(monkeypatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(tasks.open_follow_ups, "delay", lambda: asked.append("asked"))
    receivers.follow_up_result(AssessmentChanged(1, 1))
    receivers.follow_up_file(FileImported(1))
    assert asked == ["asked", "asked"]


SERVICES = {"settle": followups.settle_follow_up, "dismiss": followups.dismiss_follow_up}
EXPECTED = {"settle": {S.OPEN: S.DONE}, "dismiss": {S.OPEN: S.DISMISSED}}


def test_the_table_names_every_declared_step() -> None:
    declared = {step.name for step in FollowUp().get_all_status_transitions()}
    assert declared == EXPECTED.keys() == SERVICES.keys()


@pytest.mark.parametrize("act", EXPECTED)
@pytest.mark.parametrize("state", S)
def test_every_step_from_every_state(act: str, state: FollowUpStatus) -> None:
    follow_up = FollowUpFactory(**{} if state == S.OPEN else {state.value: True})
    before = FollowUp.objects.filter(pk=follow_up.pk).values().get()
    target = EXPECTED[act].get(state)
    values = {"follow_up": follow_up, "handling": "已通知约谈", "by": PORTAL, "at": NOW}

    if target is None:
        with pytest.raises(Refused):
            SERVICES[act](**values)
        assert FollowUp.objects.filter(pk=follow_up.pk).values().get() == before
        assert not AuditEntry.objects.exists()
    else:
        SERVICES[act](**values)
        assert FollowUp.objects.get(pk=follow_up.pk).status == target
        assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize("act", SERVICES)
def test_whose_it_is_and_that_it_says_how(act: str) -> None:
    follow_up = FollowUpFactory()
    own = UserFactory(agency=follow_up.agency)
    for by in (UserFactory(), UserFactory(window_officer=True, agency=follow_up.agency)):
        with pytest.raises(NotAllowed):
            SERVICES[act](follow_up=follow_up, handling="已约谈", by=by, at=NOW)
    with pytest.raises(Invalid):
        SERVICES[act](follow_up=follow_up, handling=" ", by=own, at=NOW)
    assert SERVICES[act](follow_up=follow_up, handling="已约谈", by=own, at=NOW).handled_by == own


def test_it_is_seen_counted_and_settled_on_its_pages(as_user, on_the_day) -> None:
    follow_up = FollowUpFactory()
    officer = UserFactory(agency=follow_up.agency)
    counted = [duty.count(viewer_of(officer), TODAY) for duty in DUTIES]
    assert counted == [1]
    assert not FollowUp.objects.visible_to(PUBLIC_VIEWER).exists()
    client = as_user(officer)
    address = reverse("supervision:follow_up", args=[follow_up.pk])

    assert "通知约谈" in client.get(address).content.decode()
    listed = client.get(reverse("supervision:follow_ups"), {"state": "open", "kind": "interview"})
    assert follow_up.entity.name in listed.content.decode()
    act = reverse("supervision:follow_up_act", args=[follow_up.pk, "settle"])
    assert client.get(act).status_code == 200
    client.post(act, {"handling": "已通知12月1日约谈"})
    assert "已通知12月1日约谈" in client.get(address).content.decode()
    assert [duty.count(viewer_of(officer), TODAY) for duty in DUTIES] == [0]


def test_a_withdrawn_result_asks_for_nothing_any_more() -> None:
    follow_up = FollowUpFactory()
    type(follow_up.assessment).objects.update(withdrawn_at=NOW, withdrawal_reason="有误")
    assert not FollowUp.objects.open().exists()
