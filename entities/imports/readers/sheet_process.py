"""Reads one workbook and writes it to its standard output; started by ``workbook``.

For each sheet a line of JSON with its first rows as text; then the answer decides: ``NEXT``, or
``ROWS after width``, upon which the rows follow as lines of COPY and the process ends. It knows
neither Django nor the database.
"""

import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from entities.imports.readers.copying import CopyStream

NEXT, ROWS = "next", "rows"
END, ENCRYPTED, DAMAGED = "end", "encrypted", "damaged"
HEAD_ROWS = 5

Cell = Any  # int | float | str | bool | date | datetime | time | timedelta


def main(path: str, memory: str) -> None:
    """Answer for every sheet until its rows are asked for."""
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    try:
        workbook = CalamineWorkbook.from_path(path)
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            say([list(map(as_text, cells)) for cells in islice(padded(sheet), HEAD_ROWS)])
            command, *numbers = sys.stdin.readline().split()
            if command == ROWS:
                return write_rows(sheet, *map(int, numbers))
    except PasswordError:
        return say(ENCRYPTED)
    except (CalamineError, OSError):
        return say(DAMAGED)
    return say(END)


def say(answer: object) -> None:
    print(json.dumps(answer), flush=True)


def write_rows(sheet: CalamineSheet, after: int, width: int) -> None:
    """The rows behind row ``after``, each with its number, as COPY reads them."""
    stream = CopyStream(numbered(sheet, after, width))
    while chunk := stream.read():
        sys.stdout.buffer.write(chunk.encode())
    sys.stdout.buffer.flush()


def numbered(sheet: CalamineSheet, after: int, width: int) -> Iterator[list[str]]:
    """Row number and the first ``width`` cells of every row that is not blank."""
    for number, cells in enumerate(padded(sheet), start=1):
        if number > after and any(cell != "" for cell in cells):
            yield [str(number), *map(as_text, cells[:width])]


def padded(sheet: CalamineSheet) -> Iterator[list[Cell]]:
    """Rows from column A on: calamine leaves out the empty columns before the first used one."""
    offset = (sheet.start or (0, 0))[1]
    return ([""] * offset + cells for cells in sheet.iter_rows())


def as_text(cell: Cell) -> str:
    """The cell as it would stand in a csv: whole numbers without a point, dates in ISO form."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


if __name__ == "__main__":
    main(*sys.argv[1:])
