"""Applications of the demonstration in different states, and the notices of the last days."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from credit_portal.accounts.models import User
from credit_portal.accounts.viewers import SYSTEM_VIEWER
from credit_portal.shared.actors import SystemActor
from entities.choices import EntityStatus, RecordKind
from entities.models import CreditRecord, Entity
from repair import defaults, services
from repair.choices import ProofKind
from repair.models import RepairApplication, RepairItem, TrainingCourse
from repair.selectors import options_for
from repair.services.drafting import items_of
from repair.services.notices import penalties_without_notice

BUILDER = SystemActor("演示城市")
DAY = timedelta(days=1)
NOTIFIED_WITHIN = 30 * DAY
RECORDS = 2
# A page without content: the demonstration shows where papers stand, not papers.
PAPER = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
STAGES = ("draft", "with_agency", "supplement", "granted", "refused")
CONTACT = {"contact_name": "王芳", "contact_phone": "13800000000"}


def build(*, officer: User, window: User, at: datetime) -> None:
    """One application in each stage, taken in at the window; leaves alone what stands."""
    defaults.install(by=BUILDER, at=at)
    if RepairApplication.objects.exists():
        return
    recent = penalties_without_notice().filter(decided_on__gte=(at - NOTIFIED_WITHIN).date())
    services.issue_notices(records=recent, by=BUILDER, at=at)
    packages = _packages(timezone.localdate(at - 2 * DAY))
    for stage, (entity, records) in zip(STAGES, packages, strict=False):
        _application(stage, entity, records, officer, window, at)


def _packages(on: date) -> Iterator[tuple[Entity, list[CreditRecord]]]:
    """Businesses with records that can be repaired on a day, and those records."""
    penalties = CreditRecord.objects.standing().filter(
        kind=RecordKind.PENALTY, repaired_at=None, entity__confirmed_at__isnull=False
    )
    businesses = Entity.objects.filter(
        pk__in=penalties.values("entity"), status=EntityStatus.ACTIVE
    )
    for entity in businesses.order_by("pk").iterator():
        options = options_for(entity, SYSTEM_VIEWER, on)
        records = [found.record for found in options if found.option.may_apply]
        if records:
            yield entity, records[:RECORDS]


def _application(
    stage: str, entity: Entity, records: list[CreditRecord], officer: User, window: User,
    at: datetime,
) -> None:  # fmt: skip
    filed_at = at - 2 * DAY
    application = services.draft_application(
        entity=entity, records=records, intake_agency=window.agency, by=window, at=filed_at
    )
    if stage == "draft":
        return
    _hand_in(application, window, filed_at)
    item = items_of(application)[0]
    match stage:
        case "supplement":
            services.ask_supplement(
                application=application, supplement_request="请补充罚款缴纳凭证的清晰扫描件。",
                by=officer, at=at - DAY,
            )  # fmt: skip
        case "granted":
            services.verify_part(
                part=item.part, finding="经核对缴款凭证，罚款已缴纳。", by=officer, at=at
            )
            services.grant_item(item=item, reason="义务已履行，材料齐全。", by=officer, at=at)
        case "refused":
            services.refuse_item(item=item, reason="缴款凭证与决定书不符。", by=officer, at=at)


def _hand_in(application: RepairApplication, window: User, at: datetime) -> None:
    """Everything that any pack offers, then the signature."""
    for item in items_of(application):
        _attach(application, ProofKind.FULFILMENT, window, at, item)
    for kind in ProofKind:
        if kind != ProofKind.FULFILMENT:
            _attach(application, kind, window, at)
    course = TrainingCourse.objects.offered().first()
    if course:
        answers = {question.pk: question.right for question in course.questions.all()}
        services.take_test(
            course=course, entity=application.entity, trainee=CONTACT["contact_name"],
            answers=answers, by=window, at=at,
        )  # fmt: skip
    services.describe_application(
        application=application, statement="罚款已全部缴纳，违法行为已改正。", by=window, at=at,
        **CONTACT,
    )  # fmt: skip
    services.submit_application(application=application, is_signed=True, by=window, at=at)


def _attach(
    application: RepairApplication, kind: ProofKind, window: User, at: datetime,
    item: RepairItem | None = None,
) -> None:  # fmt: skip
    upload = SimpleUploadedFile("demo.pdf", PAPER, content_type="application/pdf")
    services.attach_proof(
        application=application, kind=kind, upload=upload, item=item, by=window, at=at
    )
