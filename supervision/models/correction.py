"""限期整改 and 约谈 of one business (淮安区 四(二), 江西 (十八))."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from credit_portal.accounts.models import Agency
from credit_portal.deadlines.models import Deadline
from credit_portal.shared.fields import FSMField
from entities.models import CreditRecord, Entity
from supervision.correction.choices import InterviewKind, InterviewStatus, OrderStatus
from supervision.correction.querysets import InterviewQuerySet, OrderQuerySet


def _is_unconfirmed(interview: models.Model) -> bool:
    return isinstance(interview, Interview) and interview.confirmed_at is None


class RectificationOrder(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """An order to put something right by a day that the order itself names."""

    entity = models.ForeignKey(
        Entity, models.PROTECT, related_name="rectification_orders", verbose_name="主体"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="rectification_orders", verbose_name="责令单位"
    )
    number = models.CharField("责令文书号", max_length=128)
    matter = models.TextField("整改要求", max_length=2000)
    legal_basis = models.CharField("法律依据", max_length=500)
    due_on = models.DateField("整改期限")
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="经办人",
    )  # fmt: skip
    ordered_at = models.DateTimeField("责令时间")
    status = FSMField(
        "状态", max_length=12, choices=OrderStatus, default=OrderStatus.ORDERED, protected=True
    )
    report = models.TextField("整改情况", max_length=4000, blank=True)
    reported_at = models.DateTimeField("报告时间", null=True, blank=True)
    finding = models.TextField("验收意见", max_length=2000, blank=True)
    done_at = models.DateTimeField("验收时间", null=True, blank=True)
    record = models.OneToOneField(
        CreditRecord, models.PROTECT, null=True, blank=True, related_name="rectification_order",
        verbose_name="逾期记录",
    )  # fmt: skip

    history = HistoricalRecords(verbose_name="整改历史")
    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = "限期整改"
        verbose_name_plural = "限期整改"
        ordering = ["-ordered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="order_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.entity.name} {self.number}"

    @transition(
        status, source=[OrderStatus.ORDERED, OrderStatus.OVERDUE], target=OrderStatus.REPORTED,
        custom={"label": "登记整改报告"},
    )  # fmt: skip
    def report_done(self) -> None:
        """The business says what it put right."""

    @transition(
        status, source=OrderStatus.REPORTED, target=OrderStatus.DONE,
        custom={"label": "验收合格"},
    )  # fmt: skip
    def accept(self) -> None:
        """The agency has seen that it is right."""

    @transition(
        status, source=OrderStatus.REPORTED, target=OrderStatus.ORDERED,
        custom={"label": "退回整改"},
    )  # fmt: skip
    def send_back(self) -> None:
        """Not right yet; the day stays."""

    @transition(
        status, source=OrderStatus.ORDERED, target=OrderStatus.OVERDUE,
        custom={"label": "认定逾期"},
    )  # fmt: skip
    def find_overdue(self) -> None:
        """Not done by its day: a fact of the register, and reason for an interview."""


class Interview(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """约谈 by the agency that found the fact (谁认定、谁约谈)."""

    entity = models.ForeignKey(
        Entity, models.PROTECT, related_name="interviews", verbose_name="主体"
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="interviews", verbose_name="约谈单位"
    )
    order = models.ForeignKey(
        RectificationOrder, models.PROTECT, null=True, blank=True, related_name="interviews",
        verbose_name="逾期的整改",
    )  # fmt: skip
    kind = models.CharField("约谈种类", max_length=12, choices=InterviewKind)
    # The local word of the day on which the business was summoned.
    name = models.CharField("名称", max_length=20)
    reason = models.TextField("约谈事由", max_length=2000)
    meets_on = models.DateField("约谈日期")
    starts_at = models.TimeField("约谈时间", null=True, blank=True)
    place = models.CharField("约谈地点", max_length=200)
    summoned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="经办人",
    )  # fmt: skip
    summoned_at = models.DateTimeField("通知时间")
    status = FSMField(
        "状态", max_length=12, choices=InterviewStatus, default=InterviewStatus.SUMMONED,
        protected=True,
    )  # fmt: skip
    # What the business answered to the summons.
    confirmation = models.CharField("回执", max_length=200, blank=True)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    attendee = models.CharField("参加人", max_length=100, blank=True)
    minutes = models.TextField("约谈记录", max_length=4000, blank=True)
    held_at = models.DateTimeField("记录时间", null=True, blank=True)
    filing_deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="归集期限"
    )
    filed_at = models.DateTimeField("归集时间", null=True, blank=True)
    record = models.OneToOneField(
        CreditRecord, models.PROTECT, null=True, blank=True, related_name="interview",
        verbose_name="信用记录",
    )  # fmt: skip

    history = HistoricalRecords(verbose_name="约谈历史")
    objects = InterviewQuerySet.as_manager()

    class Meta:
        verbose_name = "约谈"
        verbose_name_plural = "约谈"
        ordering = ["-summoned_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=[InterviewStatus.HELD, InterviewStatus.FILED])
                | (~Q(minutes="") & ~Q(attendee="")),
                name="interview_held_is_written",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity.name} {self.name}"

    @transition(
        status, source=InterviewStatus.SUMMONED, target=None, conditions=[_is_unconfirmed],
        custom={"label": "登记回执"},
    )  # fmt: skip
    def confirm(self) -> None:
        """The business says who will come."""

    @transition(
        status, source=InterviewStatus.SUMMONED, target=InterviewStatus.HELD,
        custom={"label": "登记约谈记录"},
    )  # fmt: skip
    def hold(self) -> None:
        """It took place; its minutes are signed."""

    @transition(
        status, source=InterviewStatus.HELD, target=InterviewStatus.FILED,
        custom={"label": "归集记录"},
    )  # fmt: skip
    def file(self) -> None:
        """The minutes went to the credit system; a warning becomes a fact of the register."""

    @transition(
        status, source=InterviewStatus.SUMMONED, target=InterviewStatus.ABSENT,
        custom={"label": "登记无故缺席"},
    )  # fmt: skip
    def find_absent(self) -> None:
        """Nobody came and nobody gave a reason."""

    @transition(
        status, source=InterviewStatus.SUMMONED, target=InterviewStatus.CANCELLED,
        custom={"label": "取消约谈"},
    )  # fmt: skip
    def cancel(self) -> None:
        """Not needed any more, or moved to another day."""
