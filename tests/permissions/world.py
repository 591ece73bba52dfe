"""One of everything, belonging to one agency, so that every address has something to show.

``SECRET`` stands in a record that only its agency and the lead office may see.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from commitments.models import Commitment, CommitmentItem, CommitmentScan, LedgerSubmission
from credit_portal.accounts.choices import AGENCY_ROLES, AgencyKind, MandateOrigin, Role
from credit_portal.accounts.models import Agency, Mandate, MandatePaper, User
from credit_portal.articles.models import Article
from credit_portal.audit.models import AuditEntry
from credit_portal.campaigns.models import DutyFile
from credit_portal.deadlines.models import Deadline
from credit_portal.errata.models import ErrorReport
from credit_portal.insight.models import AppraisalNotice
from credit_portal.jobs.models import Job
from credit_portal.messages.models import Message
from credit_portal.policy.models import PackVersion
from credit_portal.policy.services import install_packs
from credit_portal.reports.choices import ReportKind
from credit_portal.reports.models import CreditReport
from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor
from declarations.choices import DeclarationStatus
from declarations.models import Declaration
from disputes.choices import DisputeStatus
from disputes.models import Dispute, HarmReversal, Reply
from entities.catalogue import install_catalogue
from entities.choices import RecordKind, SubjectKind
from entities.models import (
    CreditRecord,
    DataAuthorisation,
    Entity,
    FactChange,
    FeedConsumer,
    ImportBatch,
    QuarantinedRow,
    TemporaryLift,
)
from grading.models import (
    ClassNotice,
    EvaluationRun,
    ExternalAssessment,
    GradeOverride,
    ScoringModel,
    SimulatedMove,
)
from repair.choices import ApplicationStatus, ProofKind
from repair.models import (
    RepairApplication,
    RepairItem,
    RepairNotice,
    RepairProof,
    TrainingCourse,
    TrainingResult,
)
from repair.services import draft_course, issue_notices
from supervision.inspections.choices import VisitStatus
from supervision.letters.choices import LetterKind
from supervision.measures.choices import SuspensionCause
from supervision.models import (
    DeclaredInterest,
    FollowUp,
    Inspection,
    InspectionPhoto,
    Inspector,
    Interview,
    Listing,
    Measure,
    MeasureSuspension,
    MinorViolation,
    NoticeLetter,
    RectificationOrder,
    TypicalCase,
)
from supervision.services import suspend_measure
from supervision.services.inspectors import declare_interest
from supervision.services.letters import LetterDraft, issue_letter
from tests.factories.accounts import (
    AgencyFactory,
    InvitationFactory,
    MandateFactory,
    UserFactory,
)
from tests.factories.articles import ArticleFactory
from tests.factories.audit import AuditEntryFactory
from tests.factories.campaigns import duty_with_file
from tests.factories.commitments import CommitmentFactory, CommitmentItemFactory
from tests.factories.deadlines import DeadlineFactory
from tests.factories.declarations import declaration_in
from tests.factories.disputes import HarmReversalFactory, ReplyFactory, dispute_in, filed
from tests.factories.entities import NOW, CreditRecordFactory, EntityFactory
from tests.factories.errata import ErrorReportFactory
from tests.factories.feed import FactChangeFactory, FeedConsumerFactory
from tests.factories.grading import (
    ClassNoticeFactory,
    ExternalAssessmentFactory,
    GradeFactory,
    GradeOverrideFactory,
    ScoringModelFactory,
    SimulatedMoveFactory,
)
from tests.factories.insight import appraisal_of
from tests.factories.inspections import build_office, visit_in
from tests.factories.jobs import JobFactory
from tests.factories.messages import MessageFactory
from tests.factories.policy import PackVersionFactory
from tests.factories.repair import application_in, course, passed
from tests.factories.reports import issue
from tests.factories.supervision import (
    FollowUpFactory,
    InterviewFactory,
    ListingFactory,
    MeasureFactory,
    MinorViolationFactory,
    OrderFactory,
    TypicalCaseFactory,
)

SECRET = "涉密事项零零七"


@dataclass(frozen=True)
class World:
    """What the addresses of the matrix point at."""

    agency: Agency
    entity: Entity
    published: CreditRecord
    restricted: CreditRecord
    consumer: FeedConsumer
    change: FactChange
    commitment: Commitment
    scan: CommitmentScan
    item: CommitmentItem
    submission: LedgerSubmission
    job: Job
    deadline: Deadline
    message: Message
    mandate: Mandate
    mandate_paper: MandatePaper
    batch: ImportBatch
    audit_entry: AuditEntry
    article: Article
    error_report: ErrorReport
    pack_version: PackVersion
    run: EvaluationRun
    fall: ClassNotice
    override: GradeOverride
    assessment: ExternalAssessment
    draft_model: ScoringModel
    move: SimulatedMove
    listing: Listing
    order: RectificationOrder
    interview: Interview
    follow_up: FollowUp
    letter: NoticeLetter
    violation: MinorViolation
    typical_case: TypicalCase
    dispute: Dispute
    reply: Reply
    reversal: HarmReversal
    answered: Dispute
    measure: Measure
    suspension: MeasureSuspension
    visit: Inspection
    photo: InspectionPhoto
    interest: DeclaredInterest
    declaration: Declaration
    authorisation: DataAuthorisation
    repair: RepairApplication
    decided_repair: RepairApplication
    repair_proof: RepairProof
    repair_notice: RepairNotice
    lift: TemporaryLift
    course: TrainingCourse
    draft_course: TrainingCourse
    training: TrainingResult
    credit_report: CreditReport
    appraisal: AppraisalNotice
    duty_file: DutyFile
    insiders: dict[Role, User]
    outsiders: dict[Role, User]


def user_of(role: Role, agency: Agency | None) -> User:
    """A user of a role, in an agency where the role has one."""
    return UserFactory(role=role, agency=agency if role in AGENCY_ROLES else None)


def build_world() -> World:
    """Create it all; the insiders work in the agency that holds it, the outsiders elsewhere."""
    install_packs(by=SystemActor("测试"), at=NOW)
    install_catalogue(by=SystemActor("测试"), at=NOW)
    agency = AgencyFactory()
    elsewhere = AgencyFactory()
    lead_office = AgencyFactory(kind=AgencyKind.LEAD_OFFICE)
    insiders = {role: user_of(role, agency) for role in Role}
    outsiders = {role: user_of(role, elsewhere) for role in Role}
    insiders[Role.LEAD_OFFICER] = outsiders[Role.LEAD_OFFICER] = user_of(
        Role.LEAD_OFFICER, lead_office
    )
    owner = insiders[Role.DEPARTMENT_OFFICER]
    entity = EntityFactory()
    run = GradeFactory(entity=entity, run__job=JobFactory(succeeded=True)).run
    draft_model = ScoringModelFactory()
    commitment = CommitmentFactory(entity=entity, agency=agency, draft=True)
    commitment = CommitmentFactory(entity=entity, agency=agency)
    measure = MeasureFactory(entity=entity, initiator=agency, executor=agency)
    visit, _ = visit_in(VisitStatus.STARTED, build_office(agency=agency))
    repair = application_in(ApplicationStatus.WITH_AGENCY, entity=entity, agency=agency)
    published = CreditRecordFactory(entity=entity, reported_by=agency)
    offered = course()
    return World(
        agency=agency,
        entity=entity,
        published=published,
        restricted=CreditRecordFactory(
            entity=entity, reported_by=agency, authorised=True, title=SECRET
        ),
        consumer=FeedConsumerFactory(agency=agency),
        change=FactChangeFactory(record__entity=entity),
        commitment=commitment,
        scan=_scan(commitment),
        item=CommitmentItemFactory(agency=agency, draft=True),
        submission=_submission(agency, owner),
        job=_finished_job(owner),
        deadline=DeadlineFactory(agency=agency),
        message=MessageFactory(agency=agency),
        mandate=MandateFactory(),
        mandate_paper=_mandate_paper(insiders[Role.WINDOW_OFFICER]),
        batch=_batch(agency, owner),
        audit_entry=AuditEntryFactory(),
        article=ArticleFactory(published=True),
        error_report=ErrorReportFactory(agency=agency),
        pack_version=PackVersionFactory(number=2),
        run=run,
        fall=ClassNoticeFactory(grade__run=run, supervisor=agency),
        override=GradeOverrideFactory(entity=entity),
        assessment=ExternalAssessmentFactory(entity=entity, reported_by=agency),
        draft_model=draft_model,
        move=SimulatedMoveFactory(
            entity=entity, report__model=draft_model, report__base_model=run.model
        ),
        order=OrderFactory(entity=entity, agency=agency),
        interview=InterviewFactory(entity=entity, agency=agency),
        follow_up=FollowUpFactory(entity=entity, agency=agency),
        letter=_letter(agency),
        violation=MinorViolationFactory(agency=agency),
        typical_case=TypicalCaseFactory(measure=measure),
        reply=ReplyFactory(record__entity=entity, record__reported_by=agency, submitted=True),
        reversal=HarmReversalFactory(
            change__record__entity=entity, change__record__reported_by=agency
        ),
        dispute=_dispute(entity, agency, DisputeStatus.VERIFIED),
        answered=_dispute(entity, agency, DisputeStatus.DECIDED),
        listing=ListingFactory(entity=entity, agency=agency, heard=True),
        measure=measure,
        suspension=suspend_measure(
            measure=measure, cause=SuspensionCause.DISPUTE, reason="核实", by=owner, at=NOW
        ),
        visit=visit,
        photo=_photo(visit),
        interest=_interest(visit, owner),
        declaration=declaration_in(
            DeclarationStatus.PUBLISHED, entity=entity, agency=agency, at=clock.now()
        ),
        authorisation=_authorisation(entity, agency),
        repair=repair,
        decided_repair=application_in(ApplicationStatus.CLOSED, entity=entity, agency=agency),
        repair_proof=_proof(repair),
        repair_notice=_notice(published),
        lift=TemporaryLift.objects.create(
            record=CreditRecordFactory(entity=entity, reported_by=agency),
            reference="（2026）澄破1号",
            from_on=NOW.date(),
            until_on=date(2027, 6, 1),
            recorded_at=NOW,
        ),
        course=offered,
        draft_course=draft_course(
            title="草稿", text="正文", pass_percent=80, by=SystemActor("测试"), at=NOW
        ),
        training=passed(entity, course=offered),
        credit_report=issue(entity, ReportKind.REVIEW, agency=agency),
        appraisal=appraisal_of(agency),
        duty_file=duty_with_file(agency),
        insiders=insiders,
        outsiders=outsiders,
    )


def _authorisation(entity: Entity, agency: Agency) -> DataAuthorisation:
    found = DataAuthorisation.objects.create(
        entity=entity, kind=RecordKind.WATER, scope="用水量", purpose="资金审核", granted_at=NOW,
        from_on=NOW.date(), until_on=NOW.date() + timedelta(days=30),
    )  # fmt: skip
    found.agencies.add(agency)
    return found


def _dispute(entity: Entity, agency: Agency, status: DisputeStatus) -> Dispute:
    record = CreditRecordFactory(entity=entity, reported_by=agency)
    pdf = SimpleUploadedFile("证据.pdf", b"%PDF-1.7\n%%EOF\n")
    return dispute_in(status, filed(record, evidence=[pdf]))


def _scan(commitment: Commitment) -> CommitmentScan:
    return CommitmentScan.objects.create(
        commitment=commitment, file=ContentFile(b"%PDF-1.7", "s.pdf"), extension=".pdf",
        size=8, sha256="0" * 64, uploaded_at=NOW,
    )  # fmt: skip


def _submission(agency: Agency, owner: User) -> LedgerSubmission:
    return LedgerSubmission.objects.create(
        agency=agency, month=date(2026, 10, 1), sequence=1, receipt="R-1", kinds=["6"],
        file=ContentFile(b"PK", "l.xlsx"), file_name="台账.xlsx", sha256="0" * 64, rows=1,
        breaches=0, submitted_by=owner, submitted_at=NOW, due_on=date(2026, 11, 5), is_late=False,
    )  # fmt: skip


def _finished_job(owner: User) -> Job:
    return JobFactory(
        kind="grading.changes", succeeded=True, created_by=owner,
        result_file=ContentFile(b"PK", "r"), result_name="结果.xlsx", result_sha256="0" * 64,
    )  # fmt: skip


def _batch(agency: Agency, owner: User) -> ImportBatch:
    batch = ImportBatch.objects.create(
        layout="entities", agency=agency, uploaded_by=owner, received_at=NOW,
        file=ContentFile(b"x", "b.csv"), file_name="b.csv", file_sha256="0" * 64, file_size=1,
        status="imported", rows=1, rejected=1, job=JobFactory(failed=True, created_by=owner),
    )  # fmt: skip
    QuarantinedRow.objects.create(
        batch=batch, row=2, cells='[["主体名称", ""]]',
        issues=[{"column": "主体名称", "code": "required", "message": "必填项为空"}],
    )  # fmt: skip
    return batch


def _mandate_paper(by: User) -> MandatePaper:
    return MandatePaper.objects.create(
        invitation=InvitationFactory(origin=MandateOrigin.WINDOW, invited_by=by), sha256="0" * 64,
        file=ContentFile(b"%PDF-1.7", "m.pdf"), extension=".pdf",
    )  # fmt: skip


def _photo(visit: Inspection) -> InspectionPhoto:
    return InspectionPhoto.objects.create(
        inspection=visit, file=ContentFile(b"%PDF-1.7", "p.pdf"), extension=".pdf", size=8,
        sha256="0" * 64, uploaded_at=NOW,
    )  # fmt: skip


def _interest(visit: Inspection, by: User) -> DeclaredInterest:
    inspector = Inspector.objects.filter(agency=by.agency).first()
    assert inspector is not None
    return declare_interest(
        inspector=inspector, entity=visit.entity, nature="亲属任职", by=by, at=NOW
    )


def _letter(agency: Agency) -> NoticeLetter:
    """A letter about a public body."""
    record = CreditRecordFactory(entity__kind=SubjectKind.GOVERNMENT_BODY)
    draft = LetterDraft(kind=LetterKind.BODY, record=record, recipients="市政府")
    return issue_letter(
        entity=record.entity, draft=draft, agency=agency, by=SystemActor("测试"), at=NOW
    )


def _proof(application: RepairApplication) -> RepairProof:
    return RepairProof.objects.create(
        application=application, item=RepairItem.objects.get(part__application=application),
        kind=ProofKind.FULFILMENT, file=ContentFile(b"%PDF-1.7", "p.pdf"), extension=".pdf",
        size=8, sha256="0" * 64, uploaded_at=NOW,
    )  # fmt: skip


def _notice(record: CreditRecord) -> RepairNotice:
    issue_notices(records=CreditRecord.objects.filter(pk=record.pk), by=SystemActor("测试"), at=NOW)
    return RepairNotice.objects.get(record=record)
