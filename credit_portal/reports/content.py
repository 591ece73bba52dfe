"""What a report says: read once, by the one visibility rule, and frozen as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from credit_portal.accounts.choices import AgencyKind
from credit_portal.accounts.models import Agency
from credit_portal.accounts.querysets import AgencyQuerySet
from credit_portal.accounts.viewers import Viewer
from credit_portal.policy.services import pack_in_force
from credit_portal.reports import wording
from credit_portal.reports.choices import FAVOURABLE_FACTS, ReportKind
from credit_portal.shared.masking import mask_in_text
from entities import catalogue
from entities.choices import PersonRole, RecordCategory
from entities.industries import section_name
from entities.models import CreditRecord, Entity
from entities.querysets import CreditRecordQuerySet
from entities.record_state import RecordState, state_of
from grading.choices import GradeSource
from grading.models import Grade
from grading.passport.document import mark_of
from grading.passport.reading import grade_in_force
from supervision.measures.choices import Target
from supervision.models import Listing, Measure
from supervision.rules import term_in_words

DISPUTED = "异议处理中"
# States that a reader must know; the others say only where a record is published.
TOLD_STATES = frozenset({RecordState.REPAIRED, RecordState.EXPIRED, RecordState.LIFTED})
EXPIRED = "公示期满"


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is asked for.

    Attributes:
        scene: of the pack; for reviews only.
        period_from, period_until: for special reports only, like ``domains``; no domain is all.
    """

    kind: ReportKind
    purpose: str
    scene: str = ""
    period_from: date | None = None
    period_until: date | None = None
    domains: tuple[Agency, ...] = ()


@dataclass(frozen=True)
class Content:
    """The values of a report, and the keys of the records that it rests on."""

    values: dict[str, Any]
    records: frozenset[int]


def content_of(entity: Entity, wish: Wish, viewer: Viewer, at: datetime) -> Content:
    """Everything that the asker may know and the kind of report tells."""
    on = timezone.localdate(at)
    records = list(records_for(entity, wish, viewer, on).with_marks(on).newest_first())
    rows = [_row(record, on) for record in records]
    values: dict[str, Any] = {
        "title": str(wish.kind.label),
        "issuer": settings.PORTAL_ORGANISER,
        "known_at": wording.moment(at),
        "entity": _registration(entity),
        "scene": wish.scene,
        "purpose": wish.purpose,
        "notes": wording.notes_of(wish.kind, pack_in_force(on), at),
    }
    keys = {record.pk for record in records}
    if wish.kind == ReportKind.SPECIAL:
        return Content({**values, **_special(wish, rows)}, frozenset(keys))
    listings, measures = _listings(entity, viewer, on), _measures(entity, viewer, on)
    keys |= {key for row in listings for key in (row.record_id, row.basis_id) if key}
    keys |= {measure.record_id for measure in measures}
    values |= {
        "grade": _grade(grade_in_force(entity, viewer, on)),
        "listings": [_listing(row) for row in listings],
        "measures": [_measure(row) for row in measures],
        **_by_category(rows),
    }
    return Content(values, frozenset(keys))


def records_for(entity: Entity, wish: Wish, viewer: Viewer, on: date) -> CreditRecordQuerySet:
    """The records that a report holds: what the asker may see of what stands.

    A repair ends every use against the business (Order 36): no review shows repaired records.
    """
    rows = CreditRecord.objects.filter(entity=entity).visible_to(viewer, on).standing()
    if wish.kind == ReportKind.REVIEW:
        return rows.unrepaired(on)
    if wish.kind == ReportKind.SPECIAL:
        rows = rows.filter(decided_on__range=(wish.period_from, wish.period_until))
        rows = rows.exclude(level="", fact_type__in=FAVOURABLE_FACTS)
        return rows.exclude(_elsewhere(wish.domains)) if wish.domains else rows
    return rows


def domain_agencies() -> AgencyQuerySet:
    """The agencies to whose fields a special report may be limited."""
    kinds = (AgencyKind.DEPARTMENT, AgencyKind.COURT)
    return Agency.objects.active().filter(kind__in=kinds).exclude(uscc="").order_by("code")


def _elsewhere(domains: Iterable[Agency]) -> Q:
    """Records of other fields for certain; what belongs to no known field is never left out."""
    others = domain_agencies().exclude(pk__in=[agency.pk for agency in domains])
    return Q(authority_code__in=list(others.values_list("uscc", flat=True)))


