"""Precedence and contradiction as laws of any set of packs."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_portal.policy.choices import Certainty, PackLevel, Unit
from credit_portal.policy.loader import PackSource
from credit_portal.policy.packaged import installed_pack, packaged_sources
from credit_portal.policy.rules import (
    chain_of,
    changes,
    conflicts,
    merge,
    prevailing,
    resolve,
    rival_deadlines,
)
from credit_portal.policy.schema import Clause, Document, PackHeader
from credit_portal.policy.schema.leaves import all_leaves

DOCUMENT = Document(code="doc", title="文件")
PATHS = sorted(all_leaves())
LEVELS = list(PackLevel)


def clause(value: Any, *, binding: bool = False, pack: str = "") -> Clause[Any]:
    return Clause(
        value=value, document=DOCUMENT, clause="一", certainty=Certainty.SEEN,
        unit=Unit.WORKDAYS, binding=binding, pack=pack,
    )  # fmt: skip


def source(level: PackLevel, clauses: Mapping[str, Clause[Any]]) -> PackSource:
    header = PackHeader(
        code=level.value, name=level.label, level=level, region_code="320281", document="doc",
        effective_from=date(2026, 1, 1),
    )  # fmt: skip
    return PackSource(header, {"doc": DOCUMENT}, clauses, digest=level.value)


claims = st.lists(st.builds(clause, st.integers(1, 9), binding=st.booleans()), min_size=1)
bodies = st.dictionaries(
    st.sampled_from(PATHS[:12]),
    st.builds(clause, st.integers(1, 3), binding=st.booleans()),
    max_size=8,
)
chains = st.lists(bodies, min_size=1, max_size=4).map(
    lambda found: [
        source(level, {path: _of(said, level) for path, said in body.items()})
        for level, body in zip(LEVELS, found, strict=False)
    ]
)


def _of(said: Clause[Any], level: PackLevel) -> Clause[Any]:
    return clause(said.value, binding=said.binding, pack=level.value)


@given(claims)
def test_the_highest_binding_value_wins_else_the_most_specific(said: list[Clause[Any]]) -> None:
    binding = [claim for claim in said if claim.binding]
    expected = binding[0] if binding else said[-1]
    assert prevailing(said).measure == expected.measure


@given(claims)
def test_nothing_that_is_said_is_lost(said: list[Clause[Any]]) -> None:
    winner = prevailing(said)
    assert len(winner.overridden) == len(said) - 1
    assert sorted([winner.value, *(other.value for other in winner.overridden)]) == sorted(
        claim.value for claim in said
    )


@given(chains)
def test_every_path_has_one_winner_that_somebody_said(chain: list[PackSource]) -> None:
    merged = merge(chain)
    said = {path: [p.clauses[path] for p in chain if path in p.clauses] for path in merged}
    assert set(merged) == {path for pack in chain for path in pack.clauses}
    assert all(merged[path].measure in {c.measure for c in said[path]} for path in merged)


@given(chains)
def test_a_lower_level_never_changes_a_binding_value(chain: list[PackSource]) -> None:
    merged = merge(chain)
    for pack in chain:
        for path, said in pack.clauses.items():
            if said.binding:
                assert LEVELS.index(merged[path].pack) <= LEVELS.index(said.pack)


@given(chains)
def test_an_added_district_changes_only_what_it_speaks_of(chain: list[PackSource]) -> None:
    above = [pack for pack in chain if pack.level != PackLevel.DISTRICT]
    district = source(PackLevel.DISTRICT, {PATHS[0]: clause(9, pack=PackLevel.DISTRICT.value)})
    before, after = merge(above), merge([*above, district])
    assert {path for path in after if before.get(path) != after[path]} <= {PATHS[0]}


@given(chains)
def test_conflicts_are_exactly_the_differing_paths(chain: list[PackSource]) -> None:
    found = {conflict.leaf.path for conflict in conflicts(chain)}
    values: dict[str, set[Any]] = {}
    for pack in chain:
        for path, said in pack.clauses.items():
            values.setdefault(path, set()).add(said.measure)
    assert found == {path for path, held in values.items() if len(held) > 1}


@given(chains)
def test_a_pack_differs_from_itself_nowhere(chain: list[PackSource]) -> None:
    assert all(changes(pack, pack) == () for pack in chain)


def test_the_known_contradictions_are_found() -> None:
    found = {conflict.leaf.path for conflict in conflicts(packaged_sources().values())}
    assert found >= {
        "disputes.handling_days",
        "classes.general.supervision_label",
        "inspection.tiers",
        "interviews.reminder_name",
        "bans.permanent_allowed",
        "bans.triggers",
        "grading.sources",
        "terms.measure_basis",
        "visibility.personal_score",
    }
    assert "publication.act_days" not in found


def test_a_contradiction_names_who_holds_what() -> None:
    found = {c.leaf.path: c for c in conflicts(packaged_sources().values())}
    positions = found["disputes.handling_days"].positions
    assert {value: sorted(held.pack for held in who) for (value, _), who in positions} == {
        5: ["jiangyin"],
        7: ["huaian_district", "jiangxi", "national_2026", "yichun"],
    }


def test_two_systems_with_different_lengths_are_found() -> None:
    rivals = rival_deadlines(installed_pack("huaian_district"))
    lengths = {(r.rule.key, r.length.value, r.rival_length.value) for r in rivals}
    assert lengths == {("acts_publish_market", 20, 7), ("sam_repair_decide", 7, 3)}


def test_the_loser_of_a_binding_value_is_shown() -> None:
    said = installed_pack("huaian_district").visibility.personal_score
    assert said.value is False
    assert [other.pack for other in said.contradicted] == ["huaian_district"]


def test_agreement_is_no_contradiction() -> None:
    said = installed_pack("huaian_district").publication.act_days
    assert len(said.overridden) == 1
    assert said.contradicted == ()


def test_a_city_completes_what_its_province_leaves_open() -> None:
    packs = dict(packaged_sources())
    city = source(PackLevel.CITY, {"interviews.warning_name": clause("警告约谈", pack="city")})
    header = PackHeader(
        code="city", name="赣江市", level=PackLevel.CITY, region_code="360100", document="doc",
        effective_from=date(2026, 1, 1), extends=("jiangxi",),
    )  # fmt: skip
    packs["city"] = PackSource(header, city.documents, city.clauses, city.digest)
    chain = chain_of("city", packs)
    assert [pack.code for pack in chain] == ["national_2026", "jiangxi", "city"]
    pack = resolve(chain)
    assert pack.interviews.warning_name.value == "警告约谈"
    assert pack.bans.cases_published.pack == "jiangxi"
    assert pack.repair.decide_days.pack == "national_2026"


@pytest.mark.parametrize("code", sorted(packaged_sources()))
def test_resolving_again_gives_the_same(code: str) -> None:
    chain = chain_of(code, packaged_sources())
    assert resolve(chain).clauses == resolve(chain).clauses
