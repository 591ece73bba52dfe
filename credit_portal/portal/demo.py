"""The demonstration: what every app installs, a small city, and a few weeks at the window."""

import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from commitments import defaults as commitment_defaults
from commitments import rules, selectors, services
from commitments.choices import CommitmentKind
from commitments.models import Commitment, CommitmentItem
from commitments.services.outcome import Recognition
from commitments.services.registration import Letter
from credit_portal.accounts.demo import build_demo_accounts
from credit_portal.accounts.mandates import grant_mandate
from credit_portal.accounts.models import Agency, User
from credit_portal.articles.demo import build_demo_articles
from credit_portal.campaigns import demo as campaigns_demo
from credit_portal.insight.demo import build_demo_scorecards
from credit_portal.policy.services import install_notices, install_packs
from credit_portal.reports.demo import build_demo_reports
from credit_portal.shared.actors import SystemActor
from declarations import demo as declarations_demo
from disputes import demo as disputes_demo
from disputes.harm.demo import build_demo_replies, build_demo_reversals, withdraw_used_fact
from entities.catalogue import install_catalogue
from entities.choices import EntityStatus, RecordKind
from entities.city.building import build_city
from entities.feed.demo import build_demo_feed
from entities.imports.demo import build_demo_import
from entities.models import CreditRecord, DataAuthorisation, Entity
from entities.services import AuthorisationDraft, grant_authorisation
from entities.upward.demo import build_demo_upward
from grading import defaults as grading_defaults
from grading import services as grading
from grading.choices import AssessmentSource, RunKind
from grading.models import ClassNotice, EvaluationRun, ExternalAssessment, SimulationReport
from grading.runs.distribution import keep_distribution
from grading.selectors import model_in_force
from grading.services.assessments import Result
from repair import demo as repair_demo
from supervision import demo as supervision_demo
from supervision.inspections.demo import build_demo_inspections

BUILDER = SystemActor("演示城市")
ENTITIES, RECORDS, SEED = 2_000, 12_000, 2026
MONTHS_GRADED = 6
COMMITMENTS = 24
DAYS_BETWEEN = 2
HANDLED_AFTER_DAYS = 6
STRICTER = 5  # points
WINDOW_OFFICER, ENTERPRISE = "chuangkou", "qiye"
LEAD_OFFICERS = ("xinyong", "xinyong2")
TOKENS = uuid.UUID("5d0fcb52-29b8-4d70-92c3-0f5f3fb1d4a1")  # one form per demo commitment


def steps(at: datetime) -> Iterator[tuple[str, Callable[[], object]]]:
    """The steps in their order; each leaves alone what stands already."""
    yield "政策包", lambda: install_packs(by=BUILDER, at=at)
    yield "节假日安排", lambda: install_notices(by=BUILDER, at=at)
    yield "机构和用户", lambda: build_demo_accounts(at=at)
    yield "信用信息目录", lambda: install_catalogue(by=BUILDER, at=at)
    yield "承诺事项和承诺书", lambda: commitment_defaults.install(by=BUILDER, at=at)
    yield "评价模型", lambda: grading_defaults.install(by=BUILDER, at=_months_before(at)[0])
    yield "文章", lambda: _articles(at)
    yield "城市", lambda: _city(at)
    yield "部门数据导入", lambda: _import(at)
    yield "变动订阅", lambda: build_demo_feed(at=at)
    yield "信用承诺", lambda: _commitments(at)
    yield "信用等级", lambda: _grades(at)
    yield "政策实验室", lambda: _laboratory(at)
    yield "企业授权", lambda: _mandate(at)
    yield "外部评价结果", lambda: _assessment(at)
    yield "监管措施和名单", lambda: _supervision(at)
    yield "双随机抽查", lambda: build_demo_inspections(at)
    yield "信用修复", lambda: _repair(at)
    yield "异议", lambda: _disputes(at)
    yield "主体声明和纠正影响", lambda: _replies_and_harm(at)
    yield "信用报告", lambda: build_demo_reports(at=at)
    yield "自主申报", lambda: _declarations(at)
    yield "信息查询授权", lambda: _authorisation(at)
    yield "单位评分和专项工作", lambda: _appraisal(at)


def _articles(at: datetime) -> None:
    build_demo_articles(by=User.objects.get(username=LEAD_OFFICERS[0]), at=at)


def _city(at: datetime) -> None:
    if not Entity.objects.exists():
        build_city(entities=ENTITIES, records=RECORDS, seed=SEED, on=timezone.localdate(at))


def _import(at: datetime) -> None:
    """A department's files of this morning, two rows to mend; what went up of last month."""
    build_demo_import(officer=User.objects.get(username="shijian"), at=at)
    build_demo_upward(officer=User.objects.get(username=LEAD_OFFICERS[0]), at=at)


