"""Reads of campaigns."""

from dataclasses import dataclass
from datetime import date

from credit_portal.campaigns.choices import DutyKind, DutyStatus
from credit_portal.campaigns.models import Campaign, CampaignDuty
from credit_portal.policy.models import PolicyPack
from credit_portal.policy.schema import Pack
from credit_portal.policy.selectors import pack_by_code, pack_in_force


@dataclass(frozen=True)
class Field:
    """One field of a campaign, and how far its departments are."""

    name: str
    duties: list[CampaignDuty]

    @property
    def is_covered(self) -> bool:
        """A summary was accepted."""
        return any(duty.status == DutyStatus.ACCEPTED for duty in self.duties)

    @property
    def cases(self) -> int:
        return sum(len(duty.cases) for duty in self.duties)


def coverage(campaign: Campaign) -> list[Field]:
    """Every field that the document names, also those that nobody answers for (吴忠 一)."""
    rows = CampaignDuty.objects.filter(campaign=campaign, kind=DutyKind.SUMMARY)
    duties = list(rows.select_related("agency"))
    return [
        Field(name, [duty for duty in duties if duty.domain == name]) for name in campaign.domains
    ]


def occasions_of(pack: Pack) -> tuple[str, ...]:
    """准入前诚信教育 by occasion; 职业道德教育 of the professions of the pack (江西 五)."""
    said = pack.education
    professions = said.professions.value if said.professions else ()
    return (*said.occasions.value, *(f"职业道德教育：{name}" for name in professions))


def packs_with_campaign(on: date) -> list[Pack]:
    """The pack in force first, then the packs of other regions that may be followed."""
    here = pack_in_force(on)
    others = PolicyPack.objects.exclude(code=here.header.code).order_by("code")
    packs = [here, *(pack_by_code(code, on) for code in others.values_list("code", flat=True))]
    return [pack for pack in packs if pack.campaign]
