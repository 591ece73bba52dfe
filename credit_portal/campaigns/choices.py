"""Enumerations of campaigns."""

from django.db import models


class DutyKind(models.TextChoices):
    """What a department has to hand in."""

    PLAN = "plan", "工作方案"
    SUMMARY = "summary", "领域总结"


class DutyStatus(models.TextChoices):
    """Life of a duty; whether it is late follows from its day."""

    OPEN = "open", "待报送"
    SUBMITTED = "submitted", "待审核"
    RETURNED = "returned", "退回修改"
    ACCEPTED = "accepted", "已接收"

    @property
    def tone(self) -> str:
        return _TONES[self]


_TONES = {
    DutyStatus.OPEN: "neutral",
    DutyStatus.SUBMITTED: "info",
    DutyStatus.RETURNED: "warning",
    DutyStatus.ACCEPTED: "success",
}
# The department has to act.
WAITING = (DutyStatus.OPEN, DutyStatus.RETURNED)
