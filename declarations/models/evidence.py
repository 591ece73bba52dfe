"""What proves a declaration."""

import uuid

from django.db import models

from credit_portal.shared.files import PrivateStorage
from credit_portal.shared.uploads import Evidence
from declarations.models.declaration import Declaration


def evidence_path(evidence: "DeclarationEvidence", name: str) -> str:
    """Where a file is kept: never under the name it came with."""
    return f"declarations/{evidence.declaration_id}/{uuid.uuid4().hex}"


class DeclarationEvidence(Evidence):
    """One file, checked by its content."""

    declaration = models.ForeignKey(Declaration, models.PROTECT, related_name="evidence")
    file = models.FileField(
        "文件", storage=PrivateStorage(), upload_to=evidence_path, max_length=200
    )

    class Meta(Evidence.Meta):
        verbose_name = "申报证明材料"
        verbose_name_plural = "申报证明材料"
        constraints = [
            models.UniqueConstraint(
                fields=["declaration", "sha256"], name="declaration_evidence_once"
            )
        ]
