"""事项清单 and letter templates: versioned, and never changed once published."""

from typing import Any, ClassVar

from django.db import models

from commitments.choices import CommitmentKind
from commitments.querysets import CommitmentItemQuerySet
from credit_portal.accounts.models import Agency
from credit_portal.shared.versions import Versioned


class CommitmentItem(Versioned):
    """A matter for which a commitment may be made (江阴 三(一), 淮安区 二(一))."""

    name = models.CharField("事项名称", max_length=200)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="commitment_items",
        verbose_name="实施单位", help_text="留空表示各单位通用",
    )  # fmt: skip
    kind = models.CharField("承诺类型", max_length=1, choices=CommitmentKind)
    # The document's word where it has several for a kind: 承诺即开工, 承诺即换证 (伊春 一-2).
    local_name = models.CharField(
        "承诺方式", max_length=30, blank=True, help_text="本地文件的称谓，如“承诺即换证”；可留空"
    )
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
