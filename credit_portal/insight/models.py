"""Scorecards of agencies, month by month, and the notices of praise and criticism."""

import uuid

from django.conf import settings
from django.db import models

from credit_portal.accounts.models import Agency
from credit_portal.insight.choices import NoticeKind
from credit_portal.insight.querysets import AppraisalNoticeQuerySet, ScorecardQuerySet
from credit_portal.shared.files import PrivateStorage


class Scorecard(models.Model):
    """What an agency did in a month, counted once after its end; written once.

    The weights are those of the pack at that time, so that the score can be worked out again.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="scorecards")
    month = models.DateField("月份")
    reported = models.PositiveIntegerField("报送行政行为", default=0)
    in_time = models.PositiveIntegerField("按期报送", default=0)
    records = models.PositiveIntegerField("报送记录", default=0)
    complete = models.PositiveIntegerField("要素齐全", default=0)
    kinds = models.JSONField("报送种类", default=list)
    kinds_expected = models.JSONField("此前一年报送过的种类", default=list)
    rows = models.PositiveIntegerField("导入行数", default=0)
    rejected = models.PositiveIntegerField("退回行数", default=0)
    upheld = models.PositiveIntegerField("异议成立", default=0)
    look_ups = models.PositiveIntegerField("查询次数", default=0)
    # {"timeliness": [score or null, weight], …} by ``rules.Measure``.
    measures = models.JSONField("分项得分", default=dict)
    score = models.DecimalField("总分", max_digits=4, decimal_places=1, null=True)
    rank = models.PositiveSmallIntegerField("名次", null=True)
    basis = models.CharField("权重依据", max_length=200)
    kept_at = models.DateTimeField("统计时间")

    objects = ScorecardQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "单位评分"
        ordering = ["-month", models.F("rank").asc(nulls_last=True), "agency__code"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "month"], name="scorecard_once_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.agency.short_name} {self.month:%Y年%-m月}"


def notice_path(notice: "AppraisalNotice", name: str) -> str:
    return f"appraisal/{notice.year}/{uuid.uuid4().hex}.pdf"


class AppraisalNotice(models.Model):
    """表扬 or 通报 by the lead office (江阴 四(三)): numbered, printed once, kept."""

    scorecard = models.ForeignKey(Scorecard, models.PROTECT, related_name="notices")
    kind = models.CharField("种类", max_length=10, choices=NoticeKind)
    number = models.CharField("文号", max_length=80, unique=True)
    year = models.PositiveSmallIntegerField("年度")
    serial = models.PositiveIntegerField("序号")
    office = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="发文单位")
    reason = models.TextField("事由", max_length=2000)
    text = models.TextField("正文")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="经办人",
    )  # fmt: skip
    issued_at = models.DateTimeField("发文时间")
    file = models.FileField("文件", storage=PrivateStorage(), upload_to=notice_path, max_length=200)
    sha256 = models.CharField("摘要", max_length=64)

    objects = AppraisalNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "表扬和通报"
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "serial"], name="appraisal_number_once"
            ),
            models.UniqueConstraint(fields=["scorecard"], name="appraisal_once"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number} {self.scorecard}"
