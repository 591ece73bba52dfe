"""Applications for repair in every state, with one record each unless more are given."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from commitments.choices import CommitmentKind
from credit_portal.accounts.choices import AgencyKind
from credit_portal.accounts.models import Agency
from credit_portal.deadlines.models import Deadline
from credit_portal.shared.actors import SystemActor
from entities.models import CreditRecord, Entity
from repair.choices import ApplicationStatus, Channel, ItemStatus
from repair.models import (
    RepairApplication,
    RepairItem,
    RepairPart,
    TrainingCourse,
    TrainingQuestion,
    TrainingResult,
)
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.commitments import CommitmentFactory, CommitmentTemplateFactory
from tests.factories.deadlines import DeadlineFactory
from tests.factories.entities import NOW, CreditRecordFactory, EntityFactory

S, I = ApplicationStatus, ItemStatus  # noqa: E741 - short names for the tables below
OFFICE = SystemActor("信用办")
DAY = timedelta(days=1)
# What an item is while its application stands so.
ITEM_STATE = {
    S.DRAFT: I.DRAFT, S.SUBMITTED: I.PENDING, S.WITH_AGENCY: I.PENDING, S.SUPPLEMENT: I.PENDING,
    S.CLOSED: I.GRANTED, S.WITHDRAWN: I.WITHDRAWN,
}  # fmt: skip


def repairable(**changes: Any) -> CreditRecord:
    """A general penalty whose shortest publication is over since 2026-11-01."""
    values = {
        "decided_on": date(2026, 8, 1), "published_from": date(2026, 8, 1),
        "repairable_from": date(2026, 11, 1), "published_until": date(2027, 8, 1),
        "details": {"fine_paid_on": "2026-08-10"}, "authority_code": "",
    }  # fmt: skip
    return CreditRecordFactory(**values | changes)


def lead_office() -> Agency:
    """The one lead office, with its letter for a repair."""
    CommitmentTemplateFactory(
        code="credit-repair", kind=CommitmentKind.CREDIT_REPAIR, title="信用修复承诺书"
    )
    found = Agency.objects.filter(kind=AgencyKind.LEAD_OFFICE).first()
    return found or AgencyFactory(lead_office=True)


def application_in(
    state: S, *, entity: Entity | None = None, agency: Agency | None = None,
    records: Sequence[CreditRecord] = (), verified: bool = True, **changes: Any,
) -> RepairApplication:  # fmt: skip
    """An application as it stands in a state, with one part and its clocks."""
    entity = entity or (records[0].entity if records else EntityFactory())
    agency = agency or AgencyFactory()
    office = lead_office()
    handed_in = state not in (S.DRAFT, S.WITHDRAWN)
    forwarded = state in (S.WITH_AGENCY, S.SUPPLEMENT, S.CLOSED)
    values: dict[str, Any] = {
        "entity": entity, "channel": Channel.ONLINE, "status": state, "drafted_at": NOW - DAY,
        "contact_name": "王芳", "contact_phone": "13800000000", "statement": "罚款已缴纳",
    }  # fmt: skip
    if handed_in:
        values |= {
            "number": f"XF20261119{entity.pk:06d}{RepairApplication.objects.count()}",
            "submitted_at": NOW - DAY,
            "commitment": CommitmentFactory(
                entity=entity, agency=office, kind=CommitmentKind.CREDIT_REPAIR
            ),
            "deadline": _clock(office, state),
        }  # fmt: skip
    if forwarded:
        values["forwarded_at"] = NOW - DAY
    if state == S.SUPPLEMENT:
        values |= {
            "supplement_request": "补缴款凭证", "supplement_asked_at": NOW - DAY,
            "supplement_deadline": DeadlineFactory(
                rule="repair_supplement", waits_for_others=True, agency=agency,
                started_on=(NOW - 8 * DAY).date(), due_on=(NOW - DAY).date(),
            ),
        }  # fmt: skip
    application = RepairApplication.objects.create(**values | changes)
    part = RepairPart.objects.create(
        application=application, agency=agency,
        deadline=_clock(agency, state) if forwarded else None,
        **({"verification": "现场核查属实", "verified_at": NOW - DAY} if verified else {}),
    )  # fmt: skip
    for record in records or [repairable(entity=entity, reported_by=agency)]:
        item_in(ITEM_STATE[state], part=part, record=record)
    return application


def item_in(state: I, *, part: RepairPart, record: CreditRecord) -> RepairItem:
    """A record of an application as it stands in a state."""
    values: dict[str, Any] = {}
    if state in (I.GRANTED, I.REFUSED, I.REVOKED, I.NEEDLESS):
        values = {
            "decision_number": f"XF1-{record.pk}", "reason": "材料齐全",
            "decided_by": UserFactory(agency=part.agency), "decided_at": NOW - DAY,
        }  # fmt: skip
    if state in (I.GRANTED, I.REVOKED):
        CreditRecord.objects.filter(pk=record.pk).update(repaired_at=NOW - DAY)
    if state == I.REVOKED:
        restored = repairable(entity=record.entity)
        values |= {
            "revoke_reason": "凭证虚假",
            "revoked_at": NOW - DAY,
            "restored_record": restored,
        }
    return RepairItem.objects.create(
        part=part, record=record, status=state, register_proof="罚款已缴纳", **values
    )


def item_alone(state: I, **changes: Any) -> RepairItem:
    """An item in a state; its application stands with the agency until all is decided."""
    is_open = state in (I.PENDING, I.REFUSED)  # a refused record is not repaired
    application = application_in(
        {I.DRAFT: S.DRAFT, I.WITHDRAWN: S.WITHDRAWN}.get(
            state, S.WITH_AGENCY if is_open else S.CLOSED
        ),
        **changes,
    )
    item = RepairItem.objects.get(part__application=application)
    if item.status != state:
        part, record = item.part, item.record
        item.delete()
        item = item_in(state, part=part, record=record)
    return item


def course(**changes: Any) -> TrainingCourse:
    """A course on offer with two questions, whose first answer is right."""
    values = {
        "title": "信用修复专题培训", "text": "第一段\n第二段", "pass_percent": 100,
        "drafted_at": NOW - DAY, "published_at": NOW - DAY,
    }  # fmt: skip
    made = TrainingCourse.objects.create(**values | changes)
    for text in ("最短公示期从何日起算？", "信用修复收费吗？"):
        TrainingQuestion.objects.create(course=made, text=text, answers=["对", "错"], right=0)
    return made


def passed(entity: Entity, **changes: Any) -> TrainingResult:
    """A passed test of yesterday."""
    values = {
        "course": changes.get("course") or course(), "entity": entity, "trainee": "王芳",
        "right_answers": 2, "questions": 2, "is_passed": True, "at": NOW - DAY,
    }  # fmt: skip
    return TrainingResult.objects.create(**values | changes)


def _clock(agency: Agency, state: S) -> Deadline:
    return DeadlineFactory(agency=agency, paused=state == S.SUPPLEMENT, closed=state == S.CLOSED)
