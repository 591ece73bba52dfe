"""Manual overrides: two officers, a reason, an end; every step from every state."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from credit_portal.audit.models import AuditEntry
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Invalid, NotAllowed, Refused
from entities.models import Entity
from grading import services
from grading.choices import CreditGrade, OverrideStatus, RunKind
from grading.events import OverrideDecided
from grading.explanation import explain
from grading.models import Grade, GradeOverride
from grading.notices import receivers
from grading.services import overrides
from tests.factories.accounts import UserFactory
from tests.factories.entities import NOW, TODAY, EntityFactory
from tests.factories.grading import GradeOverrideFactory

pytestmark = pytest.mark.django_db
BY = SystemActor("测试")
S = OverrideStatus
STATES: dict[OverrideStatus, dict[str, bool]] = {
    S.PROPOSED: {},
    S.APPROVED: {"approved": True},
    S.REJECTED: {"rejected": True},
    S.ENDED: {"ended": True},
}
# The life cycle as the specification tells it, beside the declaration on the model.
EXPECTED = {
    "approve": {S.PROPOSED: S.APPROVED},
    "reject": {S.PROPOSED: S.REJECTED},
    "end": {S.APPROVED: S.ENDED},
}
SERVICES: dict[str, tuple[Callable[..., GradeOverride], dict[str, str]]] = {
    "approve": (services.approve_override, {}),
    "reject": (services.reject_override, {"reason": "理由不充分"}),
    "end": (services.end_override, {"reason": "核实完毕"}),
}


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[OverrideDecided]:
    events: list[OverrideDecided] = []
    monkeypatch.setattr(overrides, "publish", events.append)
    return events


def propose(entity: Entity | None = None, **changes: Any) -> GradeOverride:
    values = {
        "grade": CreditGrade.C, "reason": "数据正在核实", "from_on": TODAY,
        "until_on": TODAY + timedelta(days=90), "by": UserFactory(lead_officer=True), "at": NOW,
    } | changes  # fmt: skip
    return services.propose_override(entity=entity or EntityFactory(), **values)


def test_the_table_names_every_declared_step() -> None:
    declared = {t.name for t in GradeOverride().get_all_status_transitions()}
    assert declared == EXPECTED.keys() == SERVICES.keys()


@pytest.mark.parametrize("act", EXPECTED)
@pytest.mark.parametrize("state", S)
def test_every_step_from_every_state(
    act: str, state: OverrideStatus, published: list[OverrideDecided]
) -> None:
    override = GradeOverrideFactory(**STATES[state])
    service, arguments = SERVICES[act]
    officer = UserFactory(lead_officer=True)
    target = EXPECTED[act].get(state)
    before = GradeOverride.objects.values().get()

    if target is None:
        with pytest.raises(Refused):
            service(override=override, by=officer, at=NOW, **arguments)
        assert GradeOverride.objects.values().get() == before
        assert not AuditEntry.objects.exists()
        assert published == []
    else:
        service(override=override, by=officer, at=NOW, **arguments)
        assert GradeOverride.objects.get().status == target
        assert AuditEntry.objects.get().act == f"grading.{act}_override"
        assert published == [OverrideDecided(override.pk, override.entity_id, target.value)]
        newest = override.history.order_by("history_id").last()
        assert (newest.status, newest.history_user) == (target, officer)


def test_a_proposal_waits_and_changes_nothing(published: list[OverrideDecided]) -> None:
    officer = UserFactory(lead_officer=True)
    override = propose(by=officer, reason=" 数据正在核实 ")
    stored = GradeOverride.objects.get()
    assert (stored.status, stored.reason, stored.proposed_by) == (
        S.PROPOSED, "数据正在核实", officer,
    )  # fmt: skip
    assert AuditEntry.objects.get().act == "grading.propose_override"
    assert published == []
    assert override.last_day == TODAY + timedelta(days=89)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": "  "}, "reason"),
        ({"from_on": TODAY - timedelta(days=1)}, "from_on"),
        ({"until_on": TODAY}, "until_on"),
        ({"until_on": date(2027, 11, 21)}, "until_on"),
    ],
)
def test_what_a_proposal_must_say(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as error:
        propose(**changes)
    assert field in error.value.fields
    assert not GradeOverride.objects.exists()


def test_twelve_months_are_the_most() -> None:
    assert propose(until_on=date(2027, 11, 20)).pk


def test_a_business_has_one_open_proposal() -> None:
    entity = propose().entity
    with pytest.raises(Refused):
        propose(entity)


@pytest.mark.parametrize("act", ["approve", "reject"])
def test_the_second_officer_is_another_one(act: str) -> None:
    override = propose()
    service, arguments = SERVICES[act]
    with pytest.raises(NotAllowed):
        service(override=override, by=override.proposed_by, at=NOW, **arguments)
    assert GradeOverride.objects.get().status == S.PROPOSED
    with pytest.raises(IntegrityError), transaction.atomic():
        GradeOverride.objects.update(decided_by=override.proposed_by)


@pytest.mark.parametrize("act", ["reject", "end"])
def test_no_step_without_its_reason(act: str) -> None:
    override = GradeOverrideFactory(**({"approved": True} if act == "end" else {}))
    with pytest.raises(Invalid):
        SERVICES[act][0](override=override, reason=" ", by=UserFactory(lead_officer=True), at=NOW)
    assert GradeOverride.objects.get().status == override.status


def test_overlapping_overrides_are_refused() -> None:
    first = GradeOverrideFactory(approved=True)
    second = propose(
        first.entity, from_on=first.last_day, until_on=first.until_on + first.until_on.resolution
    )
    with pytest.raises(Refused, match="重叠"):
        services.approve_override(override=second, by=UserFactory(lead_officer=True), at=NOW)
    assert GradeOverride.objects.get(pk=second.pk).status == S.PROPOSED


def test_what_is_over_is_neither_approved_nor_ended() -> None:
    late = NOW + timedelta(days=90)
    for act, traits in (("approve", {}), ("end", {"approved": True})):
        override = GradeOverrideFactory(**traits)
        service, arguments = SERVICES[act]
        with pytest.raises(Refused, match="期"):
            service(override=override, by=UserFactory(lead_officer=True), at=late, **arguments)


@pytest.mark.usefixtures("reference_model")
def test_the_grade_follows_shows_it_and_comes_back() -> None:
    def grade(hours: int) -> Grade:
        at = NOW + timedelta(hours=hours)
        kind = RunKind.FULL if hours == 0 else RunKind.INCREMENTAL
        run = services.open_run(kind=kind, on=TODAY, cause="测试", by=BY, at=at)
        services.carry_out_run(run=run, by=BY, clock=lambda: at)
        return Grade.objects.in_force(TODAY).get(entity=entity)

    entity, second = EntityFactory(), UserFactory(lead_officer=True)
    override = propose(entity)
    assert grade(0).grade == "B"
    services.approve_override(override=override, by=second, at=NOW + timedelta(hours=1))
    found = grade(2)
    assert (found.grade, found.is_overridden, found.next_change_on) == (
        "C", True, override.until_on,
    )  # fmt: skip
    explained = explain(entity, TODAY, NOW + timedelta(hours=2))
    assert explained.override is not None
    assert explained.override.reason == "数据正在核实"
    services.end_override(
        override=override, reason="核实完毕", by=second, at=NOW + timedelta(hours=3)
    )
    assert (grade(4).grade, grade(5).is_overridden) == ("B", False)


def test_a_decision_has_the_business_graded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(receivers, "request_regrade", asked.append)
    for status in (S.APPROVED, S.REJECTED, S.ENDED):
        receivers.regrade_overridden(OverrideDecided(1, 1, status.value))
    assert len(asked) == 2
