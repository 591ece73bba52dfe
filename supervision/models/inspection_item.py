"""抽查事项清单: what may be inspected, on which basis; a published version never changes."""

import pgtrigger
from django.db import models
from django.db.models import Q

from credit_portal.accounts.models import Agency
from supervision.inspections.querysets import InspectionItemQuerySet

# A published version only ever learns when and why it was retired, and that once.
REFUSE_CHANGE = """
    IF OLD.retired_at IS NOT NULL AND NEW IS DISTINCT FROM OLD
        OR OLD.published_at IS NOT NULL AND to_jsonb(OLD) - '{retired_at,retired_reason}'::text[]
            IS DISTINCT FROM to_jsonb(NEW) - '{retired_at,retired_reason}'::text[]
    THEN RAISE EXCEPTION 'version % is published and cannot be edited', OLD.id
         USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""


class InspectionItem(models.Model):
    """One version of an item; editing a published one makes a draft with the same number."""

    code = models.SlugField("编号", max_length=40)
    version = models.PositiveSmallIntegerField("版本", default=1)
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
    drafted_at = models.DateTimeField("起草时间")
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    retired_at = models.DateTimeField("停用时间", null=True, blank=True)
    retired_reason = models.CharField("停用原因", max_length=500, blank=True)

    objects = InspectionItemQuerySet.as_manager()

    class Meta:
        verbose_name = "抽查事项"
        verbose_name_plural = "抽查事项"
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"], name="inspection_item_version_once"
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(published_at__isnull=False, retired_at__isnull=True),
                name="inspection_item_one_in_force",
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(published_at__isnull=True),
                name="inspection_item_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True) | Q(published_at__isnull=False),
                name="inspection_item_retired_was_published",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="published_item_is_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=REFUSE_CHANGE,
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.sub_item}）" if self.sub_item else self.name

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def is_in_force(self) -> bool:
        return self.published_at is not None and self.retired_at is None

    @property
    def stage(self) -> str:
        """Draft, in use or retired, from the timestamps."""
        if self.is_draft:
            return "草稿"
        return "使用中" if self.is_in_force else "已停用"
