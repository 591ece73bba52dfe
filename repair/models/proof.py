"""Files that prove what an application says."""

import uuid

from django.db import models

from credit_portal.shared.files import PrivateStorage
from credit_portal.shared.uploads import Upload
from repair.choices import ProofKind
from repair.models.application import RepairApplication, RepairItem


def proof_path(proof: "RepairProof", name: str) -> str:
    """Where a file is kept: never under the name it came with."""
    return f"repair/{proof.application_id}/{uuid.uuid4().hex}"


class RepairProof(Upload):
    """One file; a proof of fulfilment belongs to one record, the others to the application."""

    application = models.ForeignKey(RepairApplication, models.CASCADE, related_name="proofs")
    item = models.ForeignKey(
        RepairItem, models.CASCADE, null=True, blank=True, related_name="proofs"
    )
    kind = models.CharField("材料种类", max_length=16, choices=ProofKind)
    file = models.FileField("文件", storage=PrivateStorage(), upload_to=proof_path, max_length=200)

    class Meta(Upload.Meta):
        verbose_name = verbose_name_plural = "修复材料"
        constraints = [
            models.UniqueConstraint(
                fields=["application", "item", "kind", "sha256"], nulls_distinct=False,
                name="repair_proof_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.extension}"
