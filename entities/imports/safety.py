"""What a file is, by its content, and whether it is safe to open."""

import struct
import zipfile
from enum import StrEnum
from pathlib import Path

import olefile
from django.conf import settings

from entities.imports.refusal import ImportRefused

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC = b"PK\x03\x04"
OTHER_MAGICS = (b"%PDF", b"\xff\xd8\xff", b"\x89PNG", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
MAX_ENTRIES = 2_000
MAX_UNPACKED_BYTES = 4 * 2**30
MAX_RATIO = 200  # ordinary workbooks pack 5 to 30 times
RATIO_COUNTS_FROM = 50 * 2**20


class FileKind(StrEnum):
    """What the reader is chosen by."""

    CSV = "csv"
    XLSX = "xlsx"
    XLS = "xls"


def check_file(path: Path) -> FileKind:
    """Tell what the file is from its content, whatever its name says.

    Raises:
        ImportRefused: empty, too large, encrypted, with macros, a zip bomb, damaged or no table.
    """
    size = path.stat().st_size
    if size == 0:
        raise ImportRefused("file_empty", "文件是空的，请检查后重新上传。")
    if size > settings.IMPORT_MAX_BYTES:
        limit = settings.IMPORT_MAX_BYTES // 2**20
        raise ImportRefused("file_too_large", f"文件超过 {limit} MB，请拆分后分次上传。")
    with path.open("rb") as stream:
        head = stream.read(8)
    if head.startswith(OLE_MAGIC):
        _check_ole(path)
        return FileKind.XLS
    if head.startswith(ZIP_MAGIC):
        _check_zip(path)
        return FileKind.XLSX
    if head.startswith(OTHER_MAGICS):
        raise _no_table()
    return FileKind.CSV


def _check_ole(path: Path) -> None:
    try:
        with olefile.OleFileIO(path) as container:
            streams = {"/".join(name) for name in container.listdir(streams=True)}
        if "EncryptedPackage" in streams:
            raise encrypted()
        if not streams & {"Workbook", "Book"}:
            raise _no_table()
        if any(name.startswith("_VBA_PROJECT_CUR/") for name in streams):
            raise _macros()
    except (OSError, ValueError, IndexError, struct.error) as error:
        raise damaged() from error


def _check_zip(path: Path) -> None:
    """Judge the archive by its central directory alone: nothing is unpacked here."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise damaged() from error
    names = {entry.filename.lower() for entry in entries}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise _macros()
    if "xl/workbook.xml" not in names:
        raise _no_table()
    unpacked = sum(entry.file_size for entry in entries)
    ratio = unpacked / max(1, path.stat().st_size)
    bloated = unpacked > RATIO_COUNTS_FROM and ratio > MAX_RATIO
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED_BYTES or bloated:
        raise ImportRefused(
            "zip_bomb", "文件解压后异常庞大，不予打开。请另存为普通 xlsx 或 csv 后重新上传。"
        )
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise encrypted()


def _no_table() -> ImportRefused:
    return ImportRefused("file_type", "只接受 xlsx、xls、csv 表格；文件内容不是表格。")


def encrypted() -> ImportRefused:
    """The refusal of a file that asks for a password."""
    return ImportRefused("file_encrypted", "文件已加密，请去掉打开密码后重新上传。")


def _macros() -> ImportRefused:
    return ImportRefused("file_macros", "文件含有宏，请另存为不含宏的 xlsx 后重新上传。")


def damaged() -> ImportRefused:
    """The refusal of a file that breaks off or does not parse."""
    return ImportRefused("file_damaged", "文件已损坏，无法读取。请重新导出后上传。")
