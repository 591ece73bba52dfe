"""免罚轻罚清单 (江阴 三(五), 行政处罚法 第三十三条)."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from credit_portal.accounts.models import Agency
from supervision.leniency.choices import Leniency
from supervision.leniency.querysets import MinorViolationQuerySet


class MinorViolation(models.Model):
    """One line: which violation, under which conditions, on which basis."""

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="minor_violations", verbose_name="执法单位"
    )
    violation = models.CharField("违法行为", max_length=200)
    leniency = models.CharField("处理", max_length=8, choices=Leniency)
    condition = models.TextField("适用条件", max_length=1000)
    legal_basis = models.CharField("依据", max_length=500)
    is_first_only = models.BooleanField("限首次违法", default=True)
    edition = models.CharField("清单版本", max_length=100)
    from_on = models.DateField("施行日期")
    retired_on = models.DateField("停用日期", null=True, blank=True)
    retired_reason = models.CharField("停用理由", max_length=500, blank=True)

    history = HistoricalRecords(verbose_name="清单历史")
    objects = MinorViolationQuerySet.as_manager()

    class Meta:
        verbose_name = "免罚轻罚事项"
        verbose_name_plural = "免罚轻罚清单"
        ordering = ["agency", "violation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "violation"], condition=Q(retired_on=None),
                name="minor_violation_once",
            ),
            models.CheckConstraint(
                condition=Q(retired_on=None, retired_reason="")
                | (Q(retired_on__isnull=False) & ~Q(retired_reason="")),
                name="minor_violation_retired_says_why",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.violation
