"""抽查事项清单: what may be inspected, on which basis; a published version never changes."""

from typing import Any, ClassVar

from django.db import models

from credit_portal.accounts.models import Agency
from credit_portal.shared.versions import Versioned
from supervision.inspections.querysets import InspectionItemQuerySet


class InspectionItem(Versioned):
    """One version of an item; editing a published one makes a draft with the same number."""

    name = models.CharField("事项名称", max_length=200)
    sub_item = models.CharField("子项", max_length=200, blank=True)
    basis = models.TextField("检查依据", max_length=2000)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="inspection_items", verbose_name="检查主体"
    )
    subject = models.CharField("检查对象", max_length=300)
    ratio = models.CharField("比例", max_length=100)
    frequency = models.CharField("频次", max_length=100)
    method = models.CharField("方式", max_length=200)
    inspectors = models.CharField("检查人员要求", max_length=300)
    note = models.CharField("备注", max_length=500, blank=True)

    objects: ClassVar[Any] = InspectionItemQuerySet.as_manager()

    class Meta(Versioned.Meta):
        verbose_name = "抽查事项"
        verbose_name_plural = "抽查事项"

    def __str__(self) -> str:
        return f"{self.name}（{self.sub_item}）" if self.sub_item else self.name
