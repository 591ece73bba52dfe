"""What a run changed: whose grade or class became another one, and why."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import models
from django.db.models import F, Q, QuerySet

from credit_portal.accounts.viewers import Viewer
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from entities.models import CreditRecord
from grading import selectors
from grading.choices import CreditGrade
from grading.explanation import Explanation, Line, Veto, explain_many
from grading.models import EvaluationRun, Grade

UNCHANGED = "计分依据没有变化"


class Direction(models.TextChoices):
    """Which changes a list shows; without one, all of businesses that had a grade before."""

    ROSE = "rose", "等级上升"
    FELL = "fell", "等级下降"
    CLASS = "class", "类别变动"
    FIRST = "first", "首次评价"


# A is best and sorts first.
_CONDITIONS = {
    Direction.ROSE: Q(grade__lt=F("previous_grade")),
    Direction.FELL: Q(grade__gt=F("previous_grade")),
    Direction.CLASS: ~Q(credit_class=F("previous_class")),
}
_ANY = ~Q(grade=F("previous_grade")) | _CONDITIONS[Direction.CLASS]


@dataclass(frozen=True)
class Change:
    """One change with its reasons in words."""

    grade: Grade
    reasons: tuple[str, ...]


def changes_of(
    run: EvaluationRun, viewer: Viewer, *, direction: str = "", grade: str = ""
) -> QuerySet[Grade]:
    """The changes of a completed run that a viewer may see, the worst grades first."""
    rows = Grade.objects.counting().visible_to(viewer).filter(run=run)
    if direction == Direction.FIRST:
        rows = rows.filter(previous_grade="")
    else:
        condition = _CONDITIONS[Direction(direction)] if direction else _ANY
        rows = rows.exclude(previous_grade="").filter(condition)
    if grade:
        rows = rows.filter(grade=grade)
    return rows.select_related("entity__town").order_by("-grade", "pk")


def with_reasons(run: EvaluationRun, grades: Sequence[Grade], viewer: Viewer) -> list[Change]:
    """The same with what came or went between the run before and this one; for a page at a time.

    A record that the viewer may not see keeps its points, not its text.
    """
    former = EvaluationRun.objects.counting().filter(pk__lt=run.pk).order_by("-pk").first()
    entities = [grade.entity for grade in grades if grade.previous_grade]
    if former is None or not entities:
        return [Change(grade, ()) for grade in grades]
    before, after = (
        explain_many(selectors.query_of(each), entities, each.known_at) for each in (former, run)
    )
    records = CreditRecord.objects.visible_to(viewer, run.on).filter(entity__in=entities)
    visible = set(records.values_list("pk", flat=True))

    def reasons(key: int) -> tuple[str, ...]:
        if key not in before:
            return ()
        return tuple(differences(*(_readable(found[key], visible) for found in (before, after))))

    return [Change(grade, reasons(grade.entity_id)) for grade in grades]


def note_looks(run: EvaluationRun, shown: Iterable[Change], *, by: Actor, at: datetime) -> None:
    """Reasons name records: the businesses see who looked (江西 三十二)."""
    looked_at = {change.grade.entity.uscc for change in shown if change.reasons}
    audit.record_lookups(
        by=by, entity_usccs=sorted(looked_at), purpose=f"{run.on} 评价的等级变动原因", at=at
    )


def _readable(found: Explanation, visible: Collection[int]) -> Explanation:
    """Without the text of records that are none of the viewer's business."""
    lines = (
        line if line.record is None or line.record in visible else replace(line, reason="")
        for line in found.lines
    )
    return replace(found, lines=tuple(lines))


def differences(before: Explanation, after: Explanation) -> Iterator[str]:
    """What came or went between two explanations of one business, in words."""
    found = [
        *_of_rules(before, after),
        *_of_override(before, after),
        *_of_sources(before, after),
        *_of_vetoes(before.vetoes, after.vetoes),
        *_of_lines(before.lines, after.lines),
    ]
    yield from found or [UNCHANGED]


def _of_rules(before: Explanation, after: Explanation) -> Iterator[str]:
    if before.model != after.model:
        yield f"评价模型由 {before.model} 改为 {after.model}"
    if before.pack != after.pack:
        yield f"政策版本由 {before.pack} 改为 {after.pack}"


def _of_override(before: Explanation, after: Explanation) -> Iterator[str]:
    if before.override == after.override:
        return
    if after.override:
        yield f"人工调整为{CreditGrade(after.override.grade).label}：{after.override.reason}"
    else:
        yield "人工调整结束"


def _of_sources(before: Explanation, after: Explanation) -> Iterator[str]:
    if before.source != after.source:
        yield f"结果来源由{before.source.label}改为{after.source.label}"
    known = {result.pk for result in before.assessments}
    for result in after.assessments:
        if result.pk not in known:
            yield f"新增{result}"


def _of_vetoes(before: Iterable[Veto], after: Iterable[Veto]) -> Iterator[str]:
    former, present = ({veto.indicator: veto for veto in vetoes} for vetoes in (before, after))
    for code, veto in present.items():
        if code not in former:
            yield f"因“{veto.indicator_name}”最高评为{veto.best_grade.label}"
    for code, veto in former.items():
        if code not in present:
            yield f"不再因“{veto.indicator_name}”限制等级"


def _of_lines(before: Iterable[Line], after: Iterable[Line]) -> Iterator[str]:
    """A sentence for each indicator, what weighs most first."""
    by_indicator: dict[str, _Lines] = defaultdict(_Lines)
    for line in before:
        by_indicator[line.indicator].before.append(line)
    for line in after:
        by_indicator[line.indicator].after.append(line)
    changed = [lines for lines in by_indicator.values() if lines.came or lines.gone or lines.delta]
    for lines in sorted(changed, key=lambda lines: -abs(lines.delta)):
        yield lines.in_words()


@dataclass(frozen=True)
class _Lines:
    """What counts under one indicator, before and after."""

    before: list[Line] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)

    @property
    def came(self) -> list[Line]:
        known = {line.record for line in self.before}
        return [line for line in self.after if line.record not in known]

    @property
    def gone(self) -> list[Line]:
        known = {line.record for line in self.after}
        return [line for line in self.before if line.record not in known]

    @property
    def delta(self) -> int:
        after, before = (
            sum(x.counted_points for x in lines) for lines in (self.after, self.before)
        )
        return after - before

    def in_words(self) -> str:
        """How many records came and went, what that does, and the record where it is only one."""
        came, gone = self.came, self.gone
        parts = [f"新增{len(came)}项"] if came else []
        parts += [f"减少{len(gone)}项"] if gone else []
        parts.append(f"{self.delta:+d}分".replace("-", "−") if self.delta else "得分不变")
        told = (*came, *gone)[0].reason if len(came) + len(gone) == 1 else ""
        reason = f"：{told}" if told else ""
        name = (*self.after, *self.before)[0].indicator_name
        return f"“{name}”{'，'.join(parts)}{reason}"
