"""What a viewer may read of the grade of one business."""

from dataclasses import dataclass
from datetime import date, datetime

from credit_portal.accounts.viewers import Viewer
from credit_portal.shared.errors import NotVisible
from entities.models import CreditRecord, Entity
from grading import selectors
from grading.explanation import Explanation, explain, explain_by
from grading.models import Grade, ScoringModel
from grading.passport.document import Passport, as_seen, passport_of


@dataclass(frozen=True)
class Asked:
    """The question: the grade on a day, as known at an instant."""

    on: date
    known_at: datetime


def last_asked() -> Asked:
    """The question that the last evaluation answered: its answer is the grade in force.

    Raises:
        NotVisible: nothing has been evaluated yet.
    """
    run = selectors.last_run()
    if run is None:
        raise NotVisible
    return Asked(run.on, run.known_at)


def grade_in_force(entity: Entity, viewer: Viewer, on: date) -> Grade | None:
    """The grade of a business on a day, where the viewer may see it."""
    rows = Grade.objects.visible_to(viewer).filter(entity=entity).in_force(on)
    return rows.select_related("run__model").first()


def grades_of(entity: Entity, viewer: Viewer) -> list[Grade]:
    """The grades of a business over time, latest first; none that the viewer may not see."""
    rows = Grade.objects.visible_to(viewer).counting().filter(entity=entity)
    return list(rows.select_related("run__model").order_by("-pk"))


def passport_for(entity: Entity, asked: Asked, viewer: Viewer) -> Passport:
    """The passport as a viewer may see it.

    Raises:
        NotVisible: the business has no grade, or none that the viewer may see.
        Refused: no model was in force on that day.
    """
    if not Grade.objects.visible_to(viewer).counting().filter(entity=entity).exists():
        raise NotVisible
    found = explain(entity, asked.on, asked.known_at)
    return passport_of(as_seen(found, visible_records(found, viewer)))


def visible_records(found: Explanation, viewer: Viewer) -> frozenset[int]:
    """Keys of the records of an explanation that a viewer may see."""
    keys = {effect.record for effect in found.effects if effect.record}
    rows = CreditRecord.objects.visible_to(viewer, found.on).filter(pk__in=keys)
    return frozenset(rows.values_list("pk", flat=True))


def awaited_result(entity: Entity, asked: Asked) -> tuple[ScoringModel, Explanation] | None:
    """What a model gives that is published but not yet in force."""
    awaited = selectors.awaited_query(asked.on, asked.known_at)
    if awaited is None:
        return None
    model, query = awaited
    return model, explain_by(query, entity, asked.known_at)
