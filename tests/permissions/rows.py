"""The rows of the world, room by room."""

from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from commitments.models import Commitment, CommitmentScan, LedgerSubmission
from credit_portal.accounts.choices import MandateOrigin
from credit_portal.accounts.models import Agency, MandatePaper, User
from credit_portal.jobs.models import Job
from credit_portal.reports.choices import ReportKind
from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor
from declarations.choices import DeclarationStatus
from disputes.choices import DisputeStatus
from disputes.models import Dispute
from entities.choices import RecordKind, SubjectKind
from entities.models import (
    CreditRecord,
    DataAuthorisation,
    Entity,
    ImportBatch,
    QuarantinedRow,
    TemporaryLift,
    UpwardReport,
)
from repair.choices import ApplicationStatus, Channel, ProofKind
from repair.models import (
    RepairApplication,
    RepairItem,
    RepairNotice,
    RepairProof,
)
from repair.services import draft_course, issue_notices
from supervision.inspections.choices import VisitStatus
from supervision.letters.choices import LetterKind
from supervision.measures.choices import SuspensionCause
from supervision.models import (
    DeclaredInterest,
    Inspection,
    InspectionPhoto,
    Inspector,
    NoticeLetter,
)
from supervision.services import suspend_measure
from supervision.services.inspectors import declare_interest
from supervision.services.letters import LetterDraft, issue_letter
from tests.factories.accounts import (
    InvitationFactory,
    MandateFactory,
)
from tests.factories.articles import ArticleFactory
from tests.factories.audit import AuditEntryFactory
from tests.factories.campaigns import duty_with_file
from tests.factories.commitments import CommitmentFactory, CommitmentItemFactory
from tests.factories.deadlines import DeadlineFactory
from tests.factories.declarations import declaration_in
from tests.factories.disputes import HarmReversalFactory, ReplyFactory, dispute_in, filed
from tests.factories.entities import NOW, CreditRecordFactory
from tests.factories.errata import AmendmentScanFactory, ErrorReportFactory
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
from tests.factories.policy import PackAssignmentFactory, PackVersionFactory
from tests.factories.repair import application_in, course, passed
from tests.factories.reports import issue, received_report
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
BY = SystemActor("测试")


def facts(entity: Entity, agency: Agency, owner: User) -> dict[str, Any]:
    """What is kept of the business, and who else was told."""
    secret = CreditRecordFactory(entity=entity, reported_by=agency, authorised=True, title=SECRET)
    return {
        "restricted": secret,
        "consumer": FeedConsumerFactory(agency=agency),
        "change": FactChangeFactory(record__entity=entity),
        "batch": _batch(agency, owner),
        "upward": _upward(),
        "authorisation": _authorisation(entity, agency),
    }


def grades(entity: Entity, agency: Agency) -> dict[str, Any]:
    """A run, what it gave, and a model that is not in force."""
    run = GradeFactory(entity=entity, run__job=JobFactory(succeeded=True)).run
    model = ScoringModelFactory()
    return {
        "run": run,
        "fall": ClassNoticeFactory(grade__run=run, supervisor=agency),
        "override": GradeOverrideFactory(entity=entity),
        "assessment": ExternalAssessmentFactory(entity=entity, reported_by=agency),
        "draft_model": model,
        "move": SimulatedMoveFactory(
            entity=entity, report__model=model, report__base_model=run.model
        ),
    }


def measures(entity: Entity, agency: Agency, owner: User) -> dict[str, Any]:
    """Measures, lists, corrections and what was written about them."""
    measure = MeasureFactory(entity=entity, initiator=agency, executor=agency)
    return {
        "measure": measure,
        "suspension": suspend_measure(
            measure=measure, cause=SuspensionCause.DISPUTE, reason="核实", by=owner, at=NOW
        ),
        "listing": ListingFactory(entity=entity, agency=agency, heard=True),
        "order": OrderFactory(entity=entity, agency=agency),
        "interview": InterviewFactory(entity=entity, agency=agency),
        "follow_up": FollowUpFactory(entity=entity, agency=agency),
        "letter": _letter(agency),
        "violation": MinorViolationFactory(agency=agency),
        "typical_case": TypicalCaseFactory(measure=measure),
    }


