"""What the reporting agency itself takes back or corrects, on a document that says so.

Change feed, regrading and the reviews of lists and measures follow as from a dispute.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from commitments.models import Commitment
from credit_portal.accounts.permissions import require_role
from credit_portal.accounts.selectors import lead_office
from credit_portal.audit import services as audit
from credit_portal.errata.models import Amendment
from credit_portal.errata.permissions import ANSWERING_ROLES, require_answering
from credit_portal.messages.services import Recipient, heads_of, send_message
from credit_portal.policy.selectors import work_calendar
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from credit_portal.shared.history import user_of
from credit_portal.shared.uploads import keep_evidence
from credit_portal.shared.workdays import add_workdays
from disputes.models import Dispute
from disputes.services.effects import end_measures
from disputes.targets import ContestedField, canonical, changes_of, fields_of
from entities.choices import RecordKind
from entities.models import CreditRecord, Entity
from entities.services import correct_fact, withdraw_fact
from supervision.measures.choices import EndGround

LONGEST_REASON, LONGEST_NUMBER = 300, 128


@dataclass(frozen=True)
class Basis:
    """Why a record is taken back or corrected, and the document that says so."""

    reason: str
    number: str
    on: date
    scans: Sequence[UploadedFile] = ()


def withdraw_record(*, record: CreditRecord, basis: Basis, by: Actor, at: datetime) -> Amendment:
    """Take a record back (行政处罚法 48: a penalty within 3 days); measures on it end.

    Raises:
        NotAllowed: another agency reported it; what none reported is the lead office's.
        Refused: it is withdrawn, contested, or kept by a procedure with acts of its own.
        Invalid: no reason or document, or a file that cannot be taken.
    """
    reason = _reason(basis, at)
    with transaction.atomic():
        record = _own(record, by)
        record = withdraw_fact(record=record, reason=reason, by=by, at=at)
        end_measures(record, EndGround.REVOCATION, reason, basis.number, at)
        return _keep(record, basis, "withdraw_record", by, at)


def correct_record(
    *, record: CreditRecord, values: Mapping[str, str], basis: Basis, by: Actor, at: datetime
) -> Amendment:
    """Write the right values in place of the wrong ones; measures on it wait for a review.

    Args:
        values: field as ``fields_of`` names it → what should stand there; those that stand there
            already are left out.

    Raises:
        NotAllowed, Refused: as of ``withdraw_record``; or the same fact stands already.
        Invalid: no reason or document, nothing differs, or a value cannot be taken.
    """
    reason = _reason(basis, at)
    with transaction.atomic():
        record = _own(record, by)
        wrong = [field for field in fields_of(record) if _differs(field, values)]
        if not wrong:
            raise Invalid("nothing_differs", "没有需要更正的内容，请至少修改一项。")
        texts = [(field.name, field.label, _plain(values[field.name])) for field in wrong]
        changes = changes_of(record, texts)
        correct_fact(record=record, changes=changes, reason=reason, by=by, at=at)
        record.refresh_from_db()
        return _keep(record, basis, "correct_record", by, at)


def guard_amendable(record: CreditRecord) -> None:
    """Whether the agency may take it back or correct it by itself.

    Raises:
        Refused: it is withdrawn, contested, or kept by a procedure with acts of its own.
    """
    if record.withdrawn_at:
        raise Refused("already_withdrawn", "该记录已经撤回，不能再次操作。")
    if dispute := Dispute.objects.open().about(record).first():
        raise Refused(
            "contested", f"该记录正在办理异议{dispute.number}，请在该异议中核实、更正或者撤销。"
        )
    if canonical(record) != record:
        raise Refused("of_listing", "该记录由名单认定产生，请在名单管理中办理移出名单。")
    if Commitment.objects.of_record(record).exists():
        raise Refused("of_commitment", "该记录由信用承诺产生，请在该承诺中撤销认定或者作废。")


def _own(record: CreditRecord, by: Actor) -> CreditRecord:
    """The record, for an officer of the agency that reported it; the file is locked as by a
    dispute, so that only one of both comes about."""
    require_role(by, ANSWERING_ROLES)
    Entity.objects.select_for_update().get(pk=record.entity_id)
    record = CreditRecord.objects.select_related("entity", "reported_by").get(pk=record.pk)
    require_answering(by, record.reported_by)
    guard_amendable(record)
    return record


def _reason(basis: Basis, at: datetime) -> str:
    """The reason as the register keeps it, with the document."""
    reason = required(basis.reason, "reason", "理由", LONGEST_REASON)
    number = required(basis.number, "number", "依据文书号", LONGEST_NUMBER)
    if basis.on > timezone.localdate(at):
        raise Invalid("basis_in_future", "依据文书日期不能晚于今天。", {"on": "晚于今天"})
    return f"{reason}（依据：{number}）"


def _differs(field: ContestedField, values: Mapping[str, str]) -> bool:
    """Whether a value is given that is not the present one."""
    given = values.get(field.name, field.value)
    return not field.is_whole and _plain(given) != _plain(field.value)


def _plain(text: str) -> str:
    """Whatever a browser made of its line ends."""
    return "\n".join(text.strip().splitlines())


def _keep(record: CreditRecord, basis: Basis, act: str, by: Actor, at: datetime) -> Amendment:
    """Keep the document with the record that fell, and tell whom it concerns."""
    amendment = Amendment(
        record=record, basis_number=basis.number.strip(), basis_on=basis.on,
        due_on=_due_on(record, basis, at), made_by=user_of(by), made_at=at,
    )  # fmt: skip
    amendment.save()
    keep_evidence(amendment.scans, basis.scans, by=by, at=at)
    audit.record(
        by=by, act=f"errata.{act}", obj=amendment, reason=record.withdrawal_reason, at=at,
        after={
            "uscc": record.entity.uscc, "document": amendment.basis_number,
            "due_on": str(amendment.due_on or ""),
        },
    )  # fmt: skip
    _tell(amendment, at)
    return amendment


def _due_on(record: CreditRecord, basis: Basis, at: datetime) -> date | None:
    """By when a penalty that was revoked has to be taken back (行政处罚法 48, 85)."""
    if record.kind != RecordKind.PENALTY or record.replaced_by_id:
        return None
    days = pack_in_force(timezone.localdate(at)).publication.withdrawal_days
    return add_workdays(basis.on, int(days.value), work_calendar()).date


def _tell(amendment: Amendment, at: datetime) -> None:
    """The business, and the heads of the agency and of the lead office."""
    record, stands = amendment.record, amendment.record.replaced_by or amendment.record
    done = "更正" if record.replaced_by_id else "撤回"
    subject, text = f"信用记录已{done}：{record}", f"理由：{record.withdrawal_reason}。"
    late = f"超过法定期限（{amendment.due_on:%Y年%m月%d日}）。" if amendment.is_late else ""
    place = [record.entity.uscc, stands.pk]
    send_message(
        occasion=f"amendment:{amendment.pk}", to=Recipient(uscc=record.entity.uscc),
        subject=subject, text=text, url=reverse("portal:my_record", args=place), at=at,
    )  # fmt: skip
    for agency in {record.reported_by or lead_office(), lead_office()}:
        send_message(
            occasion=f"amendment:{amendment.pk}", to=heads_of(agency),
            subject=f"{subject}（{record.entity.name}）", text=text + late,
            url=reverse("portal:desk_record", args=place), at=at,
        )  # fmt: skip
