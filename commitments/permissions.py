"""Who does what with commitments; which commitments, the visibility rule says."""

from commitments import rules
from commitments.choices import PublicationLevel
from credit_portal.accounts.choices import BUSINESS_ROLES, Role
from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.accounts.viewers import viewer_of
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import NotAllowed

# Take commitments, recognise how they are kept, report them each month.
ACCEPTING_ROLES = frozenset(
    {Role.WINDOW_OFFICER, Role.DEPARTMENT_OFFICER, Role.TOWN_OFFICER, Role.LEAD_OFFICER}
)
# File commitments for publication: associations those of their trade (江西 三).
FILING_ROLES = ACCEPTING_ROLES | {Role.PARTNER}
VIEWING_ROLES = BUSINESS_ROLES
# Keep 事项清单 and letters (江阴 三(一), 淮安区 二(一): the departments).
CATALOGUE_ROLES = frozenset({Role.DEPARTMENT_OFFICER, Role.LEAD_OFFICER})
NOT_KEEPER = "通用事项和承诺书样式由信用主管部门维护，本单位只维护自己的事项。"


def require_acting(by: Actor, agency: Agency) -> None:
    """What is done with a commitment that an agency took.

    Raises:
        NotAllowed: the user takes no commitments, or belongs to another agency.
    """
    require_role(by, ACCEPTING_ROLES)
    require_agency(by, agency)


def require_taking(by: Actor, agency: Agency, kind: str, publication: str) -> None:
    """A letter taken for an agency; associations file what is for everybody to see.

    Raises:
        NotAllowed: as ``require_acting``.
    """
    is_filed = kind in rules.FILED_KINDS and publication == PublicationLevel.PUBLIC
    require_role(by, FILING_ROLES if is_filed else ACCEPTING_ROLES)
    require_agency(by, agency)


def require_keeper(by: Actor, *agencies: Agency | None) -> None:
    """Items of the given agencies; what belongs to none is kept by the lead office.

    Raises:
        NotAllowed: the user keeps none of them, or not all.
    """
    require_role(by, CATALOGUE_ROLES)
    if not isinstance(by, User) or by.role == Role.LEAD_OFFICER:
        return
    own = viewer_of(by).agency_ids
    if any(agency is None or agency.pk not in own for agency in agencies):
        raise NotAllowed("not_keeper", NOT_KEEPER)
