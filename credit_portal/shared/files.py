"""Files that people hand in: checked by content, kept outside the web root."""

import hashlib
from collections.abc import Collection, Sequence
from typing import BinaryIO

import puremagic
from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import UploadedFile
from django.utils.deconstruct import deconstructible

from credit_portal.shared.errors import DomainError, Invalid

SCAN_TYPES = {".pdf": "PDF", ".jpg": "JPG", ".png": "PNG"}
MAX_FILE_BYTES = 20 * 2**20
MAX_FILES = 10
HEAD_BYTES = 8192
CHUNK_BYTES = 1 << 20


@deconstructible
class PrivateStorage(FileSystemStorage):
    """Files under ``MEDIA_ROOT`` without an address: a view with a permission check serves them."""

    def url(self, name: str | None) -> str:
        raise ValueError("private files have no address; use a view that checks permission")


def detect_type(head: bytes) -> str:
    """Extension by content (``".pdf"``, ``".jpg"``, ``".png"``, …); empty when unknown."""
    try:
        found = puremagic.from_string(head).lower()
    except (puremagic.PureError, ValueError):
        return ""
    return {".jpeg": ".jpg", ".jfif": ".jpg"}.get(found, found)


def check_scan(
    upload: UploadedFile, max_bytes: int = MAX_FILE_BYTES, allowed: Collection[str] = SCAN_TYPES
) -> str:
    """Check a scanned document by its content; returns the extension.

    Raises:
        Invalid: empty, too large, or not one of the allowed types whatever its name says.
    """
    size = upload.size or 0
    if size == 0:
        raise Invalid("file_empty", "文件是空的，请重新扫描后上传。")
    if size > max_bytes:
        raise Invalid("file_too_large", f"文件超过 {max_bytes // 2**20} MB，请压缩后上传。")
    head = upload.read(HEAD_BYTES)
    upload.seek(0)
    extension = detect_type(head)
    if extension not in allowed:
        raise Invalid("file_type", "只接受 PDF、JPG、PNG 扫描件；文件内容与这些格式不符。")
    return extension


def check_scans(files: Sequence[UploadedFile]) -> list[str]:
    """The extensions by content of several files, before any is stored.

    Raises:
        Invalid: too many, or one is empty, too large, or no PDF, JPG or PNG; put to ``evidence``.
    """
    if len(files) > MAX_FILES:
        sentence = f"一次最多上传 {MAX_FILES} 个文件，请合并后上传。"
        raise Invalid("evidence_invalid", sentence, {"evidence": sentence})
    return [_extension(file) for file in files]


def _extension(file: UploadedFile) -> str:
    try:
        return check_scan(file)
    except DomainError as error:
        sentence = f"{file.name}：{error.message}"
        raise Invalid("evidence_invalid", sentence, {"evidence": sentence}) from error


def sha256_of(stream: "BinaryIO | File[bytes]") -> str:
    """Hex digest of a stream read from its start; leaves it at the start."""
    stream.seek(0)
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK_BYTES):
        digest.update(chunk)
    stream.seek(0)
    return digest.hexdigest()
