"""The topics of the dashboard: deadlines, disputes, repair, files of departments, commitments."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from commitments.choices import BREACHED
from commitments.choices import Status as CommitmentStatus
from commitments.models import Commitment
from credit_portal.accounts.viewers import Viewer
from credit_portal.deadlines.models import Deadline, DeadlinePause
from credit_portal.insight.figures.topic import Item, State, Topic, took
from disputes.choices import OPEN, Outcome
from disputes.models import Dispute
from entities.choices import BatchStatus
from entities.imports.layout import layout_of
from entities.imports.selectors import visible_batches
from entities.models import ImportBatch
from repair.choices import ItemStatus
from repair.models import RepairApplication, RepairItem
from supervision.inspections.effect import Period


def _within(column: str, period: Period) -> Q:
    return Q(**{f"{column}__date__range": (period.since, period.until)})


def _deadlines(viewer: Viewer, period: Period, on: date) -> QuerySet[Deadline]:
    return Deadline.objects.visible_to(viewer).binding().select_related("agency")


def _deadline_states(period: Period, on: date) -> dict[str, State]:
    """Closed in the period; what is late now is late whatever the period."""
    closed = _within("closed_at", period)
    stands_still = Exists(DeadlinePause.objects.filter(deadline=OuterRef("pk"), until_on=None))
    return {
        "in_time": State("按期办结", closed & Q(closed_at__date__lte=F("due_on"))),
        "late": State("逾期办结", closed & Q(closed_at__date__gt=F("due_on"))),
        "overdue": State("逾期未办结", Q(closed_at=None, due_on__lt=on) & ~Q(stands_still)),
    }


def _deadline_item(row: Deadline) -> Item:
    done = f"{localdate(row.closed_at)} 办结" if row.closed_at else "未办结"
    return Item(row.subject, row.url, row.label, done, row.agency.short_name, row.due_on)


def _disputes(viewer: Viewer, period: Period, on: date) -> QuerySet[Dispute]:
    rows = Dispute.objects.visible_to(viewer).filter(_within("filed_at", period))
    return rows.select_related("agency", "entity")


def _dispute_states(period: Period, on: date) -> dict[str, State]:
    return {
        "upheld": State("成立或部分成立", Q(outcome__in=(Outcome.UPHELD, Outcome.PARTLY))),
        "rejected": State("不成立", Q(outcome=Outcome.REJECTED)),
        "open": State("办理中", Q(status__in=OPEN)),
        "ended": State("撤回或不予受理", Q(outcome="") & ~Q(status__in=OPEN)),
    }


def _dispute_item(row: Dispute) -> Item:
    url = reverse("disputes:case", args=[row.number])
    state = row.get_outcome_display() or row.get_status_display()
    return Item(
        row.number, url, row.entity.name, state, row.agency.short_name, localdate(row.filed_at)
    )


def _repairs(viewer: Viewer, period: Period, on: date) -> QuerySet[RepairItem]:
    seen = RepairApplication.objects.visible_to(viewer).order_by().values("pk")
    rows = RepairItem.objects.filter(part__application__in=seen)
    rows = rows.filter(_within("part__application__submitted_at", period))
    return rows.select_related("part__agency", "part__application__entity", "record")


def _repair_states(period: Period, on: date) -> dict[str, State]:
    return {
        "granted": State("准予修复", Q(status=ItemStatus.GRANTED)),
        "refused": State("不予修复", Q(status=ItemStatus.REFUSED)),
        "pending": State("待决定", Q(status=ItemStatus.PENDING)),
        "revoked": State("修复已撤销", Q(status=ItemStatus.REVOKED)),
        "needless": State("无需修复", Q(status=ItemStatus.NEEDLESS)),
    }


def _repair_item(row: RepairItem) -> Item:
    application = row.part.application
    return Item(
        application.number or "—", reverse("repair:case", args=[application.pk]),
        f"{application.entity.name}｜{row.record}", row.get_status_display(),
        row.part.agency.short_name, localdate(application.submitted_at),
    )  # fmt: skip


def _batches(viewer: Viewer, period: Period, on: date) -> QuerySet[ImportBatch]:
    rows = visible_batches(viewer).filter(_within("received_at", period))
    return rows.exclude(status=BatchStatus.RECEIVED).order_by("-received_at")


def _batch_states(period: Period, on: date) -> dict[str, State]:
    unread = Q(status=BatchStatus.REFUSED)
    return {
        "clean": State("全部合格的文件", Q(rejected=0) & ~unread),
        "rejected": State("有退回行的文件", Q(rejected__gt=0) & ~unread),
        "unread": State("无法读取的文件", unread),
    }


def _batch_item(row: ImportBatch) -> Item:
    return Item(
        row.file_name, reverse("imports:detail", args=[row.pk]),
        f"{layout_of(row.layout).name}｜{row.rows} 行，退回 {row.rejected} 行",
        row.get_status_display(), row.agency.short_name if row.agency else "—",
        localdate(row.received_at),
    )  # fmt: skip


def _commitments(viewer: Viewer, period: Period, on: date) -> QuerySet[Commitment]:
    rows = Commitment.objects.visible_to(viewer, on).accepted()
    return rows.filter(made_on__range=(period.since, period.until)).select_related(
        "agency", "entity"
    )


def _commitment_states(period: Period, on: date) -> dict[str, State]:
    return {
        "kept": State("全部履行", Q(status=CommitmentStatus.FULFILLED)),
        "broken": State("违诺", Q(status__in=BREACHED)),
        "running": State("履行中", Q(status=CommitmentStatus.REGISTERED)),
    }


def _commitment_item(row: Commitment) -> Item:
    url = reverse("commitments:detail", args=[row.pk])
    state = row.get_status_display()
    return Item(row.matter, url, row.entity.name, state, row.agency.short_name, row.made_on)


TOPICS = (
    Topic(
        name="deadlines", title="期限遵守", icon="clock", agency="agency",
        subtitle="期间内办结的事项，以及现在已经逾期的事项（中止计时的除外）",
        rows=_deadlines, states=_deadline_states, item=_deadline_item,
        share=("按期率", ("in_time",), ("in_time", "late", "overdue")),
        median=took("opened_at", "closed_at"),
    ),
    Topic(
        name="disputes", title="异议处理", icon="scale", agency="agency",
        subtitle="期间内收到的异议", rows=_disputes, states=_dispute_states, item=_dispute_item,
        share=("成立率", ("upheld",), ("upheld", "rejected")),
        median=took("filed_at", "decided_at"),
    ),
    Topic(
        name="repair", title="信用修复", icon="shield-check", agency="part__agency",
        subtitle="期间内申请修复的记录", rows=_repairs, states=_repair_states, item=_repair_item,
        share=("准予率", ("granted", "revoked"), ("granted", "refused", "revoked")),
        median=took("part__application__submitted_at", "decided_at"),
    ),
    Topic(
        name="imports", title="数据质量", icon="file-spreadsheet", agency="agency",
        subtitle="期间内报送的数据文件", rows=_batches, states=_batch_states, item=_batch_item,
        share=("退回率", (), ()), sums=(("报送行数", "rows"), ("退回行数", "rejected")),
    ),
    Topic(
        name="commitments", title="信用承诺", icon="certificate", agency="agency",
        subtitle="期间内作出的承诺", rows=_commitments, states=_commitment_states,
        item=_commitment_item, share=("违诺率", ("broken",), ("kept", "broken")),
    ),
)  # fmt: skip


def topic_of(name: str) -> Topic | None:
    return next((topic for topic in TOPICS if topic.name == name), None)
