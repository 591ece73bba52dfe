"""通报函: numbered, printed once, kept."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from credit_portal.accounts.models import Agency
from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.audit import services as audit
from credit_portal.policy.schema import Clause, Pack
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from credit_portal.shared.history import user_of
from credit_portal.shared.pdf import render_pdf
from entities.choices import SubjectKind
from entities.models import CreditRecord, Entity
from supervision.letters.choices import PUBLIC_BODIES, LetterKind
from supervision.letters.wording import LONG_DATE, text_of, title_of
from supervision.measures.choices import Nature
from supervision.models import Measure, NoticeLetter
from supervision.permissions import DECIDING_ROLES
from supervision.services.measure_drafts import ADVERSE_KINDS
from supervision.services.steps import day_of, visible_record

TEMPLATE = "supervision/letters/letter.typ"


@dataclass(frozen=True, kw_only=True)
class LetterDraft:
    """Whom a letter goes to, and what it is about.

    Attributes:
        measure: where it is a measure that is made known, with the record it rests on.
        is_state_firm: the officer has verified that an enterprise is owned by the state; the
            register does not say so.
    """

    kind: LetterKind
    record: CreditRecord
    recipients: str
    measure: Measure | None = None
    staff_name: str = ""
    is_state_firm: bool = False


def issue_letter(
    *, entity: Entity, draft: LetterDraft, agency: Agency, by: Actor, at: datetime
) -> NoticeLetter:
    """Number, print and keep a letter (淮安区 四(五), 江西 (二十五)).

    Raises:
        Invalid: no recipient, or no name of the person.
        Refused: no public body or state firm, the record does not carry it, or it was sent.
        NotAllowed: the officer belongs to another agency, or decides nothing.
        NotVisible: the officer may not see the record.
    """
    require_role(by, DECIDING_ROLES)
    require_agency(by, agency)
    recipients = required(draft.recipients, "recipients", "主送单位")
    is_staff = draft.kind == LetterKind.STAFF
    staff = required(draft.staff_name, "staff_name", "工作人员姓名") if is_staff else ""
    with transaction.atomic():
        Agency.objects.select_for_update().get(pk=agency.pk)  # one number at a time
        record = _checked_record(entity, draft, by, at)
        letter = NoticeLetter(
            kind=draft.kind, entity=entity, record=record, measure=draft.measure,
            staff_name=staff, recipients=recipients, agency=agency, issued_by=user_of(by),
            issued_at=at, **_number(agency, day_of(at).year),
        )  # fmt: skip
        letter.text = text_of(
            letter, recipients_clause(draft.kind, pack_in_force(day_of(at))).basis
        )
        _print(letter)
        letter.save()
        audit.record(
            by=by, act="supervision.issue_letter", obj=letter, at=at,
            after={"number": letter.number, "to": recipients, "sha256": letter.sha256},
        )  # fmt: skip
    return letter


def recipients_clause(kind: LetterKind, pack: Pack) -> Clause[tuple[str, ...]]:
    """Whom the pack names for letters of a kind."""
    measures = pack.measures
    return measures.notify_staff if kind == LetterKind.STAFF else measures.notify_public_bodies


def _checked_record(entity: Entity, draft: LetterDraft, by: Actor, at: datetime) -> CreditRecord:
    is_state_firm = draft.is_state_firm and entity.kind == SubjectKind.ENTERPRISE
    if entity.kind not in PUBLIC_BODIES and not is_state_firm:
        sentence = "通报函只发给机关、事业单位和国有企业的上级等单位；国有企业请核实后勾选。"
        raise Invalid("not_public", sentence, {"is_state_firm": sentence})
    record = visible_record(draft.record, by, day_of(at))
    if record.entity_id != entity.pk or not (record.level or record.kind in ADVERSE_KINDS):
        raise Refused("record_unfit", "所选记录不是该主体的失信记录。")
    if record.withdrawn_at or record.repaired_at:
        raise Refused("record_gone", "所选信用记录已经撤回或者修复，不能据此通报。")
    measure = draft.measure
    if measure and (measure.record_id != record.pk or measure.nature != Nature.RESTRICTION):
        raise Refused("measure_unfit", "所选措施不是依据该记录采取的惩戒措施。")
    sent = NoticeLetter.objects.filter(
        record=record, measure=measure, kind=draft.kind, staff_name=draft.staff_name.strip()
    ).first()
    if sent:
        raise Refused("letter_sent", f"已经就此发函（{sent.number}），可以重新打印。")
    return record


def _number(agency: Agency, year: int) -> dict[str, int | str]:
    letters = NoticeLetter.objects.filter(agency=agency, year=year)
    serial = (letters.aggregate(last=Max("serial"))["last"] or 0) + 1
    number = f"{agency.short_name}信函〔{year}〕{serial}号"
    return {"year": year, "serial": serial, "number": number}


def _print(letter: NoticeLetter) -> None:
    """The file as it is kept; printing again serves the same bytes."""
    issued = timezone.localtime(letter.issued_at)
    pdf = render_pdf(
        TEMPLATE,
        {
            "number": letter.number, "title": title_of(letter), "recipients": letter.recipients,
            "text": letter.text, "agency": letter.agency.name,
            "issued_on": issued.strftime(LONG_DATE),
            "made": {"year": issued.year, "month": issued.month, "day": issued.day},
        },
    )  # fmt: skip
    letter.sha256 = hashlib.sha256(pdf).hexdigest()
    letter.file.save("letter.pdf", ContentFile(pdf), save=False)
