"""What is known of each business of a list, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from credit_portal.accounts.viewers import Viewer
from credit_portal.reports.checks.reading import ListedCode
from credit_portal.reports.choices import CheckResult
from entities import uscc
from entities.choices import RecordKind
from entities.models import CreditRecord, Entity
from grading.models import Grade
from supervision import selectors as supervision
from supervision.rules import Check


@dataclass(frozen=True)
class Answer:
    """One line of the result."""

    listed: ListedCode
    result: CheckResult
    entity: Entity | None = None
    grade: Grade | None = None
    check: Check | None = None
    penalties: int = 0

    @property
    def hint(self) -> str:
        """For a code with look-alike letters: which one is probably meant."""
        code = self.listed.code
        meant = uscc.suggestion(code) if self.result == CheckResult.INVALID else ""
        return f"是否为 {meant}" if meant else ""


def answers_for(listed: Sequence[ListedCode], viewer: Viewer, on: date) -> list[Answer]:
    """An answer for each line, in the order of the list; each fact as the viewer may see it."""
    codes = {line.code for line in listed if uscc.is_valid(line.code)}
    entities = {entity.uscc: entity for entity in Entity.objects.filter(uscc__in=codes)}
    keys = [entity.pk for entity in entities.values()]
    grades = Grade.objects.visible_to(viewer).filter(entity__in=keys).in_force(on)
    facts = {
        "grade": {grade.entity_id: grade for grade in grades},
        "check": supervision.check_many(list(entities.values()), on),
        "penalties": _open_penalties(keys, viewer, on),
    }
    return [_answer(line, entities, facts) for line in listed]


def _answer(line: ListedCode, entities: dict[str, Entity], facts: dict[str, Any]) -> Answer:
    if not uscc.is_valid(line.code):
        return Answer(line, CheckResult.INVALID)
    entity = entities.get(line.code)
    if entity is None:
        return Answer(line, CheckResult.NOT_FOUND)
    check: Check = facts["check"][entity.pk]
    return Answer(
        line, CheckResult.HIT if check.is_hit else CheckResult.CLEAR, entity,
        facts["grade"].get(entity.pk), check, facts["penalties"].get(entity.pk, 0),
    )  # fmt: skip


def _open_penalties(keys: list[int], viewer: Viewer, on: date) -> dict[int, int]:
    """Penalties neither repaired nor past their publication, by business."""
    rows = CreditRecord.objects.visible_to(viewer, on).standing().unrepaired(on)
    rows = rows.filter(entity__in=keys, kind=RecordKind.PENALTY)
    rows = rows.filter(Q(published_until=None) | Q(published_until__gt=on)).order_by()
    return dict(rows.values_list("entity_id").annotate(number=Count("pk")))
