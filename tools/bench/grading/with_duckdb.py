"""The reference model in DuckDB: one query over the exported file, on all cores."""

from collections.abc import Iterable

import duckdb

from grading.choices import CreditGrade
from grading.spec import IndicatorSpec
from tools.bench.grading.peers import Files
from tools.bench.grading.rules import Rules, points_of, repetition_points

COLUMNS = {
    "entity_id": "BIGINT", "fact_type": "SMALLINT", "decided_on": "DATE",
    "published_until": "DATE", "recorded_at": "TIMESTAMP", "withdrawn_at": "TIMESTAMP",
    "repaired_at": "TIMESTAMP", "authority_code": "VARCHAR",
}  # fmt: skip


def score(files: Files, rules: Rules) -> dict[str, int]:
    """Read the file, write the grades; returns how many have each."""
    database = duckdb.connect()
    database.execute(f"CREATE TABLE graded AS {_query(files, rules)}")
    database.execute(f"COPY graded TO '{files.grades}' (FORMAT csv, HEADER false)")
    return dict(database.execute("SELECT grade, count(*) FROM graded GROUP BY 1").fetchall())


def _query(files: Files, rules: Rules) -> str:
    model = rules.model
    score = (
        f"greatest({model.lowest}, least({model.highest}, {model.base}"
        f" + least({model.bonus_cap}, coalesce(bonus, 0)) + coalesce(malus, 0)"
        f" + {_repetition_points(rules)}))"
    )
    return f"""
        WITH counted AS ({_counted(files, rules)}),
        sums AS ({_sums(rules)}),
        scored AS (
            SELECT id, {score} AS score, best
            FROM read_csv('{files.entities}', header = false, columns = {{'id': 'BIGINT'}})
            LEFT JOIN sums ON sums.entity_id = id)
        SELECT id, score, {_grade(rules)} AS grade FROM scored
    """


def _counted(files: Files, rules: Rules) -> str:
    known_at = rules.known_at.isoformat()
    known_at = f"(TIMESTAMPTZ '{known_at}' AT TIME ZONE 'UTC')"
    bearing = " ".join(f"WHEN {n} THEN DATE '{day}'" for n, day in rules.bearing_after.items())
    return f"""
        SELECT * FROM read_csv('{files.facts}', header = false, columns = {COLUMNS})
        WHERE decided_on <= '{rules.on}' AND decided_on > CASE fact_type {bearing} END
        AND recorded_at <= {known_at} AND (withdrawn_at IS NULL OR withdrawn_at > {known_at})
        AND (published_until IS NULL OR published_until > '{rules.on}')
        AND (repaired_at IS NULL OR repaired_at > {known_at})
    """


def _sums(rules: Rules) -> str:
    bonus = _added(_points(i, rules) for i in rules.counted if i.is_bonus)
    malus = _added(_points(i, rules) for i in rules.counted if not i.is_bonus)
    vetoes = [
        f"CASE WHEN count(*) FILTER ({_matches(i, rules)}) > 0 THEN '{i.best_grade.value}'"
        " ELSE 'A' END"
        for i in rules.counted
        if i.best_grade
    ]
    return (
        f"SELECT entity_id, {bonus} AS bonus, {malus} AS malus,"
        f" greatest('A', {', '.join(vetoes)}) AS best FROM counted GROUP BY entity_id"
    )


def _points(indicator: IndicatorSpec, rules: Rules) -> str:
    cases = " ".join(f"WHEN {n} THEN {points}" for n, points in points_of(indicator).items())
    total = f"coalesce(sum(CASE fact_type {cases} END) FILTER ({_matches(indicator, rules)}), 0)"
    if indicator.cap is None:
        return total
    return f"greatest(-{indicator.cap}, least({indicator.cap}, {total}))"


def _matches(indicator: IndicatorSpec, rules: Rules) -> str:
    facts = ", ".join(map(str, points_of(indicator)))
    return f"fact_type IN ({facts}) AND decided_on > '{rules.cutoff(indicator)}'"


def _repetition_points(rules: Rules) -> str:
    return _added(
        f"CASE WHEN id IN (SELECT entity_id FROM counted WHERE {_matches(i, rules)}"
        " AND authority_code <> '' GROUP BY entity_id, authority_code"
        f" HAVING count(*) >= {i.at_least}) THEN {repetition_points(i)} ELSE 0 END"
        for i in rules.repetitions
    )


def _grade(rules: Rules) -> str:
    steps = " ".join(f"WHEN score >= {n} THEN '{g.value}'" for g, n in rules.model.thresholds)
    return (
        f"CASE WHEN best IS NULL THEN '{rules.no_data_grade.value}'"
        f" ELSE greatest(best, CASE {steps} ELSE '{CreditGrade.E.value}' END) END"
    )


def _added(parts: Iterable[str]) -> str:
    return " + ".join(parts) or "0"
