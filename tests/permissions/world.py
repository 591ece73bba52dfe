"""One of everything, belonging to one agency, so that every address has something to show.

``rows.SECRET`` stands in a record that only its agency and the lead office may see.
"""

from dataclasses import dataclass

from commitments.models import Commitment, CommitmentItem, CommitmentScan, LedgerSubmission
from credit_portal.accounts.choices import AGENCY_ROLES, AgencyKind, Role
from credit_portal.accounts.models import Agency, Mandate, MandatePaper, User
from credit_portal.articles.models import Article
from credit_portal.audit.models import AuditEntry
from credit_portal.campaigns.models import DutyFile
from credit_portal.deadlines.models import Deadline
from credit_portal.errata.models import AmendmentScan, ErrorReport
from credit_portal.insight.models import AppraisalNotice
from credit_portal.jobs.models import Job
from credit_portal.messages.models import Message
from credit_portal.policy.models import PackAssignment, PackVersion
from credit_portal.policy.services import install_packs
from credit_portal.reports.models import CreditReport, ReceivedReport
from declarations.models import Declaration
from disputes.models import Dispute, HarmReversal, Reply
from entities.catalogue import install_catalogue
from entities.models import (
    CreditRecord,
    DataAuthorisation,
    Entity,
    FactChange,
    FeedConsumer,
    ImportBatch,
    TemporaryLift,
    UpwardReport,
)
from grading.models import (
    ClassNotice,
    EvaluationRun,
    ExternalAssessment,
    GradeOverride,
    ScoringModel,
    SimulatedMove,
)
from repair.models import (
    RepairApplication,
    RepairNotice,
    RepairProof,
    TrainingCourse,
    TrainingResult,
)
from supervision.models import (
    DeclaredInterest,
    FollowUp,
    Inspection,
    InspectionPhoto,
    Interview,
    Listing,
    Measure,
    MeasureSuspension,
    MinorViolation,
    NoticeLetter,
    RectificationOrder,
    TypicalCase,
)
from tests.factories.accounts import (
    AgencyFactory,
    UserFactory,
)
from tests.factories.entities import NOW, CreditRecordFactory, EntityFactory
from tests.permissions import rows


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
    upward: UpwardReport
    audit_entry: AuditEntry
    article: Article
    error_report: ErrorReport
    amendment_scan: AmendmentScan
    pack_version: PackVersion
    assignment: PackAssignment
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
    received_report: ReceivedReport
    appraisal: AppraisalNotice
    duty_file: DutyFile
    insiders: dict[Role, User]
    outsiders: dict[Role, User]


def user_of(role: Role, agency: Agency | None) -> User:
    """A user of a role, in an agency where the role has one."""
    return UserFactory(role=role, agency=agency if role in AGENCY_ROLES else None)


def build_world() -> World:
    """Create it all; the insiders work in the agency that holds it, the outsiders elsewhere."""
    install_packs(by=rows.BY, at=NOW)
    install_catalogue(by=rows.BY, at=NOW)
    agency, elsewhere = AgencyFactory(), AgencyFactory()
    lead_office = AgencyFactory(kind=AgencyKind.LEAD_OFFICE)
    insiders = {role: user_of(role, agency) for role in Role}
    outsiders = {role: user_of(role, elsewhere) for role in Role}
    insiders[Role.LEAD_OFFICER] = outsiders[Role.LEAD_OFFICER] = user_of(
        Role.LEAD_OFFICER, lead_office
    )
    owner, entity = insiders[Role.DEPARTMENT_OFFICER], EntityFactory()
    published = CreditRecordFactory(entity=entity, reported_by=agency)
    return World(
        agency=agency, entity=entity, published=published, insiders=insiders, outsiders=outsiders,
        **rows.facts(entity, agency, owner),
        **rows.grades(entity, agency),
        **rows.measures(entity, agency, owner),
        **rows.inspections(agency, owner),
        **rows.commitments(entity, agency, owner),
        **rows.repairs(entity, agency, published),
        **rows.disputes(entity, agency),
        **rows.desk(entity, agency, owner, insiders[Role.WINDOW_OFFICER]),
    )  # fmt: skip
