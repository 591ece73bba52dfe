"""An application is put together: records, statement, files."""

from collections.abc import Sequence
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.permissions import require_agency
from credit_portal.accounts.viewers import viewer_of
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, NotAllowed, NotVisible, Refused
from credit_portal.shared.history import user_of
from credit_portal.shared.uploads import keep_scan
from entities.models import CreditRecord, Entity
from repair import selectors
from repair.choices import ApplicationStatus, Channel, ItemStatus, ProofKind
from repair.models import RepairApplication, RepairItem, RepairPart, RepairProof
from repair.services.steps import (
    day_of,
    guard_applicant,
    is_business,
    of_applicant,
    save,
)

# While the applicant may still hand in files.
OPEN_TO_APPLICANT = (ApplicationStatus.DRAFT, ApplicationStatus.SUPPLEMENT)


def draft_application(
    *, entity: Entity, records: Sequence[CreditRecord], by: Actor, at: datetime,
    intake_agency: Agency | None = None,
) -> RepairApplication:  # fmt: skip
    """Put records into one package, split by the agency that decides each.

    Args:
        intake_agency: the window that takes it on paper; ``None`` where the business does it.

    Raises:
        NotVisible: somebody else's business, or a record that the officer may not see.
        NotAllowed: another role, or a window of another agency.
        Invalid: no record is chosen, or one of another business.
        Refused: a record cannot be repaired today.
    """
    guard_applicant(entity, by)
    _guard_channel(intake_agency, by)
    if not records:
        raise Invalid("no_records", "请选择至少一条记录。", {"records": "请选择至少一条记录。"})
    if any(record.entity_id != entity.pk for record in records):
        raise Invalid("other_entity", "所选记录不是本主体的记录。")
    _guard_visible(records, by, at)
    with transaction.atomic():
        check_repairable(records, at)
        application = RepairApplication(
            entity=entity, channel=Channel.WINDOW if intake_agency else Channel.ONLINE,
            filed_by=user_of(by), intake_agency=intake_agency, drafted_at=at,
        )  # fmt: skip
        if is_business(by) and (user := user_of(by)):
            application.contact_name, application.contact_phone = user.display_name, user.phone
        save(application, "draft_application", by, at)
        for record in records:
            part, _ = RepairPart.objects.get_or_create(
                application=application, agency=selectors.deciding_agency(record)
            )
            RepairItem.objects.create(part=part, record=record)
    return application


def _guard_channel(intake_agency: Agency | None, by: Actor) -> None:
    """A business applies itself; an officer takes papers at the window of the own agency."""
    if not isinstance(by, User):
        return
    if is_business(by) != (intake_agency is None):
        raise NotAllowed("wrong_channel", "网上申请由经营主体提出；窗口代收须写明受理窗口。")
    if intake_agency:
        require_agency(by, intake_agency)


def _guard_visible(records: Sequence[CreditRecord], by: Actor, at: datetime) -> None:
    if not isinstance(by, User):
        return
    rows = CreditRecord.objects.visible_to(viewer_of(by), day_of(at))
    if rows.filter(pk__in=[record.pk for record in records]).count() != len(records):
        raise NotVisible


def check_repairable(records: Sequence[CreditRecord], at: datetime) -> None:
    """Every record may be repaired today, and no other application waits for it.

    Raises:
        Refused: naming the record and why.
    """
    for found in selectors.options_of(records, day_of(at)):
        if not found.option.may_apply:
            name = found.record.document_number or found.record.title
            raise Refused("not_repairable", f"“{name}”现在不能申请修复：{found.option.reason}")


def describe_application(
    *, application: RepairApplication, contact_name: str, contact_phone: str, statement: str,
    by: Actor, at: datetime,
) -> RepairApplication:  # fmt: skip
    """Say who can be asked, and how the obligations were fulfilled.

    Raises:
        Refused: it is handed in already.
    """
    with transaction.atomic():
        application = _draft(application, by)
        application.contact_name, application.contact_phone = contact_name, contact_phone
        application.statement = statement.strip()
        save(application, "describe_application", by, at)
    return application


def attach_proof(
    *, application: RepairApplication, kind: ProofKind, upload: UploadedFile, by: Actor,
    at: datetime, item: RepairItem | None = None,
) -> RepairProof:  # fmt: skip
    """Add a file; the same file again changes nothing.

    Raises:
        Refused: it is with the agency or over.
        Invalid: empty, too large, or no PDF, JPG or PNG by its content.
    """
    with transaction.atomic():
        application = of_applicant(application, by)
        if application.status not in OPEN_TO_APPLICANT:
            raise Refused("not_open", "申请已在办理或者已办结，不能再上传材料。")
        if item and item.part.application_id != application.pk:
            raise Invalid("other_item", "所选记录不在本申请内。")
        proof, is_new = keep_scan(application.proofs, upload, by=by, at=at, item=item, kind=kind)
        if is_new:
            audit.record(
                by=by, act="repair.attach_proof", obj=application,
                after={"kind": kind, "sha256": proof.sha256, "size": proof.size}, at=at,
            )  # fmt: skip
    return proof


def _draft(application: RepairApplication, by: Actor) -> RepairApplication:
    """The draft, locked, for its applicant."""
    application = of_applicant(application, by)
    if application.status != ApplicationStatus.DRAFT:
        raise Refused("not_a_draft", "申请已经提交，不能再修改。")
    return application


def items_of(application: RepairApplication) -> list[RepairItem]:
    """The records of an application in their order."""
    rows = RepairItem.objects.filter(part__application=application).exclude(
        status=ItemStatus.WITHDRAWN
    )
    return list(rows.select_related("record__entity", "record__reported_by", "part__agency"))
