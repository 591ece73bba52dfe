"""Would it have been another grade without the fact? Computed again on demand, as known then."""

from dataclasses import dataclass, replace

from credit_portal.policy.choices import InspectionTier
from credit_portal.shared.errors import Refused
from disputes.harm.selectors import Harm, UsedGrade
from entities.models import CreditRecord, FactChange
from grading import selectors as grading
from grading.choices import CreditGrade
from grading.explanation import explain_by
from supervision.drawing import Candidate, roster_key
from supervision.inspections.rosters import lines_of
from supervision.models import InspectionDraw


@dataclass(frozen=True)
class Compared:
    """A grade of that time beside what it would have been.

    Attributes:
        counted: whether the computation counted the fact at all.
        without: the grade without it; ``None`` where it can no longer be computed.
    """

    used: UsedGrade
    counted: bool
    without: CreditGrade | None

    @property
    def is_other(self) -> bool:
        return self.without is not None and self.without != self.used.grade.grade


@dataclass(frozen=True)
class Standing:
    """A draw in whose roster the business stood, and at which tier."""

    draw: InspectionDraw
    tier: InspectionTier

    @property
    def tier_label(self) -> str:
        return str(self.tier.label)


def compare(harm: Harm) -> list[Compared]:
    """Every grade of that time, with and without the fact."""
    return [_compared(harm.record, used) for used in harm.grades]


def _compared(record: CreditRecord, used: UsedGrade) -> Compared:
    run = used.grade.run
    query = grading.query_of(run)
    entity = record.entity
    try:
        found = explain_by(query, entity, run.known_at)
        counted = any(effect.record == record.pk for effect in found.effects)
        other = explain_by(replace(query, without=record.pk), entity, run.known_at)
    except Refused:
        return Compared(used, counted=False, without=None)
    return Compared(used, counted=counted, without=other.grade)


def standings(change: FactChange) -> list[Standing]:
    """The draws of that time in whose roster the business stood, whether drawn or not."""
    record = change.record
    draws = InspectionDraw.objects.filter(
        announced_at__gte=record.recorded_at, announced_at__lt=change.at
    )
    found = ((draw, _line_of(draw, change.entity.uscc)) for draw in draws.select_related("task"))
    return [Standing(draw, InspectionTier(line.stratum)) for draw, line in found if line]


def _line_of(draw: InspectionDraw, uscc: str) -> Candidate | None:
    """The line of a business in a roster, read as a stream."""
    beginning = f"{roster_key(draw.salt, uscc)},"
    line = next((line for line in lines_of(draw) if line.startswith(beginning)), None)
    return Candidate.of_line(line) if line else None
