"""Files that are refused before anything in them is read."""

import io
import zipfile

import msoffcrypto
import openpyxl
import pytest
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile

from entities.imports.readers.opening import open_tables
from entities.imports.refusal import ImportRefused
from entities.imports.safety import FileKind, check_file
from tests.entities.imports.files import penalty_row, saved, xlsx_bytes


@pytest.fixture
def kept(tmp_path):
    def keep(content: bytes):
        path = tmp_path / "file"
        path.write_bytes(content)
        return path

    return keep


def with_entry(content: bytes, name: str, data: bytes) -> bytes:
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return stream.getvalue()


def encrypted(content: bytes) -> bytes:
    sealed = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt("secret", sealed)
    return sealed.getvalue()


def xls_bytes() -> bytes:
    workbook = xlwt.Workbook()
    workbook.add_sheet("a").write(0, 0, "h")
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def read_heads(path):
    with open_tables(path) as tables:
        return [table.head(5) for table in tables]


XLSX = xlsx_bytes([penalty_row()])


def test_kinds_by_content(kept):
    assert check_file(kept(XLSX)) == FileKind.XLSX
    assert check_file(kept(xls_bytes())) == FileKind.XLS
    assert check_file(kept("名称,代码\n".encode())) == FileKind.CSV


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (encrypted(XLSX), "file_encrypted"),
        (with_entry(XLSX, "xl/vbaProject.bin", b"macro"), "file_macros"),
        (XLSX[: len(XLSX) // 2], "file_damaged"),
        (xls_bytes()[:600], "file_damaged"),
        (with_entry(XLSX, "xl/media/zeros.bin", bytes(80 * 2**20)), "zip_bomb"),
        (b"%PDF-1.7 ...", "file_type"),
        (b"\x89PNG\r\n\x1a\n", "file_type"),
    ],
    ids=["empty", "encrypted", "macros", "half", "half-xls", "bomb", "pdf", "png"],
)
def test_refused(kept, content, code):
    with pytest.raises(ImportRefused) as caught:
        check_file(kept(content))
    assert caught.value.code == code
    assert caught.value.message.endswith("。")


def test_too_many_entries(kept):
    stream = io.BytesIO(XLSX)
    with zipfile.ZipFile(stream, "a") as archive:
        for number in range(2_001):
            archive.writestr(f"x/{number}", b"")
    with pytest.raises(ImportRefused) as caught:
        check_file(kept(stream.getvalue()))
    assert caught.value.code == "zip_bomb"


def test_too_large(kept, settings):
    settings.IMPORT_MAX_BYTES = 100
    with pytest.raises(ImportRefused) as caught:
        check_file(kept(XLSX))
    assert caught.value.code == "file_too_large"


def test_another_zip_is_no_workbook(kept):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", b"a")
    with pytest.raises(ImportRefused) as caught:
        check_file(kept(stream.getvalue()))
    assert caught.value.code == "file_type"


def test_rotten_sheet_inside_a_sound_archive(kept):
    source, target = zipfile.ZipFile(io.BytesIO(XLSX)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for entry in source.infolist():
            data = source.read(entry)
            archive.writestr(entry, data[:200] if entry.filename.endswith("sheet1.xml") else data)
    with pytest.raises(ImportRefused) as caught:
        read_heads(kept(target.getvalue()))
    assert caught.value.code == "file_damaged"


def test_two_far_cells_do_not_take_the_memory(kept, settings):
    settings.IMPORT_READER_BYTES = 2**30
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = workbook.active["XFD1048576"] = "x"
    with pytest.raises(ImportRefused) as caught:
        read_heads(kept(saved(workbook)))
    assert caught.value.code == "file_unreadable"


def test_encryption_helper_is_real(kept):
    with kept(encrypted(XLSX)).open("rb") as stream:
        assert msoffcrypto.OfficeFile(stream).is_encrypted()


def test_neither_utf8_nor_gb18030(kept):
    with pytest.raises(ImportRefused) as caught:
        read_heads(kept(b"name,\xff\xff\n"))
    assert caught.value.code == "encoding"
