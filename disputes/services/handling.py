"""What the source agency does before the decision, and how it is hurried."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from credit_portal.accounts.models import User
from credit_portal.deadlines.services import (
    extend_deadline,
    hand_over_deadline,
    open_deadline,
    pause_deadline,
)
from credit_portal.messages.services import Recipient
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from credit_portal.shared.history import user_of
from disputes.choices import DisputeStatus
from disputes.letters import refusal_data
from disputes.models import Dispute
from disputes.permissions import HANDLING_ROLES
from disputes.services import effects
from disputes.services.steps import (
    case_url,
    close_clocks,
    of_applicant,
    own_case,
    said,
    save,
    tell_business,
    tell_office,
)
from disputes.services.teams import require_other_team
from supervision.services.steps import day_of, step


def ask_supplement(*, dispute: Dispute, request: str, by: Actor, at: datetime) -> Dispute:
    """Say once and completely what is missing; a clock of its own runs.

    Raises:
        Refused: asked before, accepted already, or over.
        NotAllowed: another agency handles it.
        Invalid: nothing is said.
    """
    request = required(request, "request", "补正要求")
    pack = said(at)
    with transaction.atomic():
        dispute = own_case(dispute, by)
        step(dispute, "ask_supplement")
        if pack.supplement_times.value < 1:
            raise Refused("no_supplement", "现行政策没有规定补正，请直接受理或者不予受理。")
        dispute.supplement_request, dispute.supplement_asked_at = request, at
        dispute.supplement_deadline = open_deadline(
            rule="objection_supplement", label="异议补正", length=pack.supplement_days,
            received_on=day_of(at), agency=dispute.agency, handler=user_of(by),
            waits_for_others=True,
            subject=f"{dispute.number} 等待{dispute.entity.name}补正",
            url=case_url(dispute.number), by=by, at=at,
        )  # fmt: skip
        if pack.supplement_stops_clock.value:
            pause_deadline(deadline=dispute.deadline, reason="等待申请人补正", by=by, at=at)
        save(dispute, "ask_supplement", by, at, request)
        due = f"{dispute.supplement_deadline.due_on:%Y年%m月%d日}"
        tell_business(dispute, "supplement", "异议需要补正", f"请于{due}前补正：{request}", at)
    return dispute


def decline_dispute(*, dispute: Dispute, reason: str, by: Actor, at: datetime) -> Dispute:
    """Do not take it on; the business is told why and may file again.

    Raises:
        Refused: accepted or over, or the time to supplement still runs.
        NotAllowed: another agency handles it.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "不予受理的理由")
    with transaction.atomic():
        dispute = own_case(dispute, by)
        waited_for = dispute.supplement_deadline
        is_waiting = dispute.status == DisputeStatus.SUPPLEMENTING
        step(dispute, "decline")
        if is_waiting and waited_for and day_of(at) <= waited_for.due_on:
            due = f"{waited_for.due_on:%Y年%m月%d日}"
            raise Refused("still_supplementing", f"补正期限至{due}，期满未补正的方可不予受理。")
        dispute.end_reason, dispute.ended_at = reason, at
        dispute.answer = refusal_data(dispute, at)
        close_clocks(dispute, by, at)
        effects.end(dispute, at, upheld=False, why="不予受理")
        save(dispute, "decline_dispute", by, at, reason)
        tell_business(dispute, "declined", "异议不予受理", reason, at)
    return dispute


def accept_dispute(*, dispute: Dispute, by: Actor, at: datetime) -> Dispute:
    """Take it on; from now on the officer is reminded.

    Raises:
        Refused: it does not wait for that.
        NotAllowed: another agency handles it.
    """
    with transaction.atomic():
        dispute = own_case(dispute, by)
        step(dispute, "accept")
        require_other_team(dispute, by, at)
        dispute.handler, dispute.accepted_at = user_of(by), at
        hand_over_deadline(
            deadline=dispute.deadline, agency=dispute.agency, handler=dispute.handler, by=by, at=at
        )
        save(dispute, "accept_dispute", by, at)
        due = f"{dispute.deadline.due_on:%Y年%m月%d日}"
        tell_business(
            dispute, "accepted", "异议已受理", f"{dispute.agency.name}正在核实，{due}前办结。", at
        )
    return dispute


