"""Measures, lists, orders and interviews of the demonstration, each in another state."""

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from credit_portal.accounts.models import Agency, User
from credit_portal.policy.choices import Convenience
from entities.choices import DishonestyLevel, RecordKind
from entities.models import CreditRecord, Entity
from supervision import services
from supervision.correction.choices import InterviewKind
from supervision.listings.choices import JUDGMENT_DEBTORS, ListKind
from supervision.measures.choices import Nature, SuspensionCause
from supervision.models import Listing, Measure, RectificationOrder
from supervision.services.measure_drafts import MeasureDraft
from supervision.services.proposals import Proposal

BUSINESSES = 5
DAY = timedelta(days=1)


def build(*, officer: User, second: User, at: datetime) -> None:
    """A few of each, by two officers; leaves alone what stands already."""
    if not Measure.objects.exists():
        _measures(officer, at)
    if not Listing.objects.exists():
        _listings(officer, second, at)
    if not RectificationOrder.objects.exists():
        _corrections(officer, at)


def _records(kind: RecordKind, today: date) -> list[CreditRecord]:
    """The latest record of that kind that still holds, of different businesses."""
    rows = CreditRecord.objects.standing().filter(kind=kind, repaired_at=None)
    rows = rows.filter(level=DishonestyLevel.SERIOUS, entity__confirmed_at__isnull=False)
    rows = rows.filter(Q(valid_until=None) | Q(valid_until__gte=today))
    return list(rows.order_by("entity_id", "-decided_on").distinct("entity_id")[:BUSINESSES])


def _measures(officer: User, at: datetime) -> None:
    agency, today = Agency.objects.get(users=officer), timezone.localdate(at)
    executors = list(Agency.objects.filter(parent=agency).order_by("pk")[:BUSINESSES])
    for record, executor in zip(_records(RecordKind.PENALTY, today), executors, strict=False):
        draft = MeasureDraft(
            nature=Nature.RESTRICTION, item_code="M06", record=record, executor=executor,
            conveniences=(Convenience.FISCAL_FUNDS,), content="不予受理财政性资金项目申请",
            legal_basis="《财政违法行为处罚处分条例》第十四条", from_on=today,
            until_on=today + 365 * DAY,
        )  # fmt: skip
        measure = services.initiate_measure(
            entity=record.entity, draft=draft, initiator=agency, by=officer, at=at
        )
        number = executors.index(executor)
        if number > 0:
            services.respond_to_measure(measure=measure, response="已受理", by=officer, at=at)
        if number > 1:
            services.feed_back_measure(measure=measure, feedback="已执行", by=officer, at=at)
        if number > 2:
            services.suspend_measure(
                measure=measure, cause=SuspensionCause.DISPUTE, reason="异议核实期间暂不执行",
                by=officer, at=at,
            )  # fmt: skip


def _listings(officer: User, second: User, at: datetime) -> None:
    agency = Agency.objects.get(users=officer)
    earlier, today = at - 20 * DAY, timezone.localdate(at)
    # The furthest case first: a small city has few judgment debtors.
    stages = reversed(range(BUSINESSES))
    records = _records(RecordKind.JUDGMENT_DEBT, today)
    for number, record in zip(stages, records, strict=False):
        proposal = Proposal(
            kind=ListKind.SERIOUS, name=JUDGMENT_DEBTORS, record=record,
            facts="有履行能力而拒不履行生效法律文书确定的义务",
            legal_basis="《中华人民共和国民事诉讼法》第二百六十六条",
        )  # fmt: skip
        case = services.propose_listing(
            entity=record.entity, proposal=proposal, agency=agency, by=officer, at=earlier
        )
        if number > 0:
            told_at = at if number == 1 else earlier
            services.notify_listing(listing=case, by=officer, at=told_at)
        if number > 2:
            services.decide_listing(
                listing=case, decision_number=f"澄信列决〔{today.year}〕{number}号",
                decision="期满未提出陈述申辩，予以列入", from_on=today,
                until_on=today + 730 * DAY, by=second, at=at,
            )  # fmt: skip
        if number > 3:
            services.deliver_listing(listing=case, delivery="直接送达", by=officer, at=at)


def _corrections(officer: User, at: datetime) -> None:
    agency, today = Agency.objects.get(users=officer), timezone.localdate(at)
    for number, entity in enumerate(Entity.objects.order_by("pk")[:BUSINESSES]):
        order = services.order_rectification(
            entity=entity, agency=agency, number=f"澄责改〔{today.year}〕{number + 1}号",
            matter="未按规定公示年度报告信息，限期补报并公示", due_on=today + (number - 2) * DAY,
            legal_basis="《企业信息公示暂行条例》第十七条", by=officer, at=at - 20 * DAY,
        )  # fmt: skip
        if number == 0:
            services.find_rectification_overdue(order=order, reason="逾期未报告", by=officer, at=at)
            services.summon_interview(
                entity=entity, agency=agency, order=order, kind=InterviewKind.WARNING,
                reason="逾期未完成整改", meets_on=today + 10 * DAY, place="信用办会议室",
                by=officer, at=at,
            )  # fmt: skip
