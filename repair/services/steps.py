"""What every act of repair shares: whose application it is, and how it is kept."""

from datetime import datetime
from typing import TypeGuard

from credit_portal.accounts.choices import MandateScope, Role
from credit_portal.accounts.models import User
from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.accounts.viewers import require_mandate, viewer_of
from credit_portal.audit import services as audit
from credit_portal.messages.services import Recipient, send_message
from credit_portal.shared.actors import Actor, SystemActor
from credit_portal.shared.errors import NotVisible
from entities.models import Entity
from repair.models import RepairApplication, RepairItem
from repair.permissions import DECIDING_ROLES, INTAKE_ROLES
from supervision.services.steps import day_of, locked, step

# What follows by law from an act, in rooms where its officer has no say.
PORTAL = SystemActor("信用修复")
__all__ = ["PORTAL", "day_of", "locked", "step"]


def of_applicant(application: RepairApplication, by: Actor) -> RepairApplication:
    """The application, locked, for the business itself or the window that took it in; no officer
    acts for a business that applied online.

    Raises:
        NotVisible: somebody else's application.
    """
    application = locked(application, "entity")
    guard_applicant(application.entity, by)
    if is_business(by) or not isinstance(by, User):
        return application
    if application.intake_agency_id not in viewer_of(by).agency_ids:
        raise NotVisible
    return application


def guard_applicant(entity: Entity, by: Actor) -> None:
    """Only the business itself, or an officer who takes papers for it.

    Raises:
        NotVisible: another business.
        NotAllowed: another role, or a mandate for other acts.
    """
    if is_business(by):
        require_mandate(by, entity.uscc, MandateScope.DISPUTES)
    else:
        require_role(by, INTAKE_ROLES)


def is_business(by: Actor) -> TypeGuard[User]:
    return isinstance(by, User) and by.role == Role.ENTERPRISE


def of_decider(item: RepairItem, by: Actor) -> RepairItem:
    """The item, locked with its application, for an officer of the deciding agency.

    The application is locked first, always: two officers at two of its records wait in a row.

    Raises:
        NotAllowed: another role or agency.
    """
    require_role(by, DECIDING_ROLES)
    locked(item.part.application)
    related = ("part__application__entity", "part__application__commitment", "part__agency",
               "record")  # fmt: skip
    item = locked(item, *related)
    require_agency(by, item.part.agency)
    return item


def save(
    application: RepairApplication, act: str, by: Actor, at: datetime, reason: str = ""
) -> None:
    """Save with the one audit entry of the act."""
    audit.save_and_record(
        application, act=f"repair.{act}", by=by, at=at, reason=reason,
        after={
            "status": application.status, "number": application.number,
            "uscc": application.entity.uscc,
        },
    )  # fmt: skip


def save_item(item: RepairItem, act: str, by: Actor, at: datetime, reason: str = "") -> None:
    audit.save_and_record(
        item, act=f"repair.{act}", by=by, at=at, reason=reason,
        after={
            "status": item.status, "decision": item.decision_number, "record": item.record_id,
            "uscc": item.part.application.entity.uscc,
        },
    )  # fmt: skip


def tell_business(
    application: RepairApplication, occasion: str, subject: str, text: str, at: datetime
) -> None:
    send_message(
        occasion=f"repair:{application.pk}:{occasion}", subject=subject, text=text, at=at,
        to=Recipient(uscc=application.entity.uscc), url=f"/my/repair/{application.pk}/",
    )  # fmt: skip
