"""A commitment is drafted, registered with its code, given up before that or voided after it."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from commitments import rules, selectors
from commitments.choices import CommitmentKind, PublicationLevel, Status
from commitments.events import CommitmentRegistered
from commitments.models import Commitment, CommitmentItem, CommitmentTemplate
from commitments.permissions import require_acting, require_taking
from commitments.services.codes import next_code
from commitments.services.scans import attach_scan
from commitments.services.steps import locked
from credit_portal.accounts.models import Agency
from credit_portal.audit import services as audit
from credit_portal.messages.services import Recipient, send_message
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from credit_portal.shared.events import publish
from credit_portal.shared.history import user_of
from entities.choices import RecordKind
from entities.models import CreditRecord, Entity
from entities.services import record_fact, withdraw_fact
from supervision.services.steps import day_of, step

REQUIRED = (("matter", "承诺事由"), ("content", "承诺内容"), ("liability", "违诺责任"))
CLASS_REASON = "类别不适用而受理的理由"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What the letter says, as it was filled in at the window."""

    kind: CommitmentKind
    matter: str
    content: str
    liability: str
    made_on: date
    other_kind_name: str = ""
    local_name: str = ""
    item: CommitmentItem | None = None
    template: CommitmentTemplate | None = None
    valid_until: date | None = None
    publication: PublicationLevel = PublicationLevel.PUBLIC
    missing_materials: str = ""
    supplement_due_on: date | None = None
    remark: str = ""


def draft_commitment(
    *, entity: Entity, agency: Agency, letter: Letter, form_token: uuid.UUID,
    by: Actor, at: datetime,
) -> Commitment:  # fmt: skip
    """Keep a letter that is not registered yet; the same form again finds its first draft.

    Raises:
        NotAllowed: the user takes no such letters, or not for this agency.
        Invalid: a required field is empty, or the dates are out of order.
    """
    return _draft_once(entity, agency, letter, form_token, by, at)[0]


def register_commitment(
    *, commitment: Commitment, by: Actor, at: datetime, class_reason: str = ""
) -> Commitment:
    """Give the code and write the fact into the register.

    Args:
        class_reason: why it is taken although the class of the business excludes its kind.

    Raises:
        NotAllowed: as ``draft_commitment``.
        Refused: it is no draft any more, or the business may not use this kind
            (江阴 三(一): 不再适用信用承诺制).
        Invalid: the class excludes the kind, and no reason is given (江阴 三(五)).
    """
    with transaction.atomic():
        commitment = locked(commitment)
        require_taking(by, commitment.agency, commitment.kind, commitment.publication)
        step(commitment, "register")
        reason = _weighed(commitment, class_reason, day_of(at))
        commitment.code = next_code(commitment.agency.region_code, commitment.made_on)
        commitment.registered_at = at
        commitment.record = _record(commitment, by, at)
        audit.save_and_record(
            commitment, act="commitments.register_commitment", by=by, at=at, reason=reason,
            before={"status": Status.DRAFT}, after=_facts(commitment),
        )  # fmt: skip
        publish(CommitmentRegistered(commitment.pk, commitment.entity_id))
    return commitment


def take_commitment(
    *, entity: Entity, agency: Agency, letter: Letter, form_token: uuid.UUID,
    by: Actor, at: datetime, class_reason: str = "",
) -> Commitment:  # fmt: skip
    """Draft and register in one go, as the window does.

    A form sent twice (double click, back button) registers once.

    Raises:
        NotAllowed: as ``draft_commitment``.
        Invalid: as ``register_commitment``.
        Refused: the form was kept as a draft before; the draft is to be registered instead.
    """
    with transaction.atomic():
        commitment, is_new = _draft_once(entity, agency, letter, form_token, by, at)
        if is_new:
            return register_commitment(
                commitment=commitment, class_reason=class_reason, by=by, at=at
            )
        if commitment.status == Status.DRAFT:
            raise Refused("form_used", "这张表单已存为草稿，请打开草稿进行登记。")
    return commitment


def file_published_commitment(
    *, entity: Entity, agency: Agency, letter: Letter, form_token: uuid.UUID,
    by: Actor, at: datetime, scan: UploadedFile | None = None,
) -> Commitment:  # fmt: skip
    """File a commitment that a business or an association made of its own accord, for everybody
    to see (淮安区 二(一) 主动公示型、行业自律型; 江西 三).

    Raises:
        NotAllowed: as ``draft_commitment``.
        Invalid: the kind answers an application, it is not open to the public, or the scan is
            none; then nothing is filed.
    """
    if letter.kind not in rules.FILED_KINDS:
        raise Invalid("kind_not_filed", "只有主动型和行业自律型承诺可以备案公示。")
    if letter.publication != PublicationLevel.PUBLIC:
        raise Invalid("not_public", "备案公示的承诺应当可向社会公开。")
    with transaction.atomic():
        commitment = take_commitment(
            entity=entity, agency=agency, letter=letter, form_token=form_token, by=by, at=at
        )
        if scan:
            attach_scan(commitment=commitment, upload=scan, by=by, at=at)
    return commitment


