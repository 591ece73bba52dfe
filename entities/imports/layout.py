"""What a department file looks like: columns, headings, editions; and the registry of layouts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as default
from enum import StrEnum
from typing import TYPE_CHECKING

from credit_portal.accounts.choices import Role

if TYPE_CHECKING:
    from entities.imports.staging import StagedBatch


class CellKind(StrEnum):
    """How the cells of a column are read; ``values`` has one parser for each but TEXT."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "choices"  # several, split at ; or ；
    USCC = "uscc"


@dataclass(frozen=True)
class Column:
    """One column of a layout.

    Attributes:
        field: its name in the staged table, and its key in a record's details.
        heading: as the national template prints it.
        max_length: of a text, in characters.
        choices: what may stand in the file → what is stored.
        not_future: a date that cannot lie after the day of import.
        not_before: the field (a date) that begins the period which this date ends.
        is_private: an ID number or an inner remark; never shown, see ``shown_details``.
        is_former: only former editions have it; the template does not offer it.
        note: what the template says about filling it in, beyond its kind.
    """

    field: str
    heading: str
    kind: CellKind = CellKind.TEXT
    required: bool = False
    max_length: int | None = None
    choices: Mapping[str, str] = default(default_factory=dict)
    not_future: bool = False
    not_before: str = ""
    is_private: bool = False
    is_former: bool = False
    note: str = ""


@dataclass(frozen=True)
class Edition:
    """An edition of a template: what it heads differently, and what it does not have.

    Attributes:
        headings: field → heading, where it differs from the layout's own.
        absent: required fields that this edition never had; they are not asked of it.
    """

    name: str
    headings: Mapping[str, str] = default(default_factory=dict)
    absent: frozenset[str] = frozenset()


CURRENT = Edition("现行模板")


@dataclass(frozen=True)
class Layout:
    """A kind of department file.

    Attributes:
        code: ``--layout`` of the command, ``ImportBatch.layout``.
        store: takes the good rows of a staged batch into the register, as SQL, inside the batch's
            transaction; see ``StagedBatch`` for what it finds and what it must leave.
        editions: the current one first.
        key: fields whose values make a row the same fact as another; the digest of
            ``entities.rules.fingerprint(kind, *key)`` stands in the staged column ``fingerprint``.
        kind: the ``RecordKind`` (or another name) that prefixes the fingerprint.
        subject, subject_name: the fields with the code and the name of the business. Where they
            are given, each row is compared with the register (``name_mismatch``,
            ``entity_unknown``) and unknown businesses get a provisional file. A layout that
            registers the businesses themselves leaves them empty.
        roles: who may send such files.
        judge: asks of the good rows what only the layout knows, by ``StagedBatch.reject``, before
            anything is stored.
    """

    code: str
    name: str
    kind: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    store: Callable[["StagedBatch"], int]
    editions: tuple[Edition, ...] = (CURRENT,)
    subject: str = ""
    subject_name: str = ""
    roles: frozenset[Role] = frozenset({Role.LEAD_OFFICER, Role.DEPARTMENT_OFFICER})
    judge: Callable[["StagedBatch"], None] | None = None

    def column(self, name: str) -> Column:
        """The column of a field."""
        return next(column for column in self.columns if column.field == name)


_layouts: dict[str, Layout] = {}


def register_layout(layout: Layout) -> Layout:
    """Make a layout known; apps above call this from ``AppConfig.ready``."""
    _layouts[layout.code] = layout
    return layout


def layout_of(code: str) -> Layout:
    """The layout of a code.

    Raises:
        KeyError: no app registered it.
    """
    return _layouts[code]


def all_layouts() -> tuple[Layout, ...]:
    """Every registered layout, in the order of registration."""
    return tuple(_layouts.values())


def shown_details(kind: str, details: Mapping[str, object]) -> list[tuple[str, object]]:
    """The details of a record of ``kind`` as (heading, value), private columns left out."""
    for layout in _layouts.values():
        if layout.kind == kind:
            shown = (column for column in layout.columns if not column.is_private)
            return [(c.heading, details[c.field]) for c in shown if details.get(c.field)]
    return []


def column_of(kind: str, field: str) -> Column | None:
    """The column that brings a detail of records of ``kind``; none for other kinds and fields."""
    columns = (c for layout in _layouts.values() if layout.kind == kind for c in layout.columns)
    return next((column for column in columns if column.field == field), None)


def shown_headings(kind: str) -> dict[str, str]:
    """Field → heading of the details that ``shown_details`` shows; empty for other kinds."""
    for layout in _layouts.values():
        if layout.kind == kind:
            return {c.field: c.heading for c in layout.columns if not c.is_private}
    return {}