def _registration(entity: Entity) -> dict[str, str]:
    people = entity.people.filter(role=PersonRole.LEGAL_REPRESENTATIVE, until=None)
    person = people.select_related("person").defer("person__id_number").first()
    return {
        "name": entity.name,
        "uscc": entity.uscc,
        "kind": entity.get_kind_display(),
        "status": entity.get_status_display(),
        "representative": person.person.name if person else "",
        "registered_on": entity.registered_on.isoformat() if entity.registered_on else "",
        "registrar": entity.registrar,
        "industry": section_name(entity.industry_code),
        "address": entity.address,
    }


def _row(record: Any, on: date) -> dict[str, Any]:
    """One record in words; numbers of persons are masked."""
    return {
        "record": record.pk,
        "kind": record.get_kind_display(),
        "category": record.kind,
        "title": mask_in_text(record.title),
        "number": mask_in_text(record.document_number),
        "authority": record.authority_name,
        "decided_on": record.decided_on.isoformat(),
        "level": record.get_level_display(),
        "marks": "、".join(_marks(record, on)),
        "is_repaired": bool(record.repaired_at),
    }


def _marks(record: Any, on: date) -> list[str]:
    state = state_of(record, on, is_lifted=record.is_lifted)
    marks = [EXPIRED if state == RecordState.EXPIRED else str(state.label)]
    if state == RecordState.REPAIRED:
        marks = [f"{state.label}（{timezone.localdate(record.repaired_at)}）"]
    shown = marks if state in TOLD_STATES else []
    return [*shown, DISPUTED] if record.is_disputed else shown


def _special(wish: Wish, rows: list[dict[str, Any]]) -> dict[str, Any]:
    repaired = sum(row["is_repaired"] for row in rows)
    period = {"since": wish.period_from, "until": wish.period_until}
    found = wording.FOUND.format(
        total=len(rows), repaired=wording.REPAIRED.format(repaired) if repaired else "", **period
    )
    return {
        "period": f"{wish.period_from} 至 {wish.period_until}",
        "domains": wording.domains_in_words([agency.name for agency in wish.domains]),
        "statement": found if rows else wording.CLEAN.format(**period),
        "sections": [{"name": "违法违规记录", "rows": rows}] if rows else [],
        "none": "",
    }


def _by_category(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The records under the headings of the catalogue, and where there are none."""
    category_of = catalogue.categories()
    sections, empty = [], []
    for category in RecordCategory:
        held = [row for row in rows if category_of[row["category"]] == category]
        if held:
            sections.append({"name": str(category.label), "rows": held})
        elif category in category_of.values():
            empty.append(str(category.label))
    none = wording.NONE_FOUND.format("、".join(empty)) if empty else ""
    return {"sections": sections, "none": none}


def _grade(grade: Grade | None) -> dict[str, str] | None:
    if grade is None:
        return None
    return {
        "grade": grade.grade,
        "class": grade.get_credit_class_display(),
        "source": grade.get_source_display(),
        "mark": mark_of(grade.run.model, GradeSource(grade.source), grade.on),
        "on": grade.on.isoformat(),
    }


def _listings(entity: Entity, viewer: Viewer, on: date) -> list[Listing]:
    rows = Listing.objects.visible_to(viewer).in_force(on).filter(entity=entity)
    return list(rows.select_related("agency").order_by("-from_on", "pk"))


def _measures(entity: Entity, viewer: Viewer, on: date) -> list[Measure]:
    rows = Measure.objects.visible_to(viewer).in_force(on)
    rows = rows.filter(entity=entity, target=Target.ORGANISATION)
    return list(rows.select_related("initiator").order_by("-from_on", "pk"))


def _listing(row: Listing) -> dict[str, str]:
    assert row.from_on is not None, "a listing in force has its days"
    return {
        "name": row.name,
        "number": row.decision_number,
        "authority": row.agency.name,
        "term": term_in_words(row.from_on, row.until_on),
    }


def _measure(row: Measure) -> dict[str, str]:
    return {
        "name": row.title,
        "nature": row.get_nature_display(),
        "basis": mask_in_text(row.legal_basis),
        "authority": row.initiator.name,
        "term": term_in_words(row.from_on, row.until_on),
    }
