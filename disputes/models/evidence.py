"""What proves a dispute: files of the business, the signed application among them."""

import uuid

from django.db import models

from credit_portal.shared.files import PrivateStorage
from credit_portal.shared.uploads import Evidence
from disputes.models.dispute import Dispute


def evidence_path(evidence: "DisputeEvidence", name: str) -> str:
    """Where a file is kept: never under the name it came with."""
    return f"disputes/{evidence.dispute_id}/{uuid.uuid4().hex}"


class DisputeEvidence(Evidence):
    """One file, checked by its content."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="evidence")
    file = models.FileField(
        "文件", storage=PrivateStorage(), upload_to=evidence_path, max_length=200
    )

    class Meta(Evidence.Meta):
        verbose_name = "异议证据"
        verbose_name_plural = "异议证据"
        constraints = [
            models.UniqueConstraint(fields=["dispute", "sha256"], name="dispute_evidence_once")
        ]
