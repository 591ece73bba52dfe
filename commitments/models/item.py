"""事项清单 and letter templates: versioned, and never changed once published."""

from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from commitments.choices import CommitmentKind
from commitments.querysets import CommitmentItemQuerySet, VersionedQuerySet
from credit_portal.accounts.models import Agency

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


class Versioned(models.Model):
    """One version of something that is drafted, published and at last retired.

    Which of the three it is follows from the two timestamps; editing a published version makes a
    new draft with the same code.
    """

    code = models.SlugField("编码", max_length=40)
    version = models.PositiveSmallIntegerField("版本", default=1)
    drafted_at = models.DateTimeField("起草时间")
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    retired_at = models.DateTimeField("停用时间", null=True, blank=True)
    retired_reason = models.CharField("停用原因", max_length=500, blank=True)

    objects: ClassVar[Any] = VersionedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="%(class)s_version_once"),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(published_at__isnull=False, retired_at__isnull=True),
                name="%(class)s_one_in_force",
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(published_at__isnull=True),
                name="%(class)s_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True) | Q(published_at__isnull=False),
                name="%(class)s_retired_was_published",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="published_is_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=REFUSE_CHANGE,
            ),
            pgtrigger.Protect(
                name="published_is_kept",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__published_at__isnull=False),
            ),
        ]

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def is_in_force(self) -> bool:
        return self.published_at is not None and self.retired_at is None

    @property
    def stage(self) -> str:
        """草稿 / 已发布 / 已停用, for the page."""
        if self.is_draft:
            return "草稿"
        return "已发布" if self.is_in_force else "已停用"

    @property
    def tone(self) -> str:
        """Tone of its badge on the pages."""
        return "success" if self.is_in_force else "neutral"


class CommitmentItem(Versioned):
    """A matter for which a commitment may be made (江阴 三(一), 淮安区 二(一))."""

    name = models.CharField("事项名称", max_length=200)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="commitment_items",
        verbose_name="实施单位", help_text="留空表示各单位通用",
    )  # fmt: skip
    kind = models.CharField("承诺类型", max_length=1, choices=CommitmentKind)
    basis = models.CharField("依据", max_length=300, blank=True)
    missing_materials = models.TextField("可容缺材料", blank=True)
    supplement_days = models.PositiveSmallIntegerField("容缺补齐天数", null=True, blank=True)

    objects: ClassVar[Any] = CommitmentItemQuerySet.as_manager()

    class Meta(Versioned.Meta):
        verbose_name = "信用承诺事项"
        verbose_name_plural = "信用承诺事项清单"

    def __str__(self) -> str:
        return self.name


class CommitmentTemplate(Versioned):
    """Text of a letter (信用承诺书样式), for one kind or for one item.

    The names in braces — {承诺人}, {事项}, {受理单位} — are filled in at the window.
    """

    kind = models.CharField("承诺类型", max_length=1, choices=CommitmentKind)
    # By code, not by key: the template outlives the versions of its item.
    item_code = models.SlugField("适用事项编码", max_length=40, blank=True)
    title = models.CharField("承诺书标题", max_length=100)
    body = models.TextField("承诺内容", max_length=4000)
    liability = models.TextField("违诺责任", max_length=4000)

    class Meta(Versioned.Meta):
        verbose_name = "承诺书样式"
        verbose_name_plural = "承诺书样式"

    def __str__(self) -> str:
        return f"{self.title}（第{self.version}版）"
