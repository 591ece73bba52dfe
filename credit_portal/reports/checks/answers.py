"""What is known of each business of a list, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from credit_portal.accounts.viewers import SYSTEM_VIEWER, Viewer, ViewerKind
from credit_portal.reports.checks.reading import ListedCode
from credit_portal.reports.choices import CheckResult
from entities import uscc
from entities.choices import RecordKind
from entities.models import CreditRecord, Entity
from grading.choices import AssessmentSource
from grading.models import ExternalAssessment, Grade
from supervision import selectors as supervision
from supervision.models import Listing
from supervision.rules import Check

FOR_OFFICIALS = {True: CheckResult.HIT, False: CheckResult.CLEAR}
FOR_PARTNERS = {True: CheckResult.LISTED, False: CheckResult.UNLISTED}


@dataclass(frozen=True)
class Answer:
    """One line of the result."""

    listed: ListedCode
    result: CheckResult
    entity: Entity | None = None
    grade: Grade | None = None
    national: ExternalAssessment | None = None
    check: Check | None = None
    penalties: int = 0

    @property
    def hint(self) -> str:
        """For a code with look-alike letters: which one is probably meant."""
        code = self.listed.code
        meant = uscc.suggestion(code) if self.result == CheckResult.INVALID else ""
        return f"是否为 {meant}" if meant else ""


def answers_for(listed: Sequence[ListedCode], viewer: Viewer, at: datetime) -> list[Answer]:
    """An answer for each line, in the order of the list; each fact as the viewer may see it."""
    on = timezone.localdate(at)
    codes = {line.code for line in listed if uscc.is_valid(line.code)}
    entities = {entity.uscc: entity for entity in Entity.objects.filter(uscc__in=codes)}
    keys = [entity.pk for entity in entities.values()]
    # Partners ask here only where the pack has results sent to them: receives_results.
    receiver = SYSTEM_VIEWER if viewer.kind == ViewerKind.PARTNER else viewer
    grades = Grade.objects.visible_to(receiver).filter(entity__in=keys).in_force(on)
    results = ExternalAssessment.objects.visible_to(receiver).filter(entity__in=keys)
    national = results.filter(source=AssessmentSource.NATIONAL).in_force(on, at)
    facts = {
        "national": {result.entity_id: result for result in national},
        "grade": {grade.entity_id: grade for grade in grades},
        "check": _checks(list(entities.values()), viewer, on),
        "penalties": _open_penalties(keys, viewer, on),
    }
    words = FOR_PARTNERS if viewer.kind == ViewerKind.PARTNER else FOR_OFFICIALS
    return [_answer(line, entities, facts, words) for line in listed]


def _checks(entities: Sequence[Entity], viewer: Viewer, on: date) -> dict[int, Check]:
    """Lists and measures of each business; partners get the published lists alone."""
    checks = supervision.check_many(entities, on)
    if viewer.kind != ViewerKind.PARTNER:
        return checks
    rows = Listing.objects.published(on).filter(entity__in=entities)
    open_to_all = set(rows.values_list("pk", flat=True))
    return {
        key: replace(
            check, measures=(),
            listings=tuple(line for line in check.listings if line.pk in open_to_all),
        )
        for key, check in checks.items()
    }  # fmt: skip


def _answer(
    line: ListedCode, entities: dict[str, Entity], facts: dict[str, Any],
    words: dict[bool, CheckResult],
) -> Answer:  # fmt: skip
    if not uscc.is_valid(line.code):
        return Answer(line, CheckResult.INVALID)
    entity = entities.get(line.code)
    if entity is None:
        return Answer(line, CheckResult.NOT_FOUND)
    check: Check = facts["check"][entity.pk]
    return Answer(
        listed=line,
        result=words[check.is_hit],
        entity=entity,
        grade=facts["grade"].get(entity.pk),
        national=facts["national"].get(entity.pk),
        check=check,
        penalties=facts["penalties"].get(entity.pk, 0),
    )


def _open_penalties(keys: list[int], viewer: Viewer, on: date) -> dict[int, int]:
    """Penalties neither repaired nor past their publication, by business."""
    rows = CreditRecord.objects.visible_to(viewer, on).standing().unrepaired(on)
    rows = rows.filter(entity__in=keys, kind=RecordKind.PENALTY)
    rows = rows.filter(Q(published_until=None) | Q(published_until__gt=on)).order_by()
    return dict(rows.values_list("entity_id").annotate(number=Count("pk")))
