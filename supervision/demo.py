"""Measures, lists, orders and interviews of the demonstration, each in another state."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from credit_portal.accounts.models import Agency, Mandate, User
from credit_portal.policy.choices import Convenience, CreditClass
from entities.choices import DishonestyLevel, RecordKind
from entities.models import CreditRecord, Entity
from grading.models import Grade
from supervision import services
from supervision.correction.choices import InterviewKind
from supervision.leniency.choices import Leniency
from supervision.letters.choices import PUBLIC_BODIES, LetterKind
from supervision.listings.choices import JUDGMENT_DEBTORS, ListKind
from supervision.measures.choices import Nature, SuspensionCause
from supervision.models import (
    CreditReminder,
    Listing,
    Measure,
    MinorViolation,
    NoticeLetter,
    RectificationOrder,
    TypicalCase,
)
from supervision.services.cases import draft_case
from supervision.services.leniency import LineDraft, list_violation
from supervision.services.letters import LetterDraft, issue_letter
from supervision.services.measure_drafts import MeasureDraft
from supervision.services.proposals import Proposal
from supervision.services.reminders import ReminderDraft, send_credit_reminder

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
    if not MinorViolation.objects.exists():
        _minor_violations(officer, at)
    if not TypicalCase.objects.exists():
        _case(officer, at)
    if not NoticeLetter.objects.exists():
        _letter(officer, at)
    if not CreditReminder.objects.exists():
        _reminder(officer, at)


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
    _summon_the_business(officer, agency, at)


def _summon_the_business(officer: User, agency: Agency, at: datetime) -> None:
    """An order and an interview for the business whose user looks into the enterprise centre."""
    today = timezone.localdate(at)
    mandate = Mandate.objects.in_force(today).order_by("pk").first()
    entity = Entity.objects.filter(uscc=mandate.uscc).first() if mandate else None
    if entity is None:
        return
    services.order_rectification(
        entity=entity, agency=agency, number=f"澄责改〔{today.year}〕{BUSINESSES + 1}号",
        matter="补报并公示年度报告中的社保缴费信息", due_on=today + 7 * DAY,
        legal_basis="《企业信息公示暂行条例》第九条", by=officer, at=at - 5 * DAY,
    )  # fmt: skip
    services.summon_interview(
        entity=entity, agency=agency, kind=InterviewKind.REMINDER, reason="年度报告信息不完整",
        meets_on=today + 10 * DAY, starts_at=time(14, 30), place="信用办会议室", by=officer, at=at,
    )  # fmt: skip


def _minor_violations(officer: User, at: datetime) -> None:
    agency, today = Agency.objects.get(users=officer), timezone.localdate(at)
    lines = (
        ("未按规定公示年度报告信息", Leniency.EXEMPT, "首次违法，在责令期限内改正"),
        ("未按规定设置消防安全标志", Leniency.EXEMPT, "首次违法，当场改正，没有造成危害后果"),
        ("食品标签瑕疵", Leniency.LENIENT, "不影响食品安全，主动召回"),
    )
    for violation, leniency, condition in lines:
        draft = LineDraft(
            violation=violation, leniency=leniency, condition=condition, is_first_only=True,
            legal_basis="《中华人民共和国行政处罚法》第三十三条", edition=f"{today.year}年版",
            from_on=today - 90 * DAY,
        )  # fmt: skip
        list_violation(draft=draft, agency=agency, by=officer, at=at)


def _case(officer: User, at: datetime) -> None:
    """A draft; whether it may be published, the pack says."""
    measure = Measure.objects.filter(initiator__users=officer).order_by("pk").first()
    if measure:
        draft_case(
            measure=measure, title="屡次违规的企业不得申请财政性资金项目",
            body=f"{measure.entity.name}因{measure.record.title}受到处罚后未整改，"
            f"{measure.initiator.name}依法限制其申请财政性资金项目，督促其履行义务。",
            by=officer, at=at,
        )  # fmt: skip


def _letter(officer: User, at: datetime) -> None:
    """About the latest dishonest record of a public body, if there is one."""
    rows = CreditRecord.objects.standing().filter(entity__kind__in=PUBLIC_BODIES, repaired_at=None)
    record = rows.exclude(level="").order_by("-decided_on", "pk").first()
    if record:
        draft = LetterDraft(
            kind=LetterKind.BODY, record=record, recipients="澄江市人民政府、澄江市审计局"
        )
        agency = Agency.objects.get(users=officer)
        issue_letter(entity=record.entity, draft=draft, agency=agency, by=officer, at=at)


def _reminder(officer: User, at: datetime) -> None:
    """To the class for which the documents ask it, once anybody is in it."""
    if Grade.objects.filter(credit_class=CreditClass.MINOR).exists():
        draft = ReminderDraft(
            credit_class=CreditClass.MINOR, subject="信用提示",
            text="请按期公示年度报告、履行承诺；已纠正的失信行为，可以申请信用修复。",
        )  # fmt: skip
        agency = Agency.objects.get(users=officer)
        send_credit_reminder(draft=draft, agency=agency, by=officer, at=at)