def withdraw_draft(*, commitment: Commitment, reason: str, by: Actor, at: datetime) -> Commitment:
    """Give up a letter before it is registered.

    Raises:
        NotAllowed: the user takes no commitments, or belongs to another agency.
        Refused: it is registered already.
        Invalid: no reason is given.
    """
    reason = required(reason, "reason", "撤回原因")
    with transaction.atomic():
        commitment = locked(commitment)
        require_acting(by, commitment.agency)
        step(commitment, "withdraw")
        audit.save_and_record(
            commitment, act="commitments.withdraw_draft", by=by, at=at, reason=reason,
            before={"status": Status.DRAFT}, after={"status": commitment.status},
        )  # fmt: skip
    return commitment


def void_commitment(*, commitment: Commitment, reason: str, by: Actor, at: datetime) -> Commitment:
    """作废: registered in error, or never signed. The code stays with it, its record goes.

    Raises:
        NotAllowed: the user takes no commitments, or belongs to another agency.
        Refused: it does not run; what was recognised must be revoked first.
        Invalid: no reason is given.
    """
    reason = required(reason, "reason", "作废原因")
    with transaction.atomic():
        commitment = locked(commitment)
        require_acting(by, commitment.agency)
        step(commitment, "void")
        commitment.voided_at, commitment.void_reason = at, reason
        audit.save_and_record(
            commitment, act="commitments.void_commitment", by=by, at=at, reason=reason,
            before={"status": Status.REGISTERED}, after=_facts(commitment),
        )  # fmt: skip
        if record := commitment.standing_record:
            withdraw_fact(record=record, reason=reason, by=by, at=at)
        send_message(
            occasion=f"commitment:{commitment.pk}:voided",
            to=Recipient(uscc=commitment.entity.uscc), url=reverse("commitments:my_list"), at=at,
            subject=f"信用承诺已作废：{commitment.matter}",
            text=f"{commitment.agency.name}已将承诺（编码{commitment.code}）作废，相应的信用记录"
            f"已撤回。原因：{reason}",
        )  # fmt: skip
    return commitment


def _draft_once(
    entity: Entity, agency: Agency, letter: Letter, form_token: uuid.UUID, by: Actor, at: datetime
) -> tuple[Commitment, bool]:
    """The draft of a form, and whether it is new."""
    require_taking(by, agency, letter.kind, letter.publication)
    _check(letter, day_of(at))
    commitment = Commitment(
        entity=entity, agency=agency, officer=user_of(by), drafted_at=at,
        form_token=form_token, **vars(letter),
    )  # fmt: skip
    try:
        with transaction.atomic():
            audit.save_and_record(
                commitment,
                act="commitments.draft_commitment",
                by=by,
                at=at,
                after=_facts(commitment),
            )
    except IntegrityError as error:
        if "form_token" not in str(error):
            raise
        return Commitment.objects.get(form_token=form_token), False
    return commitment, True


def _weighed(commitment: Commitment, class_reason: str, today: date) -> str:
    """The reason to keep, where the class of the business asks for one."""
    kind = CommitmentKind(commitment.kind)
    eligibility = selectors.eligibility_for(commitment.entity, today)
    if obstacle := eligibility.obstacle(kind):
        raise Refused("not_eligible", obstacle)
    if eligibility.is_withheld(kind):
        return required(class_reason, "class_reason", CLASS_REASON)
    return ""


def _check(letter: Letter, today: date) -> None:
    """Everything about a letter that a form alone cannot know."""
    problems = rules.missing_fields(letter.kind, vars(letter), REQUIRED)
    if letter.made_on > today:
        problems["made_on"] = "承诺作出日期不能晚于今天。"
    if letter.valid_until and letter.valid_until < letter.made_on:
        problems["valid_until"] = "承诺有效期不能早于承诺作出日期。"
    if letter.supplement_due_on and letter.supplement_due_on < letter.made_on:
        problems["supplement_due_on"] = "补齐期限不能早于承诺作出日期。"
    names = selectors.commitment_policy(today).names(letter.kind)
    if letter.local_name and letter.local_name not in names:
        problems["local_name"] = f"“{letter.local_name}”不是{letter.kind.label}承诺的方式。"
    for part in (letter.item, letter.template):
        if part is not None and part.kind != letter.kind:
            problems["kind"] = f"“{part}”不属于{letter.kind.label}承诺。"
    if problems:
        raise Invalid("letter_incomplete", "承诺书内容有误，请更正后再登记。", problems)


def _record(commitment: Commitment, by: Actor, at: datetime) -> CreditRecord:
    """书面承诺记入信用记录 (江阴 三(一))."""
    return record_fact(
        entity=commitment.entity,
        kind=RecordKind.COMMITMENT,
        title=commitment.matter,
        document_number=commitment.code or "",
        authority_name=commitment.agency.name,
        authority_code=commitment.agency.uscc,
        decided_on=commitment.made_on,
        valid_from=commitment.made_on,
        valid_until=commitment.valid_until,
        details={
            "commitment_code": commitment.code,
            "commitment_kind": commitment.kind,
            "content": commitment.content,
            "liability": commitment.liability,
        },
        scope=rules.SCOPE_OF_LEVEL[PublicationLevel(commitment.publication)],
        key=[commitment.code or ""],
        reported_by=commitment.agency,
        by=by,
        at=at,
    )


def _facts(commitment: Commitment) -> dict[str, str | None]:
    """What the audit log keeps: which letter, not its text."""
    return {
        "status": commitment.status,
        "code": commitment.code,
        "kind": commitment.kind,
        "uscc": commitment.entity.uscc,
        "made_on": commitment.made_on.isoformat(),
    }
