"""What follows from a poor result or a broken promise: to be considered, none done by itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from credit_portal.accounts.models import Agency
from credit_portal.policy.choices import FollowUpKind
from credit_portal.shared.fields import FSMField
from entities.models import CreditRecord, Entity
from grading.models import ExternalAssessment
from supervision.followups.choices import FollowUpStatus
from supervision.followups.querysets import FollowUpQuerySet


class FollowUp(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """评价结果差 → 约谈, 整改, 重点监管 (江西 (十三)); 违诺 → 重点监管 (淮安区 二(一)).

    One task each for the responsible agency.

    It restricts nothing: whatever is done is an interview, an order or a measure of its own, with
    its own decision.
    """

    entity = models.ForeignKey(
        Entity, models.PROTECT, related_name="follow_ups", verbose_name="主体"
    )
    assessment = models.ForeignKey(
        ExternalAssessment, models.PROTECT, null=True, blank=True, related_name="follow_ups",
        verbose_name="评价结果",
    )  # fmt: skip
    record = models.ForeignKey(
        CreditRecord, models.PROTECT, null=True, blank=True, related_name="follow_ups",
        verbose_name="信用记录",
    )  # fmt: skip
    kind = models.CharField("待办事项", max_length=16, choices=FollowUpKind)
    basis = models.CharField("依据", max_length=200)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="follow_ups", verbose_name="负责单位"
    )
    opened_at = models.DateTimeField("提出时间")
    status = FSMField(
        "状态", max_length=12, choices=FollowUpStatus, default=FollowUpStatus.OPEN, protected=True
    )
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="办理人",
    )  # fmt: skip
    handled_at = models.DateTimeField("办理时间", null=True, blank=True)
    handling = models.CharField("办理情况", max_length=500, blank=True)

    history = HistoricalRecords(verbose_name="待办历史")
    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "监管待办"
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "kind"], name="follow_up_once"),
            models.UniqueConstraint(fields=["record", "kind"], name="follow_up_of_record_once"),
            models.CheckConstraint(
                condition=Q(assessment=None) ^ Q(record=None), name="follow_up_has_one_ground"
            ),
            models.CheckConstraint(
                condition=Q(status=FollowUpStatus.OPEN, handled_at=None)
                | (~Q(status=FollowUpStatus.OPEN) & Q(handled_at__isnull=False) & ~Q(handling="")),
                name="follow_up_handled_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity.name} {self.get_kind_display()}"

    @property
    def ground(self) -> ExternalAssessment | CreditRecord:
        """What asks for it; once that is withdrawn, nothing does."""
        ground = self.assessment or self.record
        assert ground is not None, "one of them, says the constraint"
        return ground

    @property
    def ground_label(self) -> str:
        """The ground as the pages name it."""
        if self.assessment:
            return f"国家评价结果{self.assessment.grade_label}（{self.assessment.period}）"
        return f"{self.record.get_kind_display()}：{self.record.title}" if self.record else ""

    @transition(
        status, source=FollowUpStatus.OPEN, target=FollowUpStatus.DONE, custom={"label": "办结"}
    )
    def settle(self) -> None:
        """The business was interviewed, ordered or put under key supervision."""

    @transition(
        status, source=FollowUpStatus.OPEN, target=FollowUpStatus.DISMISSED,
        custom={"label": "不予采取"},
    )  # fmt: skip
    def dismiss(self) -> None:
        """Not called for in this case."""
