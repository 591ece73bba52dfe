"""The signed letter as a file."""

from datetime import datetime
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from commitments.models import Commitment, CommitmentScan
from commitments.permissions import require_taking
from commitments.services.steps import locked
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Refused
from credit_portal.shared.files import check_scan, sha256_of
from credit_portal.shared.history import user_of

MAX_SCAN_BYTES = 20 * 2**20


def attach_scan(
    *, commitment: Commitment, upload: UploadedFile, by: Actor, at: datetime
) -> CommitmentScan:
    """Add a scan of the signed letter; the latest counts, the same file again changes nothing.

    Raises:
        NotAllowed: the user takes no such letters, or not for this agency.
        Refused: there is no code yet, so no letter that could be signed.
        Invalid: empty, too large, or no PDF, JPG or PNG by its content.
    """
    extension = check_scan(upload, MAX_SCAN_BYTES)
    digest = sha256_of(cast(BinaryIO, upload))
    with transaction.atomic():
        commitment = locked(commitment)
        require_taking(by, commitment.agency, commitment.kind, commitment.publication)
        if not commitment.is_registered:
            raise Refused("not_registered", "请先登记承诺、打印并签署承诺书，再上传扫描件。")
        if known := commitment.scans.filter(sha256=digest).first():
            return known
        scan = CommitmentScan.objects.create(
            commitment=commitment, file=upload, extension=extension, size=upload.size or 0,
            sha256=digest, uploaded_at=at, uploaded_by=user_of(by),
        )  # fmt: skip
        audit.record(
            by=by, act="commitments.attach_scan", obj=commitment,
            after={"sha256": digest, "size": upload.size}, at=at,
        )  # fmt: skip
    return scan
