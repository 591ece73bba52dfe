"""What a business lets agencies see: a kind of data, a purpose, a period (PIPL 13 to 15)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from credit_portal.accounts.models import Agency
from entities.choices import RecordKind
from entities.models.entity import Entity
from entities.querysets import DataAuthorisationQuerySet


class DataAuthorisation(models.Model):
    """授权归集 (吴忠 二(一)): ends by its own day, or at once when it is taken back (PIPL 15)."""

    entity = models.ForeignKey(
        Entity, models.PROTECT, related_name="authorisations", verbose_name="授权主体"
    )
    kind = models.CharField("信息种类", max_length=32, choices=RecordKind)
    scope = models.CharField("授权范围", max_length=500)
    purpose = models.CharField("使用目的", max_length=500)
    agencies = models.ManyToManyField(Agency, related_name="+", verbose_name="接收单位")
    from_on = models.DateField("自")
    until_on = models.DateField("至（不含当日）")
    granted_at = models.DateTimeField("授权时间")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="授权办理人",
    )  # fmt: skip
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)

    objects = DataAuthorisationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "信息查询授权"
        ordering = ["-granted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gt=F("from_on")), name="authorisation_term_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(scope="") & ~Q(purpose=""), name="authorisation_says_what_for"
            ),
        ]
        indexes = [
            # The visibility rule asks it for every record that needs an authorisation.
            models.Index(
                fields=["entity", "kind", "until_on"], condition=Q(withdrawn_at=None),
                name="authorisation_standing",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.entity} {self.get_kind_display()}"

    def is_in_force(self, on: date) -> bool:
        """The rule of ``DataAuthorisationQuerySet.in_force`` for one object."""
        return self.withdrawn_at is None and self.from_on <= on < self.until_on
