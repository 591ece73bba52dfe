"""The catalogue of public credit information (公共信用信息目录)."""

from django.db import models
from simple_history.models import HistoricalRecords

from entities.choices import PublicationScope, RecordCategory, RecordKind


class CatalogueItem(models.Model):
    """What one kind of record is called, where it belongs, and who may see it."""

    kind = models.CharField("记录种类", max_length=32, choices=RecordKind, unique=True)
    name = models.CharField("目录名称", max_length=100)
    category = models.CharField("目录类别", max_length=32, choices=RecordCategory)
    edition = models.CharField("目录版本", max_length=50)
    scope = models.CharField("公开属性", max_length=16, choices=PublicationScope)
    basis = models.CharField("依据", max_length=300, blank=True)
    is_confirmed = models.BooleanField("已与目录原文核对", default=False)

    history = HistoricalRecords(verbose_name="目录项历史")

    class Meta:
        verbose_name = "信用信息目录项"
        verbose_name_plural = "信用信息目录"
        ordering = ["category", "kind"]

    def __str__(self) -> str:
        return self.name
