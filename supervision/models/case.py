"""典型案例 of a measure or a ban (江西 (十四)、(二十三))."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from credit_portal.accounts.models import Agency
from credit_portal.shared.fields import FSMField
from supervision.cases.choices import CaseStatus
from supervision.cases.querysets import TypicalCaseQuerySet
from supervision.models.measure import Measure


class TypicalCase(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """A case as its office wrote it, and masked as everybody reads it."""

    measure = models.ForeignKey(
        Measure, models.PROTECT, related_name="cases", verbose_name="监管措施"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="typical_cases", verbose_name="撰写单位"
    )
    title = models.CharField("标题", max_length=100)
    body = models.TextField("案情", max_length=4000)
    status = FSMField(
        "状态", max_length=12, choices=CaseStatus, default=CaseStatus.DRAFT, protected=True
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="撰写人",
    )  # fmt: skip
    written_at = models.DateTimeField("撰写时间")
    # What everybody reads: fixed on the day of publication.
    public_title = models.CharField("公开标题", max_length=120, blank=True)
    public_body = models.TextField("公开内容", blank=True)
    published_at = models.DateTimeField("公开时间", null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)
    withdrawal_reason = models.CharField("撤下理由", max_length=500, blank=True)

    history = HistoricalRecords(verbose_name="案例历史")
    objects = TypicalCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "典型案例"
        verbose_name_plural = "典型案例"
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=CaseStatus.DRAFT, published_at=None)
                | (~Q(status=CaseStatus.DRAFT) & Q(published_at__isnull=False)),
                name="case_published_has_day",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawal_reason=""),
                name="case_withdrawal_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @transition(status, source=CaseStatus.DRAFT, target=CaseStatus.DRAFT, custom={"label": "修改"})
    def edit(self) -> None:
        """Written anew; what is published is not changed."""

    @transition(
        status, source=CaseStatus.DRAFT, target=CaseStatus.PUBLISHED, custom={"label": "公开"}
    )
    def publish(self) -> None:
        """Everybody may read it, masked."""

    @transition(
        status, source=CaseStatus.PUBLISHED, target=CaseStatus.WITHDRAWN,
        custom={"label": "撤下"},
    )  # fmt: skip
    def withdraw(self) -> None:
        """Nobody but officials reads it any more."""
