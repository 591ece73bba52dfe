"""One application for many records, split by the agency that decides (谁认定、谁修复)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from commitments.models import Commitment
from credit_portal.accounts.models import Agency
from credit_portal.deadlines.models import Deadline
from credit_portal.shared.fields import EncryptedTextField, FSMField
from entities.models import CreditRecord, Entity
from repair.choices import ApplicationStatus, Channel, ItemStatus
from repair.querysets import ApplicationQuerySet, ItemQuerySet, PartQuerySet

S, I = ApplicationStatus, ItemStatus  # noqa: E741 - short names for the tables below


def _is_first_supplement(application: models.Model) -> bool:
    """补正 is asked for once (一次性告知)."""
    return isinstance(application, RepairApplication) and application.supplement_asked_at is None


class RepairApplication(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """信用修复申请: one business, one commitment, any number of records."""

    # Empty until handed in.
    number = models.CharField("申请编号", max_length=40, unique=True, null=True, editable=False)
    entity = models.ForeignKey(
        Entity, models.PROTECT, related_name="repair_applications", verbose_name="申请人"
    )
    channel = models.CharField("申请渠道", max_length=8, choices=Channel)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="填报人",
    )  # fmt: skip
    intake_agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="repair_intakes",
        verbose_name="受理窗口",
    )  # fmt: skip
    contact_name = models.CharField("联系人", max_length=60, blank=True)
    contact_phone = EncryptedTextField("联系电话", blank=True)
    statement = models.TextField("整改和履行情况", max_length=4000, blank=True)
    # The edition of the policy pack under which it was handed in.
    rule = models.CharField("适用政策版本", max_length=80, blank=True)
    commitment = models.OneToOneField(
        Commitment, models.PROTECT, null=True, blank=True, related_name="repair_application",
        verbose_name="信用承诺",
    )  # fmt: skip
    deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="全程期限",
    )  # fmt: skip
    status = FSMField("状态", max_length=12, choices=S, default=S.DRAFT, protected=True)
    drafted_at = models.DateTimeField("起草时间")
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    forwarded_at = models.DateTimeField("转办时间", null=True, blank=True)
    supplement_request = models.TextField("补正要求", max_length=2000, blank=True)
    supplement_agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="要求补正的单位",
    )  # fmt: skip
    supplement_asked_at = models.DateTimeField("要求补正时间", null=True, blank=True)
    supplement_deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="补正期限"
    )
    supplement = models.TextField("补正说明", max_length=2000, blank=True)
    supplemented_at = models.DateTimeField("补正时间", null=True, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)

    history = HistoricalRecords(
        verbose_name="申请历史", excluded_fields=["contact_phone"],
        history_change_reason_field=models.TextField(null=True),
    )  # fmt: skip
    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "信用修复申请"
        ordering = ["-drafted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=S.DRAFT, number=None)
                | Q(status=S.WITHDRAWN)
                | Q(number__isnull=False, commitment__isnull=False),
                name="repair_handed_in_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(supplement_asked_at=None)
                | (~Q(supplement_request="") & Q(supplement_deadline__isnull=False)),
                name="repair_supplement_is_said",
            ),
            models.CheckConstraint(
                condition=Q(channel=Channel.WINDOW, intake_agency__isnull=False)
                | Q(channel=Channel.ONLINE, intake_agency=None),
                name="repair_window_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity.name} {self.number or '（草稿）'}"

    # The life cycle, top to bottom.

    @transition(status, source=S.DRAFT, target=S.SUBMITTED, custom={"label": "提交申请"})
    def submit(self) -> None:
        """The business signs and hands it in; it gets its number."""

    @transition(status, source=S.SUBMITTED, target=S.WITH_AGENCY, custom={"label": "转办"})
    def forward(self) -> None:
        """Each part goes to the agency that decides it."""

    @transition(
        status, source=S.WITH_AGENCY, target=S.SUPPLEMENT, conditions=[_is_first_supplement],
        custom={"label": "要求补正"},
    )  # fmt: skip
    def ask_supplement(self) -> None:
        """Something is missing; asked for once, and the clocks stand still."""

    @transition(status, source=S.SUPPLEMENT, target=S.WITH_AGENCY, custom={"label": "提交补正"})
    def supply(self) -> None:
        """The business has handed in what was missing."""

    @transition(status, source=S.SUPPLEMENT, target=S.WITH_AGENCY, custom={"label": "恢复办理"})
    def go_on(self) -> None:
        """Nothing came in time: decided on what there is."""

    @transition(
        status, source=[S.DRAFT, S.SUBMITTED, S.WITH_AGENCY, S.SUPPLEMENT], target=S.WITHDRAWN,
        custom={"label": "撤回申请"},
    )  # fmt: skip
    def withdraw(self) -> None:
        """Given up by the business."""

    @transition(status, source=S.WITH_AGENCY, target=S.CLOSED, custom={"label": "办结"})
    def close(self) -> None:
        """Every record is decided."""

    @property
    def tone(self) -> str:
        return S(self.status).tone

    def is_supplement_late(self, on: date) -> bool:
        """The day by which something was asked for is over."""
        deadline = self.supplement_deadline
        return self.status == S.SUPPLEMENT and deadline is not None and deadline.due_on < on


class RepairPart(models.Model):
    """What one agency decides of an application, with its own clock."""

    application = models.ForeignKey(RepairApplication, models.CASCADE, related_name="parts")
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="repair_parts", verbose_name="认定单位"
    )
    deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="决定期限",
    )  # fmt: skip
    verification = models.TextField("核查情况", max_length=2000, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="核查人",
    )  # fmt: skip
    verified_at = models.DateTimeField("核查时间", null=True, blank=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "信用修复分办"
        ordering = ["application", "agency__code"]
        constraints = [
            models.UniqueConstraint(fields=["application", "agency"], name="repair_part_once"),
            models.CheckConstraint(
                condition=Q(verified_at=None, verification="")
                | (Q(verified_at__isnull=False) & ~Q(verification="")),
                name="repair_verification_is_said",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.agency.short_name}"


class RepairItem(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """One record of an application, and what was decided about it."""

    part = models.ForeignKey(RepairPart, models.CASCADE, related_name="items")
    record = models.ForeignKey(
        CreditRecord, models.PROTECT, related_name="repair_items", verbose_name="信用记录"
    )
    status = FSMField("状态", max_length=12, choices=I, default=I.DRAFT, protected=True)
    # What the register itself shows about the fulfilment, on the day of the application.
    register_proof = models.CharField("库内履行证明", max_length=500, blank=True)
    basis = models.CharField("适用规定", max_length=200, blank=True)
    decision_number = models.CharField("决定文号", max_length=60, blank=True)
    reason = models.TextField("决定理由", max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="决定人",
    )  # fmt: skip
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    # The refusal stays as it was decided; the dispute that overcame it stands beside it.
    upheld_number = models.CharField("异议编号", max_length=60, blank=True)
    upheld_reason = models.TextField("异议成立的理由", max_length=2000, blank=True)
    upheld_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="异议决定人",
    )  # fmt: skip
    upheld_at = models.DateTimeField("异议成立时间", null=True, blank=True)
    revoke_reason = models.TextField("撤销理由", max_length=2000, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="撤销人",
    )  # fmt: skip
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)
    # None where the record was a listing: that needs a new decision.
    restored_record = models.OneToOneField(
        CreditRecord, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="恢复后的记录",
    )  # fmt: skip
    locked_until = models.DateField("不予修复至", null=True, blank=True)

    history = HistoricalRecords(
        verbose_name="办理历史", history_change_reason_field=models.TextField(null=True)
    )
    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "修复事项"
        ordering = ["part", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["part", "record"], name="repair_item_once"),
            models.UniqueConstraint(
                fields=["record"], condition=Q(status=I.PENDING), name="repair_one_open_for_record"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | (~Q(reason="") & ~Q(decision_number="")),
                name="repair_decision_is_said",
            ),
            models.CheckConstraint(
                condition=Q(upheld_at=None) | (~Q(upheld_number="") & ~Q(upheld_reason="")),
                name="repair_upheld_is_said",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | ~Q(revoke_reason=""),
                name="repair_revocation_is_said",
            ),
            models.CheckConstraint(
                condition=Q(revoked_by=None)
                | ~Q(revoked_by=Coalesce(F("upheld_by"), F("decided_by"))),
                name="repair_second_officer",
            ),
        ]

    def __str__(self) -> str:
        return str(self.record)

    @transition(status, source=I.DRAFT, target=I.PENDING, custom={"label": "提交"})
    def submit(self) -> None:
        """Handed in with its application."""

    @transition(status, source=I.PENDING, target=I.GRANTED, custom={"label": "准予修复"})
    def grant(self) -> None:
        """The record is repaired in the same moment."""

    @transition(status, source=I.PENDING, target=I.REFUSED, custom={"label": "不予修复"})
    def refuse(self) -> None:
        """With reasons; it may be disputed or applied for anew."""

    @transition(status, source=I.REFUSED, target=I.GRANTED, custom={"label": "异议成立后准予修复"})
    def grant_on_dispute(self) -> None:
        """The refusal was contested, and wrong."""

    @transition(status, source=I.PENDING, target=I.NEEDLESS, custom={"label": "无需修复"})
    def find_needless(self) -> None:
        """Withdrawn, corrected, repaired or expired while it waited."""

    @transition(status, source=I.GRANTED, target=I.REVOKED, custom={"label": "撤销修复"})
    def revoke(self) -> None:
        """It rested on false material: the record is back."""

    @transition(status, source=[I.DRAFT, I.PENDING], target=I.WITHDRAWN, custom={"label": "撤回"})
    def withdraw(self) -> None:
        """Given up with its application."""

    @property
    def tone(self) -> str:
        return I(self.status).tone

    @property
    def decision(self) -> ItemStatus:
        """What was decided under ``decision_number``, whatever came of it since."""
        if self.upheld_at or self.status == I.REFUSED:
            return I.REFUSED
        return I.NEEDLESS if self.status == I.NEEDLESS else I.GRANTED

    @property
    def granted_by_id(self) -> int | None:
        """Who granted it, on the application or on the dispute."""
        return self.upheld_by_id if self.upheld_at else self.decided_by_id
