"""What every act on a declaration shares: whose it is, how it is kept, who is told."""

from datetime import datetime

from django.urls import reverse

from credit_portal.accounts.choices import MandateScope, Role
from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.accounts.viewers import require_mandate
from credit_portal.audit import services as audit
from credit_portal.deadlines.services import close_deadline
from credit_portal.messages.services import Recipient, send_message
from credit_portal.policy.schema.procedures import SelfDeclaration
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from declarations.models import Declaration
from declarations.permissions import REVIEWING_ROLES
from entities.models import Entity
from supervision.services.steps import day_of, locked

RELATED = ("entity", "agency", "record")


def said(at: datetime) -> SelfDeclaration:
    """What the pack says of self-declarations."""
    return pack_in_force(day_of(at)).self_declaration


def require_own(entity: Entity, by: Actor) -> None:
    """Only whoever acts for the business declares for it.

    Raises:
        NotAllowed: an official, or somebody whose mandate does not cover commitments.
        NotVisible: somebody else's business.
    """
    require_role(by, {Role.ENTERPRISE})
    require_mandate(by, entity.uscc, MandateScope.COMMITMENTS)


def own(declaration: Declaration, by: Actor) -> Declaration:
    """The declaration, locked, for its business."""
    require_own(declaration.entity, by)
    return locked(declaration, *RELATED)


def to_review(declaration: Declaration, by: Actor) -> Declaration:
    """The declaration, locked, for an officer of the responsible agency."""
    require_role(by, REVIEWING_ROLES)
    declaration = locked(declaration, *RELATED)
    require_agency(by, declaration.agency)
    return declaration


def save(declaration: Declaration, act: str, by: Actor, at: datetime, reason: str = "") -> None:
    """Save with history and the one audit entry of the act."""
    audit.save_and_record(
        declaration, act=f"declarations.{act}", by=by, at=at, reason=reason,
        after={
            "status": declaration.status, "uscc": declaration.entity.uscc,
            "kind": declaration.kind, "objection_until": str(declaration.objection_until or ""),
        },
    )  # fmt: skip


def tell_business(declaration: Declaration, subject: str, text: str, at: datetime) -> None:
    send_message(
        occasion=_occasion(declaration, at), to=Recipient(uscc=declaration.entity.uscc),
        subject=f"{subject}：{declaration.title}", text=text, at=at,
        url=reverse("declarations:my_case", args=[declaration.pk]),
    )  # fmt: skip


def tell_office(declaration: Declaration, subject: str, text: str, at: datetime) -> None:
    send_message(
        occasion=_occasion(declaration, at), to=Recipient(agency=declaration.agency),
        subject=f"{subject}：{declaration.title}", text=text, at=at,
        url=desk_url(declaration),
    )  # fmt: skip


def close_period(declaration: Declaration, by: Actor, at: datetime) -> None:
    """Nobody's objection is waited for any more."""
    if declaration.objection_deadline:
        close_deadline(deadline=declaration.objection_deadline, by=by, at=at)


def desk_url(declaration: Declaration) -> str:
    return reverse("declarations:case", args=[declaration.pk])


def _occasion(declaration: Declaration, at: datetime) -> str:
    """It may be contested and reviewed more than once: the instant tells the occasions apart."""
    return f"declaration:{declaration.pk}:{declaration.status}:{at:%Y%m%d%H%M%S%f}"
