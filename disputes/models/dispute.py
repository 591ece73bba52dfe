"""A dispute, its life, and the fields that it contests."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from credit_portal.accounts.models import Agency
from credit_portal.deadlines.models import Deadline
from credit_portal.shared.fields import EncryptedTextField, FSMField
from disputes.choices import FIELD_OUTCOMES, OPEN, Channel, DisputeStatus, Outcome
from disputes.querysets import DisputeQuerySet
from disputes.rules import WHOLES
from entities.models import CreditRecord, Entity
from grading.models import ExternalAssessment, Grade
from repair.models import RepairItem
from supervision.models import Listing

Status = DisputeStatus
TARGETS = ("record", "grade", "assessment", "listing", "repair")


def _is_not_asked_yet(dispute: models.Model) -> bool:
    return isinstance(dispute, Dispute) and dispute.supplement_asked_at is None


def _may_review(dispute: models.Model) -> bool:
    """Once, and not about what was granted."""
    return (
        isinstance(dispute, Dispute)
        and dispute.review_of_id is None
        and dispute.outcome in (Outcome.REJECTED, Outcome.PARTLY)
        and not Dispute.objects.filter(review_of=dispute).exists()
    )


def _one_target() -> Q:
    """Exactly one of the targets is named."""
    ways = Q()
    for chosen in TARGETS:
        ways |= Q(**{f"{name}__isnull": name != chosen for name in TARGETS})
    return ways


class Dispute(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """异议 (江阴 三(六), 伊春 五-2, 江西 (三十二)): received, verified at the source, decided.

    The target is named by an explicit key each; a second review is a dispute of its own that names
    the first one.
    """

    number = models.CharField("异议编号", max_length=24, unique=True)
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="disputes", verbose_name="主体")
    record = models.ForeignKey(
        CreditRecord, models.PROTECT, null=True, blank=True, related_name="disputes",
        verbose_name="信用记录",
    )  # fmt: skip
    grade = models.ForeignKey(
        Grade, models.PROTECT, null=True, blank=True, related_name="disputes",
        db_constraint=False, verbose_name="信用等级",
    )  # fmt: skip
    assessment = models.ForeignKey(
        ExternalAssessment, models.PROTECT, null=True, blank=True, related_name="disputes",
        verbose_name="外部评价结果",
    )  # fmt: skip
    listing = models.ForeignKey(
        Listing, models.PROTECT, null=True, blank=True, related_name="disputes",
        verbose_name="名单认定",
    )  # fmt: skip
    repair = models.ForeignKey(
        RepairItem, models.PROTECT, null=True, blank=True, related_name="disputes",
        verbose_name="修复决定",
    )  # fmt: skip
    review_of = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="review",
        verbose_name="申请复核的异议",
    )  # fmt: skip
    channel = models.CharField("受理渠道", max_length=8, choices=Channel)
    contact_name = models.CharField("联系人", max_length=60)
    contact_phone = EncryptedTextField("联系电话")
    grounds = models.TextField("事实和理由", max_length=4000)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="disputes", verbose_name="办理单位"
    )
    taken_at = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="收件窗口"
    )
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="提交人",
    )  # fmt: skip
    filed_at = models.DateTimeField("收到时间")
    status = FSMField("状态", max_length=16, choices=Status, default=Status.FILED, protected=True)
    deadline = models.OneToOneField(
        Deadline, models.PROTECT, related_name="+", verbose_name="办结期限"
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="经办人",
    )  # fmt: skip

    supplement_request = models.TextField("补正要求", max_length=2000, blank=True)
    supplement_asked_at = models.DateTimeField("通知补正时间", null=True, blank=True)
    supplement_deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="补正期限"
    )
    supplement = models.TextField("补正说明", max_length=4000, blank=True)
    supplemented_at = models.DateTimeField("补正时间", null=True, blank=True)
    accepted_at = models.DateTimeField("受理时间", null=True, blank=True)
    finding = models.TextField("核实情况", max_length=4000, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="核实人",
    )  # fmt: skip
    verified_at = models.DateTimeField("核实时间", null=True, blank=True)
    urged_at = models.DateTimeField("催办时间", null=True, blank=True)
    extended_at = models.DateTimeField("延期时间", null=True, blank=True)

    outcome = models.CharField("处理结果", max_length=8, choices=Outcome, blank=True)
    decision = models.TextField("处理意见", max_length=4000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="决定人",
    )  # fmt: skip
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    corrected_record = models.ForeignKey(
        CreditRecord, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="更正后的记录",
    )  # fmt: skip
    # The values of the letters as they were on their day: printed again they are the same.
    receipt = models.JSONField("回执", default=dict)
    answer = models.JSONField("答复书", null=True, blank=True)
    end_reason = models.CharField("撤回或者不予受理的理由", max_length=1000, blank=True)
    ended_at = models.DateTimeField("终止时间", null=True, blank=True)
    delivery = models.CharField("送达方式", max_length=200, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)

    history = HistoricalRecords(
        verbose_name="异议历史", excluded_fields=["contact_phone", "receipt", "answer"],
        history_change_reason_field=models.TextField(null=True),
    )  # fmt: skip
    objects = DisputeQuerySet.as_manager()

    class Meta:
        verbose_name = "异议"
        verbose_name_plural = "异议"
        ordering = ["-filed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=_one_target(), name="dispute_has_one_target"),
            models.CheckConstraint(
                condition=Q(decided_at=None, outcome="")
                | (Q(decided_at__isnull=False) & ~Q(outcome="")),
                name="dispute_decided_has_outcome",
            ),
            *(
                models.UniqueConstraint(
                    fields=["entity" if target == "grade" else target],
                    condition=Q(**{f"{target}__isnull": False, "status__in": OPEN}),
                    name=f"dispute_open_once_{target}",
                )
                for target in TARGETS
            ),
        ]
        indexes = [models.Index(fields=["agency", "status"], name="dispute_inbox")]

    def __str__(self) -> str:
        return f"{self.number} {self.entity.name}"

    # The procedure, top to bottom.

    @transition(
        status, source=Status.FILED, target=Status.SUPPLEMENTING, conditions=[_is_not_asked_yet],
        custom={"label": "通知补正"},
    )  # fmt: skip
    def ask_supplement(self) -> None:
        """All that is missing is said at once; a second time is not possible."""

    @transition(status, source=Status.SUPPLEMENTING, target=Status.FILED, custom={"label": "补正"})
    def supply(self) -> None:
        """The business hands in what was missing."""

    @transition(
        status, source=[Status.FILED, Status.SUPPLEMENTING], target=Status.DECLINED,
        custom={"label": "不予受理"},
    )  # fmt: skip
    def decline(self) -> None:
        """Not taken on, with reasons."""

    @transition(status, source=Status.FILED, target=Status.ACCEPTED, custom={"label": "受理"})
    def accept(self) -> None:
        """An officer takes it on."""

    @transition(
        status, source=Status.ACCEPTED, target=Status.VERIFIED, custom={"label": "提交核实情况"}
    )
    def verify(self) -> None:
        """The source says what it found."""

    @transition(status, source=Status.VERIFIED, target=Status.DECIDED, custom={"label": "决定"})
    def decide(self) -> None:
        """An officer who did not make what is contested decides field by field."""

    @transition(status, source=Status.DECIDED, target=Status.CLOSED, custom={"label": "送达办结"})
    def close(self) -> None:
        """The answer has reached the business."""

    @transition(status, source=[*OPEN], target=Status.WITHDRAWN, custom={"label": "撤回异议"})
    def withdraw(self) -> None:
        """The business does not pursue it."""

    @transition(
        status, source=[Status.ACCEPTED, Status.VERIFIED], target=None, custom={"label": "改派"}
    )
    def hand_over(self) -> None:
        """Another officer of the agency goes on with it."""

    @transition(status, source=[*OPEN], target=None, custom={"label": "延长期限"})
    def extend(self) -> None:
        """More time, where the pack allows it."""

    @transition(status, source=[*OPEN], target=None, custom={"label": "催办"})
    def urge(self) -> None:
        """The business asks to hurry."""

    @transition(
        status, source=[Status.DECIDED, Status.CLOSED], target=None, conditions=[_may_review],
        custom={"label": "申请复核"},
    )  # fmt: skip
    def ask_review(self) -> None:
        """Another team looks at it once more."""

    @property
    def target(self) -> CreditRecord | Grade | ExternalAssessment | Listing | RepairItem:
        """What it contests."""
        return next(found for name in TARGETS if (found := getattr(self, name)) is not None)

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_review(self) -> bool:
        return self.review_of_id is not None


class DisputedField(models.Model):
    """One value that is said to be wrong: as stored, as claimed, as decided."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="fields")
    name = models.CharField("字段", max_length=60)
    label = models.CharField("项目", max_length=60)
    old_value = models.TextField("现值", blank=True)
    claimed = models.TextField("主张", max_length=1000)
    outcome = models.CharField(
        "结果", max_length=8, choices=[(one.value, one.label) for one in FIELD_OUTCOMES], blank=True
    )
    corrected = models.TextField("更正后的值", max_length=1000, blank=True)
    reasons = models.TextField("理由", max_length=2000, blank=True)

    class Meta:
        verbose_name = "异议项目"
        verbose_name_plural = "异议项目"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["dispute", "name"], name="disputed_field_once"),
            models.CheckConstraint(
                condition=Q(outcome="") | ~Q(reasons=""), name="disputed_field_has_reasons"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}：{self.claimed}"

    @property
    def is_whole(self) -> bool:
        return self.name in WHOLES


class DisputeSerial(models.Model):
    """Last serial given for a region and a year; a rolled-back filing gives its number back."""

    region_code = models.CharField(max_length=6)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "异议编号流水"
        verbose_name_plural = "异议编号流水"
        constraints = [
            models.UniqueConstraint(fields=["region_code", "year"], name="dispute_serial_once")
        ]

    def __str__(self) -> str:
        return f"{self.region_code} {self.year}"
