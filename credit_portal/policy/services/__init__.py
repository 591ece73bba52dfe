"""Writes of the policy, one function per act; and the pack in force, which every app asks for."""

from credit_portal.policy.selectors import pack_in_force, work_calendar
from credit_portal.policy.services.assignments import (
    approve_assignment,
    propose_assignment,
    reject_assignment,
)
from credit_portal.policy.services.calendar import import_holiday_notice, install_notices
from credit_portal.policy.services.installation import install_packs
from credit_portal.policy.services.versions import (
    approve_pack_version,
    edit_pack,
    reject_pack_version,
    submit_pack_version,
)

__all__ = [
    "approve_assignment",
    "approve_pack_version",
    "edit_pack",
    "import_holiday_notice",
    "install_notices",
    "install_packs",
    "pack_in_force",
    "propose_assignment",
    "reject_assignment",
    "reject_pack_version",
    "submit_pack_version",
    "work_calendar",
]
