"""What every act on a dispute shares: whose it is, how it is kept, who is told."""

from datetime import datetime

from django.urls import reverse

from credit_portal.accounts.choices import MandateScope, Role
from credit_portal.accounts.models import User
from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.accounts.viewers import require_mandate, viewer_of
from credit_portal.audit import services as audit
from credit_portal.deadlines.services import close_deadline
from credit_portal.messages.services import Recipient, send_message
from credit_portal.policy.schema.evaluation import Disputes
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import NotAllowed, NotVisible
from disputes.choices import Channel
from disputes.models import Dispute
from disputes.permissions import HANDLING_ROLES
from supervision.services.steps import day_of, locked

RELATED = ("entity", "agency", "deadline", "record", "grade", "assessment", "listing", "review_of")


def said(at: datetime) -> Disputes:
    """What the pack says of disputes."""
    return pack_in_force(day_of(at)).disputes


def own_case(dispute: Dispute, by: Actor) -> Dispute:
    """The dispute, locked, for an officer whose agency handles it."""
    require_role(by, HANDLING_ROLES)
    dispute = locked(dispute, *RELATED)
    require_agency(by, dispute.agency)
    return dispute


def of_applicant(dispute: Dispute, by: Actor) -> Dispute:
    """The dispute, locked, for the business, or an officer who takes its letter.

    Raises:
        NotVisible: somebody else's business.
        NotAllowed: an officer, where the business acts for itself or another window took it; or a
            mandate for other acts.
    """
    require_role(by, HANDLING_ROLES | {Role.ENTERPRISE})
    if isinstance(by, User):
        rows = Dispute.objects.visible_to(viewer_of(by))
        if not rows.filter(pk=dispute.pk).exists():
            raise NotVisible
        if not by.is_official:
            require_mandate(by, dispute.entity.uscc, MandateScope.DISPUTES)
        elif dispute.channel != Channel.WINDOW:
            raise NotAllowed("by_applicant", "该异议由申请人在企业中心提出，请由其自行办理。")
        elif dispute.taken_at_id not in viewer_of(by).agency_ids:
            raise NotAllowed("by_window", f"该异议由{dispute.taken_at}收件，请由其登记。")
    return locked(dispute, *RELATED)


def save(dispute: Dispute, act: str, by: Actor, at: datetime, reason: str = "") -> None:
    """Save with history and the one audit entry of the act."""
    audit.save_and_record(
        dispute, act=f"disputes.{act}", by=by, at=at, reason=reason,
        after={
            "status": dispute.status, "uscc": dispute.entity.uscc, "outcome": dispute.outcome,
            "due_on": str(dispute.deadline.due_on),
        },
    )  # fmt: skip


def close_clocks(dispute: Dispute, by: Actor, at: datetime) -> None:
    """Nothing is waited for any more."""
    close_deadline(deadline=dispute.deadline, by=by, at=at)
    if dispute.supplement_deadline:
        close_deadline(deadline=dispute.supplement_deadline, by=by, at=at)


def case_url(number: str) -> str:
    """Its page on the desk."""
    return reverse("disputes:case", args=[number])


def tell_business(dispute: Dispute, occasion: str, subject: str, text: str, at: datetime) -> None:
    send_message(
        occasion=f"dispute:{dispute.number}:{occasion}", to=Recipient(uscc=dispute.entity.uscc),
        subject=f"{subject}：{dispute.number}", text=text, at=at,
        url=reverse("disputes:my_case", args=[dispute.number]),
    )  # fmt: skip


def tell_office(
    dispute: Dispute, occasion: str, subject: str, text: str, at: datetime, *,
    to: Recipient | None = None,
) -> bool:  # fmt: skip
    """Tell the handling agency, or whom ``to`` names; whether it was new."""
    return send_message(
        occasion=f"dispute:{dispute.number}:{occasion}", to=to or Recipient(agency=dispute.agency),
        subject=f"{subject}：{dispute.number}", text=text, at=at, url=case_url(dispute.number),
    )  # fmt: skip
