"""Search over a million names: the portal's queries beside a LIKE scan and trigrams alone."""

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.utils import timezone

from tools.bench.common import ROUNDS, percentile, table

NAMES = 1_000_000
PER_KIND = 100
SEED = 11
WANTED_MS = 50
COMMON = (
    "公司", "澄江", "有限", "超市", "科技", "分公司", "经营部", "澄江市", "有限公", "有限公司",
    "贸易有限", "科技有限",
)  # fmt: skip
PEER_INDEX = "CREATE INDEX bench_trigrams ON entities_entity USING gin (name gin_trgm_ops)"

Questions = dict[str, list[str]]


def run() -> str:
    """Build the city, then ask each contender the same questions."""
    _build()
    questions = _questions()
    names = {kind: texts for kind, texts in questions.items() if kind != "code prefix"}
    rows = [[kind, "portal", *_times(_portal, texts)] for kind, texts in questions.items()]
    with _session("SET enable_bitmapscan = off", "RESET enable_bitmapscan"):
        rows += [[kind, "LIKE scan", *_times(_like, texts)] for kind, texts in names.items()]
    with _session(PEER_INDEX, "DROP INDEX bench_trigrams"):
        rows += [[kind, "trigrams alone", *_times(_like, texts)] for kind, texts in names.items()]
    rows.sort(key=lambda row: list(questions).index(str(row[0])))
    return (
        "## Search\n\n"
        f"{NAMES:,} names; {PER_KIND} fragments of each length, cut at random out of names, so that"
        " common ones are asked as often as they occur; then common words and code prefixes."
        " Time of the queries of one search, all together, as the client sees them.\n\n"
        f"{table(['question', 'contender', 'median ms', 'p95 ms', 'worst ms'], rows)}\n\n"
        f"Wanted: p95 of the portal below {WANTED_MS} ms. The portal also looks through former"
        f" names. Its index of pairs takes {_index_mb('entity_name_bigrams'):.0f} MB, its index of"
        f" trigrams {_index_mb('entity_name_trigrams'):.0f} MB."
    )


def _build() -> None:
    """A city of names in a register emptied for it, which loads faster than a filled one."""
    from credit_portal.policy.services import install_packs
    from credit_portal.shared.actors import SystemActor
    from entities.city.building import build_city
    from entities.models import Entity

    if Entity.objects.count() != NAMES:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE entities_entity, entities_person CASCADE")
        install_packs(by=SystemActor("测速"), at=timezone.now())
        build_city(entities=NAMES, records=0, seed=SEED, on=timezone.localdate())


def _questions() -> Questions:
    from entities.models import Entity

    dice = random.Random(SEED)
    keys = dice.sample(range(1, NAMES + 1), PER_KIND)
    found = list(Entity.objects.filter(pk__in=keys).order_by("pk").values_list("name", "uscc"))
    questions = {
        f"{length} characters": [_fragment(dice, name, length) for name, _ in found]
        for length in (2, 3, 4)
    }
    questions["common words"] = list(COMMON)
    questions["code prefix"] = [code[: dice.randint(4, 18)] for _, code in found]
    return questions


def _fragment(dice: random.Random, name: str, length: int) -> str:
    start = dice.randrange(len(name) - length + 1)
    return name[start : start + length]


def _portal(text: str) -> None:
    from entities.search import find_entities

    find_entities(text)


def _like(text: str) -> None:
    """As many rows as the portal looks at, present names only."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, uscc, name FROM entities_entity WHERE name LIKE %s LIMIT 201", [f"%{text}%"]
        )
        cursor.fetchall()


def _times(ask: Callable[[str], None], texts: Sequence[str]) -> tuple[float, float, float]:
    """Median, 95th percentile and worst over the questions, each the median of three rounds."""
    rounds = [[_milliseconds(ask, text) for text in texts] for _ in range(ROUNDS)]
    times = [statistics.median(of_one) for of_one in zip(*rounds, strict=True)]
    return statistics.median(times), percentile(times, 0.95), max(times)


def _milliseconds(ask: Callable[[str], None], text: str) -> float:
    """What the queries take; what Python does with the rows is left out."""
    spent: list[float] = []

    def timed(execute: Callable[..., Any], *arguments: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            spent.append(time.perf_counter() - start)

    with connection.execute_wrapper(timed):
        ask(text)
    return sum(spent) * 1000


@contextmanager
def _session(begin: str, end: str) -> Iterator[None]:
    """A setting or an index that only one contender has."""
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute(end)


def _index_mb(name: str) -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size(%s::regclass) / 1048576.0", [name])
        return float(cursor.fetchone()[0])
