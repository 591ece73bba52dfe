"""Agencies, users, who a user really is, and for whom a user acts."""

from credit_portal.accounts.models.agency import Agency
from credit_portal.accounts.models.identity import RealNameIdentity
from credit_portal.accounts.models.mandate import Mandate, MandateInvitation, MandatePaper
from credit_portal.accounts.models.user import PasswordHistory, PortalUserManager, User

__all__ = [
    "Agency",
    "Mandate",
    "MandateInvitation",
    "MandatePaper",
    "PasswordHistory",
    "PortalUserManager",
    "RealNameIdentity",
    "User",
]
