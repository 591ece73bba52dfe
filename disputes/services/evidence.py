"""Files of the business, checked by their content."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile

from credit_portal.shared.actors import Actor
from credit_portal.shared.files import check_scans, sha256_of
from credit_portal.shared.history import user_of
from disputes.models import Dispute, DisputeEvidence

NAME_LENGTH = 120


def keep_files(dispute: Dispute, files: Sequence[UploadedFile], by: Actor, at: datetime) -> None:
    """Keep files with a dispute; the same file again changes nothing.

    Raises:
        Invalid: as in ``check_scans``.
    """
    for file, extension in zip(files, check_scans(files), strict=True):
        DisputeEvidence.objects.get_or_create(
            dispute=dispute, sha256=sha256_of(cast(BinaryIO, file)),
            defaults={
                "name": PurePath(file.name or "材料").name[-NAME_LENGTH:], "file": file,
                "extension": extension, "size": file.size or 0, "uploaded_at": at,
                "uploaded_by": user_of(by),
            },
        )  # fmt: skip