def _commitments(at: datetime) -> None:
    """The last weeks at one window: all kinds, some kept, some broken, some waiting."""
    if Commitment.objects.exists():
        return
    officer = User.objects.get(username=WINDOW_OFFICER)
    hall = Agency.objects.get(users=officer)
    items = list(CommitmentItem.objects.in_force().order_by("code"))
    businesses = Entity.objects.filter(status=EntityStatus.ACTIVE, confirmed_at__isnull=False)
    for number, entity in enumerate(businesses.order_by("pk")[:COMMITMENTS]):
        made_at = at - timedelta(days=DAYS_BETWEEN * number)
        commitment = services.take_commitment(
            entity=entity,
            agency=hall,
            letter=_letter(entity, items[number % len(items)], hall, made_at),
            form_token=uuid.uuid5(TOKENS, str(number)),
            by=officer,
            at=made_at,
        )
        _recognise(commitment, number, hall, officer, at)


def _grades(at: datetime) -> None:
    """A run for each of the last months and one for today, so that the pages have a past."""
    if EvaluationRun.objects.exists():
        return
    moments = [*_months_before(at), at]
    for moment in moments:
        _grade(moment)
    _look_after_falls(before=moments[-2])


def _grade(moment: datetime) -> None:
    run = grading.open_run(
        kind=RunKind.FULL, on=timezone.localdate(moment), cause="演示", by=BUILDER, at=moment
    )
    run = grading.carry_out_run(run=run, by=BUILDER, clock=lambda: moment)
    keep_distribution(run)
    grading.send_class_notices(run=run, at=moment)


def _look_after_falls(before: datetime) -> None:
    """What fell in the months before this one has been looked after."""
    officer = User.objects.get(username=LEAD_OFFICERS[0])
    for notice in ClassNotice.objects.open().filter(sent_at__lt=before):
        grading.handle_fall(
            notice=notice, handling="已约谈负责人，督促限期整改。",
            by=officer, at=notice.sent_at + timedelta(days=HANDLED_AFTER_DAYS),
        )  # fmt: skip


def _laboratory(at: datetime) -> None:
    """A draft of the next model that asks more of grade C, and what it would change."""
    if SimulationReport.objects.exists():
        return
    officer = User.objects.get(username=LEAD_OFFICERS[0])
    on = timezone.localdate(at)
    source = model_in_force(on, at)
    draft = grading.draft_model(source=source, by=officer, at=at)
    draft = grading.edit_model(
        model=draft, values={"c_from": source.c_from + STRICTER}, reason="试算提高C级门槛的影响",
        by=officer, at=at,
    )  # fmt: skip
    report = grading.open_simulation(model=draft, on=on, by=officer, at=at)
    grading.carry_out_simulation(report=report, by=officer, clock=lambda: at)


def _mandate(at: datetime) -> None:
    """The enterprise user acts for a business whose class changed, with records to act upon."""
    user = User.objects.get(username=ENTERPRISE)
    adverse = CreditRecord.objects.published(timezone.localdate(at)).exclude(level="")
    fallen = (
        ClassNotice.objects.filter(to_entity=True)
        .annotate(adverse=Count("entity__records", filter=Q(entity__records__in=adverse)))
        .order_by("-adverse", "-sent_at", "pk")
        .first()
    )
    if fallen and not user.mandates.exists():
        grant_mandate(
            user=user, uscc=fallen.entity.uscc, reason="演示：已核验营业执照和授权委托书",
            by=BUILDER, at=at,
        )  # fmt: skip


def _assessment(at: datetime) -> None:
    """What an industry found of the business of the enterprise user in the month before."""
    owner, officer = User.objects.get(username=ENTERPRISE), User.objects.get(username="shijian")
    mandate, month = owner.mandates.first(), _months_before(at)[-2]
    if mandate and not ExternalAssessment.objects.exists():
        result = Result(
            source=AssessmentSource.INDUSTRY, domain="特种设备", period=f"{month:%Y-%m}", grade="C",
            assessed_on=timezone.localdate(at),
        )  # fmt: skip
        entity = Entity.objects.get(uscc=mandate.uscc)
        grading.record_assessment(entity=entity, result=result, by=officer, at=at)


def _supervision(at: datetime) -> None:
    """Cases in every state, decided by two officers of the lead office."""
    officer, second = (User.objects.get(username=name) for name in LEAD_OFFICERS)
    supervision_demo.build(officer=officer, second=second, at=at)


def _repair(at: datetime) -> None:
    """Applications taken in at the window, decided by the lead office."""
    officer = User.objects.get(username=LEAD_OFFICERS[0])
    window = User.objects.get(username=WINDOW_OFFICER)
    repair_demo.build(officer=officer, window=window, at=at)


