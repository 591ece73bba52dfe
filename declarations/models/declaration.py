"""A declaration and its life."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from credit_portal.accounts.models import Agency
from credit_portal.deadlines.models import Deadline
from credit_portal.shared.fields import FSMField
from declarations import rules
from declarations.choices import UNDECIDED, WAITING, DeclarationStatus, HonourRank
from declarations.querysets import DeclarationQuerySet
from entities.models import CreditRecord, Entity

Status = DeclarationStatus
TONES = {
    Status.SUBMITTED: "warning",
    Status.PUBLISHED: "info",
    Status.CONTESTED: "warning",
    Status.CONFIRMED: "success",
    Status.REFUSED: "danger",
    Status.FALSE: "danger",
}
# Approved once: there was a period.
PUBLISHED_ONCE = (Status.PUBLISHED, Status.CONTESTED, Status.CONFIRMED)


class Declaration(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """自主申报 (伊春 一-4, 江西 (十一)).

    It counts by four facts that are kept here: the business commits itself to the truth and
    authorises the use, the responsible agency reviews, and the period for objections ends.
    """

    entity = models.ForeignKey(
        Entity, models.PROTECT, related_name="declarations", verbose_name="申报主体"
    )
    kind = models.CharField("信息种类", max_length=40)
    title = models.CharField("申报事项", max_length=200)
    content = models.TextField("具体情况", max_length=2000)
    issuer = models.CharField("证明单位", max_length=200)
    happened_on = models.DateField("发生日期")
    honour_rank = models.CharField("荣誉级别", max_length=8, choices=HonourRank, blank=True)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="declarations", verbose_name="审核单位"
    )
    status = FSMField("状态", max_length=16, choices=Status, default=Status.DRAFT, protected=True)
    drafted_at = models.DateTimeField("起草时间")
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    truth_committed_at = models.DateTimeField("真实性承诺时间", null=True, blank=True)
    use_authorised_at = models.DateTimeField("授权使用时间", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="提交人",
    )  # fmt: skip
    review = models.TextField("审核意见", max_length=2000, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="审核人",
    )  # fmt: skip
    reviewed_at = models.DateTimeField("审核时间", null=True, blank=True)
    published_on = models.DateField("公示起始", null=True, blank=True)
    objection_deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="公示期限"
    )
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    end_reason = models.CharField("理由", max_length=1000, blank=True)
    ended_at = models.DateTimeField("终止时间", null=True, blank=True)
    record = models.OneToOneField(
        CreditRecord, models.PROTECT, null=True, blank=True, related_name="declaration",
        verbose_name="信用记录",
    )  # fmt: skip
    breach_record = models.OneToOneField(
        CreditRecord, models.PROTECT, null=True, blank=True, related_name="false_declaration",
        verbose_name="虚假申报记录",
    )  # fmt: skip

    history = HistoricalRecords(
        verbose_name="申报历史", history_change_reason_field=models.TextField(null=True)
    )
    objects = DeclarationQuerySet.as_manager()

    class Meta:
        verbose_name = "自主申报"
        verbose_name_plural = "自主申报"
        ordering = ["-drafted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(submitted_at=None) | Q(truth_committed_at__isnull=False),
                name="declaration_is_committed_to",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=PUBLISHED_ONCE)
                | Q(
                    reviewed_at__isnull=False,
                    published_on__isnull=False,
                    objection_deadline__isnull=False,
                ),
                name="declaration_reviewed_then_published",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.CONFIRMED) | Q(record__isnull=False),
                name="declaration_confirmed_has_record",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "status"], name="declaration_inbox"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind}：{self.title}"

    # The procedure, top to bottom.

    @transition(status, source=Status.DRAFT, target=None, custom={"label": "修改"})
    def edit(self) -> None:
        """As long as it is nobody else's business."""

    @transition(status, source=Status.DRAFT, target=Status.SUBMITTED, custom={"label": "提交"})
    def submit(self) -> None:
        """Committed to the truth, use authorised, handed in."""

    @transition(status, source=[*WAITING], target=Status.PUBLISHED, custom={"label": "审核通过"})
    def approve(self) -> None:
        """True by the evidence; published for objections. After an objection the period that
        began goes on: an unfounded one delays nothing."""

    @transition(status, source=[*WAITING], target=Status.REFUSED, custom={"label": "审核不通过"})
    def refuse(self) -> None:
        """Not proved; with reasons."""

    @transition(
        status, source=[Status.PUBLISHED, Status.CONTESTED], target=Status.CONTESTED,
        custom={"label": "提出异议"},
    )  # fmt: skip
    def contest(self) -> None:
        """Anybody says in the period that it is not true; it is reviewed again."""

    @transition(
        status, source=Status.PUBLISHED, target=Status.CONFIRMED, custom={"label": "确认计入"}
    )
    def confirm(self) -> None:
        """The period is over and nobody objected."""

    @transition(status, source=[*UNDECIDED], target=Status.WITHDRAWN, custom={"label": "撤回申报"})
    def withdraw(self) -> None:
        """The business takes it back."""

    @transition(
        status, target=Status.FALSE, custom={"label": "认定虚假"},
        source=[*WAITING, Status.PUBLISHED, Status.CONFIRMED],
    )  # fmt: skip
    def find_false(self) -> None:
        """Untrue from the beginning; an officer says so, whenever it comes to light."""

    @property
    def tone(self) -> str:
        """Tone of its badge on the pages."""
        return TONES.get(Status(self.status), "neutral")

    @property
    def objection_until(self) -> date | None:
        """The last day of the period for objections."""
        return self.objection_deadline.due_on if self.objection_deadline else None

    @property
    def is_honour(self) -> bool:
        return rules.is_honour(self.kind)

    def is_open_to_objection(self, on: date) -> bool:
        """Whether anybody may object on that day."""
        shown = self.status in (Status.PUBLISHED, Status.CONTESTED)
        return shown and rules.is_open_to_objection(self.published_on, self.objection_until, on)

    def is_due(self, on: date) -> bool:
        """The rule of ``DeclarationQuerySet.due`` for one object."""
        until = self.objection_until
        return self.status == Status.PUBLISHED and until is not None and until < on
