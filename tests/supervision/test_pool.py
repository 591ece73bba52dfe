"""Who can be drawn under a task."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from credit_portal.policy.choices import InspectionTier
from grading.choices import CreditGrade
from supervision.inspections import pool
from supervision.inspections.choices import VisitStatus
from supervision.inspections.policy import InspectionPolicy, inspection_policy
from supervision.inspections.selectors import burden_of
from supervision.selectors import treatment_for
from tests.factories.entities import TODAY, EntityFactory, TownFactory
from tests.factories.grading import ExternalAssessmentFactory
from tests.factories.inspections import (
    build_office,
    grade,
    visit_in,
)
from tests.factories.supervision import ListingFactory, MeasureFactory

pytestmark = pytest.mark.django_db
POLICY = inspection_policy


def roster_of(office: Any) -> set[str]:
    return {row.key for row in pool.candidates(office.task, POLICY(TODAY), TODAY, "")}


def test_the_roster_holds_who_fits_the_filters_and_exists() -> None:
    town = TownFactory()
    fits = EntityFactory(town=town, industry_code="F5211")
    for other in ({"deregistered": True}, {"provisional": True}, {"industry_code": "C1711"}):
        EntityFactory(**{"town": town, "industry_code": "F5211", **other})
    EntityFactory(industry_code="F5211")
    office = build_office(industries=["F52", "G"], kinds=["enterprise"])
    office.task.towns.set([town])
    assert roster_of(office) == {fits.uscc}


def test_tiers_follow_the_grade_in_force() -> None:
    office = build_office(businesses=0)
    letters = {letter: EntityFactory() for letter in CreditGrade}
    for letter, entity in letters.items():
        grade(entity, CreditGrade.A, on=TODAY - timedelta(days=9))
        grade(entity, letter)
    ungraded = EntityFactory()
    rows = {row.key: row.stratum for row in pool.candidates(office.task, POLICY(TODAY), TODAY, "")}
    tiers = POLICY(TODAY).tier_of
    assert rows == {
        **{entity.uscc: tiers[letter] for letter, entity in letters.items()},
        ungraded.uscc: POLICY(TODAY).ungraded,
    }


def test_a_measure_or_a_list_asks_for_a_stricter_tier_as_the_treatment_does() -> None:
    office = build_office(businesses=0)
    entities = EntityFactory.create_batch(6)
    plain, key, serious, focus, worst_in_focus, red = entities
    for entity in entities:
        grade(entity, CreditGrade.E if entity == worst_in_focus else CreditGrade.A)
    MeasureFactory(entity=key, key=True)
    ListingFactory(entity=serious, listed=True)
    for entity in (focus, worst_in_focus):
        ListingFactory(entity=entity, listed=True, focus=True)
    ListingFactory(entity=red, listed=True, red=True)
    rows = {row.key: row.stratum for row in pool.candidates(office.task, POLICY(TODAY), TODAY, "")}
    tiers = POLICY(TODAY).tier_of
    assert rows == {
        plain.uscc: tiers[CreditGrade.A],
        key.uscc: InspectionTier.STRICT,
        serious.uscc: InspectionTier.STRICT,
        focus.uscc: InspectionTier.RAISED,
        worst_in_focus.uscc: tiers[CreditGrade.E],
        red.uscc: tiers[CreditGrade.A],
    }
    said = {entity.uscc: treatment_for(entity, TODAY).inspection.tier.value for entity in entities}
    assert rows == said
    assert burden_of(key, TODAY).cap is None


def test_a_business_waiting_for_a_visit_or_at_its_cap_is_left_out() -> None:
    visit, office = visit_in(VisitStatus.PLANNED)
    assert visit.entity.uscc not in roster_of(office)
    visit, office = visit_in(VisitStatus.PUBLISHED, office)
    assert visit.entity.uscc not in roster_of(office), "one visit a year is the cap of its tier"
    burden = burden_of(visit.entity, TODAY)
    assert (len(burden.made), burden.cap, burden.is_full) == (1, 1, True)
    assert burden.free_from == TODAY.replace(year=TODAY.year + 1)
    assert pool.businesses_at_cap(office.task, POLICY(TODAY), TODAY) == 1
    a_year_later = burden.free_from
    found = pool.businesses_of(office.task, POLICY(a_year_later), a_year_later)
    assert visit.entity in found
    office.task.exception, office.task.codes = "投诉举报", [visit.entity.uscc]
    assert roster_of(office) == {visit.entity.uscc}


def test_the_strictest_tier_has_no_cap_but_each_visit_is_approved() -> None:
    office = build_office(businesses=0)
    worst = EntityFactory()
    grade(worst, CreditGrade.E)
    visit, _ = visit_in(VisitStatus.PLANNED, office)
    assert (visit.entity, visit.needs_approval) == (worst, True)
    assert burden_of(worst, TODAY).cap is None


def test_an_industrys_own_result_goes_before_the_public_grade() -> None:
    office = build_office(businesses=0, domain="道路运输")
    policy = POLICY(TODAY)
    better, only_public, over, gone, elsewhere = EntityFactory.create_batch(5)
    for entity in (better, only_public, over, gone, elsewhere):
        grade(entity, CreditGrade.E)
    ExternalAssessmentFactory(entity=better, grade=CreditGrade.A)
    ExternalAssessmentFactory(entity=over, grade=CreditGrade.A, counts_until=TODAY)
    ExternalAssessmentFactory(entity=gone, grade=CreditGrade.A, withdrawn=True)
    ExternalAssessmentFactory(entity=elsewhere, grade=CreditGrade.A, domain="医疗卫生")

    def tiers(policy: InspectionPolicy) -> dict[str, str]:
        return {row.key: row.stratum for row in pool.candidates(office.task, policy, TODAY, "")}

    found = tiers(policy)
    assert found.pop(better.uscc) == policy.tier_of[CreditGrade.A]
    assert set(found.values()) == {policy.tier_of[CreditGrade.E]}
    without = tiers(replace(policy, falls_back=False))
    assert without.pop(better.uscc) == policy.tier_of[CreditGrade.A]
    assert set(without.values()) == {policy.ungraded}
