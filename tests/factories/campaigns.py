"""Campaigns by 吴忠's pack, with their duties in any state."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from credit_portal.accounts.models import Agency
from credit_portal.campaigns import services
from credit_portal.campaigns.choices import DutyKind
from credit_portal.campaigns.models import Campaign, CampaignDuty, DutyFile
from credit_portal.campaigns.services import HandIn
from credit_portal.policy.selectors import pack_by_code
from credit_portal.shared.actors import SystemActor
from tests.factories.entities import NOW, TODAY

OFFICE = SystemActor("信用办")
FIELD = "生产"


def campaign_of(*departments: Agency, year: int = TODAY.year) -> Campaign:
    """A campaign whose departments owe a plan and the summary of one field. Packs must stand."""
    campaign = services.open_campaign(
        year=year, title="专项工作", pack=pack_by_code("wuzhong", TODAY),
        departments=departments, by=OFFICE, at=NOW,
    )  # fmt: skip
    for agency in departments:
        services.assign_domains(
            campaign=campaign, agency=agency, domains=[FIELD], by=OFFICE, at=NOW
        )
    return campaign


def duty_of(campaign: Campaign, kind: DutyKind) -> CampaignDuty:
    return CampaignDuty.objects.filter(campaign=campaign, kind=kind)[0]


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("方案.pdf", b"%PDF-1.7\n%%EOF\n")


def plan(**changes: Any) -> HandIn:
    return HandIn(**{"text": "分工、人员和时间节点", "files": [pdf()], **changes})


def summary(campaign: Campaign, **changes: Any) -> HandIn:
    case = {name: f"{name}内容" for name in campaign.case_elements}
    parts = {name: f"{name}内容" for name in campaign.parts}
    return HandIn(**{"parts": parts, "cases": [case], "files": [pdf()], **changes})


def duty_with_file(agency: Agency) -> DutyFile:
    """A file of a summary that still has to be handed in."""
    duty = duty_of(campaign_of(agency), DutyKind.SUMMARY)
    return DutyFile.objects.create(
        duty=duty, file=pdf(), name="佐证.pdf", extension=".pdf", sha256="0" * 64, uploaded_at=NOW
    )
