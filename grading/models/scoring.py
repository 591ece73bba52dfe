"""The scoring model (公共信用综合评价模型): versions that are drafted, tried, approved and kept."""

import pgtrigger
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from credit_portal.shared.fields import FSMField
from grading.choices import CreditGrade, IndicatorBasis, ModelStatus
from grading.querysets import OPEN, ScoringModelQuerySet

Status = ModelStatus


class ScoringModel(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """One version of the model; editing a published version makes a new draft."""

    version = models.PositiveIntegerField("版本", unique=True)
    name = models.CharField("名称", max_length=100)
    note = models.TextField("说明", max_length=2000, blank=True)
    status = FSMField("状态", max_length=16, choices=Status, default=Status.DRAFT, protected=True)
    base = models.SmallIntegerField("基础分", default=80)
    lowest = models.SmallIntegerField("最低分", default=0)
    highest = models.SmallIntegerField("最高分", default=100)
    bonus_cap = models.SmallIntegerField("加分上限", default=20)
    a_from = models.SmallIntegerField("A级最低分", default=90)
    b_from = models.SmallIntegerField("B级最低分", default=80)
    c_from = models.SmallIntegerField("C级最低分", default=65)
    d_from = models.SmallIntegerField("D级最低分", default=50)
    is_reference = models.BooleanField("参考模型（仅供参考）", default=True)

    effective_from = models.DateField("生效日期", null=True, blank=True)
    drafted_at = models.DateTimeField("起草时间")
    # Empty on the version that ships with the portal.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="起草人",
    )  # fmt: skip
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="批准人",
    )  # fmt: skip
    published_at = models.DateTimeField("发布时间", null=True, blank=True)

    history = HistoricalRecords(
        verbose_name="评价模型历史", history_change_reason_field=models.TextField(null=True)
    )
    objects = ScoringModelQuerySet.as_manager()

    class Meta:
        verbose_name = "评价模型"
        verbose_name_plural = "评价模型"
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["status"], condition=Q(status__in=OPEN), name="scoring_model_one_open"
            ),
            models.CheckConstraint(
                condition=Q(approver__isnull=True)
                | Q(author__isnull=True)
                | ~Q(approver=F("author")),
                name="scoring_model_second_officer",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(effective_from__isnull=False),
                name="scoring_model_published_has_day",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_model_is_fixed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__published_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="published_model_is_kept",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} 第{self.version}版"

    # The life cycle, top to bottom.

    @transition(status, source=Status.DRAFT, target=Status.SUBMITTED, custom={"label": "提交批准"})
    def submit(self) -> None:
        """Handed to a second officer with the report of a trial run."""

    @transition(status, source=Status.SUBMITTED, target=Status.DRAFT, custom={"label": "退回修改"})
    def send_back(self) -> None:
        """Not approved as it is; may be edited again."""

    @transition(status, source=Status.DRAFT, target=Status.DISCARDED, custom={"label": "作废"})
    def discard(self) -> None:
        """Given up before anybody approved it; its number and its history are kept."""

    @transition(
        status, source=Status.SUBMITTED, target=Status.PUBLISHED, custom={"label": "批准发布"}
    )
    def publish(self) -> None:
        """Fixed for ever; in force from ``effective_from`` until a later version begins.

        No row is touched on that day: which version holds is derived from the days, so that any
        past day can be computed again.
        """


class Indicator(models.Model):
    """评价指标: what it counts, what that adds or costs, how long, and what it rules out."""

    model = models.ForeignKey(ScoringModel, models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField("顺序")
    code = models.CharField(
        "编码",
        max_length=8,
        validators=[RegexValidator(r"^[A-Z][A-Z0-9]*$", "编码由大写字母和数字组成。")],
    )
    name = models.CharField("指标名称", max_length=100)
    basis = models.CharField(
        "计分对象", max_length=16, choices=IndicatorBasis, default=IndicatorBasis.FACTS
    )
    points = models.JSONField(
        "分值", default=dict, blank=True,
        help_text="fact type (or grade of an industry assessment) → points",
    )  # fmt: skip
    cap = models.PositiveSmallIntegerField("累计上限", null=True, blank=True)
    window_months = models.PositiveSmallIntegerField("计分期限（个月）", null=True, blank=True)
    halved_after_months = models.PositiveSmallIntegerField(
        "减半起点（个月）", null=True, blank=True
    )
    best_grade = models.CharField("最高可评等级", max_length=1, choices=CreditGrade, blank=True)
    at_least = models.PositiveSmallIntegerField("起算次数", default=1)
    source = models.CharField("依据", max_length=300, blank=True)

    history = HistoricalRecords(
        verbose_name="评价指标历史", history_change_reason_field=models.TextField(null=True)
    )

    class Meta:
        verbose_name = "评价指标"
        verbose_name_plural = "评价指标"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["model", "code"], name="indicator_code_once"),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z][A-Z0-9]*$"), name="indicator_code_form"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="published_indicator_is_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF EXISTS (SELECT FROM grading_scoringmodel
                               WHERE id = COALESCE(NEW.model_id, OLD.model_id)
                               AND published_at IS NOT NULL)
                    THEN RAISE EXCEPTION 'the model of this indicator is published'
                         USING ERRCODE = 'restrict_violation';
                    END IF;
                    RETURN COALESCE(NEW, OLD);
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
