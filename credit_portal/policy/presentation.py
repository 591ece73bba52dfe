"""Rows of the policy pages, put together from packs and calendar."""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from credit_portal.policy.display import shown
from credit_portal.policy.rules import Conflict, RivalDeadlines
from credit_portal.policy.schema import SECTION_LABELS, Clause, Pack
from credit_portal.policy.schema.leaves import Leaf, all_leaves
from credit_portal.shared.workdays import SATURDAY, WorkCalendar

MONTHS = range(1, 13)


@dataclass(frozen=True)
class ClauseRow:
    """One line of a resolved pack; its label without the section's name."""

    leaf: Leaf
    clause: Clause[Any]

    @property
    def label(self) -> str:
        return " · ".join(self.leaf.labels[1:]) or self.leaf.label


@dataclass(frozen=True)
class Section:
    """A section of a resolved pack."""

    name: str
    label: str
    rows: list[ClauseRow]


def sections_of(pack: Pack) -> list[Section]:
    """A resolved pack, section by section."""
    rows = [ClauseRow(leaf, pack.clauses[path]) for path, leaf in _said(pack)]
    sections = (
        Section(name, label, [row for row in rows if row.leaf.section == name])
        for name, label in SECTION_LABELS.items()
    )
    return [section for section in sections if section.rows]


def _said(pack: Pack) -> Iterator[tuple[str, Leaf]]:
    return ((path, leaf) for path, leaf in all_leaves().items() if path in pack.clauses)


def edition_in_words(edition: str, names: dict[str, str]) -> str:
    """``jiangyin@1+national_2026@1`` as an official reads it, the nearest pack first."""
    chain = (part.split("@") for part in edition.split("+"))
    return "、".join(f"{names[code]}第{number}版" for code, number in chain)


@dataclass(frozen=True)
class Holder:
    """A pack that says something, and where."""

    name: str
    source: str


@dataclass(frozen=True)
class Position:
    """One value in a contradiction, with those who hold it."""

    value: str
    holders: list[Holder]


@dataclass(frozen=True)
class ConflictRow:
    """One line of the report of contradictions; its label without the section's name."""

    label: str
    path: str
    positions: list[Position]


@dataclass(frozen=True)
class ConflictSection:
    """The contradictions of one section."""

    name: str
    label: str
    rows: list[ConflictRow]


def conflict_sections(
    found: Iterable[Conflict], rivals: Iterable[RivalDeadlines], names: dict[str, str]
) -> list[ConflictSection]:
    """Contradictions between packs by section, then acts that two systems give other lengths."""
    by_section: dict[str, list[ConflictRow]] = {}
    for conflict in found:
        by_section.setdefault(conflict.leaf.section, []).append(_conflict_row(conflict, names))
    sections = [
        ConflictSection(name, label, by_section[name])
        for name, label in SECTION_LABELS.items()
        if name in by_section
    ]
    pairs = [_rival_row(rival) for rival in rivals]
    return [*sections, ConflictSection("rivals", "两套系统的期限", pairs)] if pairs else sections


def _conflict_row(conflict: Conflict, names: dict[str, str]) -> ConflictRow:
    positions = [
        Position(shown(value, unit), [Holder(names[held.pack], held.source) for held in holders])
        for (value, unit), holders in conflict.positions
    ]
    leaf = conflict.leaf
    return ConflictRow(" · ".join(leaf.labels[1:]) or leaf.label, leaf.path, positions)


def _rival_row(rival: RivalDeadlines) -> ConflictRow:
    pairs = ((rival.rival, rival.rival_length), (rival.rule, rival.length))
    positions = [
        Position(shown(clause.value, clause.unit), [Holder(rule.label, clause.source)])
        for rule, clause in pairs
    ]
    return ConflictRow(f"{rival.rival.label} / {rival.rule.label}", rival.rule.length, positions)


@dataclass(frozen=True)
class Day:
    """A day of the year view: ``kind`` is off, work, weekend or empty for an ordinary workday."""

    date: date
    kind: str
    title: str


@dataclass(frozen=True)
class Month:
    """A month of the year view; days of the neighbouring months are ``None``."""

    number: int
    weeks: list[list[Day | None]]


def year_view(year: int, work: WorkCalendar) -> list[Month]:
    """The twelve months, Monday first."""
    weeks_of = calendar.Calendar().monthdatescalendar
    return [
        Month(
            month,
            [
                [_day(day, work) if day.month == month else None for day in week]
                for week in weeks_of(year, month)
            ],
        )
        for month in MONTHS
    ]


def _day(day: date, work: WorkCalendar) -> Day:
    if day in work.workdays:
        kind = "work"
    elif day in work.days_off:
        kind = "off"
    else:
        kind = "weekend" if day.weekday() >= SATURDAY else ""
    return Day(day, kind, work.describe(day))
