"""Opening a department file: the tables in it, their first rows, and their way into PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from entities.imports.readers.delimited import CsvTable
from entities.imports.readers.workbook import workbook_tables
from entities.imports.safety import FileKind, check_file


class Table(Protocol):
    """One table of a file: a csv, or a sheet of a workbook."""

    def head(self, count: int) -> list[list[str]]:
        """The first rows as text."""

    def copy_into(self, cursor: Any, table: str, after: int, width: int) -> None:
        """COPY the rows after row ``after`` into ``table`` (see ``staging.STAGE``)."""


def open_tables(path: Path) -> Iterator[Table]:
    """The tables of a file that is safe to open.

    Raises:
        ImportRefused: the file is none that can be read.
    """
    if check_file(path) == FileKind.CSV:
        yield CsvTable(path)
    else:
        yield from workbook_tables(path)
