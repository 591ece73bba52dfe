"""The statement of a business beside one of its records."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from credit_portal.shared.fields import FSMField
from disputes.replies.choices import STANDING, ReplyStatus
from disputes.replies.querysets import ReplyQuerySet
from entities.models import CreditRecord

LONGEST = 500
Status = ReplyStatus


class Reply(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """主体声明: one stands beside a record, shown as long as the record is, with no job run."""

    record = models.ForeignKey(
        CreditRecord, models.PROTECT, related_name="replies", verbose_name="信用记录"
    )
    text = models.CharField("声明", max_length=LONGEST)
    status = FSMField("状态", max_length=12, choices=Status, default=Status.DRAFT, protected=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="起草人",
    )  # fmt: skip
    drafted_at = models.DateTimeField("起草时间")
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="审核人",
    )  # fmt: skip
    decided_at = models.DateTimeField("审核时间", null=True, blank=True)
    refusal = models.CharField("不予刊登的理由", max_length=500, blank=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)

    history = HistoricalRecords(
        verbose_name="声明历史", history_change_reason_field=models.TextField(null=True)
    )
    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "主体声明"
        ordering = ["-drafted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record"], condition=Q(status__in=STANDING), name="reply_one_standing"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="reply_says_something"),
            models.CheckConstraint(
                condition=~Q(status=Status.REFUSED) | ~Q(refusal=""),
                name="reply_refused_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record}的声明"

    @property
    def tone(self) -> str:
        return Status(self.status).tone

    # The life cycle, top to bottom.

    @transition(status, source=Status.DRAFT, target=None, custom={"label": "修改"})
    def edit(self) -> None:
        """Until it is handed in."""

    @transition(status, source=Status.DRAFT, target=Status.SUBMITTED, custom={"label": "提交"})
    def submit(self) -> None:
        """An officer reads it before it is shown."""

    @transition(
        status, source=Status.SUBMITTED, target=Status.APPROVED, custom={"label": "审核通过"}
    )
    def approve(self) -> None:
        """Shown beside the record from now on."""

    @transition(
        status, source=Status.SUBMITTED, target=Status.REFUSED, custom={"label": "不予刊登"}
    )
    def refuse(self) -> None:
        """Not shown; the business may write another one."""

    @transition(status, source=[*STANDING], target=Status.WITHDRAWN, custom={"label": "撤回"})
    def withdraw(self) -> None:
        """The business takes it back."""
