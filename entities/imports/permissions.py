"""Who may send files, and whose batches one may open."""

from credit_portal.accounts.choices import BUSINESS_ROLES, Role
from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.permissions import require_role
from credit_portal.accounts.viewers import viewer_of
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import NotAllowed
from entities.imports.layout import Layout, all_layouts
from entities.imports.selectors import visible_batch
from entities.models import ImportBatch

IMPORTING_ROLES = BUSINESS_ROLES  # whoever holds some layout; a partner has none


def layouts_for(user: User) -> list[Layout]:
    """The kinds of file that a user's role may send."""
    return [layout for layout in all_layouts() if user.role in layout.roles]


def can_choose_agency(user: User) -> bool:
    """Only the lead office sends files for others."""
    return user.role == Role.LEAD_OFFICER


def require_receive(by: Actor, layout: Layout, agency: Agency | None) -> None:
    """Guard of ``receive_file``; the portal itself (a command) may always.

    Raises:
        NotAllowed: not this layout, or not for this agency.
    """
    if not isinstance(by, User):
        return
    if by.role not in layout.roles:
        raise NotAllowed("layout_not_allowed", f"您的角色不能报送“{layout.name}”数据。")
    if not can_choose_agency(by) and (agency is None or agency.pk != by.agency_id):
        raise NotAllowed("agency_not_own", "只能为本单位报送数据。")


def require_batch(by: Actor, batch: ImportBatch) -> None:
    """Guard of every act on a file that was received.

    Raises:
        NotAllowed: the user sends no files.
        NotVisible: the file is another agency's.
    """
    require_role(by, IMPORTING_ROLES)
    if isinstance(by, User):
        visible_batch(viewer_of(by), batch.pk)
