"""Which columns stand where: the heading row is found, its edition recognised."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from credit_portal.shared.text import narrow
from entities.imports.layout import Column, Edition, Layout
from entities.imports.refusal import ImportRefused

REASON_HEADING = "问题说明"  # added by the portal to returned rows; ignored when they come again
SEARCHED_ROWS = 5  # a title may stand above the headings


@dataclass(frozen=True)
class Header:
    """The heading row of a file.

    Attributes:
        row: its row number in the sheet, from 1.
        headings: as they stand in the file, blank ones at the end cut off.
        edition: the edition that lacks the fewest required headings.
        position: field → index in ``headings``.
        missing: required headings that the file lacks.
    """

    row: int
    headings: tuple[str, ...]
    edition: Edition
    position: Mapping[str, int]
    missing: tuple[str, ...]

    @property
    def unknown(self) -> list[str]:
        """Headings that the layout does not know; their columns are not taken."""
        known = set(self.position.values())
        return [
            heading
            for index, heading in enumerate(self.headings)
            if heading.strip() and index not in known and heading.strip() != REASON_HEADING
        ]


def find_header(layout: Layout, rows: Sequence[Sequence[str]]) -> Header | None:
    """The first of ``rows`` that has at least half of an edition's required headings.

    Raises:
        ImportRefused: it lacks some of them, or has a known heading twice.
    """
    for number, cells in enumerate(rows[:SEARCHED_ROWS], start=1):
        header = _best_reading(layout, number, _cut(cells))
        if len(header.missing) * 2 <= len(required_in(layout, header.edition)):
            _check(layout, header)
            return header
    return None


def required_in(layout: Layout, edition: Edition) -> list[Column]:
    """The columns that a file of this edition must have."""
    return [c for c in layout.columns if c.required and c.field not in edition.absent]


def heading_in(column: Column, edition: Edition) -> str:
    """How an edition heads a column."""
    return edition.headings.get(column.field, column.heading)


def _best_reading(layout: Layout, row: int, headings: tuple[str, ...]) -> Header:
    readings = []
    for edition in layout.editions:
        position = _positions(layout, edition, headings)
        missing = tuple(
            heading_in(column, edition)
            for column in required_in(layout, edition)
            if column.field not in position
        )
        readings.append(Header(row, headings, edition, position, missing))
    return min(readings, key=lambda reading: len(reading.missing))


def _positions(layout: Layout, edition: Edition, headings: Sequence[str]) -> dict[str, int]:
    """Where the columns stand, by the headings of the edition."""
    place = {_normal(heading): index for index, heading in enumerate(headings)}
    wanted = {column.field: _normal(heading_in(column, edition)) for column in layout.columns}
    return {field: place[name] for field, name in wanted.items() if name in place}


def _check(layout: Layout, header: Header) -> None:
    if header.missing:
        raise ImportRefused(
            "headings_missing",
            f"表头缺少必需的列：{'、'.join(header.missing)}。请使用“{layout.name}”模板。",
        )
    seen = Counter(map(_normal, header.headings))
    for index in header.position.values():
        if seen[_normal(header.headings[index])] > 1:
            raise ImportRefused(
                "headings_twice", f"表头中“{header.headings[index]}”不止一列，请删去多余的列。"
            )


def _normal(heading: str) -> str:
    """Full width narrowed, blanks and the required mark gone: ``罚款金额（万元） *``."""
    return "".join(narrow(heading).split()).removesuffix("*")


def _cut(cells: Sequence[str]) -> tuple[str, ...]:
    """The cells without the blank ones at the end."""
    last = max((index for index, cell in enumerate(cells, 1) if cell.strip()), default=0)
    return tuple(cells[:last])
