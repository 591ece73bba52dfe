"""States of a statement."""

from django.db import models


class ReplyStatus(models.TextChoices):
    """Where a statement stands; whether it is shown follows from its record as well."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待审核"
    APPROVED = "approved", "审核通过"
    REFUSED = "refused", "不予刊登"
    WITHDRAWN = "withdrawn", "已撤回"

    @property
    def tone(self) -> str:
        return _TONES.get(self, "neutral")


_TONES = {
    ReplyStatus.SUBMITTED: "warning", ReplyStatus.APPROVED: "success",
    ReplyStatus.REFUSED: "danger",
}  # fmt: skip
# One statement beside a record at a time.
STANDING = (ReplyStatus.DRAFT, ReplyStatus.SUBMITTED, ReplyStatus.APPROVED)
