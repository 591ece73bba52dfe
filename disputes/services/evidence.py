"""Files of the business, checked by their content."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile

from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import DomainError, Invalid
from credit_portal.shared.files import check_scan, sha256_of
from credit_portal.shared.history import user_of
from disputes.models import Dispute, DisputeEvidence

MAX_FILE_BYTES = 20 * 2**20
MAX_FILES = 10
NAME_LENGTH = 120


def check_files(files: Sequence[UploadedFile]) -> list[str]:
    """Their extensions by content, before anything is stored.

    Raises:
        Invalid: too many, or one is empty, too large, or no PDF, JPG or PNG.
    """
    if len(files) > MAX_FILES:
        raise _refused(f"一次最多上传 {MAX_FILES} 个文件，请合并后上传。")
    return [_extension(file) for file in files]


def keep_files(dispute: Dispute, files: Sequence[UploadedFile], by: Actor, at: datetime) -> None:
    """Keep files with a dispute; the same file again changes nothing.

    Raises:
        Invalid: as in ``check_files``.
    """
    for file, extension in zip(files, check_files(files), strict=True):
        DisputeEvidence.objects.get_or_create(
            dispute=dispute, sha256=sha256_of(cast(BinaryIO, file)),
            defaults={
                "name": PurePath(file.name or "材料").name[-NAME_LENGTH:], "file": file,
                "extension": extension, "size": file.size or 0, "uploaded_at": at,
                "uploaded_by": user_of(by),
            },
        )  # fmt: skip


def _extension(file: UploadedFile) -> str:
    try:
        return check_scan(file, MAX_FILE_BYTES)
    except DomainError as error:
        raise _refused(f"{file.name}：{error.message}") from error


def _refused(sentence: str) -> Invalid:
    return Invalid("evidence_invalid", sentence, {"evidence": sentence})