def verify_dispute(*, dispute: Dispute, finding: str, by: Actor, at: datetime) -> Dispute:
    """The source says what its papers show.

    Raises:
        Refused: it does not wait for that.
        NotAllowed: another agency handles it.
        Invalid: nothing is said.
    """
    finding = required(finding, "finding", "核实情况")
    with transaction.atomic():
        dispute = own_case(dispute, by)
        step(dispute, "verify")
        require_other_team(dispute, by, at)
        dispute.finding, dispute.verified_by, dispute.verified_at = finding, user_of(by), at
        save(dispute, "verify_dispute", by, at, finding)
    return dispute


def hand_over_dispute(
    *, dispute: Dispute, handler: User, reason: str, by: Actor, at: datetime
) -> Dispute:
    """Another officer of the agency goes on with it and is reminded from now on (改派).

    Raises:
        Refused: nobody has taken it on, or it is over.
        NotAllowed: another agency handles it, or the officer worked on what is reviewed.
        Invalid: no reason, or no other officer of the agency.
    """
    reason = required(reason, "reason", "改派理由")
    with transaction.atomic():
        dispute = own_case(dispute, by)
        step(dispute, "hand_over")
        if not officers_for(dispute).filter(pk=handler.pk).exists():
            raise Invalid("handler_invalid", "请选择本单位的其他人员。", {"handler": "请重新选择"})
        require_other_team(dispute, handler, at)
        dispute.handler = handler
        hand_over_deadline(
            deadline=dispute.deadline, agency=dispute.agency, handler=handler, by=by, at=at
        )
        save(dispute, "hand_over_dispute", by, at, reason)
        due = f"{dispute.deadline.due_on:%Y年%m月%d日}"
        tell_office(
            dispute, f"handed_over:{at:%Y%m%d%H%M%S}", "异议改派您办理",
            f"{reason}。办结期限{due}。", at, to=Recipient(user=handler),
        )  # fmt: skip
    return dispute


def officers_for(dispute: Dispute) -> QuerySet[User]:
    """To whom it may be handed over."""
    rows = User.objects.filter(agency=dispute.agency_id, role__in=HANDLING_ROLES, is_active=True)
    return rows.filter(~Q(pk=dispute.handler_id)).order_by("display_name", "pk")


def extend_dispute(*, dispute: Dispute, reason: str, by: Actor, at: datetime) -> Dispute:
    """Take the further days that the pack grants, once.

    Raises:
        Refused: the pack grants none, it is late, extended before, or over.
        NotAllowed: another agency handles it.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "延长理由")
    pack = said(at)
    with transaction.atomic():
        dispute = own_case(dispute, by)
        step(dispute, "extend")
        if not pack.extension_allowed.value:
            raise Refused("no_extension", "现行政策不允许延长异议办理期限。")
        days = int(pack.extension_days.value)
        extend_deadline(deadline=dispute.deadline, days=days, reason=reason, by=by, at=at)
        dispute.deadline.refresh_from_db()
        dispute.extended_at = at
        save(dispute, "extend_dispute", by, at, reason)
        due = f"{dispute.deadline.due_on:%Y年%m月%d日}"
        tell_business(dispute, "extended", "异议办理延期", f"因{reason}，延至{due}前办结。", at)
    return dispute


def urge_dispute(*, dispute: Dispute, by: Actor, at: datetime) -> Dispute:
    """The business asks to hurry: the handler is told, once a day.

    Raises:
        NotVisible: somebody else's business.
        Refused: it is over, or was urged today.
    """
    with transaction.atomic():
        dispute = of_applicant(dispute, by)
        step(dispute, "urge")
        if dispute.urged_at and timezone.localdate(dispute.urged_at) == day_of(at):
            raise Refused("urged_today", "今天已经催办过，每天可以催办一次。")
        dispute.urged_at = at
        save(dispute, "urge_dispute", by, at)
        due = f"{dispute.deadline.due_on:%Y年%m月%d日}"
        tell_office(
            dispute, f"urged:{day_of(at)}", "申请人催办", f"请抓紧办理，期限{due}。", at,
            to=_handling(dispute.handler, dispute),
        )  # fmt: skip
    return dispute


def _handling(handler: User | None, dispute: Dispute) -> Recipient:
    """The officer; the agency where none has taken it on, or he has left."""
    is_there = handler is not None and handler.is_active
    return Recipient(user=handler) if is_there else Recipient(agency=dispute.agency)
