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

from entities.imports.readers.copying import copy_rows, stage_columns
from entities.imports.refusal import ImportRefused

logger = logging.getLogger(__name__)

CHUNK_BYTES = 1 << 20
ENCODINGS = {"utf-8-sig": "UTF8", "gb18030": "GB18030"}  # Python's name → PostgreSQL's
# A line of its own that ends COPY's input early (PostgreSQL ≤ 17, even inside quotes).
END_OF_COPY = b"\n\\."


class CsvTable:
    """A csv file, UTF-8 (with or without mark) or GB18030."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._encoding, self._is_plain = _scan(path)

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
        if not (self._is_plain and self._copy_file(cursor, table, columns, after)):
            copy_rows(cursor, table, ["row", "is_ragged", *columns], self._rows(after, width))

    def _copy_file(self, cursor: Any, table: str, columns: Sequence[str], after: int) -> bool:
        """Whether PostgreSQL took the file as it is."""
        try:
            with transaction.atomic():
                self._copy_bytes(cursor, table, columns, after)
        except DataError as error:
            logger.info("csv is read row by row", extra={"reason": type(error).__name__})
            return False
        return True

    def _copy_bytes(self, cursor: Any, table: str, columns: Sequence[str], after: int) -> None:
        cursor.execute(f"ALTER TABLE {table} ALTER COLUMN row RESTART WITH {after + 1}")
        with self._path.open("rb") as stream:
            records = self._records(stream)
            for _ in range(after):
                next(records)
            cursor.copy_expert(
                f"COPY {table} ({', '.join(columns)}) FROM STDIN"
                f" WITH (FORMAT csv, ENCODING '{ENCODINGS[self._encoding]}')",
                stream,
                CHUNK_BYTES,
            )

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
        except csv.Error as error:
            raise ImportRefused(
                "csv_broken", f"第 {reader.line_num} 行附近的引号不成对，请改正后重新上传。"
            ) from error


def _scan(path: Path) -> tuple[str, bool]:
    """The file's encoding, and whether COPY may read it to its end.

    Raises:
        ImportRefused: neither UTF-8 nor GB18030.
    """
    for encoding in ENCODINGS:
        decoder = codecs.getincrementaldecoder(encoding)()
        is_plain, tail = True, b""
        try:
            with path.open("rb") as stream:
                while chunk := stream.read(CHUNK_BYTES):
                    decoder.decode(chunk)
                    is_plain = is_plain and END_OF_COPY not in tail + chunk
                    tail = chunk[-len(END_OF_COPY) :]
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding, is_plain
    raise ImportRefused("encoding", "文件编码无法识别，请存为 UTF-8 或 GB18030 编码的 csv。")
