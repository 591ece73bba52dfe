"""Who reads and who changes the policy (三员分立: administrators and auditors only read)."""

from credit_portal.accounts.choices import Role
from credit_portal.accounts.models import User
from credit_portal.accounts.permissions import role_required

EDITORS = frozenset({Role.LEAD_OFFICER})
READERS = EDITORS | {Role.ADMINISTRATOR, Role.AUDITOR}

editor_required = role_required(*EDITORS)
reader_required = role_required(*READERS)


def can_edit(user: User) -> bool:
    """Whether the pages offer this user their acts."""
    return user.role in EDITORS


def can_decide(user: User, author_id: int | None) -> bool:
    """Whether a user may approve or send back a version: never one's own."""
    return can_edit(user) and user.pk != author_id
