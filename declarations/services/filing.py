"""What the business does: draft, edit, hand in, take back."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from credit_portal.accounts.models import Agency
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, required
from credit_portal.shared.history import user_of
from credit_portal.shared.uploads import keep_evidence
from declarations import rules
from declarations.models import Declaration
from declarations.permissions import REVIEWING_KINDS
from declarations.services.steps import close_period, own, require_own, said, save, tell_office
from entities.models import Entity
from supervision.services.steps import day_of, step


@dataclass(frozen=True, kw_only=True)
class DeclarationDraft:
    """What is declared."""

    kind: str
    title: str
    content: str
    issuer: str
    happened_on: date
    agency: Agency
    honour_rank: str = ""


def draft_declaration(
    *, entity: Entity, draft: DeclarationDraft, by: Actor, at: datetime,
    files: Sequence[UploadedFile] = (),
) -> Declaration:  # fmt: skip
    """Begin a declaration; nobody else sees it yet.

    Raises:
        NotVisible: somebody else's business.
        Invalid: no kind of the pack, a day to come, an honour without rank, or a bad file.
    """
    require_own(entity, by)
    with transaction.atomic():
        declaration = Declaration(entity=entity, drafted_at=at)
        _put(declaration, draft, at)
        save(declaration, "draft_declaration", by, at)
        keep_evidence(declaration.evidence, files, by=by, at=at)
    return declaration


def edit_declaration(
    *, declaration: Declaration, draft: DeclarationDraft, by: Actor, at: datetime,
    files: Sequence[UploadedFile] = (),
) -> Declaration:  # fmt: skip
    """Change a draft; files are added to those there are.

    Raises:
        NotVisible: somebody else's business.
        Refused: it is handed in.
        Invalid: as in ``draft_declaration``.
    """
    with transaction.atomic():
        declaration = own(declaration, by)
        step(declaration, "edit")
        _put(declaration, draft, at)
        save(declaration, "edit_declaration", by, at)
        keep_evidence(declaration.evidence, files, by=by, at=at)
    return declaration


def submit_declaration(
    *, declaration: Declaration, is_true: bool, is_authorised: bool, by: Actor, at: datetime
) -> Declaration:
    """Commit to the truth, authorise the use, and hand in.

    Raises:
        NotVisible: somebody else's business.
        Refused: it is handed in already.
        Invalid: not committed, not authorised where the pack asks it, or nothing proves it.
    """
    policy = said(at)
    with transaction.atomic():
        declaration = own(declaration, by)
        step(declaration, "submit")
        if policy.truth_commitment.value and not is_true:
            raise _unticked("is_true", "请作出真实性承诺后提交。")
        if policy.authorises_use.value and not is_authorised:
            raise _unticked("is_authorised", "请授权整合、共享与应用所申报的信息后提交。")
        if not declaration.evidence.exists():
            raise Invalid("evidence_required", "请先上传证明材料，再提交。")
        declaration.submitted_at = declaration.truth_committed_at = at
        declaration.use_authorised_at = at if is_authorised else None
        declaration.submitted_by = user_of(by)
        save(declaration, "submit_declaration", by, at)
        tell_office(declaration, "自主申报待审核", f"{declaration.entity.name}提交了自主申报。", at)
    return declaration


def withdraw_declaration(
    *, declaration: Declaration, reason: str, by: Actor, at: datetime
) -> Declaration:
    """Take it back as long as it does not count.

    Raises:
        NotVisible: somebody else's business.
        Refused: it counts already, or is over.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "撤回理由")
    with transaction.atomic():
        declaration = own(declaration, by)
        step(declaration, "withdraw")
        declaration.end_reason, declaration.ended_at = reason, at
        close_period(declaration, by, at)
        save(declaration, "withdraw_declaration", by, at, reason)
    return declaration


def _put(declaration: Declaration, draft: DeclarationDraft, at: datetime) -> None:
    """Check what is declared, and store it."""
    if draft.kind not in said(at).kinds.value:
        raise Invalid("kind_unknown", "现行政策没有这一申报种类。", {"kind": "请重新选择"})
    if draft.happened_on > day_of(at):
        raise Invalid("date_in_future", "发生日期不能晚于今天。", {"happened_on": "晚于今天"})
    if rules.is_honour(draft.kind) and not draft.honour_rank:
        raise Invalid("rank_required", "请选择荣誉级别。", {"honour_rank": "请选择荣誉级别"})
    if draft.agency.kind not in REVIEWING_KINDS or not draft.agency.is_active:
        raise Invalid("agency_invalid", "该单位不审核自主申报。", {"agency": "请重新选择"})
    values = {name: getattr(draft, name) for name in asdict(draft)}
    for name in ("title", "content", "issuer"):
        values[name] = required(values[name], name, Declaration._meta.get_field(name).verbose_name)
    vars(declaration).update({name: values[name] for name in values if name != "agency"})
    declaration.agency = draft.agency


def _unticked(field: str, sentence: str) -> Invalid:
    return Invalid(f"{field}_required", sentence, {field: sentence})
