"""Opening a campaign and giving its fields to departments."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from credit_portal.accounts.models import Agency
from credit_portal.accounts.permissions import require_role
from credit_portal.audit import services as audit
from credit_portal.campaigns.choices import DutyKind
from credit_portal.campaigns.models import Campaign, CampaignDuty
from credit_portal.campaigns.permissions import OPENING_ROLES
from credit_portal.messages.services import Recipient, send_message
from credit_portal.policy.schema import Pack
from credit_portal.policy.schema.procedures import Campaign as PackCampaign
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from credit_portal.shared.history import save_with_history, user_of
from credit_portal.shared.workdays import add_months


def open_campaign(
    *, year: int, title: str, pack: Pack, departments: Collection[Agency], by: Actor, at: datetime
) -> Campaign:
    """Demand a plan of every department (吴忠 三(一)); the days are those of the pack.

    Raises:
        NotAllowed: not the lead office.
        Refused: the pack knows no campaign, or the year has one.
        Invalid: no title, or no department.
    """
    require_role(by, OPENING_ROLES)
    title = required(title, "title", "名称")
    said = pack.campaign
    if said is None:
        raise Refused("no_campaign", f"{pack.header.name}的政策没有专项工作的规定。")
    if not departments:
        raise Invalid("no_departments", "请选择责任单位。", {"departments": "至少选择一个单位"})
    with transaction.atomic():
        campaign, is_new = Campaign.objects.get_or_create(
            year=year,
            defaults=_said_by(said, year)
            | {"title": title, "opened_by": user_of(by), "opened_at": at},
        )
        if not is_new:
            raise Refused("campaign_exists", f"{year} 年的专项工作已经部署。")
        for agency in departments:
            _demand(campaign, agency, DutyKind.PLAN, "", by, at)
            send_message(
                occasion=f"campaign:{campaign.pk}:opened", to=Recipient(agency=agency),
                subject=f"{campaign}：请报送工作方案",
                text=f"请于{campaign.plan_due_on}前报送工作方案，"
                f"于{campaign.summary_due_on}前分领域报送总结。",
                url=f"/desk/campaigns/?campaign={campaign.pk}", at=at,
            )  # fmt: skip
        audit.record(
            by=by, act="campaigns.open_campaign", obj=campaign, at=at,
            after={"departments": len(departments), "due_on": str(campaign.plan_due_on)},
        )  # fmt: skip
    return campaign


def _said_by(said: PackCampaign, year: int) -> dict[str, Any]:
    """What the pack demands, kept with the campaign of the year."""
    return {
        "basis": said.plan_by.basis, "plan_due_on": _day(year, said.plan_by.value),
        "summary_due_on": _day(year, said.summary_by.value),
        "coverage_due_on": _coverage_due_on(said, year),
        "domains": list(said.domains.value), "parts": list(said.summary_parts.value),
        "case_elements": list(said.case_elements.value),
        "needs_explanation": said.written_explanation.value,
    }  # fmt: skip


@transaction.atomic
def assign_domains(
    *, campaign: Campaign, agency: Agency, domains: Collection[str], by: Actor, at: datetime
) -> int:
    """Demand a summary of each field from a department; what it has already stays.

    Returns:
        How many were added.

    Raises:
        NotAllowed: not the lead office.
        Invalid: none chosen, or a field that the campaign does not know.
    """
    require_role(by, OPENING_ROLES)
    if not domains or set(domains) - set(campaign.domains):
        raise Invalid("domains_unknown", "请选择专项工作所列的领域。", {"domains": "请选择领域"})
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    mine = CampaignDuty.objects.filter(campaign=campaign, agency=agency, kind=DutyKind.SUMMARY)
    has = set(mine.values_list("domain", flat=True))
    new = [domain for domain in campaign.domains if domain in set(domains) - has]
    for domain in new:
        _demand(campaign, agency, DutyKind.SUMMARY, domain, by, at)
    audit.record(
        by=by, act="campaigns.assign_domains", obj=campaign, at=at,
        after={"agency": agency.short_name, "domains": new},
    )  # fmt: skip
    return len(new)


def _demand(
    campaign: Campaign, agency: Agency, kind: DutyKind, domain: str, by: Actor, at: datetime
) -> None:
    due_on = campaign.plan_due_on if kind == DutyKind.PLAN else campaign.summary_due_on
    duty = CampaignDuty(campaign=campaign, agency=agency, kind=kind, domain=domain, due_on=due_on)
    save_with_history(duty, by=by, at=at)


def _coverage_due_on(said: PackCampaign, year: int) -> date:
    """The day of the document, or the same day of a campaign in a later year."""
    named = said.full_coverage_by.value
    return add_months(named, 12 * max(0, year - named.year))


def _day(year: int, month_day: str) -> date:
    return date.fromisoformat(f"{year}-{month_day}")