def _disputes(at: datetime) -> None:
    """In several states, handled by two officers of one department."""
    names = {
        "owner": ENTERPRISE,
        "window": WINDOW_OFFICER,
        "officer": "shijian",
        "second": "shijian2",
    }
    users = {role: User.objects.get(username=name) for role, name in names.items()}
    disputes_demo.build(**users, at=at)


def _replies_and_harm(at: datetime) -> None:
    """A business says its own beside records; one of them turns out wrong."""
    owner = User.objects.get(username=ENTERPRISE)
    officer = User.objects.get(username=LEAD_OFFICERS[0])
    build_demo_replies(owner=owner, officer=officer, at=at)
    if not withdraw_used_fact(owner=owner, at=at):
        return
    run = grading.open_run(
        kind=RunKind.INCREMENTAL, on=timezone.localdate(at), cause="撤回信用记录", by=BUILDER, at=at
    )
    grading.carry_out_run(run=run, by=BUILDER, clock=lambda: at)
    build_demo_reversals(at=at)


def _declarations(at: datetime) -> None:
    """Of the business of the enterprise user, reviewed by a department."""
    owner, officer = User.objects.get(username=ENTERPRISE), User.objects.get(username="shijian")
    if mandate := owner.mandates.first():
        entity = Entity.objects.get(uscc=mandate.uscc)
        declarations_demo.build(applicant=owner, officer=officer, entity=entity, at=at)


def _authorisation(at: datetime) -> None:
    """Water to a department for half a year; the records that it opens are not in the city."""
    owner, officer = User.objects.get(username=ENTERPRISE), User.objects.get(username="shijian")
    mandate, today = owner.mandates.first(), timezone.localdate(at)
    if mandate and officer.agency and not DataAuthorisation.objects.exists():
        draft = AuthorisationDraft(
            kind=RecordKind.WATER, scope="近12个月的用水量和缴费情况", purpose="惠企资金申报审核",
            agencies=[officer.agency], from_on=today, until_on=today + timedelta(days=180),
        )  # fmt: skip
        entity = Entity.objects.get(uscc=mandate.uscc)
        grant_authorisation(entity=entity, draft=draft, by=owner, at=at)


def _appraisal(at: datetime) -> None:
    """What the lead office watches: scores of the months, a campaign, talks at a window."""
    lead = User.objects.get(username=LEAD_OFFICERS[0])
    build_demo_scorecards(lead=lead, at=at)
    campaigns_demo.build_demo_campaigns(lead=lead, at=at)
    officer = User.objects.get(username=WINDOW_OFFICER)
    campaigns_demo.build_demo_talks(officer=officer, at=at)


def _months_before(at: datetime) -> list[datetime]:
    """The same hour of the first day of this month and of those before it."""
    first = timezone.localtime(at).replace(day=1)
    months = [first]
    while len(months) < MONTHS_GRADED:
        months.insert(0, (months[0] - timedelta(days=1)).replace(day=1))
    return months


def _letter(entity: Entity, item: CommitmentItem, hall: Agency, made_at: datetime) -> Letter:
    template = selectors.template_for(item.kind, item.code)
    assert template is not None, "defaults hold a letter for every kind"
    made_on = timezone.localdate(made_at)
    values = {
        "承诺人": entity.name,
        "统一社会信用代码": entity.uscc,
        "事项": item.name,
        "受理单位": hall.name,
    }
    days = item.supplement_days
    return Letter(
        kind=CommitmentKind(item.kind),
        item=item,
        template=template,
        matter=item.name,
        content=rules.fill_text(template.body, values),
        liability=rules.fill_text(template.liability, values),
        made_on=made_on,
        valid_until=made_on + timedelta(days=365),
        missing_materials=item.missing_materials,
        supplement_due_on=made_on + timedelta(days=days) if days else None,
    )


def _recognise(
    commitment: Commitment, number: int, hall: Agency, officer: User, at: datetime
) -> None:
    """Older commitments are recognised: most kept, some not."""
    if number < COMMITMENTS // 3 or commitment.awaits_documents:
        return
    finding = Recognition(
        agency=hall,
        on=timezone.localdate(at),
        evidence="核查承诺履行情况，现场核对",
    )
    if number % 5:
        services.fulfil_commitment(commitment=commitment, finding=finding, by=officer, at=at)
        return
    broken = Recognition(
        agency=finding.agency,
        on=finding.on,
        evidence=finding.evidence,
        unfulfilled="未在承诺期限内达到许可条件",
        liability="责令限期整改，记入信用记录",
    )
    services.record_breach(commitment=commitment, finding=broken, by=officer, at=at)
