"""The synthetic city: the same again by seed, believable, and whole in the register."""

import hashlib
import json
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings
from stdnum.cn import ric

from credit_portal.policy.services import install_packs
from credit_portal.shared.actors import SystemActor
from entities import uscc
from entities.catalogue import scopes
from entities.choices import DishonestyLevel, RecordKind, SubjectKind
from entities.city import facts, words
from entities.city.building import build_city
from entities.city.codes import entity_code, id_number
from entities.city.loading import copy_line
from entities.city.plan import Authority, CityPlan
from entities.city.records import COLUMNS, record_rows
from entities.city.residents import residents
from entities.fact_types import FactType, fact_type_of
from entities.models import CreditRecord, Entity, FormerName, Person
from entities.rules import PenaltyRules, PublicationPeriod, RecordRules
from tests.factories.entities import NOW, TODAY, EntityFactory

LEVELS = DishonestyLevel
RULES = RecordRules(
    version="test@1",
    penalties=PenaltyRules(
        level_of_kind={
            "警告": LEVELS.MINOR,
            "罚款": LEVELS.GENERAL,
            "责令停产停业": LEVELS.SERIOUS,
        },
        general_from=Decimal(10_000),
        serious_from=Decimal(1_000_000),
        simple=LEVELS.MINOR,
        simple_person=Decimal(200),
        simple_organisation=Decimal(3_000),
    ),
    publication={
        LEVELS.MINOR: PublicationPeriod(0, 3, False),
        LEVELS.GENERAL: PublicationPeriod(3, 12, True),
        LEVELS.SERIOUS: PublicationPeriod(12, 36, True),
    },
)
PLAN = CityPlan(
    entities=2_000,
    records=9_000,
    seed=7,
    on=TODAY,
    rules=RULES,
    scopes={kind.value: "public" for kind in RecordKind},
    authorities={
        key: Authority(name, entity_code(-number, SubjectKind.GOVERNMENT_BODY), mark)
        for number, (key, (name, mark)) in enumerate(facts.OFFICES.items(), start=1)
    },
    town_ids=tuple(range(1, len(words.TOWNS) + 1)),
)


def digest(plan: CityPlan) -> str:
    total = hashlib.sha256(repr(list(residents(plan))).encode())
    for row in record_rows(plan):
        total.update(copy_line(row))
    return total.hexdigest()


def columns(*names: str) -> Iterator[tuple]:
    places = [COLUMNS.index(name) for name in names]
    return (tuple(row[place] for place in places) for row in record_rows(PLAN))


# --- the stream ---


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert digest(PLAN) == digest(PLAN)
    assert digest(PLAN) != digest(replace(PLAN, seed=8))


def test_it_has_exactly_the_size_asked_for() -> None:
    assert sum(1 for _ in residents(PLAN)) == PLAN.entities
    assert sum(1 for _ in record_rows(PLAN)) == PLAN.records


def test_codes_are_valid_unique_and_of_no_real_region() -> None:
    codes = [resident.code for resident in residents(PLAN)]
    assert len(set(codes)) == PLAN.entities
    assert all(uscc.is_valid(code) and uscc.has_organisation_check(code) for code in codes)
    assert {uscc.region_of(code) for code in codes} == {"990281"}


def test_id_numbers_are_valid_and_of_no_real_region() -> None:
    numbers = [id_number(n) for n in range(1, 3_000)]
    assert len(set(numbers)) == len(numbers)
    assert all(ric.calc_check_digit(number) == number[17] for number in numbers)
    assert all(number.startswith("990281") for number in numbers)


def test_names_hardly_repeat_and_branches_bear_their_parents_name() -> None:
    names = {resident.pk: resident.name for resident in residents(PLAN)}
    assert len(set(names.values())) > 0.99 * len(names)
    branches = [resident for resident in residents(PLAN) if resident.parent]
    assert branches
    assert all(branch.name.startswith(names[branch.parent]) for branch in branches)


def test_brackets_in_names_are_full_width() -> None:
    text = "".join(resident.name + resident.former_name for resident in residents(PLAN))
    assert "（澄江）" in text
    assert "（有限合伙）" in text
    assert not set("()") & set(text)


def test_kinds_stand_in_the_proportions_of_a_real_register() -> None:
    kinds = Counter(resident.kind for resident in residents(PLAN))
    assert 0.6 < kinds[SubjectKind.INDIVIDUAL_BUSINESS] / PLAN.entities < 0.72
    assert 0.27 < kinds[SubjectKind.ENTERPRISE] / PLAN.entities < 0.38


