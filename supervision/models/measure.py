"""A measure on one business, and the intervals in which it rests."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from credit_portal.accounts.models import Agency
from credit_portal.deadlines.models import Deadline
from credit_portal.policy.choices import Convenience, MeasureFamily
from credit_portal.shared.fields import FSMField
from entities.models import CreditRecord, Entity, EntityPerson
from supervision.measures.choices import EndGround, MeasureStatus, Nature, SuspensionCause, Target
from supervision.measures.querysets import MeasureQuerySet, MeasureSuspensionQuerySet

Status = MeasureStatus
RUNNING = [Status.INITIATED, Status.RESPONDED, Status.FED_BACK]


def _is_carried(measure: models.Model) -> bool:
    """Its record was corrected, and the corrected one stands unrepaired."""
    if not isinstance(measure, Measure) or measure.record.withdrawn_at is None:
        return False
    record = measure.record.standing_version
    return record is not None and record.repaired_at is None


class Measure(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """失信惩戒 or 守信激励: decided by one agency on a record and a law, executed by another.

    In force is derived from dates (``MeasureQuerySet.in_force``); ``status`` only tells how far
    the agencies have answered each other.
    """

    entity = models.ForeignKey(Entity, models.PROTECT, related_name="measures", verbose_name="主体")
    nature = models.CharField("性质", max_length=12, choices=Nature)
    # The item as the list named it; the edition stays although the list moves on.
    item_code = models.CharField("清单项目编号", max_length=10, blank=True)
    item_name = models.CharField("措施", max_length=100)
    family = models.CharField("措施类别", max_length=16, choices=MeasureFamily, blank=True)
    edition = models.CharField("清单版本", max_length=100)
    # A document may ask for statistics of what the list has under a wider item (江西 (二十一)).
    counted_as = models.CharField("成效统计归入", max_length=100, blank=True)
    conveniences = ArrayField(
        models.CharField(max_length=24, choices=Convenience), verbose_name="涉及事项",
        default=list, blank=True,
    )  # fmt: skip
    key_supervision = models.BooleanField("纳入重点监管", default=False)
    content = models.TextField("措施内容", max_length=2000)
    # 市场和行业禁入: from what, and for which of the grounds of the pack where one is needed.
    ban_field = models.CharField("禁入领域", max_length=50, blank=True)
    ban_trigger = models.CharField("禁入情形", max_length=100, blank=True)
    legal_basis = models.CharField("法律依据", max_length=500)
    record = models.ForeignKey(
        CreditRecord, models.PROTECT, related_name="measures", verbose_name="所依据的信用记录"
    )
    target = models.CharField("对象", max_length=16, choices=Target, default=Target.ORGANISATION)
    person = models.ForeignKey(
        EntityPerson, models.PROTECT, null=True, blank=True, related_name="measures",
        verbose_name="相关责任人",
    )  # fmt: skip
    initiator = models.ForeignKey(
        Agency, models.PROTECT, related_name="initiated_measures", verbose_name="发起单位"
    )
    executor = models.ForeignKey(
        Agency, models.PROTECT, related_name="executed_measures", verbose_name="执行单位"
    )
    from_on = models.DateField("自")
    until_on = models.DateField("至", null=True, blank=True)

    status = FSMField(
        "办理状态", max_length=12, choices=Status, default=Status.INITIATED, protected=True
    )
    initiated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="发起人",
    )  # fmt: skip
    initiated_at = models.DateTimeField("发起时间")
    response_deadline = models.OneToOneField(
        Deadline, models.PROTECT, related_name="+", verbose_name="响应期限"
    )
    responded_at = models.DateTimeField("响应时间", null=True, blank=True)
    response = models.TextField("响应意见", max_length=2000, blank=True)
    feedback_deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="反馈期限"
    )
    fed_back_at = models.DateTimeField("反馈时间", null=True, blank=True)
    feedback = models.TextField("执行情况", max_length=2000, blank=True)
    ended_on = models.DateField("终止日期", null=True, blank=True)
    end_reason = models.CharField("终止理由", max_length=500, blank=True)
    end_ground = models.CharField("终止原因", max_length=12, choices=EndGround, blank=True)
    # Which case ended it, in the words of the app that keeps the case.
    end_reference = models.CharField("终止案件编号", max_length=60, blank=True)

    history = HistoricalRecords(verbose_name="措施历史")
    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = "监管措施"
        verbose_name_plural = "监管措施"
        ordering = ["-initiated_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="measure_term_in_order",
            ),
            models.CheckConstraint(
                condition=Q(nature=Nature.INCENTIVE, item_code="")
                | (Q(nature=Nature.RESTRICTION) & ~Q(item_code="")),
                name="measure_restriction_is_listed",
            ),
            models.CheckConstraint(condition=~Q(legal_basis=""), name="measure_has_basis"),
            models.CheckConstraint(
                condition=Q(target=Target.ORGANISATION, person=None)
                | Q(target=Target.LINKED_PERSON, person__isnull=False),
                name="measure_person_named",
            ),
            models.CheckConstraint(
                condition=Q(ban_field="", ban_trigger="")
                | (~Q(ban_field="") & Q(nature=Nature.RESTRICTION)),
                name="measure_ban_has_field",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_reason="", end_ground="")
                | (Q(ended_on__isnull=False) & ~Q(end_reason="") & ~Q(end_ground="")),
                name="measure_end_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["executor", "status"], name="measure_to_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.entity.name} {self.title}"

    # The loop, top to bottom.

    @transition(status, source=Status.INITIATED, target=Status.RESPONDED, custom={"label": "响应"})
    def respond(self) -> None:
        """The executing agency takes it on."""

    @transition(
        status, source=Status.RESPONDED, target=Status.FED_BACK, custom={"label": "反馈执行情况"}
    )
    def feed_back(self) -> None:
        """The executing agency says what it did."""

    @transition(
        status, source=RUNNING, target=None, conditions=[_is_carried], custom={"label": "维持措施"}
    )
    def uphold(self) -> None:
        """What it rests on was corrected, and the corrected record still carries it."""

    @transition(status, source=RUNNING, target=Status.ENDED, custom={"label": "终止措施"})
    def end(self) -> None:
        """No longer in force from the day of its end."""

    @property
    def is_restriction(self) -> bool:
        return self.nature == Nature.RESTRICTION

    @property
    def title(self) -> str:
        """The item; of a ban with its field."""
        return f"{self.item_name}（{self.ban_field}）" if self.ban_field else self.item_name

    @property
    def convenience_labels(self) -> str:
        """What it refuses or grants, in words."""
        return "、".join(str(Convenience(code).label) for code in self.conveniences)

    @property
    def deadline(self) -> Deadline | None:
        """By when the executing agency answers next."""
        match self.status:
            case Status.INITIATED:
                return self.response_deadline
            case Status.RESPONDED:
                return self.feedback_deadline
        return None


class MeasureSuspension(models.Model):
    """An interval in which a measure rests for a cause; several causes may overlap."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="suspensions")
    cause = models.CharField("原因", max_length=12, choices=SuspensionCause)
    # Which case caused it, in the words of the app that keeps the case.
    reference = models.CharField("案件编号", max_length=60, blank=True)
    reason = models.CharField("说明", max_length=500)
    from_on = models.DateField("暂停自")
    until_on = models.DateField("恢复日期", null=True, blank=True)
    restore_reason = models.CharField("恢复说明", max_length=500, blank=True)

    history = HistoricalRecords(verbose_name="暂停历史")
    objects = MeasureSuspensionQuerySet.as_manager()

    class Meta:
        verbose_name = "措施暂停"
        verbose_name_plural = "措施暂停"
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="suspension_in_order",
            ),
            models.UniqueConstraint(
                fields=["measure", "cause", "reference"],
                condition=Q(until_on=None),
                name="suspension_once_for_a_case",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_cause_display()} {self.from_on}"
