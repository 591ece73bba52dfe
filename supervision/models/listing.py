"""The case of listing one business, from the proposal to its exit."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from credit_portal.accounts.models import Agency
from credit_portal.deadlines.models import Deadline
from credit_portal.shared.fields import FSMField
from entities.models import CreditRecord, Entity
from supervision.listings.choices import ExitGround, ListingStatus, ListKind
from supervision.listings.querysets import ListingQuerySet

Status = ListingStatus


def _is_adverse(listing: models.Model) -> bool:
    return isinstance(listing, Listing) and listing.list_kind.is_adverse


def _may_state(listing: models.Model) -> bool:
    return isinstance(listing, Listing) and listing.stated_at is None


def _is_under_review(listing: models.Model) -> bool:
    return isinstance(listing, Listing) and listing.is_under_review


def _is_carried(listing: models.Model) -> bool:
    return isinstance(listing, Listing) and listing.carrying_record is not None


def _was_told(listing: models.Model) -> bool:
    """An adverse listing is never decided unheard; praise needs no hearing."""
    return isinstance(listing, Listing) and (
        not listing.list_kind.is_adverse or listing.status == Status.NOTIFIED
    )


class Listing(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """名单认定 (国办发〔2020〕49号): on a document, heard, decided, delivered."""

    entity = models.ForeignKey(Entity, models.PROTECT, related_name="listings", verbose_name="主体")
    kind = models.CharField("名单类别", max_length=12, choices=ListKind)
    name = models.CharField("名单名称", max_length=100)
    field = models.CharField("领域", max_length=50, blank=True)
    document_kind = models.CharField("认定依据", max_length=20)
    document_number = models.CharField("文书号", max_length=128)
    document_authority = models.CharField("作出机关", max_length=200)
    document_on = models.DateField("文书日期")
    basis = models.ForeignKey(
        CreditRecord, models.PROTECT, null=True, blank=True, related_name="listings_based",
        verbose_name="所依据的信用记录",
    )  # fmt: skip
    facts = models.TextField("事实和理由", max_length=2000)
    legal_basis = models.CharField("法律依据", max_length=500)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="listings", verbose_name="认定单位"
    )
    status = FSMField(
        "状态", max_length=12, choices=Status, default=Status.PROPOSED, protected=True
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="提出人",
    )  # fmt: skip
    proposed_at = models.DateTimeField("提出时间")
    # What the business was told, word for word.
    notice = models.TextField("告知书", blank=True)
    notified_at = models.DateTimeField("告知时间", null=True, blank=True)
    statement_deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="陈述申辩期限",
    )  # fmt: skip
    statement = models.TextField("陈述申辩意见", max_length=4000, blank=True)
    stated_at = models.DateTimeField("陈述申辩时间", null=True, blank=True)
    # 复核, when what it rests on was withdrawn or corrected; the last one.
    review_deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="复核期限"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="决定人",
    )  # fmt: skip
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    decision_number = models.CharField("决定书文号", max_length=128, blank=True)
    decision = models.TextField("决定理由", max_length=4000, blank=True)
    from_on = models.DateField("自", null=True, blank=True)
    until_on = models.DateField("至", null=True, blank=True)
    delivered_at = models.DateTimeField("送达时间", null=True, blank=True)
    delivery = models.CharField("送达方式", max_length=200, blank=True)
    record = models.OneToOneField(
        CreditRecord, models.PROTECT, null=True, blank=True, related_name="listing",
        verbose_name="名单记录",
    )  # fmt: skip
    exit_ground = models.CharField("移出原因", max_length=12, choices=ExitGround, blank=True)
    exit_reason = models.CharField("移出理由", max_length=500, blank=True)
    # Which case took it off, in the words of the app that keeps the case.
    exit_reference = models.CharField("移出案件编号", max_length=60, blank=True)
    exited_on = models.DateField("移出日期", null=True, blank=True)

    history = HistoricalRecords(verbose_name="名单历史")
    objects = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = "名单认定"
        verbose_name_plural = "名单认定"
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="listing_term_in_order",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | Q(proposed_by=None)
                | ~Q(decided_by=F("proposed_by")),
                name="listing_second_officer",
            ),
            models.CheckConstraint(
                condition=Q(delivered_at=None, record=None)
                | Q(delivered_at__isnull=False, record__isnull=False, from_on__isnull=False),
                name="listing_delivered_is_recorded",
            ),
            models.CheckConstraint(
                condition=Q(exited_on=None) | ~Q(exit_ground="") & ~Q(exit_reason=""),
                name="listing_exit_has_reason",
            ),
            models.UniqueConstraint(
                fields=["entity", "kind", "name"],
                condition=Q(status__in=[Status.PROPOSED, Status.NOTIFIED, Status.DECIDED]),
                name="listing_one_case_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity.name} {self.name}"

    # The procedure, top to bottom.

    @transition(
        status, source=Status.PROPOSED, target=Status.NOTIFIED, conditions=[_is_adverse],
        custom={"label": "告知"},
    )  # fmt: skip
    def notify(self) -> None:
        """The business is told reasons, basis and rights."""

    @transition(
        status, source=Status.NOTIFIED, target=None, conditions=[_may_state],
        custom={"label": "陈述申辩"},
    )  # fmt: skip
    def state(self) -> None:
        """The business answers."""

    @transition(
        status, source=[Status.PROPOSED, Status.NOTIFIED], target=Status.DECIDED,
        conditions=[_was_told], custom={"label": "决定列入"},
    )  # fmt: skip
    def decide(self) -> None:
        """Another officer decides; without effect until it is delivered."""

    @transition(
        status, source=[Status.PROPOSED, Status.NOTIFIED], target=Status.DROPPED,
        custom={"label": "不予列入"},
    )  # fmt: skip
    def drop(self) -> None:
        """The proposal is given up."""

    @transition(status, source=Status.DECIDED, target=Status.DROPPED, custom={"label": "撤回决定"})
    def rescind(self) -> None:
        """The decision is taken back while the business has not received it."""

    @transition(status, source=Status.DECIDED, target=Status.LISTED, custom={"label": "送达"})
    def deliver(self) -> None:
        """The decision reaches the business and stands in the register."""

    @transition(
        status, source=Status.LISTED, target=None, conditions=[_is_under_review, _is_carried],
        custom={"label": "维持名单"},
    )  # fmt: skip
    def uphold(self) -> None:
        """What it rests on was corrected, and the corrected record still carries it."""

    @transition(status, source=Status.LISTED, target=Status.EXITED, custom={"label": "移出名单"})
    def leave(self) -> None:
        """Off the list before its day."""

    @property
    def list_kind(self) -> ListKind:
        return ListKind(self.kind)

    @property
    def document(self) -> str:
        """The document it rests on, as a decision cites it."""
        return f"{self.document_authority}{self.document_kind}文书{self.document_number}"

    @property
    def carrying_record(self) -> CreditRecord | None:
        """The record on which it may rest: its own, or what stands in place of a corrected one."""
        record = self.basis and self.basis.standing_version
        return None if record is None or record.repaired_at else record

    @property
    def is_under_review(self) -> bool:
        """The rule of ``ListingQuerySet.under_review`` for one object."""
        return self.review_deadline is not None and self.review_deadline.is_open

    def is_hearing(self, on: date) -> bool:
        """The business may still answer."""
        deadline = self.statement_deadline
        return self.status == Status.NOTIFIED and deadline is not None and on <= deadline.due_on
