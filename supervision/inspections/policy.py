"""What the pack in force says about inspections, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from credit_portal.policy.choices import FrequencyRule, InspectionTier
from credit_portal.policy.schema import Pack
from credit_portal.policy.services import pack_in_force
from grading.choices import CreditGrade

INSPECTION_ACT = "inspection"


@dataclass(frozen=True)
class TierRules:
    """比例和频次 of one tier.

    Attributes:
        cap: visits in twelve months at most; ``None`` where inspected as needed.
    """

    share: int
    lowest: int
    highest: int
    cap: int | None
    needs_approval: bool


@dataclass(frozen=True)
class InspectionPolicy:
    """The rules of a day.

    Attributes:
        falls_back: where a task's industry has no result for a business, its public grade holds.
        days_to_publish: working days from the result to its publication.
    """

    tier_of: Mapping[CreditGrade, InspectionTier]
    tiers: Mapping[InspectionTier, TierRules]
    ungraded: InspectionTier
    per_agency: int
    recusal: bool
    avoid_same_inspector: bool
    one_visit: bool
    exceptions: tuple[str, ...]
    results: Mapping[str, str]
    days_to_publish: int
    falls_back: bool

    def grades_of(self, tier: InspectionTier) -> list[CreditGrade]:
        return [grade for grade, its_tier in self.tier_of.items() if its_tier == tier]


def inspection_policy(on: date) -> InspectionPolicy:
    """What holds on a day."""
    return _of_pack(pack_in_force(on))


def _of_pack(pack: Pack) -> InspectionPolicy:
    rules, publication = pack.inspection, pack.publication
    is_listed_act = INSPECTION_ACT in publication.acts.value
    days = publication.act_days if is_listed_act else publication.check_result_days
    tier_of = dict(rules.tiers.value)
    return InspectionPolicy(
        tier_of=tier_of,
        tiers={tier: _tier_rules(pack, tier) for tier in InspectionTier},
        ungraded=tier_of[pack.grading.no_data_grade.value],
        per_agency=rules.inspectors.value,
        recusal=rules.recusal.value,
        avoid_same_inspector=rules.avoid_same_inspector.value,
        one_visit=rules.joint_visit.value,
        exceptions=rules.cap_exceptions.value,
        results={result.code: result.label for result in rules.result_codes.value},
        days_to_publish=days.value,
        falls_back=pack.grading.industry_fallback_public.value,
    )


def _tier_rules(pack: Pack, tier: InspectionTier) -> TierRules:
    rate = pack.inspection.rates[tier]
    is_capped = rate.frequency_rule.value != FrequencyRule.AS_NEEDED
    return TierRules(
        share=rate.ratio.value,
        lowest=rate.ratio_low.value,
        highest=rate.ratio_high.value,
        cap=rate.checks_per_year.value if is_capped else None,
        needs_approval=rate.case_approval.value,
    )
