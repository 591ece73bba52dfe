"""A period of working days with its pauses; the procedures above point to it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from credit_portal.accounts.models import Agency
from credit_portal.deadlines.querysets import DeadlineQuerySet


class Deadline(models.Model):
    """How long an agency has for one step of a case, or waits for somebody else to act.

    ``due_on`` follows from the other columns and the calendar; it is kept so that lists can be
    ordered by it, and is counted again when any of them changes. ``is_provisional``: it counts
    days of a year whose holiday notice has not been issued. ``waits_for_others``: a business or
    the public may act until the last day, and the agency goes on afterwards; it cannot be late.
    """

    rule = models.CharField("期限事项", max_length=40)
    label = models.CharField("期限名称", max_length=60)
    basis = models.CharField("依据", max_length=200)
    subject = models.CharField("办理事项", max_length=200)
    url = models.CharField("办理页面", max_length=200)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="deadlines", verbose_name="办理单位"
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="经办人",
    )  # fmt: skip
    waits_for_others = models.BooleanField("等候他人办理", default=False)
    started_on = models.DateField("起算日（当日不计）")
    days = models.PositiveSmallIntegerField("期限（工作日）")
    extra_days = models.PositiveSmallIntegerField("延长（工作日）", default=0)
    extension_reason = models.CharField("延长理由", max_length=500, blank=True)
    due_on = models.DateField("截止日期")
    is_provisional = models.BooleanField("暂定", default=False)
    opened_at = models.DateTimeField("开始时间")
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)

    objects = DeadlineQuerySet.as_manager()
    history = HistoricalRecords(
        verbose_name="期限历史", history_change_reason_field=models.TextField(null=True)
    )

    class Meta:
        verbose_name = verbose_name_plural = "办理期限"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(extra_days=0, extension_reason="")
                | (Q(extra_days__gt=0) & ~Q(extension_reason="")),
                name="deadline_extension_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("started_on")), name="deadline_in_order"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(closed_at__isnull=True), name="deadline_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.label}：{self.subject}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_paused(self) -> bool:
        """Whether the clock stands still; reads ``pauses``, so prefetch them for a list."""
        return any(pause.until_on is None for pause in self.pauses.all())

    def is_late(self, on: date) -> bool:
        """Whether the last day is over on ``on`` and the step is not done."""
        return self.is_open and self.due_on < on


class DeadlinePause(models.Model):
    """An interval in which the clock stands still; open until it goes on."""

    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="pauses")
    reason = models.CharField("中止事由", max_length=500)
    from_on = models.DateField("中止自")
    until_on = models.DateField("恢复计时", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "中止计时"
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="deadline_pause_in_order",
            ),
            models.UniqueConstraint(
                fields=["deadline"], condition=Q(until_on=None), name="deadline_paused_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_on} {self.reason}"
