"""Public bodies and partners, in a tree."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from credit_portal.accounts.choices import AgencyKind
from credit_portal.accounts.querysets import AgencyQuerySet


class Agency(models.Model):
    """A public body or partner; the tree runs from the lead office down to halls and towns."""

    code = models.SlugField("代码", max_length=60, unique=True)
    name = models.CharField("名称", max_length=120, unique=True)
    short_name = models.CharField("简称", max_length=40)
    kind = models.CharField("类型", max_length=20, choices=AgencyKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True)
    region_code = models.CharField(
        "行政区划代码",
        max_length=6,
        validators=[RegexValidator(r"^\d{6}$", "行政区划代码为 6 位数字。")],
    )
    is_market_supervision = models.BooleanField(
        "市场监督管理部门", default=False,
        help_text="信用修复按《市场监督管理信用修复管理办法》规定的期限办理。",
    )  # fmt: skip
    is_active = models.BooleanField("启用", default=True)

    objects = AgencyQuerySet.as_manager()
    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        verbose_name = verbose_name_plural = "机构"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["uscc"],
                condition=~Q(uscc=""),
                name="agency_uscc_unique",
                violation_error_message="该统一社会信用代码已属于另一机构。",
            ),
        ]

    def __str__(self) -> str:
        return self.name
