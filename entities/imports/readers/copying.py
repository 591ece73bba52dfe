"""Rows of Python into PostgreSQL's COPY text format, as a stream that is never held whole."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

ROWS_PER_CHUNK = 2_000
# Every character that means something in COPY text; PostgreSQL text cannot hold NUL at all.
_SPECIAL = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": ""})
COPY_OPTIONS = "(FORMAT text, NULL '', ENCODING 'UTF8')"


def stage_columns(width: int) -> list[str]:
    """The columns of the staging table that hold the cells of a file of ``width`` columns."""
    return [f"c{index}" for index in range(width)]


def copy_line(cells: Sequence[str]) -> str:
    """One line of COPY text; an empty cell is NULL."""
    line = "\t".join(cells)
    if (
        "\\" in line
        or "\n" in line
        or "\r" in line
        or "\0" in line
        or line.count("\t") >= len(cells)
    ):
        line = "\t".join(cell.translate(_SPECIAL) for cell in cells)
    return line + "\n"


class CopyStream:
    """What ``cursor.copy_expert`` reads from; lines are made as they are asked for."""

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        self._rows: Iterator[Sequence[str]] = iter(rows)

    def read(self, _size: int = -1) -> str:
        """The next chunk; empty at the end."""
        return "".join(map(copy_line, islice(self._rows, ROWS_PER_CHUNK)))


def copy_statement(table: str, columns: Sequence[str]) -> str:
    """COPY of such lines into the named columns of a table."""
    return f"COPY {table} ({', '.join(columns)}) FROM STDIN WITH {COPY_OPTIONS}"


def copy_rows(
    cursor: Any, table: str, columns: Sequence[str], rows: Iterable[Sequence[str]]
) -> None:
    """COPY rows of text into the named columns of a table."""
    cursor.copy_expert(copy_statement(table, columns), CopyStream(rows))
