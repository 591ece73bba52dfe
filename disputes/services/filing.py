"""What the business does: file, supplement, withdraw, ask for a second review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from credit_portal.accounts.choices import MandateKind, MandateScope, Role
from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.permissions import require_role
from credit_portal.accounts.selectors import lead_office
from credit_portal.accounts.viewers import mandates_of, require_mandate
from credit_portal.deadlines.services import close_deadline, open_deadline, resume_deadline
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from credit_portal.shared.history import user_of
from credit_portal.shared.uploads import keep_evidence
from disputes.choices import Channel
from disputes.letters import receipt_data
from disputes.models import Dispute, DisputedField
from disputes.permissions import HANDLING_ROLES
from disputes.services import effects
from disputes.services.numbers import next_number
from disputes.services.steps import (
    case_url,
    close_clocks,
    of_applicant,
    said,
    save,
    tell_business,
    tell_office,
)
from disputes.targets import (
    ContestedField,
    Target,
    agency_of,
    canonical,
    entity_of,
    fields_of,
    guard_contestable,
    label_of,
    name_of,
)
from entities.models import CreditRecord, Entity
from supervision.services.steps import day_of, step


@dataclass(frozen=True)
class Claim:
    """What should stand in a field instead."""

    field: str
    claimed: str


@dataclass(frozen=True)
class Filing:
    """What the business hands in."""

    grounds: str
    claims: Sequence[Claim]
    contact_name: str
    contact_phone: str
    evidence: Sequence[UploadedFile] = ()


def file_dispute(*, target: Target, filing: Filing, by: Actor, at: datetime) -> Dispute:
    """Receive a dispute: numbered, forwarded to the source, marked, measures at rest.

    Raises:
        NotVisible: somebody else's business.
        Refused: the target does not stand any more, or is contested already.
        Invalid: nothing is claimed, grounds are missing, or a file cannot be taken.
    """
    entity = entity_of(target)
    _require_own(entity, by)
    with transaction.atomic():
        Entity.objects.select_for_update().get(pk=entity.pk)
        target = canonical(type(target)._default_manager.get(pk=target.pk))
        return _receive(target, filing, agency_of(target), by, at)


def request_review(
    *,
    dispute: Dispute,
    grounds: str,
    by: Actor,
    at: datetime,
    evidence: Sequence[UploadedFile] = (),
) -> Dispute:
    """Let another team look at what was rejected, once; a dispute of its own.

    Raises:
        NotVisible: somebody else's business.
        Refused: not decided, nothing rejected, reviewed before, or the pack allows none.
        Invalid: no grounds.
    """
    grounds = required(grounds, "grounds", "申请复核的理由")
    with transaction.atomic():
        first = of_applicant(dispute, by)
        step(first, "ask_review")
        if not said(at).second_review_allowed.value:
            raise Refused("no_review", "现行政策没有规定异议复核，可以依法申请行政复议。")
        Entity.objects.select_for_update().get(pk=first.entity_id)
        rejected = first.fields.filter(outcome="rejected")
        filing = Filing(
            grounds=grounds, claims=[Claim(row.name, row.claimed) for row in rejected],
            contact_name=first.contact_name, contact_phone=first.contact_phone, evidence=evidence,
        )  # fmt: skip
        return _receive(_still(first), filing, lead_office(), by, at, review_of=first)


def supplement_dispute(
    *, dispute: Dispute, supplement: str, by: Actor, at: datetime,
    evidence: Sequence[UploadedFile] = (),
) -> Dispute:  # fmt: skip
    """Hand in what was missing.

    Raises:
        NotVisible: somebody else's business.
        Refused: nothing is asked.
        Invalid: nothing is said, or a file cannot be taken.
    """
    supplement = required(supplement, "supplement", "补正说明")
    with transaction.atomic():
        dispute = of_applicant(dispute, by)
        step(dispute, "supply")
        dispute.supplement, dispute.supplemented_at = supplement, at
        keep_evidence(dispute.evidence, evidence, by=by, at=at)
        _go_on(dispute, by, at)
        save(dispute, "supplement_dispute", by, at)
        tell_office(dispute, "supplied", "异议已补正", "申请人已提交补正材料，请及时受理。", at)
    return dispute


def withdraw_dispute(
    *, dispute: Dispute, reason: str, by: Actor, at: datetime,
    evidence: Sequence[UploadedFile] = (),
) -> Dispute:  # fmt: skip
    """The business does not pursue it; it may file again.

    Raises:
        NotVisible: somebody else's business.
        NotAllowed: an officer, but of the window that took it on paper.
        Refused: it is decided or over.
        Invalid: no reason, or no scan of what was signed on paper.
    """
    reason = required(reason, "reason", "撤回理由")
    with transaction.atomic():
        dispute = of_applicant(dispute, by)
        step(dispute, "withdraw")
        _require_scan(_channel(dispute.entity, by), evidence, "撤回申请书")
        keep_evidence(dispute.evidence, evidence, by=by, at=at)
        dispute.end_reason, dispute.ended_at = reason, at
        close_clocks(dispute, by, at)
        effects.end(dispute, at, upheld=False, why="申请人撤回")
        save(dispute, "withdraw_dispute", by, at, reason)
        tell_office(dispute, "withdrawn", "异议已撤回", f"申请人撤回异议：{reason}", at)
        tell_business(dispute, "withdrawn", "异议已撤回", f"撤回理由：{reason}", at)
    return dispute


def _receive(
    target: Target, filing: Filing, agency: Agency, by: Actor, at: datetime, *,
    review_of: Dispute | None = None,
) -> Dispute:  # fmt: skip
    entity = entity_of(target)
    guard_contestable(target, day_of(at))
    refuse_second(target)
    claimed = _claimed(target, filing.claims)
    channel = _channel(entity, by)
    _require_scan(channel, filing.evidence, "复核申请书" if review_of else "异议申请书")
    number = next_number(day_of(at).year)
    dispute = Dispute(
        number=number, entity=entity, **{name_of(target): target}, review_of=review_of,
        channel=channel, agency=agency, filed_by=user_of(by), filed_at=at,
        contact_name=required(filing.contact_name, "contact_name", "联系人"),
        contact_phone=required(filing.contact_phone, "contact_phone", "联系电话"),
        grounds=required(filing.grounds, "grounds", "事实和理由"),
        taken_at=by.agency if isinstance(by, User) and by.is_official else None,
    )  # fmt: skip
    pack = said(at)
    dispute.deadline = open_deadline(
        rule="objection_review" if review_of else "objection_close",
        label="异议复核" if review_of else "异议办结",
        length=pack.second_review_days if review_of else pack.handling_days,
        received_on=day_of(at), agency=agency, subject=f"{number} {entity.name}",
        url=case_url(number), by=by, at=at,
    )  # fmt: skip
    rests = effects.lets_rest(dispute, filing.evidence, at)
    lines = [(field.label, field.value, value) for field, value in claimed]
    dispute.receipt = receipt_data(dispute, lines, rests=rests)
    save(dispute, "request_review" if review_of else "file_dispute", by, at)
    for field, value in claimed:
        DisputedField.objects.create(
            dispute=dispute, name=field.name, label=field.label, old_value=field.value,
            claimed=value,
        )  # fmt: skip
    keep_evidence(dispute.evidence, filing.evidence, by=by, at=at)
    effects.begin(dispute, at, rests=rests)
    _tell_of_receipt(dispute, at)
    return dispute


def _tell_of_receipt(dispute: Dispute, at: datetime) -> None:
    what, due = label_of(dispute.target), f"{dispute.deadline.due_on:%Y年%m月%d日}"
    tell_business(
        dispute, "filed", "异议已收到",
        f"已收到对“{what}”的异议，由{dispute.agency.name}办理，{due}前办结。", at,
    )  # fmt: skip
    tell_office(
        dispute, "filed", "收到异议",
        f"{dispute.entity.name}对“{what}”提出异议，办结期限{due}，请及时受理、核实。", at,
    )  # fmt: skip


def _channel(entity: Entity, by: Actor) -> Channel:
    """Which way it comes in: an officer takes paper; who acts for a business its mandate says."""
    if not isinstance(by, User):
        return Channel.ONLINE
    if by.is_official:
        return Channel.WINDOW
    own = mandates_of(by).filter(uscc=entity.uscc, kind=MandateKind.LEGAL_REPRESENTATIVE)
    return Channel.ONLINE if own.exists() else Channel.AGENT


def _require_scan(channel: Channel, evidence: Sequence[UploadedFile], paper: str) -> None:
    """What is signed on paper comes with its scan."""
    if channel == Channel.WINDOW and not evidence:
        sentence = f"书面办理须上传经签字盖章的{paper}扫描件。"
        raise Invalid("scan_required", sentence, {"evidence": sentence})


def _require_own(entity: Entity, by: Actor) -> None:
    """The business itself, an agent with a mandate, or an officer at a window."""
    require_role(by, HANDLING_ROLES | {Role.ENTERPRISE})
    if not isinstance(by, User) or by.is_official:
        return
    require_mandate(by, entity.uscc, MandateScope.DISPUTES)


def refuse_second(target: Target) -> None:
    """One open dispute at a time; the refusal points to it.

    Raises:
        Refused: another one is open.
    """
    first = Dispute.objects.open().about(target).first()
    if first is not None:
        raise Refused(
            "contested_already",
            f"对此已提出异议{first.number}，正在办理（{first.get_status_display()}），"
            "请在该异议中补充材料，不必重复提出。",
        )


def _claimed(target: Target, claims: Sequence[Claim]) -> list[tuple[ContestedField, str]]:
    """Each claim with its field.

    Raises:
        Invalid: nothing is claimed, or no such field.
    """
    fields = {field.name: field for field in fields_of(target)}
    known = [(fields.get(claim.field), claim.claimed.strip()) for claim in claims]
    found = [(field, claimed) for field, claimed in known if field and claimed]
    if not found or len(found) != len(claims):
        raise Invalid("nothing_claimed", "请至少选择一个有异议的项目，并写明您主张的内容。")
    same = [field.label for field, claimed in found if claimed == field.value]
    if same:
        raise Invalid("nothing_differs", f"{'、'.join(same)}：主张的内容与现值相同。")
    return found


def _still(first: Dispute) -> Target:
    """What is left to review: the record as it was corrected by the first decision."""
    target = first.target
    if isinstance(target, CreditRecord):
        return target.standing_version or target
    return target


def _go_on(dispute: Dispute, by: Actor, at: datetime) -> None:
    if dispute.supplement_deadline:
        close_deadline(deadline=dispute.supplement_deadline, by=by, at=at)
    if dispute.deadline.pauses.filter(until_on=None).exists():
        resume_deadline(deadline=dispute.deadline, by=by, at=at)
