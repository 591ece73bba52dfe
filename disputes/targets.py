"""What can be contested: its fields, its source, the officers who made it, whether it still may be.

A record that stands for a listing is contested by way of the listing, which keeps the case.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from credit_portal.accounts.models import Agency
from credit_portal.accounts.selectors import lead_office
from credit_portal.audit.models import AuditEntry
from credit_portal.shared.errors import Invalid, Refused
from disputes.rules import DATES, DETAILS, GRADE, WHOLE, WHOLES, corrected_value
from entities.choices import DishonestyLevel
from entities.details import CHOICES, checked, headings_of
from entities.models import CreditRecord, Entity
from grading.models import ExternalAssessment, Grade, GradeOverride
from grading.selectors import grade_of
from repair.choices import ItemStatus
from repair.models import RepairItem
from supervision.listings.choices import ListingStatus
from supervision.models import Listing

Target = CreditRecord | Grade | ExternalAssessment | Listing | RepairItem
RECORD_FIELDS = (
    "title", "document_number", "authority_name", "decided_on", "valid_from", "valid_until", "level"
)  # fmt: skip
LEVELS = {str(level.label): level.value for level in DishonestyLevel}
# Acts by which a person puts a fact, or a result from outside, into the register.
MAKING = (
    "entities.record_fact", "entities.correct_fact", "entities.reinstate_fact",
    "grading.record_assessment",
)  # fmt: skip


@dataclass(frozen=True)
class ContestedField:
    """One thing of a target that may be said to be wrong."""

    name: str
    label: str
    value: str

    @property
    def is_whole(self) -> bool:
        return self.name in WHOLES


def canonical(target: Target) -> Target:
    """The listing in place of its record."""
    if isinstance(target, CreditRecord):
        listing = Listing.objects.filter(record=target, status=ListingStatus.LISTED).first()
        return listing or target
    return target


def name_of(target: Target) -> str:
    """Which key of a dispute names it."""
    match target:
        case CreditRecord():
            return "record"
        case Grade():
            return "grade"
        case ExternalAssessment():
            return "assessment"
        case Listing():
            return "listing"
    return "repair"


def entity_of(target: Target) -> Entity:
    """Whose it is."""
    found: Any = target
    return found.record.entity if isinstance(target, RepairItem) else found.entity


def label_of(target: Target) -> str:
    """What it is, in words."""
    match target:
        case CreditRecord():
            return f"{target.get_kind_display()}：{target.document_number or target.title}"
        case Grade():
            return f"信用等级：{target.grade}级（{target.on:%Y年%m月%d日}评价）"
        case ExternalAssessment():
            return f"{target.title}：{target.grade_label}"
        case Listing():
            return f"名单认定：{target.name}（{target.decision_number}）"
    return f"{target.get_status_display()}决定：{target.decision_number}（{target}）"


def record_of(target: Target) -> CreditRecord | None:
    """The record that is marked; a repair decision leaves its record undisputed."""
    match target:
        case CreditRecord():
            return target
        case Listing():
            return target.record
    return None


def fields_of(target: Target) -> list[ContestedField]:
    """What may be contested, the whole first."""
    match target:
        case CreditRecord():
            return [ContestedField(WHOLE, "整条记录", "现行有效"), *_fields_of_record(target)]
        case Grade():
            shown = f"{target.grade}级（{target.get_credit_class_display()}）"
            return [ContestedField(GRADE, "信用等级", shown)]
        case ExternalAssessment():
            return [ContestedField(GRADE, "评价等级", target.grade_label)]
        case Listing():
            return [ContestedField(WHOLE, "列入名单的决定", target.decision_number)]
    return [ContestedField(WHOLE, "修复决定", target.get_status_display())]


def _fields_of_record(record: CreditRecord) -> Iterable[ContestedField]:
    for name in RECORD_FIELDS:
        field: Any = CreditRecord._meta.get_field(name)
        value = getattr(record, name)
        shown = DishonestyLevel(value).label if name == "level" and value else value
        if value or name in DATES:
            yield ContestedField(name, str(field.verbose_name), str(shown or "").strip())
    for key, heading in headings_of(record.kind).items():
        value = record.details.get(key)
        if isinstance(value, str | int | float) and value != "" and key not in CHOICES:
            yield ContestedField(f"{DETAILS}{key}", heading, str(value))


def changes_of(record: CreditRecord, values: Iterable[tuple[str, str, str]]) -> dict[str, Any]:
    """Corrected values as the register takes them.

    Args:
        values: name and label of each field, and the text that should stand there.

    Raises:
        Invalid: a value cannot be taken.
    """
    changes: dict[str, Any] = {}
    details = dict(record.details)
    for name, label, text in values:
        is_detail = name.startswith(DETAILS)
        key = name.removeprefix(DETAILS)
        old = record.details.get(key) if is_detail else getattr(record, key)
        try:
            value = corrected_value(name, text, old, LEVELS)
            if is_detail and isinstance(value, str):
                value = checked(record.kind, key, value)
        except ValueError as error:
            raise Invalid("value_invalid", f"{label}：{error}。") from error
        if is_detail:
            details[key] = value
        else:
            changes[key] = value
    return changes | {"details": details}


def agency_of(target: Target) -> Agency:
    """Who verifies: the source of a record or a result, the office that lists; a grade is the lead
    office's."""
    agency = None
    match target:
        case CreditRecord() | ExternalAssessment():
            agency = target.reported_by
        case Listing():
            agency = target.agency
        case RepairItem():
            agency = target.part.agency
    return agency if agency and agency.is_active else lead_office()