def inspections(agency: Agency, owner: User) -> dict[str, Any]:
    """A visit under way."""
    visit, _ = visit_in(VisitStatus.STARTED, build_office(agency=agency))
    return {"visit": visit, "photo": _photo(visit), "interest": _interest(visit, owner)}


def commitments(entity: Entity, agency: Agency, owner: User) -> dict[str, Any]:
    """A draft, a registered commitment with its scan, an item, a ledger, a declaration."""
    CommitmentFactory(entity=entity, agency=agency, draft=True)
    commitment = CommitmentFactory(entity=entity, agency=agency)
    return {
        "commitment": commitment,
        "scan": _scan(commitment),
        "item": CommitmentItemFactory(agency=agency, draft=True),
        "submission": _submission(agency, owner),
        "declaration": declaration_in(
            DeclarationStatus.PUBLISHED, entity=entity, agency=agency, at=clock.now()
        ),
    }


def repairs(entity: Entity, agency: Agency, record: CreditRecord) -> dict[str, Any]:
    """Applications, the notice of a record, a temporary lift, training."""
    application, offered = application_in(
        ApplicationStatus.WITH_AGENCY, entity=entity, agency=agency, channel=Channel.WINDOW,
        intake_agency=agency,
    ), course()  # fmt: skip
    return {
        "repair": application,
        "decided_repair": application_in(ApplicationStatus.CLOSED, entity=entity, agency=agency),
        "repair_proof": _proof(application),
        "repair_notice": _notice(record),
        "lift": TemporaryLift.objects.create(
            record=CreditRecordFactory(entity=entity, reported_by=agency), recorded_at=NOW,
            reference="（2026）澄破1号", from_on=NOW.date(), until_on=date(2027, 6, 1),
        ),
        "course": offered,
        "draft_course": draft_course(title="草稿", text="正文", pass_percent=80, by=BY, at=NOW),
        "training": passed(entity, course=offered),
    }  # fmt: skip


def disputes(entity: Entity, agency: Agency) -> dict[str, Any]:
    """A case to decide, one answered, a reply, and what a wrong fact had touched."""
    change = {"record__entity": entity, "record__reported_by": agency}
    return {
        "dispute": _dispute(entity, agency, DisputeStatus.VERIFIED),
        "answered": _dispute(entity, agency, DisputeStatus.DECIDED),
        "reply": ReplyFactory(**change, submitted=True),
        "reversal": HarmReversalFactory(**{f"change__{key}": change[key] for key in change}),
    }


def desk(entity: Entity, agency: Agency, owner: User, window: User) -> dict[str, Any]:
    """What any official may meet."""
    return {
        "job": _finished_job(owner),
        "deadline": DeadlineFactory(agency=agency),
        "message": MessageFactory(agency=agency),
        "mandate": MandateFactory(),
        "mandate_paper": _mandate_paper(window),
        "audit_entry": AuditEntryFactory(),
        "article": ArticleFactory(published=True),
        "error_report": ErrorReportFactory(agency=agency),
        "amendment_scan": AmendmentScanFactory(amendment__record__reported_by=agency),
        "pack_version": PackVersionFactory(number=2),
        "assignment": PackAssignmentFactory(),
        "credit_report": issue(entity, ReportKind.REVIEW, agency=agency),
        "received_report": received_report(entity, agency),
        "appraisal": appraisal_of(agency),
        "duty_file": duty_with_file(agency),
    }


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


def _upward() -> UpwardReport:
    job = JobFactory(kind="entities.upward", succeeded=True)
    return UpwardReport.objects.create(
        layout="penalties", month=NOW.date().replace(day=1), made_at=NOW, job=job
    )


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
    return issue_letter(entity=record.entity, draft=draft, agency=agency, by=BY, at=NOW)


def _proof(application: RepairApplication) -> RepairProof:
    return RepairProof.objects.create(
        application=application, item=RepairItem.objects.get(part__application=application),
        kind=ProofKind.FULFILMENT, file=ContentFile(b"%PDF-1.7", "p.pdf"), extension=".pdf",
        size=8, sha256="0" * 64, uploaded_at=NOW,
    )  # fmt: skip


def _notice(record: CreditRecord) -> RepairNotice:
    issue_notices(records=CreditRecord.objects.filter(pk=record.pk), by=BY, at=NOW)
    return RepairNotice.objects.get(record=record)
