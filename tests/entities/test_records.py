"""Facts are written once; who may see them is one rule."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from credit_portal.accounts.viewers import PUBLIC_VIEWER, SYSTEM_VIEWER, Viewer, ViewerKind
from credit_portal.audit.models import AuditEntry
from credit_portal.policy.services import install_packs
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import DomainError, Invalid, Refused
from entities import services
from entities.choices import DishonestyLevel, PublicationScope, RecordKind
from entities.events import FactRecorded, FactWithdrawn
from entities.models import CreditRecord
from tests.factories.accounts import AgencyFactory
from tests.factories.entities import NOW, TODAY, CreditRecordFactory, EntityFactory, facts

pytestmark = pytest.mark.django_db
BY = SystemActor("测试")


@pytest.fixture
def packs(db: None) -> None:
    install_packs(by=BY, at=NOW)


@pytest.fixture
def published_events(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    events: list[object] = []
    monkeypatch.setattr(services.facts, "publish", events.append)
    return events


def new_fact(**values: object) -> CreditRecord:
    given = {
        "entity": EntityFactory(), "kind": RecordKind.PENALTY, "title": "虚假宣传",
        "decided_on": date(2026, 10, 31), "authority_name": "澄江市市场监督管理局",
        "document_number": "澄市罚〔2026〕9号", "key": ["澄市罚〔2026〕9号"],
        "level": DishonestyLevel.GENERAL, "by": BY, "at": NOW,
    }  # fmt: skip
    return services.record_fact(**(given | values))


# --- the database refuses every edit ---


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("title", "改过的事项"),
        ("level", DishonestyLevel.MINOR),
        ("decided_on", date(2020, 1, 1)),
        ("details", {"changed": True}),
        ("published_until", date(2026, 1, 1)),
        ("scope", PublicationScope.AUTHORISED),
        ("recorded_at", NOW),
        ("entity_id", 1),
    ],
)
def test_no_column_of_a_fact_can_be_edited(column: str, value: object) -> None:
    record = CreditRecordFactory()
    before = facts(record)
    with pytest.raises(DatabaseError, match="cannot be edited"), transaction.atomic():
        CreditRecord.objects.filter(pk=record.pk).update(**{column: value})
    assert facts(record) == before


@pytest.mark.parametrize(
    ("trait", "column", "value"),
    [
        ("withdrawn", "withdrawn_at", NOW),
        ("withdrawn", "withdrawn_at", None),
        ("withdrawn", "withdrawal_reason", "另一个原因"),
        ("repaired", "repaired_at", NOW),
        ("repaired", "repaired_at", None),
    ],
)
def test_what_has_ended_a_fact_cannot_be_changed(trait: str, column: str, value: object) -> None:
    record = CreditRecordFactory(**{trait: True})
    with pytest.raises(DatabaseError), transaction.atomic():
        CreditRecord.objects.filter(pk=record.pk).update(**{column: value})


def test_a_fact_is_never_deleted() -> None:
    record = CreditRecordFactory()
    with pytest.raises(DatabaseError), transaction.atomic():
        record.delete()
    assert CreditRecord.objects.filter(pk=record.pk).exists()


# --- acts ---


def test_recording_applies_the_pack_and_is_audited_once(
    packs: None, published_events: list[object]
) -> None:
    record = new_fact()
    assert record.published_from == date(2026, 10, 31)
    assert record.repairable_from == date(2027, 1, 31)  # 一般: 3 months from the document
    assert record.published_until == date(2027, 10, 31)  # 12 months
    assert record.rule.startswith("national_2026@")
    assert AuditEntry.objects.filter(act="entities.record_fact").count() == 1
    assert published_events == [FactRecorded(record.pk, record.entity_id)]


def test_the_same_fact_cannot_stand_twice(packs: None) -> None:
    first = new_fact()
    with pytest.raises(Refused, match="已经在库中"):
        new_fact(entity=first.entity)
    assert CreditRecord.objects.count() == 1
    assert AuditEntry.objects.filter(act="entities.record_fact").count() == 1


def test_a_document_of_tomorrow_is_refused(packs: None) -> None:
    with pytest.raises(Invalid, match="不能晚于今天"):
        new_fact(decided_on=TODAY + timedelta(days=1))
    assert not CreditRecord.objects.exists()


def test_withdrawing_keeps_the_fact_and_says_why(published_events: list[object]) -> None:
    record = CreditRecordFactory()
    services.withdraw_fact(record=record, reason=" 处罚决定被撤销 ", by=BY, at=NOW)
    record.refresh_from_db()
    assert (record.withdrawn_at, record.withdrawal_reason) == (NOW, "处罚决定被撤销")
    assert AuditEntry.objects.get().act == "entities.withdraw_fact"
    assert published_events == [FactWithdrawn(record.pk, record.entity_id, None)]


@pytest.mark.parametrize(("trait", "reason"), [({}, "  "), ({"withdrawn": True}, "再次撤回")])
def test_withdrawal_is_refused_and_changes_nothing(trait: dict[str, bool], reason: str) -> None:
    record = CreditRecordFactory(**trait)
    before = facts(record)
    with pytest.raises(DomainError):
        services.withdraw_fact(record=record, reason=reason, by=BY, at=NOW)
    assert facts(record) == before
    assert not AuditEntry.objects.exists()


def test_a_correction_withdraws_the_old_and_names_the_new(
    packs: None, published_events: list[object]
) -> None:
    wrong = CreditRecordFactory()
    right = services.correct_fact(
        record=wrong, changes={"title": "无证经营"}, reason="案由录入错误", by=BY, at=NOW
    )
    wrong.refresh_from_db()
    assert wrong.withdrawn_at == NOW
    assert wrong.replaced_by == right
    assert (wrong.title, right.title) == ("未按规定公示信息", "无证经营")
    assert (right.document_number, right.withdrawn_at) == (wrong.document_number, None)
    assert AuditEntry.objects.filter(object_type="entities.creditrecord").count() == 1
    assert published_events == [FactWithdrawn(wrong.pk, wrong.entity_id, right.pk)]


@pytest.mark.parametrize("changes", [{"entity": None}, {"recorded_at": NOW}])
def test_a_correction_cannot_move_a_fact(packs: None, changes: dict[str, object]) -> None:
    record = CreditRecordFactory()
    with pytest.raises(Invalid):
        services.correct_fact(record=record, changes=changes, reason="错误", by=BY, at=NOW)
    assert CreditRecord.objects.get().withdrawn_at is None


def corrected(record: CreditRecord, **changes: object) -> CreditRecord:
    return services.correct_fact(record=record, changes=changes, reason="录入错误", by=BY, at=NOW)


def test_a_repaired_fact_stays_repaired_when_a_typo_is_corrected(packs: None) -> None:
    wrong = CreditRecordFactory(repaired=True)
    right = corrected(wrong, title="无证经营")
    assert right.repaired_at == wrong.repaired_at
    assert right not in CreditRecord.objects.published(TODAY)


def test_the_end_that_its_document_states_goes_with_a_correction(packs: None) -> None:
    stated, ruled = date(2027, 1, 1), date(2027, 9, 1)
    assert corrected(CreditRecordFactory(published_until=stated)).published_until == stated
    for until in (stated, ruled):
        minor = corrected(CreditRecordFactory(published_until=until), level=DishonestyLevel.MINOR)
        assert minor.published_until == date(2026, 12, 1)
    serious = corrected(CreditRecordFactory(), level=DishonestyLevel.SERIOUS)
    assert serious.published_until == date(2029, 9, 1)
    later = corrected(CreditRecordFactory(published_until=stated), decided_on=TODAY)
    assert later.published_until == stated


def test_a_lift_in_force_goes_with_a_correction(packs: None) -> None:
    wrong, until = CreditRecordFactory(), TODAY + timedelta(days=90)
    lift = services.lift_fact(record=wrong, reference="破1号", until_on=until, by=BY, at=NOW)
    right = corrected(wrong, title="无证经营")
    assert right.lifts.get() == lift
    assert right not in CreditRecord.objects.published(TODAY)


# --- states are derived ---


def test_publication_may_stop_on_its_last_day() -> None:
    record = CreditRecordFactory()
    assert record in CreditRecord.objects.published(record.published_until - timedelta(days=1))
    assert record not in CreditRecord.objects.published(record.published_until)
    assert record not in CreditRecord.objects.published(record.published_from - timedelta(days=1))


def test_what_was_known_on_a_past_day_stays_known() -> None:
    record = CreditRecordFactory(withdrawn=True)
    assert record in CreditRecord.objects.known(NOW - timedelta(days=2))
    assert record not in CreditRecord.objects.known(NOW)
    assert record not in CreditRecord.objects.known(record.recorded_at - timedelta(seconds=1))


# --- the one visibility rule ---

SEEN_BY = {
    # state: public, own entity, other agency, reporting agency, lead office, auditor, system
    "published": (True, True, True, True, True, False, True),
    "minor": (False, True, True, True, True, False, True),
    "expired": (False, True, True, True, True, False, True),
    "repaired": (False, True, False, True, True, False, True),
    "withdrawn": (False, True, False, True, True, False, True),
    "government": (False, True, True, True, True, False, True),
    "authorised": (False, True, False, True, True, False, True),
}


@pytest.mark.parametrize("state", SEEN_BY)
def test_visibility(state: str) -> None:
    reporting = AgencyFactory()
    traits = {} if state == "published" else {state: True}
    record = CreditRecordFactory(reported_by=reporting, **traits)
    viewers = (
        PUBLIC_VIEWER,
        Viewer(ViewerKind.ENTITY, usccs=frozenset({record.entity.uscc})),
        Viewer(ViewerKind.AGENCY, agency_ids=frozenset({AgencyFactory().pk})),
        Viewer(ViewerKind.AGENCY, agency_ids=frozenset({reporting.pk})),
        Viewer(ViewerKind.LEAD_OFFICE),
        Viewer(ViewerKind.AUDITOR),
        SYSTEM_VIEWER,
    )
    seen = tuple(
        CreditRecord.objects.visible_to(viewer, TODAY).filter(pk=record.pk).exists()
        for viewer in viewers
    )
    assert seen == SEEN_BY[state]


def test_an_entity_does_not_see_others() -> None:
    record = CreditRecordFactory(government=True)
    other = Viewer(ViewerKind.ENTITY, usccs=frozenset({EntityFactory().uscc}))
    assert record not in CreditRecord.objects.visible_to(other, TODAY)
