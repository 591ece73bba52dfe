"""What becomes of a fact that stays true: repaired, brought back, contested, lifted."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from credit_portal.accounts.viewers import Viewer, ViewerKind
from credit_portal.audit.models import AuditEntry
from credit_portal.shared import events as bus
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import DomainError, Refused
from entities import services
from entities.choices import FactChangeKind
from entities.events import FactContested, FactRepaired, FactWithdrawn
from entities.models import CreditRecord, DisputeMark, FactChange, TemporaryLift
from entities.record_state import RecordState, state_of
from tests.factories.accounts import AgencyFactory
from tests.factories.entities import NOW, TODAY, CreditRecordFactory, facts

pytestmark = pytest.mark.django_db
BY = SystemActor("测试")
LATER = NOW + timedelta(days=3)
UNTIL = TODAY + timedelta(days=90)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[bus.Event]:
    """The events of the services, at once."""
    found: list[bus.Event] = []
    for module in (services.facts, services.standing):
        monkeypatch.setattr(module, "publish", found.append)
    return found


def is_public(record: CreditRecord) -> bool:
    return CreditRecord.objects.published(LATER.date()).filter(pk=record.pk).exists()


def repair(record: CreditRecord) -> CreditRecord:
    return services.repair_fact(record=record, reference="澄修决〔2026〕1号", by=BY, at=NOW)


def mark(record: CreditRecord, reference: str = "澄异议〔2026〕1号") -> DisputeMark:
    return services.mark_disputed(record=record, reference=reference, by=BY, at=NOW)


def lift(record: CreditRecord) -> TemporaryLift:
    return services.lift_fact(
        record=record, reference="（2026）苏0281破1号", until_on=UNTIL, by=BY, at=NOW
    )


def reinstate(record: CreditRecord) -> CreditRecord:
    return services.reinstate_fact(record=record, reason="修复材料不实", by=BY, at=LATER)


def test_a_repair_ends_publication_and_sharing(heard: list[bus.Event]) -> None:
    record = CreditRecordFactory(reported_by=AgencyFactory())
    repair(record)
    record.refresh_from_db()
    assert record.repaired_at == NOW
    assert not is_public(record)
    other = Viewer(ViewerKind.AGENCY, agency_ids=frozenset({AgencyFactory().pk}))
    assert record not in CreditRecord.objects.visible_to(other, TODAY)
    assert AuditEntry.objects.get().act == "entities.repair_fact"
    assert FactChange.objects.get().kind == FactChangeKind.REPAIRED
    assert heard == [FactRepaired(record.pk, record.entity_id)]


def test_a_revoked_repair_brings_the_same_fact_back(heard: list[bus.Event]) -> None:
    record = CreditRecordFactory(repaired=True)
    before = facts(record)
    new = reinstate(record)
    same = {"entity_id", "title", "level", "published_from", "published_until", "fingerprint"}
    after = facts(new)
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    assert is_public(new)
    assert new.repaired_at is None
    record.refresh_from_db()
    assert record.replaced_by == new
    assert record.repaired_at == before["repaired_at"]  # the repair stays in the past
    assert AuditEntry.objects.get().act == "entities.reinstate_fact"
    assert FactChange.objects.get().kind == FactChangeKind.REINSTATED
    assert heard == [FactWithdrawn(record.pk, record.entity_id, new.pk)]


def test_a_mark_shows_that_a_record_is_contested(heard: list[bus.Event]) -> None:
    record = CreditRecordFactory()
    placed = mark(record)
    assert CreditRecord.objects.with_marks(TODAY).get().is_disputed
    services.clear_dispute_mark(mark=placed, reason="异议不成立", by=BY, at=LATER)
    assert not CreditRecord.objects.with_marks(TODAY).get().is_disputed
    assert is_public(record)
    kinds = list(FactChange.objects.values_list("kind", flat=True))
    assert kinds == [FactChangeKind.DISPUTED, FactChangeKind.CLEARED]
    assert AuditEntry.objects.count() == len(heard) == 2
    assert set(heard) == {FactContested(record.pk, record.entity_id)}


@pytest.mark.parametrize(
    ("days", "state"),
    [(0, RecordState.LIFTED), (89, RecordState.LIFTED), (90, RecordState.PUBLISHED)],
)
def test_a_lift_ends_by_its_date_with_no_job(days: int, state: RecordState) -> None:
    lift(CreditRecordFactory())
    on = TODAY + timedelta(days=days)
    record = CreditRecord.objects.with_marks(on).get()
    assert state_of(record, on, is_lifted=record.is_lifted) == state
    is_shown = CreditRecord.objects.published(on).exists()
    assert is_shown == (state == RecordState.PUBLISHED)


def test_a_lift_ends_earlier_when_the_reorganisation_fails() -> None:
    record = CreditRecordFactory()
    lifted = lift(record)
    assert not is_public(record)
    services.end_lift(lift=lifted, reason="终止重整程序", by=BY, at=LATER)
    assert is_public(record)
    assert AuditEntry.objects.filter(act="entities.end_lift").count() == 1


ACTS: dict[str, Callable[[CreditRecord], object]] = {
    "repair": repair, "mark": mark, "lift": lift, "reinstate": reinstate,
}  # fmt: skip
REFUSED = [
    ("withdrawn", "repair"), ("withdrawn", "mark"), ("withdrawn", "lift"),
    ("withdrawn", "reinstate"), ("repaired", "repair"), ("repaired", "lift"),
    ("minor", "reinstate"), ("serious", "reinstate"),
]  # fmt: skip


@pytest.mark.parametrize(("state", "act"), REFUSED)
def test_what_a_state_refuses_changes_nothing(state: str, act: str) -> None:
    record = CreditRecordFactory(**{state: True})
    before = facts(record)
    with pytest.raises(DomainError):
        ACTS[act](record)
    assert facts(record) == before
    kept = [model.objects.count() for model in (AuditEntry, FactChange, DisputeMark, TemporaryLift)]
    assert kept == [0, 0, 0, 0]
    assert CreditRecord.objects.count() == 1


def test_what_is_over_cannot_be_ended_again() -> None:
    record = CreditRecordFactory()
    placed, lifted = mark(record), lift(record)
    services.clear_dispute_mark(mark=placed, reason="撤回异议", by=BY, at=LATER)
    services.end_lift(lift=lifted, reason="终止重整程序", by=BY, at=LATER)
    with pytest.raises(Refused):
        services.clear_dispute_mark(mark=placed, reason="再次", by=BY, at=LATER)
    with pytest.raises(Refused):
        services.end_lift(lift=lifted, reason="再次", by=BY, at=LATER)
