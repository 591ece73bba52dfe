"""The tables of a file, whatever its format."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from entities.imports.readers.delimited import CsvTable
from entities.imports.readers.workbook import open_workbook
from entities.imports.safety import FileKind, check_file


class Table(Protocol):
    """One table of a file: a csv, or a sheet of a workbook."""

    def head(self, count: int) -> list[list[str]]:
        """The first rows as text."""

    def copy_into(self, cursor: Any, table: str, after: int, width: int) -> None:
        """COPY the rows after row ``after`` into ``table`` (see ``staging.STAGE``)."""


@contextmanager
def open_tables(path: Path) -> Iterator[Iterator[Table]]:
    """The tables of a file, one after the other; all but the last one given are left behind.

    Raises:
        ImportRefused: the file is not safe to open, or none that can be read.
    """
    if check_file(path) == FileKind.CSV:
        yield iter([CsvTable(path)])
    else:
        with open_workbook(path) as sheets:
            yield sheets
