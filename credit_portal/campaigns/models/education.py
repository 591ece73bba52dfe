"""准入前诚信教育: a log, never a condition."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from credit_portal.accounts.models import Agency
from credit_portal.campaigns.querysets import TalkQuerySet


class EducationTalk(models.Model):
    """One talk, or leaflets handed out, before a business enters (江西 四, 淮安区 二(二)).

    It costs nothing and nothing depends on it: no other table names it.
    """

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="education_talks", verbose_name="教育单位"
    )
    on = models.DateField("日期")
    # 教育时机, or the profession of 职业道德教育 (江西 五).
    occasion = models.CharField("教育时机或者对象", max_length=30)
    business = models.CharField("经营主体", max_length=200, blank=True)
    people = models.PositiveIntegerField("人数")
    material = models.CharField("教育材料", max_length=500)
    is_signed = models.BooleanField("已签收材料", default=False)
    note = models.CharField("备注", max_length=500, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="登记人",
    )  # fmt: skip
    noted_at = models.DateTimeField("登记时间")

    objects = TalkQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "准入前诚信教育"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(people__gt=0), name="education_has_people")
        ]
        indexes = [models.Index(fields=["agency", "-on"], name="education_of_agency")]

    def __str__(self) -> str:
        return f"{self.on} {self.agency.short_name} {self.occasion}"