def test_most_entities_have_no_penalty_and_a_few_have_many() -> None:
    penalties = Counter(
        entity for entity, kind in columns("entity_id", "kind") if kind == "penalty"
    )
    assert 0.03 < len(penalties) / PLAN.entities < 0.15
    assert max(penalties.values()) > 10 * sum(penalties.values()) / PLAN.entities


def test_every_conduct_leaves_its_facts() -> None:
    found = {
        fact_type_of(kind, level, json.loads(details))
        for kind, level, details in columns("kind", "level", "details")
    }
    assert found >= {
        FactType.PENALTY_SERIOUS, FactType.DECISION_DEFIED, FactType.JUDGMENT_DEBT,
        FactType.ABNORMAL, FactType.ANNUAL_REPORT_OVERDUE, FactType.RECTIFICATION_OVERDUE,
        FactType.INTERVIEW, FactType.ARREARS, FactType.COMPLAINT, FactType.TAX_CREDIT_A,
        FactType.PUBLIC_BENEFIT, FactType.HONOUR_COUNTY,
    }  # fmt: skip


def test_a_thicker_file_is_no_worse() -> None:
    def penalised(records: int) -> int:
        rows = record_rows(replace(PLAN, records=records))
        return len({row[1] for row in rows if row[2] == RecordKind.PENALTY})

    assert 0.8 < penalised(6_000) / penalised(24_000) < 1.25


def test_nothing_lies_in_the_future_and_periods_are_in_order() -> None:
    for decided, recorded, start, end in columns(
        "decided_on", "recorded_at", "published_from", "published_until"
    ):
        assert decided <= recorded[:10] < TODAY.isoformat()
        assert not (start and end) or start <= end


def test_memory_stays_flat() -> None:
    def peak(entities: int) -> int:
        tracemalloc.start()
        for _ in record_rows(replace(PLAN, entities=entities, records=entities * 3)):
            pass
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(100)
    assert peak(3_000) < peak(300) + 100_000


def test_a_line_of_copy_cannot_be_broken_by_a_backslash() -> None:
    assert copy_line((1, None, "a\\b")) == "1\t␀\ta\\\\b\n".encode()


# --- the register ---


@pytest.fixture
def packs(db: None) -> None:
    install_packs(by=SystemActor("测试"), at=NOW)


def structure() -> set[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE tablename ~ '^entities_'")
        indexes = cursor.fetchall()
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid::regclass::text ~ '^entities_' AND convalidated"
        )
        return set(indexes) | set(cursor.fetchall())


def test_building_fills_the_register_and_leaves_its_structure(packs: None) -> None:
    before = structure()
    build_city(entities=300, records=1_500, seed=3, on=TODAY)
    assert structure() == before
    assert Entity.objects.count() == 300
    assert CreditRecord.objects.count() == 1_500
    assert Entity.objects.filter(people__isnull=True).count() == 0
    assert FormerName.objects.exists()
    assert Person.objects.first().id_number.startswith("990281")
    assert EntityFactory().pk == 301


def test_levels_and_scopes_are_those_of_pack_and_catalogue(packs: None) -> None:
    build_city(entities=300, records=1_500, seed=3, on=TODAY)
    known = scopes()
    rows = CreditRecord.objects.values_list("kind", "scope", "level", "published_until", "rule")
    assert all(known[kind] == scope for kind, scope, *_ in rows)
    assert all(until for kind, _, _, until, _ in rows if kind == RecordKind.PENALTY)
    assert {rule for *_, rule in rows} == {rows[0][-1]}


def test_a_renamed_entity_has_its_history(packs: None) -> None:
    build_city(entities=300, records=0, seed=3, on=TODAY)
    former = FormerName.objects.first()
    newest, oldest = former.entity.history.all()
    assert (newest.name, oldest.name) == (former.entity.name, former.name)


def test_a_register_in_use_is_refused_unless_appended_to(packs: None) -> None:
    size = {"entities": 50, "records": 100, "on": date(2026, 11, 1)}
    call_command("build_city", **size)
    with pytest.raises(CommandError, match="--append"):
        call_command("build_city", **size)
    call_command("build_city", **size, append=True)
    assert Entity.objects.count() == 100
    assert CreditRecord.objects.count() == 200


def test_production_is_refused(packs: None, settings: Settings) -> None:
    settings.IS_PRODUCTION = True
    with pytest.raises(CommandError, match="正式环境"):
        call_command("build_city", entities=1, records=1)
    assert not Entity.objects.exists()
