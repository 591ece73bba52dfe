"""The commitment and its life cycle."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from commitments import rules
from commitments.choices import (
    ACCEPTED,
    BREACHED,
    NUMBERED,
    CommitmentKind,
    DisqualifyingEvent,
    FulfilmentStatus,
    PublicationLevel,
    Status,
)
from commitments.models.item import CommitmentItem, CommitmentTemplate
from commitments.querysets import CommitmentQuerySet
from credit_portal.accounts.models import Agency
from credit_portal.shared.fields import FSMField
from entities.models import CreditRecord, Entity

TONES = {
    Status.DRAFT: "neutral",
    Status.WITHDRAWN: "neutral",
    Status.REGISTERED: "info",
    Status.FULFILLED: "success",
    Status.PARTLY_FULFILLED: "warning",
    Status.NOT_FULFILLED: "danger",
    Status.FALSE: "danger",
    Status.VOIDED: "neutral",
}
RECOGNISED = (Status.FULFILLED, *BREACHED)


def _awaits_documents(commitment: models.Model) -> bool:
    return isinstance(commitment, Commitment) and commitment.awaits_documents


class Commitment(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """A promise that a business made in writing, and how it was kept."""

    # Empty until registered: a number given to a draft would leave a gap.
    code = models.CharField("承诺编码", max_length=20, unique=True, null=True, editable=False)
    # One per opened form, so that a form sent twice registers once.
    form_token = models.UUIDField("表单标识", unique=True, default=uuid.uuid4, editable=False)
    entity = models.ForeignKey(
        Entity, models.PROTECT, related_name="commitments", verbose_name="承诺人"
    )
    kind = models.CharField("承诺类型", max_length=1, choices=CommitmentKind)
    other_kind_name = models.CharField("其他类型名称", max_length=50, blank=True)
    local_name = models.CharField("承诺方式", max_length=30, blank=True)
    item = models.ForeignKey(
        CommitmentItem, models.PROTECT, null=True, blank=True, related_name="commitments",
        verbose_name="承诺事项",
    )  # fmt: skip
    template = models.ForeignKey(
        CommitmentTemplate, models.PROTECT, null=True, blank=True, related_name="commitments",
        verbose_name="承诺书样式",
    )  # fmt: skip
    matter = models.CharField("承诺事由", max_length=512)
    content = models.TextField("承诺内容", max_length=4000)
    liability = models.TextField("违诺责任", max_length=4000)
    made_on = models.DateField("承诺作出日期")
    valid_until = models.DateField("承诺有效期", null=True, blank=True)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="commitments", verbose_name="承诺受理单位"
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="经办人",
    )  # fmt: skip
    publication = models.CharField(
        "公开类型", max_length=8, choices=PublicationLevel, default=PublicationLevel.PUBLIC
    )
    remark = models.CharField("备注", max_length=512, blank=True)

    missing_materials = models.TextField("所缺材料", max_length=2000, blank=True)
    supplement_due_on = models.DateField("补齐期限", null=True, blank=True)
    supplemented_on = models.DateField("补交日期", null=True, blank=True)
    supplement_conforms = models.BooleanField("补交材料符合要求", null=True, blank=True)

    status = FSMField("状态", max_length=16, choices=Status, default=Status.DRAFT, protected=True)
    recognised_on = models.DateField("履行状态认定日期", null=True, blank=True)
    recognised_by = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="履行状态认定单位",
    )  # fmt: skip
    unfulfilled_content = models.TextField("未履行的承诺内容", max_length=4000, blank=True)
    liability_pursued = models.TextField("违诺责任追究内容", max_length=4000, blank=True)
    disqualifying_event = models.CharField(
        "不再适用承诺制的情形", max_length=24, choices=DisqualifyingEvent, blank=True
    )
    evidence = models.TextField("认定依据", max_length=2000, blank=True)

    record = models.OneToOneField(
        CreditRecord, models.PROTECT, null=True, blank=True, related_name="commitment",
        verbose_name="承诺记录",
    )  # fmt: skip
    outcome_record = models.OneToOneField(
        CreditRecord, models.PROTECT, null=True, blank=True, related_name="commitment_outcome",
        verbose_name="履行或违诺记录",
    )  # fmt: skip
    drafted_at = models.DateTimeField("起草时间")
    registered_at = models.DateTimeField("登记时间", null=True, blank=True)
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    void_reason = models.CharField("作废原因", max_length=500, blank=True)

    history = HistoricalRecords(
        verbose_name="承诺历史",
        history_change_reason_field=models.TextField(null=True),
        excluded_fields=["form_token"],
    )
    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = "信用承诺"
        verbose_name_plural = "信用承诺"
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=NUMBERED, code__isnull=False)
                | (~Q(status__in=NUMBERED) & Q(code__isnull=True)),
                name="commitment_code_when_registered",
            ),
            models.CheckConstraint(
                condition=(Q(status=Status.VOIDED, voided_at__isnull=False) & ~Q(void_reason=""))
                | (~Q(status=Status.VOIDED) & Q(voided_at__isnull=True, void_reason="")),
                name="commitment_void_says_why",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("made_on")),
                name="commitment_term_in_order",
                violation_error_message="承诺有效期不能早于承诺作出日期。",
            ),
            models.CheckConstraint(
                condition=~Q(kind=CommitmentKind.OTHER) | ~Q(other_kind_name=""),
                name="commitment_other_kind_named",
                violation_error_message="承诺类型为“其他”时，请注明具体类型。",
            ),
            models.CheckConstraint(
                condition=Q(supplemented_on__isnull=True, supplement_conforms__isnull=True)
                | Q(supplemented_on__isnull=False, supplement_conforms__isnull=False),
                name="commitment_supplement_judged",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=RECOGNISED)
                | Q(recognised_on__isnull=False, recognised_by__isnull=False),
                name="commitment_recognised_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=BREACHED)
                | (~Q(unfulfilled_content="") & ~Q(liability_pursued="")),
                name="commitment_breach_described",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "-made_on"], name="commitment_agency_made"),
            models.Index(fields=["made_on", "code"], name="commitment_made_code"),
            models.Index(
                fields=["supplement_due_on"],
                condition=Q(kind=CommitmentKind.DEFERRED_DOCUMENTS, status=Status.REGISTERED),
                name="commitment_supplement_due",
            ),
            models.Index(
                fields=["valid_until"],
                condition=Q(status=Status.REGISTERED),
                name="commitment_term",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code or '（草稿）'} {self.matter}"

    # The life cycle, top to bottom. The services fill the fields; these lines guard the order.

    @transition(status, source=Status.DRAFT, target=Status.REGISTERED, custom={"label": "登记"})
    def register(self) -> None:
        """The business signs; the commitment gets its code and stands in the register."""

    @transition(status, source=Status.DRAFT, target=Status.WITHDRAWN, custom={"label": "撤回草稿"})
    def withdraw(self) -> None:
        """Given up before registration."""

    @transition(status, source=Status.REGISTERED, target=Status.VOIDED, custom={"label": "作废"})
    def void(self) -> None:
        """Registered in error, or never signed; the code is not given again."""

    @transition(
        status, source=Status.REGISTERED, target=None, conditions=[_awaits_documents],
        custom={"label": "补交材料"},
    )  # fmt: skip
    def supplement(self) -> None:
        """The missing documents came in, conforming or not (江阴 三(一))."""

    @transition(
        status, source=[Status.REGISTERED, Status.FULFILLED], target=None,
        custom={"label": "复核"},
    )  # fmt: skip
    def recheck(self) -> None:
        """Looked at again (江西 一); the finding alone changes nothing."""

    @transition(
        status, source=Status.REGISTERED, target=Status.FULFILLED, custom={"label": "认定全部履行"}
    )
    def fulfil(self) -> None:
        """Kept in full."""

    @transition(
        status, source=Status.REGISTERED, target=Status.PARTLY_FULFILLED,
        custom={"label": "认定部分履行"},
    )  # fmt: skip
    def fulfil_partly(self) -> None:
        """Kept in part."""

    @transition(
        status, source=Status.REGISTERED, target=Status.NOT_FULFILLED, custom={"label": "认定违诺"}
    )
    def breach(self) -> None:
        """Not kept at all."""

    @transition(
        status, target=Status.FALSE, custom={"label": "认定虚假承诺"},
        source=[
            Status.REGISTERED, Status.FULFILLED, Status.PARTLY_FULFILLED, Status.NOT_FULFILLED
        ],
    )  # fmt: skip
    def find_false(self) -> None:
        """Untrue from the beginning; may come to light after any other recognition."""

    @transition(
        status, source=list(RECOGNISED), target=Status.REGISTERED, custom={"label": "撤销认定"}
    )
    def revoke_recognition(self) -> None:
        """The recognition was wrong; the commitment runs on."""

    @property
    def is_registered(self) -> bool:
        """Whether it stands in the register."""
        return self.status in ACCEPTED

    @property
    def standing_record(self) -> CreditRecord | None:
        """Its record as it stands now, after corrections; nothing if it was withdrawn."""
        return self.record and self.record.standing_version

    @property
    def standing_outcome(self) -> CreditRecord | None:
        """The record of what was recognised, as it stands now."""
        return self.outcome_record and self.outcome_record.standing_version

    @property
    def fulfilment(self) -> FulfilmentStatus | None:
        """承诺履行状态 by the national code."""
        return Status(self.status).fulfilment

    @property
    def awaits_documents(self) -> bool:
        return (
            self.kind == CommitmentKind.DEFERRED_DOCUMENTS
            and self.status == Status.REGISTERED
            and not self.supplement_conforms
        )

    def fitting_events(self, on: date) -> tuple[DisqualifyingEvent, ...]:
        """Events that a breach recognised on a day may be."""
        due = self.supplement_due_on
        came = self.supplemented_on, self.supplement_conforms
        return rules.fitting_events(self.kind, rules.Supplement(due, *came) if due else None, on)

    @property
    def tone(self) -> str:
        """Tone of its badge on the pages."""
        return TONES[Status(self.status)]

    @property
    def kind_label(self) -> str:
        """The kind, and the local or the given name of it."""
        name = self.local_name or self.other_kind_name
        return f"{self.get_kind_display()}（{name}）" if name else self.get_kind_display()

    def is_supplement_overdue(self, on: date) -> bool:
        """The rule of ``CommitmentQuerySet.supplement_overdue`` for one object."""
        due = self.supplement_due_on
        return self.awaits_documents and due is not None and due < on


class CommitmentSerial(models.Model):
    """Last serial given for a region and a day; the row is locked by the registering transaction,
    so two windows get neighbouring numbers and a rolled-back one gives its number back."""

    region_code = models.CharField(max_length=6)
    day = models.DateField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "承诺编码流水"
        verbose_name_plural = "承诺编码流水"
        constraints = [
            models.UniqueConstraint(fields=["region_code", "day"], name="serial_once"),
        ]

    def __str__(self) -> str:
        return f"{self.region_code} {self.day} {self.last}"
