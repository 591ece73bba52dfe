"""Acts of campaigns and of the log of education."""

from credit_portal.campaigns.services.campaigns import assign_domains, open_campaign
from credit_portal.campaigns.services.education import note_talk
from credit_portal.campaigns.services.handing_in import (
    HandIn,
    accept_duty,
    send_back_duty,
    submit_duty,
)
from credit_portal.campaigns.services.reminders import send_reminders

__all__ = [
    "HandIn",
    "accept_duty",
    "assign_domains",
    "note_talk",
    "open_campaign",
    "send_back_duty",
    "send_reminders",
    "submit_duty",
]
