"""Comma-separated files: given whole to PostgreSQL, or row by row where that fails."""

import codecs
import csv
import logging
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import IO, Any, BinaryIO

from django.db import transaction
from psycopg2 import DataError
from psycopg2.extensions import QueryCanceledError

from entities.imports.readers.copying import copy_rows, stage_columns
from entities.imports.refusal import ImportRefused

logger = logging.getLogger(__name__)

CHUNK_BYTES = 1 << 20
ENCODINGS = {"utf-8-sig": "UTF8", "gb18030": "GB18030"}  # Python's name → PostgreSQL's
# A line of its own that ends COPY's input early (PostgreSQL ≤ 17, even inside quotes).
END_OF_COPY = b"\n\\."


class CsvTable:
    """A csv file, UTF-8 (with or without mark) or GB18030: its first bytes tell which."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._encoding = _encoding_of(path)

    def head(self, count: int) -> list[list[str]]:
        rows = []
        with self._path.open("rb") as stream:
            for row in self._records(stream):
                rows.append(row)
                if len(rows) == count:
                    break
        return rows

    def copy_into(self, cursor: Any, table: str, after: int, width: int) -> None:
        """Straight COPY of the file; a file that COPY refuses is read row by row instead."""
        columns = stage_columns(width)
        if not self._copy_file(cursor, table, columns, after):
            copy_rows(cursor, table, ["row", "is_ragged", *columns], self._rows(after, width))

    def _copy_file(self, cursor: Any, table: str, columns: Sequence[str], after: int) -> bool:
        """Whether PostgreSQL took the file as it is."""
        with self._path.open("rb") as stream:
            records = self._records(stream)
            for _ in range(after):
                next(records)
            source = _CopySource(stream)
            try:
                with transaction.atomic():
                    cursor.execute(f"ALTER TABLE {table} ALTER COLUMN row RESTART WITH {after + 1}")
                    cursor.copy_expert(
                        f"COPY {table} ({', '.join(columns)}) FROM STDIN"
                        f" WITH (FORMAT csv, ENCODING '{ENCODINGS[self._encoding]}')",
                        source,
                        CHUNK_BYTES,
                    )
            except (DataError, QueryCanceledError) as error:
                if isinstance(error, QueryCanceledError) and not source.has_end_mark:
                    raise
                logger.info("csv is read row by row", extra={"reason": type(error).__name__})
                return False
        return True

    def _records(self, stream: BinaryIO) -> Iterator[list[str]]:
        """Records read line by line, so that the stream stands right behind the last one."""
        yield from self._parse(line.decode(self._encoding) for line in iter(stream.readline, b""))

    def _rows(self, after: int, width: int) -> Iterator[list[str]]:
        """Row number, raggedness and exactly ``width`` cells of every row that is not blank."""
        with closing(self._text()) as stream:
            for number, cells in enumerate(self._parse(stream), start=1):
                if number > after and any(cells):
                    is_ragged = any(cells[width:])
                    padding = [""] * (width - len(cells))
                    yield [str(number), "t" if is_ragged else "f", *cells[:width], *padding]

    def _text(self) -> IO[str]:
        return self._path.open(encoding=self._encoding, newline="")

    def _parse(self, lines: Iterator[str] | IO[str]) -> Iterator[list[str]]:
        reader = csv.reader(lines, strict=True)
        try:
            yield from reader
        except UnicodeDecodeError as error:
            raise _unreadable() from error
        except csv.Error as error:
            raise ImportRefused(
                "csv_broken", f"第 {reader.line_num} 行附近的引号不成对，请改正后重新上传。"
            ) from error


class _CopySource:
    """A stream for COPY that breaks off at a mark which would end the input early."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._tail = b"\n"
        self.has_end_mark = False

    def read(self, size: int) -> bytes:
        chunk = self._stream.read(size)
        self.has_end_mark = END_OF_COPY in self._tail + chunk
        if self.has_end_mark:
            raise ValueError("the file holds a mark that COPY takes for its end")
        self._tail = chunk[1 - len(END_OF_COPY) :]
        return chunk


def _encoding_of(path: Path) -> str:
    """UTF-8 where the beginning of the file is; the rest is checked as it is read.

    Raises:
        ImportRefused: neither UTF-8 nor GB18030.
    """
    with path.open("rb") as stream:
        beginning = stream.read(CHUNK_BYTES)
    for encoding in ENCODINGS:
        try:
            codecs.getincrementaldecoder(encoding)().decode(beginning)
        except UnicodeDecodeError:
            continue
        return encoding
    raise _unreadable()


def _unreadable() -> ImportRefused:
    return ImportRefused("encoding", "文件编码无法识别，请存为 UTF-8 或 GB18030 编码的 csv。")