def makers_of(target: Target) -> frozenset[int]:
    """The officers who made the contested record or decision."""
    match target:
        case CreditRecord() | ExternalAssessment():
            return _makers_of_entry(target)
        case Grade():
            return _makers_of_grade(target)
        case Listing():
            of_record = _makers_of_entry(target.record) if target.record else frozenset()
            return _known(target.proposed_by_id, target.decided_by_id) | of_record
    decided: Any = target
    return _known(decided.part.verified_by_id, decided.decided_by_id, decided.revoked_by_id)


def _makers_of_entry(entry: CreditRecord | ExternalAssessment) -> frozenset[int]:
    """Who recorded it, and who sent the file that it came in."""
    entries = AuditEntry.objects.filter(
        object_type=entry._meta.label_lower, object_id=str(entry.pk), act__in=MAKING
    )
    uploader = entry.batch.uploaded_by_id if entry.batch else None
    return _known(uploader, *entries.values_list("actor_id", flat=True))


def _makers_of_grade(grade: Grade) -> frozenset[int]:
    """Who started the run, and who set the grade by hand."""
    overrides = GradeOverride.objects.filter(entity=grade.entity_id).filter(
        Q(from_on__lte=grade.on, until_on__gt=grade.on)
    )
    by_hand = overrides.values_list("proposed_by", "decided_by") if grade.is_overridden else ()
    return _known(grade.run.started_by_id, *(pk for pair in by_hand for pk in pair))


def _known(*users: int | None) -> frozenset[int]:
    return frozenset(pk for pk in users if pk is not None)


def guard_contestable(target: Target, on: date) -> None:
    """Whether it still says anything that could be wrong.

    Raises:
        Refused: it does not stand any more; the message says why.
    """
    match target:
        case CreditRecord() if target.withdrawn_at:
            raise Refused("record_withdrawn", _gone(target, target.withdrawn_at))
        case Grade() if grade_of(target.entity, on) != target:
            raise Refused("grade_replaced", "该等级已由新的评价代替，请对现行等级提出异议。")
        case ExternalAssessment() if target.withdrawn_at:
            raise Refused("assessment_withdrawn", "该评价结果已经撤回，不再采用，不能提出异议。")
        case Listing() if target.status != ListingStatus.LISTED:
            raise Refused(
                "not_listed", "该名单认定现未生效，不能提出异议；决定作出之前可以陈述申辩。"
            )
        case RepairItem() if target.status != ItemStatus.REFUSED:
            raise Refused("not_refused", "只能对不予修复的决定提出异议。")


def _gone(record: CreditRecord, withdrawn_at: datetime) -> str:
    day = f"{timezone.localtime(withdrawn_at):%Y年%m月%d日}"
    reason = record.withdrawal_reason.rstrip("。")
    sentence = f"该记录已于{day}撤回（{reason}），不再公示和使用，不能再提出异议。"
    if record.replaced_by_id:
        sentence += "对更正后的记录有异议的，请就更正后的记录提出。"
    return sentence
