"""专项工作: what the pack demanded when it was opened."""

from django.conf import settings
from django.db import models


class Campaign(models.Model):
    """One campaign of a year (吴忠 三). What the pack said on its day is kept with it."""

    year = models.PositiveSmallIntegerField("年度", unique=True)
    title = models.CharField("名称", max_length=100)
    basis = models.CharField("依据", max_length=200)
    plan_due_on = models.DateField("方案报送期限")
    summary_due_on = models.DateField("总结报送期限")
    coverage_due_on = models.DateField("全覆盖期限")
    # As the pack lists them: fields, parts of a summary, elements of a case.
    domains = models.JSONField("重点领域", default=list)
    parts = models.JSONField("总结内容", default=list)
    case_elements = models.JSONField("案例要素", default=list)
    needs_explanation = models.BooleanField("执行上级制度须书面说明", default=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="部署人",
    )  # fmt: skip
    opened_at = models.DateTimeField("部署时间")

    class Meta:
        verbose_name = verbose_name_plural = "专项工作"
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"{self.year}年{self.title}"
