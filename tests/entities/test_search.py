"""Search: by code prefix or any fragment of a name, in two queries at most."""

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from entities import search
from entities.models import Entity, FormerName
from entities.querysets import covering_pairs
from entities.search import SearchMode, find_entities, parse
from tests.factories.entities import NOW, EntityFactory, make_uscc

pytestmark = pytest.mark.django_db
CODE = make_uscc(1)


def names(query: str) -> list[str]:
    return [hit.name for hit in find_entities(query).rows]


@pytest.mark.parametrize(
    ("query", "mode", "text"),
    [
        ("9199", SearchMode.CODE, "9199"),
        (" ９１９９０２８１ｍａ ", SearchMode.CODE, "91990281MA"),
        ("9199 0281 MA00", SearchMode.CODE, "91990281MA00"),
        (CODE, SearchMode.CODE, CODE),
        (f"名称:某某公司;统一社会信用代码:{CODE};", SearchMode.CODE, CODE),
        (f"https://example.cn/?id={CODE.lower()}&t=1", SearchMode.CODE, CODE),
        ("919", SearchMode.NAME, "919"),
        ("ABCD", SearchMode.NAME, "ABCD"),
        ("2026", SearchMode.NAME, "2026"),
        ("恒泰", SearchMode.NAME, "恒泰"),
        ("（澄江）", SearchMode.NAME, "(澄江)"),
        ("恒", SearchMode.TOO_SHORT, "恒"),
        ("  ", SearchMode.TOO_SHORT, ""),
    ],
)
def test_what_a_query_is_taken_for(query: str, mode: SearchMode, text: str) -> None:
    assert parse(query) == (mode, text)


@pytest.mark.parametrize("length", [2, 3, 4, 5, 7])
def test_every_fragment_of_a_name_finds_it(length: int) -> None:
    name = EntityFactory(name="澄江市鑫瑞达(虹桥)道路运输有限公司").name
    for start in range(len(name) - length + 1):
        assert names(name[start : start + length]) == [name]


@pytest.mark.parametrize(
    ("fragment", "pairs"),
    [("恒泰", ["恒泰"]), ("恒泰源", ["恒泰", "泰源"]), ("恒泰源达", ["恒泰", "源达"])],
)
def test_a_fragment_asks_for_the_fewest_pairs(fragment: str, pairs: list[str]) -> None:
    assert covering_pairs(fragment) == pairs


def test_a_fragment_must_stand_as_it_is_typed() -> None:
    EntityFactory(name="泰源恒泰商行")
    assert names("恒泰源") == []


@pytest.mark.parametrize("query", ["百分%", "_江市", "%%", "__", "\\\\"])
def test_wildcards_are_text(query: str) -> None:
    EntityFactory(name="澄江市百分百商行")
    assert names(query) == []
    EntityFactory(name=f"店{query}店")
    assert names(query) == [f"店{query}店"]


def test_the_exact_name_comes_first_then_early_and_short_ones() -> None:
    for name in ("澄江市恒泰商行", "恒泰商行分号", "恒泰商行", "澄江市老恒泰商行"):
        EntityFactory(name=name)
    assert names("恒泰商行") == ["恒泰商行", "恒泰商行分号", "澄江市恒泰商行", "澄江市老恒泰商行"]


@pytest.mark.parametrize(
    "fragment",
    ["))", "(澄", "江)", "江)云", "(澄江", "江)云帆", ")云帆(", "A-B", "A-BC1", "(澄江)云"],
)
def test_signs_are_part_of_a_name(fragment: str) -> None:
    name = EntityFactory(name="(澄江)云帆(虹桥)A-BC1((店))").name
    EntityFactory(name="澄江云帆虹桥ABC1店")
    assert names(fragment) == [name]


@pytest.mark.parametrize("fragment", ["旧雨", "旧雨染", "旧雨染织", "市旧雨染织厂"])
def test_a_fragment_of_a_former_name_finds_the_entity(fragment: str) -> None:
    entity = EntityFactory(name="澄江市新风纺织有限公司")
    FormerName.objects.create(entity=entity, name="澄江市旧雨染织厂", replaced_at=NOW)
    assert names(fragment) == [entity.name]


def test_a_former_name_finds_the_entity_and_says_so() -> None:
    entity = EntityFactory(name="澄江市新风纺织有限公司")
    FormerName.objects.create(entity=entity, name="澄江市旧雨纺织有限公司", replaced_at=NOW)
    (hit,) = find_entities("旧雨").rows
    assert (hit.name, hit.former_name) == (entity.name, "澄江市旧雨纺织有限公司")
    (hit,) = find_entities("纺织").rows
    assert hit.former_name == ""


def test_codes_come_in_their_order() -> None:
    for number in (3, 1, 2):
        EntityFactory(uscc=make_uscc(number))
    assert [hit.uscc for hit in find_entities("91990281MA").rows] == sorted(
        map(make_uscc, (1, 2, 3))
    )


def test_only_one_exact_hit_is_the_one_meant() -> None:
    one = EntityFactory(uscc=CODE, name="澄江市同名商行")
    assert find_entities(CODE).exact.pk == one.pk
    assert find_entities("澄江市同名商行").exact.pk == one.pk
    assert find_entities("同名商行").exact is None
    EntityFactory(name="澄江市同名商行")
    assert find_entities("澄江市同名商行").exact is None


def test_more_than_can_be_shown_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    EntityFactory.create_batch(4, name="澄江市常见商行")
    assert not find_entities("常见", limit=4).is_truncated
    assert find_entities("常见", limit=3).is_truncated
    monkeypatch.setattr(search, "CANDIDATES", 2)
    result = find_entities("常见", limit=2)
    assert (len(result.rows), result.is_truncated) == (2, True)


@pytest.mark.parametrize(("query", "number"), [("91990281", 1), ("恒泰", 2), ("恒", 0)])
def test_two_queries_at_most(
    query: str, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    EntityFactory(name="澄江市恒泰商行")
    with django_assert_num_queries(number):
        find_entities(query)


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (Entity.objects.with_name_fragment("恒泰"), "entity_name_bigrams"),
        (Entity.objects.with_name_fragment("江)恒"), "entity_name_bigrams"),
        (Entity.objects.with_name_fragment("恒泰商"), "entity_name_trigrams"),
        (Entity.objects.with_name_fragment("恒泰商行"), "entity_name_trigrams"),
        (FormerName.objects.with_name_fragment("恒泰").order_by(), "former_name_bigrams"),
        (FormerName.objects.with_name_fragment("恒泰商").order_by(), "former_name_trigrams"),
        (Entity.objects.with_code_prefix("9199028"), "entities_entity_uscc_key"),
    ],
)
def test_the_database_can_answer_from_an_index(rows: object, index: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert index in rows[:10].explain()  # type: ignore[index]


@pytest.mark.parametrize("query", ["（澄江）ａｂｃ", "(澄江)abc", "（澄江）ABC"])
def test_full_width_and_case_do_not_matter(query: str) -> None:
    entity = EntityFactory(name="云帆（澄江）Ａbc科技有限公司")
    assert [hit.pk for hit in find_entities(query).rows] == [entity.pk]
