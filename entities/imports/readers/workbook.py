"""Workbooks, read by a process of their own.

calamine lays a sheet out as one dense block: two cells at opposite corners of a tiny file ask for
hundreds of gigabytes, and it aborts its process when they are refused, as on some damaged files.
So another process reads (``sheet_process``), with a limit on its memory, and its output goes
straight into COPY.
"""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from entities.imports.readers import sheet_process
from entities.imports.readers.copying import copy_statement, stage_columns
from entities.imports.refusal import ImportRefused
from entities.imports.safety import damaged, encrypted

logger = logging.getLogger(__name__)

CHUNK_BYTES = 1 << 17


class SheetTable:
    """A sheet; blank rows are left out, the others keep their row numbers."""

    def __init__(self, process: subprocess.Popen[bytes], rows: list[list[str]]) -> None:
        self._process = process
        self._rows = rows

    def head(self, count: int) -> list[list[str]]:
        return self._rows[:count]

    def copy_into(self, cursor: Any, table: str, after: int, width: int) -> None:
        _tell(self._process, f"{sheet_process.ROWS} {after} {width}")
        statement = copy_statement(table, ["row", *stage_columns(width)])
        cursor.copy_expert(statement, self._process.stdout, CHUNK_BYTES)
        if self._process.wait() != 0:
            raise _broken_off(self._process)


@contextmanager
def open_workbook(path: Path) -> Iterator[Iterator[SheetTable]]:
    """The sheets of a workbook that has passed ``check_file``.

    Raises:
        ImportRefused: encrypted, damaged, or too large for the memory of its reader.
    """
    process = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", sheet_process.__name__, path, str(settings.IMPORT_READER_BYTES)],
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with process:
        try:
            yield _sheets(process)
        finally:
            process.kill()


def _sheets(process: subprocess.Popen[bytes]) -> Iterator[SheetTable]:
    while True:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            raise _broken_off(process)
        answer = json.loads(line)
        if answer == sheet_process.ENCRYPTED:
            raise encrypted()
        if answer == sheet_process.DAMAGED:
            raise damaged()
        if answer == sheet_process.END:
            return
        yield SheetTable(process, answer)
        _tell(process, sheet_process.NEXT)


def _tell(process: subprocess.Popen[bytes], command: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{command}\n".encode())
    process.stdin.flush()


def _broken_off(process: subprocess.Popen[bytes]) -> ImportRefused:
    logger.warning("reader of a workbook broke off", extra={"returncode": process.wait()})
    return ImportRefused(
        "file_unreadable", "文件已损坏或占用内存过大，无法读取。请另存为 csv 后重新上传。"
    )
