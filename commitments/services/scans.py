"""The signed letter as a file."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from commitments.models import Commitment, CommitmentScan
from commitments.permissions import require_taking
from commitments.services.steps import locked
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Refused
from credit_portal.shared.uploads import keep_scan


def attach_scan(
    *, commitment: Commitment, upload: UploadedFile, by: Actor, at: datetime
) -> CommitmentScan:
    """Add a scan of the signed letter; the latest counts, the same file again changes nothing.

    Raises:
        NotAllowed: the user takes no such letters, or not for this agency.
        Refused: there is no code yet, so no letter that could be signed; or it is voided.
        Invalid: empty, too large, or no PDF, JPG or PNG by its content.
    """
    with transaction.atomic():
        commitment = locked(commitment)
        require_taking(by, commitment.agency, commitment.kind, commitment.publication)
        if not commitment.is_registered:
            raise Refused("not_registered", "承诺登记并签署后方可上传扫描件；已作废的不能上传。")
        scan, is_new = keep_scan(commitment.scans, upload, by=by, at=at)
        if is_new:
            audit.record(
                by=by, act="commitments.attach_scan", obj=commitment,
                after={"sha256": scan.sha256, "size": scan.size}, at=at,
            )  # fmt: skip
    return scan
