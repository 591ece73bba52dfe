"""Every officer's act of a service, with the roles that may do it and something to do it to.

Entries are in the order of the rooms, lowest first. What supervision does stands in its own tests.
"""

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from commitments import services as commitments
from commitments.choices import CommitmentKind, PublicationLevel, RecheckFinding
from commitments.ledger import services as ledgers
from commitments.ledger.rows import LedgerScope
from commitments.permissions import ACCEPTING_ROLES, CATALOGUE_ROLES, FILING_ROLES
from commitments.services.outcome import Recognition
from commitments.services.registration import Letter
from credit_portal.accounts.choices import BUSINESS_ROLES, Role
from credit_portal.accounts.invitations import Offer, invite_at_window
from credit_portal.accounts.models import Agency
from credit_portal.articles import services as articles
from credit_portal.articles.choices import ArticleKind
from credit_portal.articles.services import ArticleText
from credit_portal.errata import services as errata
from credit_portal.errata.permissions import ANSWERING_ROLES
from credit_portal.jobs import services as jobs
from credit_portal.policy import services as policy
from credit_portal.policy.permissions import EDITORS
from credit_portal.reports import services as reports
from credit_portal.reports.checks import services as checks
from credit_portal.reports.choices import ReportKind
from credit_portal.reports.models import BulkCheck
from credit_portal.reports.permissions import CHECKING_ROLES, REVOKING_ROLES
from credit_portal.reports.received.services import receive_report
from entities import services as entities
from entities.imports import mending
from entities.imports import services as imports
from entities.imports.layout import layout_of
from entities.imports.permissions import IMPORTING_ROLES
from entities.models import CatalogueItem, CreditRecord, UpwardReport
from entities.upward import services as upward
from entities.upward.permissions import REPORTING_ROLES as UPWARD_ROLES
from grading import services as grading
from grading.choices import AssessmentSource, CreditGrade, RunKind
from grading.permissions import (
    MODEL_EDITORS,
    OVERRIDING_ROLES,
    REPORTING_ROLES,
    SUPERVISING_ROLES,
)
from grading.runs.export import queue_export
from grading.runs.permissions import READING_ROLES, STARTING_ROLES
from grading.services.assessments import Result
from supervision import services as supervision
from tests.factories.articles import ArticleFactory
from tests.factories.commitments import CommitmentFactory, CommitmentItemFactory
from tests.factories.entities import (
    NOW,
    TODAY,
    CreditRecordFactory,
    EntityFactory,
    ImportBatchFactory,
)
from tests.factories.errata import ErrorReportFactory
from tests.factories.grading import (
    ClassNoticeFactory,
    EvaluationRunFactory,
    ExternalAssessmentFactory,
    GradeOverrideFactory,
    ScoringModelFactory,
)
from tests.factories.jobs import JobFactory
from tests.factories.policy import (
    PackAssignmentFactory,
    PackVersionFactory,
    PolicyPackFactory,
)
from tests.factories.reports import SCENE, received, scan, wish
from tests.factories.supervision import MeasureFactory

Values = dict[str, Any]
LEAD = {Role.LEAD_OFFICER}


@dataclass(frozen=True)
class Act:
    """``values`` makes what the service wants beside ``by`` and ``at``, of an agency."""

    service: Callable[..., Any]
    roles: Collection[str]
    values: Callable[[Agency], Values]

    def __str__(self) -> str:
        return f"{self.service.__module__}.{self.service.__name__}"


def act(service: Callable[..., Any], roles: Collection[str], /, **values: Any) -> Act:
    """Values that are callables take the agency."""
    return Act(
        service, roles,
        lambda agency: {k: v(agency) if callable(v) else v for k, v in values.items()},
    )  # fmt: skip


def letter(filed: bool = False) -> Letter:
    return Letter(
        kind=CommitmentKind.VOLUNTARY if filed else CommitmentKind.APPROVAL_REPLACING,
        matter="守法诚信经营", content="材料真实。", liability="依法承担责任。", made_on=TODAY,
        publication=PublicationLevel.PUBLIC,
    )  # fmt: skip


