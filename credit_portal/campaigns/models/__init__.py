"""A campaign, its duties with their files, and the log of education."""

from credit_portal.campaigns.models.campaign import Campaign
from credit_portal.campaigns.models.duty import CampaignDuty, DutyFile
from credit_portal.campaigns.models.education import EducationTalk

__all__ = ["Campaign", "CampaignDuty", "DutyFile", "EducationTalk"]
