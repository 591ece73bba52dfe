"""Every use of a wrong fact between its entry and its end, and what was put right since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from django.db.models import Q

from credit_portal.accounts.models import Agency
from credit_portal.accounts.viewers import viewer_of_agency
from credit_portal.audit.models import AuditEntry
from credit_portal.audit.services import LOOK_UP
from credit_portal.messages.models import Message
from disputes.models import HarmReversal
from entities.choices import FactChangeKind
from entities.feed.selectors import Reception, receptions_of
from entities.models import CreditRecord, Entity, FactChange
from grading.models import ClassNotice, EvaluationRun, Grade
from supervision.models import Inspection, Interview, Listing, Measure, RectificationOrder

PASSPORT = "grading.download_passport"
# A fact that is withdrawn or corrected was wrong; one brought back after a repair was not.
WRONG = (FactChangeKind.WITHDRAWN, FactChangeKind.CORRECTED)


@dataclass(frozen=True)
class UsedGrade:
    """A grade that was computed while the fact stood, and until when it held."""

    grade: Grade
    until: datetime | None
    notice: ClassNotice | None


@dataclass(frozen=True)
class Told:
    """A body that looked the business up in that time, and when it was told."""

    agency: str
    times: int
    last_at: datetime
    purposes: tuple[str, ...]
    message: Message | None


@dataclass(frozen=True)
class Regrade:
    """The first run that no longer counted the fact, and the grade since."""

    run: EvaluationRun
    grade: Grade | None


@dataclass(frozen=True)
class Harm:
    """What one wrong fact touched."""

    record: CreditRecord
    change: FactChange
    grades: tuple[UsedGrade, ...]
    regrade: Regrade | None
    visits: tuple[Inspection, ...]
    measures: tuple[Measure, ...]
    listings: tuple[Listing, ...]
    orders: tuple[RectificationOrder, ...]
    interviews: tuple[Interview, ...]
    told: tuple[Told, ...]
    receptions: tuple[Reception, ...]

    @property
    def notices(self) -> list[ClassNotice]:
        return [used.notice for used in self.grades if used.notice]


def wrong_change(record: CreditRecord) -> FactChange | None:
    """The withdrawal or correction of a record; it has one at most."""
    return FactChange.objects.filter(record=record, kind__in=WRONG).first()


def harm_of(record: CreditRecord) -> Harm | None:
    """Every use of a record that turned out wrong; ``None`` while it stands."""
    change = wrong_change(record)
    if change is None:
        return None
    return Harm(
        record=record,
        change=change,
        grades=tuple(_used_grades(record, change.at)),
        regrade=regrade_after(change),
        visits=tuple(_visits(record, change.at)),
        measures=tuple(
            Measure.objects.filter(record=record).select_related("initiator", "executor")
        ),
        listings=tuple(_listings(record)),
        orders=tuple(RectificationOrder.objects.filter(record=record).select_related("agency")),
        interviews=tuple(_interviews(record)),
        told=tuple(_told(change)),
        receptions=tuple(receptions_of(change)),
    )


def regrade_after(change: FactChange) -> Regrade | None:
    """When the business was graded without the fact; with no run yet, ``None``."""
    runs = EvaluationRun.objects.counting().filter(known_at__gte=change.at)
    run = runs.order_by("completed_at").first()
    if run is None:
        return None
    rows = Grade.objects.counting().filter(entity=change.entity_id, run__lte=run.pk)
    return Regrade(run, rows.order_by("-pk").first())


def _used_grades(record: CreditRecord, until: datetime) -> Iterable[UsedGrade]:
    """The grades of that time, each with its end and the notice that was sent of it."""
    rows = Grade.objects.counting().filter(
        entity=record.entity_id, run__known_at__gte=record.recorded_at
    )
    grades = list(rows.select_related("run").order_by("pk"))
    notices = {row.grade_id: row for row in ClassNotice.objects.filter(grade__in=grades)}
    for grade, following in zip_longest(grades, grades[1:]):
        if grade.run.known_at < until:
            end = following.run.completed_at if following else None
            yield UsedGrade(grade, end, notices.get(grade.pk))


def _visits(record: CreditRecord, until: datetime) -> Iterable[Inspection]:
    """Inspections for which the business was drawn in that time."""
    rows = Inspection.objects.filter(
        entity=record.entity_id, draw__announced_at__gte=record.recorded_at,
        draw__announced_at__lt=until,
    )  # fmt: skip
    return rows.select_related("draw__task").order_by("draw__announced_at")


def _listings(record: CreditRecord) -> Iterable[Listing]:
    rows = Listing.objects.filter(Q(basis=record) | Q(record=record))
    return rows.select_related("agency")


def _interviews(record: CreditRecord) -> Iterable[Interview]:
    rows = Interview.objects.filter(Q(record=record) | Q(order__record=record))
    return rows.select_related("agency")


def look_ups_of(change: FactChange) -> list[AuditEntry]:
    """Look-ups of the file and passports taken by officials and partners while the fact stood."""
    entity: Entity = change.entity
    about = Q(act=LOOK_UP, object_id=entity.uscc) | Q(act=PASSPORT, object_id=str(entity.pk))
    rows = AuditEntry.objects.filter(about, object_type="entities.entity").exclude(agency_code="")
    rows = rows.filter(at__gte=change.record.recorded_at, at__lt=change.at)
    return list(rows.order_by("at"))


def agencies_to_tell(change: FactChange) -> list[Agency]:
    """The bodies that looked the business up while the fact stood, and could see it."""
    return _relying(change, look_ups_of(change))


def _relying(change: FactChange, look_ups: list[AuditEntry]) -> list[Agency]:
    codes = {entry.agency_code for entry in look_ups}
    found = Agency.objects.filter(code__in=codes).order_by("code")
    return [agency for agency in found if _could_see(agency, change)]


def _could_see(agency: Agency, change: FactChange) -> bool:
    rows = FactChange.objects.visible_to(viewer_of_agency(agency))
    return rows.filter(pk=change.pk).exists()


def occasion_of(reversal: HarmReversal) -> str:
    """Names the message to those who had relied on the fact."""
    return f"harm:{reversal.pk}:told"


def _told(change: FactChange) -> Iterable[Told]:
    """By body: how often it looked, what for, and the message that it was sent."""
    entries = look_ups_of(change)
    reversal = HarmReversal.objects.filter(change=change).first()
    occasion = f"{occasion_of(reversal)}:" if reversal else "-"
    sent = {row.agency_id: row for row in Message.objects.filter(key__startswith=occasion)}
    for agency in _relying(change, entries):
        own = [entry for entry in entries if entry.agency_code == agency.code]
        purposes = dict.fromkeys(entry.purpose or "下载信用等级说明书" for entry in own)
        yield Told(agency.short_name, len(own), own[-1].at, tuple(purposes), sent.get(agency.pk))
