"""The indicators of a model as SQL: one pass over the scored facts, a filtered aggregate for each.

The index ``record_scored`` is read in its order and nothing else. Dates are worked out here and
stand in the statement; only ``known_at`` is a parameter (``%(known_at)s``, an instant).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.utils import timezone

from credit_portal.shared.workdays import add_months
from entities.fact_types import FactType
from entities.models import CreditRecord, DisputeMark
from grading.choices import IndicatorBasis
from grading.spec import IndicatorSpec, ModelSpec, window_cutoff

RECORDS, MARKS = CreditRecord._meta.db_table, DisputeMark._meta.db_table
NEVER = "infinity"  # no document is later: facts that the model does not count
COUNTED_BASES = (IndicatorBasis.FACTS, IndicatorBasis.REPETITION)


@dataclass(frozen=True)
class FactsQuery:
    """What the counted facts of businesses add up to on a day.

    ``longest_months`` is how long anything may count at all. Only where contested records are left
    out is the table of records read beside the index, which does not hold their keys; likewise
    where the question is what a grade would be ``without`` one record.
    """

    model: ModelSpec
    longest_months: int
    on: date
    leaves_out_disputed: bool = False
    without: int | None = None

    def sums(self, scope: str) -> str:
        """A row for each business with counted facts: bonus, malus, veto and next change.

        Args:
            scope: condition on ``{id}``, the key of the business, e.g. ``"{id} = 7"``.
        """
        bonus = _sum(self._points(i) for i in self._counted if i.is_bonus)
        malus = _sum(self._points(i) for i in self._counted if not i.is_bonus)
        return (
            f"SELECT r.entity_id, {bonus} AS bonus, {malus} AS malus,"
            f" {greatest(self._vetoes())} AS veto, {least(self._changes())} AS next_change_on"
            f" FROM {RECORDS} AS r WHERE {self.counted('r')}"
            f" AND {scope.format(id='r.entity_id')} GROUP BY r.entity_id"
        )

    def counted(self, alias: str) -> str:
        """The condition under which a record bears on a grade: known, in force, not too old."""
        next_midnight = datetime.combine(
            self.on + timedelta(days=1), time(), timezone.get_default_timezone()
        ).isoformat()
        return (
            f"{alias}.fact_type > 0 AND {alias}.decided_on <= '{self.on}'"
            f" AND {alias}.decided_on > ('{self._cutoffs}'::date[])[{alias}.fact_type]"
            f" AND {alias}.recorded_at <= %(known_at)s"
            f" AND ({alias}.withdrawn_at IS NULL OR {alias}.withdrawn_at > %(known_at)s)"
            f" AND ({alias}.published_until IS NULL OR {alias}.published_until > '{self.on}')"
            f" AND ({alias}.repaired_at IS NULL OR {alias}.repaired_at > %(known_at)s"
            f" OR {alias}.repaired_at >= '{next_midnight}')"
            f"{self._undisputed(alias)}{self._others(alias)}"
        )

    def _undisputed(self, alias: str) -> str:
        """Not contested as far as was known, where the pack leaves contested records out."""
        if not self.leaves_out_disputed:
            return ""
        return (
            f" AND {alias}.id NOT IN (SELECT record_id FROM {MARKS}"
            " WHERE marked_at <= %(known_at)s"
            " AND (cleared_at IS NULL OR cleared_at > %(known_at)s))"
        )

    def _others(self, alias: str) -> str:
        """All but the record that is left out."""
        return "" if self.without is None else f" AND {alias}.id <> {self.without:d}"

    def cutoff(self, indicator: IndicatorSpec) -> date:
        """Documents up to this day are too old for the indicator."""
        return window_cutoff(self.on, indicator.months(self.longest_months))

    def window_end(self, indicator: IndicatorSpec, decided_on: date) -> date:
        """The first day on which a document is too old for the indicator."""
        return add_months(decided_on, indicator.months(self.longest_months))

    def halving(self, indicator: IndicatorSpec) -> date | None:
        """Documents up to this day count half."""
        months = indicator.halved_after_months
        return window_cutoff(self.on, months) if months else None

    @cached_property
    def _counted(self) -> tuple[IndicatorSpec, ...]:
        return tuple(i for i in self.model.indicators if i.basis in COUNTED_BASES)

    @cached_property
    def _cutoff_of(self) -> dict[FactType, date]:
        """Fact type → its widest window; by it the index is cut before anything is added up."""
        earliest: dict[FactType, date] = {}
        for indicator in self._counted:
            for fact in indicator.points:
                cutoff = self.cutoff(indicator)
                earliest[fact] = min(cutoff, earliest.get(fact, cutoff))
        return earliest

    @cached_property
    def _cutoffs(self) -> str:
        """The same as an array that is subscripted with the fact type."""
        days = (str(self._cutoff_of.get(n, NEVER)) for n in range(1, max(FactType.values) + 1))  # type: ignore[call-overload]
        return "{" + ",".join(days) + "}"

    def _matches(self, indicator: IndicatorSpec, alias: str = "r") -> str:
        """Condition for a counted record to count for the indicator."""
        conditions = [f"{alias}.fact_type IN ({_numbers(indicator.points)})"]
        cutoff = self.cutoff(indicator)
        if any(self._cutoff_of[fact] < cutoff for fact in indicator.points):
            conditions.append(f"{alias}.decided_on > '{cutoff}'")
        return " AND ".join(conditions)

    def _points(self, indicator: IndicatorSpec) -> str:
        """What the indicator adds or costs, within its cap."""
        if indicator.basis == IndicatorBasis.REPETITION:
            return self._repetition(indicator)
        points = set(indicator.points.values())
        filtered = f"FILTER (WHERE {self._matches(indicator)})"
        halving = self.halving(indicator)
        if len(points) == 1 and halving is None:
            total = f"{points.pop()} * count(*) {filtered}"
        else:
            cases = " ".join(
                f"WHEN {fact.value} THEN {_halved(value, halving)}"
                for fact, value in indicator.points.items()
            )
            total = f"coalesce(sum(CASE r.fact_type {cases} END) {filtered}, 0)"
        if indicator.cap is None:
            return total
        if indicator.is_bonus:
            return f"least({total}, {indicator.cap})"
        return f"greatest({total}, -{indicator.cap})"

    def _repetition(self, indicator: IndicatorSpec) -> str:
        """Once, where one authority (by its code) decided often enough; looked up only where it may
        have."""
        (points,) = set(indicator.points.values())
        return (
            f"CASE WHEN count(*) FILTER (WHERE {self._matches(indicator)}) >= {indicator.at_least}"
            f" AND EXISTS (SELECT FROM {RECORDS} AS s WHERE s.entity_id = r.entity_id"
            f" AND {self.counted('s')} AND {self._matches(indicator, 's')}"
            f" AND s.authority_code <> '' GROUP BY s.authority_code"
            f" HAVING count(*) >= {indicator.at_least})"
            f" THEN {points} ELSE 0 END"
        )

    def _vetoes(self) -> Iterator[str]:
        for indicator in self._counted:
            if indicator.best_grade:
                yield (
                    f"CASE WHEN count(*) FILTER (WHERE {self._matches(indicator)}) > 0"
                    f" THEN '{indicator.best_grade.value}' END"
                )

    def _changes(self) -> Iterator[str]:
        """Days on which something stops counting, or begins to count half, by itself."""
        yield "min(r.published_until)"
        longest = self.longest_months
        for months in sorted({i.months(longest) for i in self._counted}):
            facts = {f for i in self._counted if i.months(longest) == months for f in i.points}
            yield self._first_end(facts, months)
        for indicator in self._counted:
            if indicator.halved_after_months:
                yield self._first_end(set(indicator.points), indicator.halved_after_months)

    def _first_end(self, facts: set[FactType], months: int) -> str:
        """The first day on which a document of these facts is ``months`` old."""
        return (
            f"(min(r.decided_on) FILTER (WHERE r.fact_type IN ({_numbers(facts)})"
            f" AND r.decided_on > '{window_cutoff(self.on, months)}')"
            f" + interval '{months} months')::date"
        )


def least(values: Iterable[str]) -> str:
    """SQL of the smallest value that is not null; null where there is none."""
    return _of_several("least", values)


def greatest(values: Iterable[str]) -> str:
    """SQL of the greatest value that is not null; null where there is none."""
    return _of_several("greatest", values)


def _of_several(function: str, values: Iterable[str]) -> str:
    given = list(values)
    return f"{function}({', '.join(given)})" if given else "NULL"


def _sum(parts: Iterable[str]) -> str:
    return " + ".join(parts) or "0"


def _numbers(facts: Iterable[FactType]) -> str:
    return ", ".join(str(number) for number in sorted(fact.value for fact in facts))


def _halved(points: int, until: date | None) -> str:
    """Points of a document, half of them (towards zero) if it is not later than ``until``."""
    if until is None:
        return str(points)
    return f"CASE WHEN r.decided_on > '{until}' THEN {points} ELSE {int(points / 2)} END"
