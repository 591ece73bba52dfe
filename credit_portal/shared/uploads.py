"""Files kept with a case: the columns of each such table, and how a file gets into it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any, ClassVar, TypeVar

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import models

from credit_portal.shared.actors import Actor
from credit_portal.shared.files import check_scan, check_scans, sha256_of
from credit_portal.shared.history import user_of

NAME_LENGTH = 120


class Upload(models.Model):
    """One file, checked by its content. Each table adds its case and ``file`` in its own folder."""

    extension = models.CharField("格式", max_length=5)
    size = models.PositiveIntegerField("大小")
    sha256 = models.CharField("摘要", max_length=64)
    uploaded_at = models.DateTimeField("上传时间")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="上传人",
    )  # fmt: skip

    class Meta:
        abstract = True
        ordering: ClassVar[Sequence[str]] = ["pk"]


class Evidence(Upload):
    """A file that proves something, under the name it came with."""

    name = models.CharField("名称", max_length=NAME_LENGTH)

    class Meta(Upload.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.name


UploadT = TypeVar("UploadT", bound=Upload)
EvidenceT = TypeVar("EvidenceT", bound=Evidence)


def keep_scan(
    scans: models.Manager[UploadT], upload: UploadedFile, *, by: Actor, at: datetime, **among: Any
) -> tuple[UploadT, bool]:
    """Keep a scan; the same file again changes nothing.

    Args:
        scans: those of the case.
        among: what else must agree for a file to be the same.

    Returns:
        The row, and whether it is new.

    Raises:
        Invalid: empty, too large, or no PDF, JPG or PNG by its content.
    """
    extension = check_scan(upload)
    return scans.get_or_create(
        sha256=sha256_of(upload), **among, defaults=_columns(upload, extension, by, at)
    )


def keep_evidence(
    evidence: models.Manager[EvidenceT], uploads: Sequence[UploadedFile], *, by: Actor, at: datetime
) -> None:
    """Keep several files; those kept already change nothing.

    Raises:
        Invalid: as in ``check_scans``.
    """
    for upload, extension in zip(uploads, check_scans(uploads), strict=True):
        name = PurePath(upload.name or "材料").name[-NAME_LENGTH:]
        columns = _columns(upload, extension, by, at)
        evidence.get_or_create(sha256=sha256_of(upload), defaults={**columns, "name": name})


def _columns(upload: UploadedFile, extension: str, by: Actor, at: datetime) -> dict[str, Any]:
    return {
        "file": upload, "extension": extension, "size": upload.size or 0, "uploaded_at": at,
        "uploaded_by": user_of(by),
    }  # fmt: skip