def reported(agency: Agency) -> CreditRecord:
    return CreditRecordFactory(reported_by=agency)


def scope(agency: Agency) -> LedgerScope:
    return LedgerScope(TODAY.replace(day=1), agency, (CommitmentKind.VOLUNTARY,))


def finding(agency: Agency) -> Recognition:
    return Recognition(
        agency=agency, on=TODAY, evidence="现场核查", unfulfilled="未达到条件", liability="撤销许可"
    )


def taken(**state: Any) -> Callable[[Agency], Any]:
    return lambda agency: CommitmentFactory(
        agency=agency, kind=CommitmentKind.APPROVAL_REPLACING, **state
    )


def own_item(**state: Any) -> Callable[[Agency], Any]:
    return lambda agency: CommitmentItemFactory(agency=agency, **state)


def new(factory: Any, **state: Any) -> Callable[[Agency], Any]:
    return lambda agency: factory(**state)


ACCOUNTS = [
    act(
        invite_at_window,
        {Role.WINDOW_OFFICER},
        reason="核验原件",
        offer=Offer("91990281MA000007XX", "季经办", "990281199003070012"),
        papers=[SimpleUploadedFile("执照.pdf", b"%PDF-1.7\n%%EOF\n")],
    )
]
JOBS = [
    act(jobs.cancel_job, LEAD, job=new(JobFactory)),
    act(jobs.retry_job, LEAD, job=new(JobFactory, failed=True)),
    act(jobs.record_download, LEAD, job=new(JobFactory, succeeded=True)),
]
POLICY = [
    act(policy.edit_pack, EDITORS, pack=new(PolicyPackFactory), content="", reason="国家有新规定"),
    act(policy.submit_pack_version, EDITORS, version=new(PackVersionFactory)),
    act(policy.approve_pack_version, EDITORS, version=new(PackVersionFactory, submitted=True)),
    act(policy.reject_pack_version, EDITORS, version=new(PackVersionFactory, submitted=True),
        reason="日期有误"),
    act(policy.propose_assignment, EDITORS, pack=new(PolicyPackFactory),
        from_date=TODAY, reason="本市执行"),
    act(policy.approve_assignment, EDITORS, assignment=new(PackAssignmentFactory)),
    act(policy.reject_assignment, EDITORS, assignment=new(PackAssignmentFactory),
        reason="日期有误"),
    act(policy.import_holiday_notice, EDITORS, year=2031, title="通知", number="", days=()),
]  # fmt: skip
ENTITIES = [
    act(entities.change_catalogue_item, {Role.ADMINISTRATOR}, changes={}, reason="核对",
        item=lambda agency: CatalogueItem.objects.all()[0]),
    act(imports.receive_file, IMPORTING_ROLES, stream=lambda agency: BytesIO(b"x"), name="a.csv",
        layout=lambda agency: layout_of("penalties"), agency=lambda agency: agency),
    act(imports.queue_import, IMPORTING_ROLES,
        batch=lambda agency: ImportBatchFactory(agency=agency)),
    act(mending.queue_workbook, IMPORTING_ROLES,
        batch=lambda agency: ImportBatchFactory(agency=agency)),
    act(mending.note_taking, IMPORTING_ROLES,
        batch=lambda agency: ImportBatchFactory(agency=agency)),
    act(upward.make_report, UPWARD_ROLES, layout=lambda agency: layout_of("penalties"),
        month=date(2026, 1, 1)),
    act(upward.note_report, UPWARD_ROLES, report=lambda agency: UpwardReport(),
        reported_on=TODAY, receipt="已接收"),
]  # fmt: skip
MODELS = [
    act(grading.draft_model, MODEL_EDITORS, source=new(ScoringModelFactory, published=True)),
    act(grading.edit_model, MODEL_EDITORS, model=new(ScoringModelFactory), values={},
        reason="名称有误"),
    act(grading.add_indicator, MODEL_EDITORS, model=new(ScoringModelFactory), values={}),
    act(grading.edit_indicator, MODEL_EDITORS, values={},
        indicator=lambda agency: ScoringModelFactory().indicators.all()[0]),
    act(grading.remove_indicator, MODEL_EDITORS, reason="重复",
        indicator=lambda agency: ScoringModelFactory().indicators.all()[0]),
    act(grading.submit_model, MODEL_EDITORS, model=new(ScoringModelFactory)),
    act(grading.send_back_model, MODEL_EDITORS, model=new(ScoringModelFactory, submitted=True),
        reason="请复核"),
    act(grading.discard_model, MODEL_EDITORS, model=new(ScoringModelFactory), reason="不再需要"),
    act(grading.publish_model, MODEL_EDITORS, model=new(ScoringModelFactory, submitted=True),
        effective_from=TODAY + timedelta(days=9), reason="同意"),
    act(grading.open_simulation, MODEL_EDITORS, model=new(ScoringModelFactory), on=TODAY),
    act(grading.start_simulation, MODEL_EDITORS, model=new(ScoringModelFactory), on=TODAY),
]  # fmt: skip
OVERRIDES = [
    act(grading.propose_override, OVERRIDING_ROLES, entity=new(EntityFactory),
        grade=CreditGrade.C, reason="数据正在核实", from_on=TODAY,
        until_on=TODAY + timedelta(days=9)),
    act(grading.approve_override, OVERRIDING_ROLES, override=new(GradeOverrideFactory)),
    act(grading.reject_override, OVERRIDING_ROLES, override=new(GradeOverrideFactory),
        reason="依据不足"),
    act(grading.end_override, OVERRIDING_ROLES, override=new(GradeOverrideFactory, approved=True),
        reason="已经核实"),
]  # fmt: skip
GRADING = [
    act(grading.start_run, STARTING_ROLES, kind=RunKind.FULL, on=TODAY, cause="季度评价"),
    act(grading.open_run, STARTING_ROLES, kind=RunKind.FULL, on=TODAY, cause="季度评价"),
    act(grading.reproduce_run, STARTING_ROLES, on=TODAY, known_at=NOW),
    act(queue_export, READING_ROLES, run=new(EvaluationRunFactory), chosen={}),
    act(grading.record_assessment, REPORTING_ROLES, entity=new(EntityFactory),
        result=Result(source=AssessmentSource.INDUSTRY, period="2026Q3", grade="A",
                      assessed_on=TODAY, domain="旅游")),
    act(grading.withdraw_assessment, REPORTING_ROLES, reason="报送有误",
        assessment=lambda agency: ExternalAssessmentFactory(reported_by=agency)),
    act(grading.handle_fall, SUPERVISING_ROLES, handling="已约谈",
        notice=lambda agency: ClassNoticeFactory(supervisor=agency)),
    *MODELS,
    *OVERRIDES,
]  # fmt: skip
LETTERS = [
    act(service, roles, entity=new(EntityFactory), agency=lambda agency: agency,
        letter=letter(filed), form_token=lambda agency: uuid.uuid4())
    for service, roles, filed in (
        (commitments.draft_commitment, ACCEPTING_ROLES, False),
        (commitments.take_commitment, ACCEPTING_ROLES, False),
        (commitments.file_published_commitment, FILING_ROLES, True),
    )
]  # fmt: skip
COMMITMENTS = [
    *LETTERS,
    act(commitments.register_commitment, ACCEPTING_ROLES, commitment=taken(draft=True)),
    act(commitments.withdraw_draft, ACCEPTING_ROLES, commitment=taken(draft=True), reason="有误"),
    act(commitments.void_commitment, ACCEPTING_ROLES, commitment=taken(), reason="未签署"),
    act(commitments.attach_scan, ACCEPTING_ROLES, commitment=taken(),
        upload=lambda agency: SimpleUploadedFile("扫描件.pdf", b"%PDF-1.7\n%%EOF\n")),
    act(commitments.supplement_materials, ACCEPTING_ROLES, commitment=taken(), supplied_on=TODAY,
        conforms=True, note=""),
    act(commitments.recheck_commitment, ACCEPTING_ROLES, commitment=taken(), checked_on=TODAY,
        finding=RecheckFinding.KEPT, note="属实"),
    *(
        act(service, ACCEPTING_ROLES, commitment=taken(), finding=finding)
        for service in (
            commitments.fulfil_commitment, commitments.record_partial_fulfilment,
            commitments.record_breach, commitments.recognise_false,
        )
    ),
    act(commitments.revoke_recognition, ACCEPTING_ROLES, commitment=taken(fulfilled=True),
        reason="核查对象有误"),
    act(commitments.draft_item, CATALOGUE_ROLES, code="own",
        values=lambda agency: {"agency": agency}),
    act(commitments.draft_template, LEAD, code="own", values={}),
    act(commitments.publish_version, CATALOGUE_ROLES, version=own_item(draft=True), reason="启用"),
    act(commitments.retire_version, CATALOGUE_ROLES, version=own_item(), reason="许可取消"),
    act(ledgers.queue_ledger, ACCEPTING_ROLES, scope=scope, with_scans=False, submit=True),
    act(ledgers.build_ledger, ACCEPTING_ROLES, scope=scope, folder=Path("none"), with_scans=False,
        tick=lambda agency: None),
    act(ledgers.submit_ledger, ACCEPTING_ROLES, agency=lambda agency: agency, scope=scope,
        built=None),
]  # fmt: skip
TEXT = ArticleText(ArticleKind.FAQ, "标题", "正文")
ARTICLES = [
    act(articles.draft_article, LEAD, text=TEXT),
    act(articles.edit_article, LEAD, article=new(ArticleFactory), text=TEXT),
    act(articles.publish_article, LEAD, article=new(ArticleFactory)),
    act(articles.withdraw_article, LEAD, article=new(ArticleFactory, published=True), reason="错"),
]
BASIS = errata.Basis(reason="有误", number="1号", on=TODAY)
ERRATA = [
    act(errata.answer_error, ANSWERING_ROLES, answer="已核实",
        report=lambda agency: ErrorReportFactory(agency=agency)),
    act(errata.withdraw_record, ANSWERING_ROLES, record=reported, basis=BASIS),
    act(errata.correct_record, ANSWERING_ROLES, record=reported, basis=BASIS,
        values=lambda agency: {"title": "新"}),
]  # fmt: skip
REPORTS = [
    act(reports.issue_report, BUSINESS_ROLES, entity=new(EntityFactory),
        wish=lambda agency: wish(ReportKind.REVIEW), agency=lambda agency: agency),
    act(receive_report, BUSINESS_ROLES, entity=new(EntityFactory), said=received(),
        upload=lambda agency: scan(), agency=lambda agency: agency),
    act(checks.start_check, CHECKING_ROLES, stream=lambda agency: BytesIO(b"x"), name="a.csv",
        scene=SCENE, purpose="资格审查", agency=lambda agency: agency),
    act(checks.carry_out_check, CHECKING_ROLES, stream=lambda agency: BytesIO(),
        check=lambda agency: BulkCheck(agency=agency), progress=lambda agency: None),
]  # fmt: skip
SUPERVISION = [
    act(supervision.respond_to_measure, BUSINESS_ROLES, response="受理",
        measure=lambda agency: MeasureFactory(executor=agency)),
    act(supervision.feed_back_measure, BUSINESS_ROLES, feedback="已执行",
        measure=lambda agency: MeasureFactory(executor=agency, responded=True)),
]  # fmt: skip
REVOKING = [act(reports.revoke_reports, REVOKING_ROLES, record=new(CreditRecordFactory))]
ACTS = [
    *ACCOUNTS, *ARTICLES, *ERRATA, *JOBS, *POLICY, *ENTITIES, *GRADING, *COMMITMENTS,
    *REPORTS, *REVOKING, *SUPERVISION,
]  # fmt: skip
# Of these only what one's own agency, or one below it, has.
OF_AN_AGENCY = [
    *ERRATA,
    *REPORTS,
    *SUPERVISION,
    *(entry for entry in COMMITMENTS if entry.roles != LEAD),
    *(entry for entry in GRADING
      if entry.service in (grading.handle_fall, grading.withdraw_assessment)),
]  # fmt: skip
