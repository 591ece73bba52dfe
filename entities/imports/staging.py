"""A file on its way into the register: its cells staged as text, in tables of the transaction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection

from credit_portal.shared.actors import Actor
from entities.choices import IssueCode
from entities.imports.checks import Check
from entities.imports.headings import Header
from entities.imports.layout import Layout
from entities.imports.readers.copying import copy_rows, stage_columns
from entities.imports.readers.opening import Table
from entities.models import ImportBatch

STAGE = "import_stage"  # the cells as text: row, is_ragged, c0 … cN
VALUES = "import_values"  # what each value of a typed column means
ROWS = "import_rows"  # what the rows mean: row, the fields, errors, warnings, is_duplicate
GOOD = "errors IS NULL AND NOT is_duplicate"  # the rows to store
ROWS_PER_FETCH = 5_000


@dataclass
class StagedBatch:
    """A batch inside its transaction, as ``Layout.store`` finds it.

    ``store(staged) -> int`` takes the rows of table ``import_rows`` that meet ``GOOD`` and returns
    how many entered the register. The table has ``row`` (as in the sheet), one column per field of
    the layout (text, date or numeric; null where the cell is blank), ``fingerprint`` (uuid of the
    key fields) and, where the layout has a subject, ``entity_id`` (never null for a good row:
    unknown businesses have got their provisional file). Rows that repeat an earlier row of the
    file are marked beforehand; those that stand in the register already, ``store`` must mark by
    ``mark_duplicates``.

    Attributes:
        today, at: day and instant of the import.
        by: who imports.
        rows, rejected, good: how many rows there are, have errors, and meet ``GOOD``.
        checks: what was asked of the rows; ``errors`` and ``warnings`` name them by number.
        tables: temporary tables, dropped at the end.
    """

    batch: ImportBatch
    layout: Layout
    header: Header
    by: Actor
    today: date
    at: datetime
    rows: int = 0
    rejected: int = 0
    good: int = 0
    checks: list[Check] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)

    def execute(self, sql: str, params: Mapping[str, Any] | None = None) -> int:
        """Run one statement; returns the number of rows it touched."""
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.rowcount

    def fetch(self, sql: str, params: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The rows of a query whose answer is small."""
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    def chunks(self, sql: str) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a query of any size, a few thousand at a time."""
        self.execute(f"DECLARE import_cursor NO SCROLL CURSOR FOR {sql}")
        while rows := self.fetch(f"FETCH {ROWS_PER_FETCH} FROM import_cursor"):
            yield rows
        self.execute("CLOSE import_cursor")

    def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """COPY rows of text into a table; ``rows`` must not ask the database for anything."""
        with connection.cursor() as cursor:
            copy_rows(cursor.cursor, table, columns, rows)

    def create(self, table: str, columns: str) -> None:
        """A temporary table that ends with the import."""
        self.execute(f"CREATE TEMP TABLE {table} ({columns}) ON COMMIT DROP")
        self.tables.append(table)

    def mark_duplicates(self, condition: str, params: Mapping[str, Any] | None = None) -> None:
        """The good rows (alias ``good``) that meet ``condition`` stand already."""
        self.good -= self.execute(
            f"UPDATE {ROWS} AS good SET is_duplicate = true WHERE {GOOD} AND {condition}", params
        )

    def reject(
        self, name: str, condition: str, message: str, params: Mapping[str, Any] | None = None
    ) -> None:
        """The good rows (alias ``good``) that meet ``condition`` are wrong in the field ``name``;
        ``message`` goes on from its heading."""
        position = self.header.position.get(name)
        heading = self.layout.column(name).heading
        if position is not None:
            heading = self.header.headings[position]
        sentence = f"“{heading}”{message}。"
        self.checks.append(
            Check(IssueCode.VALUE_REFUSED, heading, position or 0, condition, sentence)
        )
        rejected = self.execute(
            f"UPDATE {ROWS} AS good SET errors = '{len(self.checks) - 1} '"
            f" WHERE {GOOD} AND {condition}",
            params,
        )
        self.good -= rejected
        self.rejected += rejected

    def drop_tables(self) -> None:
        """So that a second import can follow in the same transaction."""
        self.execute(f"DROP TABLE {', '.join(self.tables)}")


def stage(staged: StagedBatch, table: Table) -> None:
    """Bring the cells in as they are."""
    width = len(staged.header.headings)
    cells = ", ".join(f"{name} text" for name in stage_columns(width))
    staged.create(
        STAGE,
        "row integer GENERATED BY DEFAULT AS IDENTITY, is_ragged boolean NOT NULL DEFAULT false,"
        f" {cells}",
    )
    with connection.cursor() as cursor:
        table.copy_into(cursor.cursor, STAGE, staged.header.row, width)
