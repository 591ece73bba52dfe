"""Results of assessments made elsewhere: by nation, province, industry regulators, market."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

from credit_portal.accounts.models import Agency
from credit_portal.shared.periods import read_period
from entities.models import Entity, ImportBatch
from grading.choices import AssessmentSource, CreditGrade, NationalGrade
from grading.querysets import ExternalAssessmentQuerySet


class ExternalAssessment(models.Model):
    """One result for one business, written once; a wrong one is withdrawn.

    ``grade`` is the source's own: A–D of the national result, A (best) to E (worst) of any
    other. The result bears on grades from ``counts_from`` until the day before ``counts_until``;
    an industry result never before the month after its period, so that public → industry → public
    is no circle (江阴 三(四)).
    """

    entity = models.ForeignKey(Entity, models.PROTECT, related_name="assessments")
    source = models.CharField("来源", max_length=16, choices=AssessmentSource)
    domain = models.CharField("领域", max_length=50, blank=True)
    period = models.CharField("评价周期", max_length=20)
    period_ends_on = models.DateField("周期截止日")
    grade = models.CharField("评价等级", max_length=1, choices=CreditGrade)
    counts_from = models.DateField("采用起始日")
    counts_until = models.DateField("采用截止日（不含当日）")
    reported_by = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="报送单位"
    )
    batch = models.ForeignKey(
        ImportBatch, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="来源批次",
    )  # fmt: skip
    recorded_at = models.DateTimeField("入库时间")
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawal_reason = models.CharField("撤回原因", max_length=500, blank=True)

    objects = ExternalAssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "外部评价结果"
        verbose_name_plural = "外部评价结果"
        ordering = ["-period_ends_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entity", "source", "domain", "period"],
                condition=Q(withdrawn_at__isnull=True),
                name="assessment_once_a_period",
            ),
            models.CheckConstraint(
                condition=Q(counts_until__gt=F("counts_from")), name="assessment_counts_in_order"
            ),
        ]
        indexes = [models.Index(fields=["recorded_at"], name="assessment_recorded")]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.domain} {self.period} {self.grade}"

    @property
    def title(self) -> str:
        """What it is a result of, as pages and messages name it."""
        period = read_period(self.period).label
        return f"{self.domain}{self.get_source_display()}{period}的结果"

    @property
    def last_day(self) -> date:
        """The last day on which it counts, as people write a period."""
        return self.counts_until - timedelta(days=1)

    @property
    def grade_label(self) -> str:
        """The grade in the words of its source."""
        if self.source == AssessmentSource.NATIONAL:
            return f"{self.grade}（{NationalGrade(self.grade).label}）"
        return str(self.get_grade_display())
