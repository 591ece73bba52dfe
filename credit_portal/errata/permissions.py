"""Who answers error reports, and takes back or corrects the records that they are about."""

from credit_portal.accounts.choices import BUSINESS_ROLES, Role
from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.accounts.viewers import viewer_of
from credit_portal.shared.actors import Actor
from entities.models import CreditRecord

ANSWERING_ROLES = BUSINESS_ROLES


def require_answering(by: Actor, agency: Agency | None) -> None:
    """The agency that reported the record answers for it; the lead office where none did.

    Raises:
        NotAllowed: an officer of another one.
    """
    require_role(by, ANSWERING_ROLES if agency else {Role.LEAD_OFFICER})
    if agency:
        require_agency(by, agency)


def may_amend(user: User, record: CreditRecord) -> bool:
    """Whether the page of a record offers its withdrawal and correction."""
    if record.withdrawn_at or user.role not in ANSWERING_ROLES:
        return False
    is_own = record.reported_by_id in viewer_of(user).agency_ids
    return user.role == Role.LEAD_OFFICER or is_own
