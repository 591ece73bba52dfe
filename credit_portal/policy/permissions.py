"""Who reads and who changes the policy (三员分立: administrators and auditors only read)."""

from credit_portal.accounts.choices import Role
from credit_portal.accounts.models import User
from credit_portal.accounts.permissions import role_required
from credit_portal.policy.models import PackVersion
from credit_portal.shared.actors import Actor

EDITORS = frozenset({Role.LEAD_OFFICER})
READERS = EDITORS | {Role.ADMINISTRATOR, Role.AUDITOR}

editor_required = role_required(*EDITORS)
reader_required = role_required(*READERS)


def can_edit(user: User) -> bool:
    """Whether the pages offer this user their acts."""
    return user.role in EDITORS


def wrote_part_of(version: PackVersion, by: Actor) -> bool:
    """Whether an officer drafted or rewrote a version, even if another one wrote in it later."""
    return by.actor_id is not None and version.history.filter(author_id=by.actor_id).exists()


def can_decide(user: User, version: PackVersion) -> bool:
    """Whether a user may approve or send back a version: never one's own."""
    return can_edit(user) and not wrote_part_of(version, user)
