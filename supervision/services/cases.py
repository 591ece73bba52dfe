"""典型案例: written, published masked, withdrawn."""

from datetime import datetime

from django.db import transaction

from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.audit import services as audit
from credit_portal.policy.schema import Clause
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Refused, required
from credit_portal.shared.history import user_of
from supervision.cases.masking import public_text
from supervision.models import Measure, TypicalCase
from supervision.permissions import DECIDING_ROLES
from supervision.services.steps import day_of, locked, step


def draft_case(*, measure: Measure, title: str, body: str, by: Actor, at: datetime) -> TypicalCase:
    """Write a case about a measure of the own agency.

    Raises:
        NotAllowed: another agency decided the measure.
        Invalid: something is not said.
    """
    with transaction.atomic():
        measure = locked(measure, "entity", "initiator")
        require_role(by, DECIDING_ROLES)
        require_agency(by, measure.initiator)
        case = TypicalCase(
            measure=measure, agency=measure.initiator, title=required(title, "title", "标题"),
            body=required(body, "body", "案情"), written_by=user_of(by), written_at=at,
        )  # fmt: skip
        _save(case, "draft_case", by, at)
    return case


def edit_case(*, case: TypicalCase, title: str, body: str, by: Actor, at: datetime) -> TypicalCase:
    """Write a draft anew.

    Raises:
        Refused: it is published.
        NotAllowed: another agency's.
        Invalid: something is not said.
    """
    title, body = required(title, "title", "标题"), required(body, "body", "案情")
    with transaction.atomic():
        case = _own(case, by)
        step(case, "edit")
        case.title, case.body = title, body
        _save(case, "edit_case", by, at)
    return case


def publish_case(*, case: TypicalCase, by: Actor, at: datetime) -> TypicalCase:
    """Let everybody read it, masked.

    Raises:
        Refused: it is no draft, the document publishes no cases, or its record is gone.
        NotAllowed: another agency's.
    """
    with transaction.atomic():
        case = _own(case, by)
        step(case, "publish")
        clause = _publishing(case.measure, at)
        if not clause.value:
            raise Refused("not_published", f"{clause.basis}没有要求公开此类案例。")
        record = case.measure.record
        if record.withdrawn_at or record.repaired_at:
            raise Refused("record_gone", "措施所依据的信用记录已经撤回或者修复，不能公开案例。")
        case.public_title = public_text(case.title, case.measure)
        case.public_body = public_text(case.body, case.measure)
        case.published_at = at
        _save(case, "publish_case", by, at)
    return case


def withdraw_case(*, case: TypicalCase, reason: str, by: Actor, at: datetime) -> TypicalCase:
    """Take it off the public page.

    Raises:
        Refused: it is not published.
        NotAllowed: another agency's.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "撤下理由")
    with transaction.atomic():
        case = _own(case, by)
        step(case, "withdraw")
        case.withdrawn_at, case.withdrawal_reason = at, reason
        _save(case, "withdraw_case", by, at, reason)
    return case


def _publishing(measure: Measure, at: datetime) -> Clause[bool]:
    """江西 (二十三) of bans, (十四) of everything else."""
    pack = pack_in_force(day_of(at))
    return pack.bans.cases_published if measure.ban_field else pack.visibility.typical_cases


def _own(case: TypicalCase, by: Actor) -> TypicalCase:
    """The case, locked, for an officer of the office that wrote it."""
    case = locked(case, "agency", "measure__entity", "measure__record")
    require_role(by, DECIDING_ROLES)
    require_agency(by, case.agency)
    return case


def _save(case: TypicalCase, act: str, by: Actor, at: datetime, reason: str = "") -> None:
    audit.save_and_record(
        case, act=f"supervision.{act}", by=by, at=at, reason=reason,
        after={"status": case.status, "measure": case.measure_id},
    )  # fmt: skip
