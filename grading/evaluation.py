"""A run over the city: ranges of businesses, each graded and written by one statement.

Only what changed is written; a row ends the one before it. The rows count when the run is
completed, so that ranges can commit one by one, on two connections at once, and a run that dies in
the middle leaves no trace in any grade.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from django.db import connection

from grading.choices import CreditGrade, RunStatus
from grading.judging import RESULT_COLUMNS, GradingQuery
from grading.models import EvaluationRun, Grade
from grading.querysets import GRADING_KINDS
from grading.ranges import Findings, Progress, Scope, Work, execute, last_key, over_ranges

GRADES = Grade._meta.db_table
RUNS = EvaluationRun._meta.db_table
VALUES = RESULT_COLUMNS[1:]  # what makes a grade differ from the one before


@dataclass
class Outcome:
    """What a run found.

    Attributes:
        grades, classes: how many businesses have each.
        transitions: ``"A>B"`` → how many went that way; the first grade of a business is ``">B"``.
        digest: SHA-256 over the digests of the ranges, each of which covers key, score and grade of
            its businesses in order.
    """

    grades: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    transitions: Counter[str] = field(default_factory=Counter)
    digests: list[str] = field(default_factory=list)

    @property
    def entities(self) -> int:
        return self.grades.total()

    @property
    def changed(self) -> int:
        return self.transitions.total()

    @property
    def digest(self) -> str:
        return hashlib.sha256("".join(self.digests).encode()).hexdigest()


def evaluate(run: EvaluationRun, query: GradingQuery, progress: Progress) -> Outcome:
    """Grade the whole city and write what changed; the caller completes the run."""
    return _gather(query, partial(_write, run, query, _reserve_keys()), progress)


def reproduce(run: EvaluationRun, query: GradingQuery, progress: Progress) -> Outcome:
    """The same without writing: what the rules of a past day give on what was known then."""
    return _gather(query, partial(_compute, run, query), progress)


def evaluate_touched(run: EvaluationRun, query: GradingQuery, touched: str) -> Outcome:
    """Grade the businesses of a table of keys (``touched``: its name)."""
    # An array is looked up key by key in each index; joined with a table of keys, the planner reads
    # whole tables beside it.
    keys = f"{{id}} = ANY (ARRAY(SELECT entity_id FROM {touched}))"
    return _outcome(query, [_write(run, query, _reserve_keys(), keys)])


def _gather(query: GradingQuery, work: Work, progress: Progress) -> Outcome:
    return _outcome(query, over_ranges(work, progress))


def _outcome(query: GradingQuery, ranges: Iterable[Findings]) -> Outcome:
    outcome = Outcome()
    for findings in ranges:
        for finding, key, number in findings:
            if finding == "digest":
                outcome.digests.append(key)
            else:
                getattr(outcome, finding)[key] += number
    for grade, number in outcome.grades.items():
        outcome.classes[query.policy.classes[CreditGrade(grade)].value] += number
    return outcome


def _compute(run: EvaluationRun, query: GradingQuery, scope: Scope) -> Findings:
    statement = f"WITH found AS ({_found(query, scope)}) {_FINDINGS}"
    return execute(statement, {"known_at": run.known_at})


def _reserve_keys() -> int:
    """Keys for new rows, one for each business: that of its row is this and its own added.

    Two connections that took the next key in turn would meet at the end of the same index: with
    ranges of keys of their own they write a sixth faster. Only one run writes at a time.
    """
    with connection.cursor() as cursor:
        cursor.execute(_RESERVE, {"keys": last_key()})
        first: int = cursor.fetchone()[0]
    return first


def _write(run: EvaluationRun, query: GradingQuery, first_key: int, scope: Scope) -> Findings:
    """Grade the businesses in scope and write the rows that differ from those in force.

    Results and grades in force stream side by side in the order of the keys, and only what differs
    is kept for writing: to keep all results for a second reading costs a fifth of the run.
    """
    new, old = (", ".join(f"{alias}.{name}" for name in VALUES) for alias in ("r", "c"))
    types = _column_types()
    row = ", ".join(f"{_VALUE_OF.get(name, f'r.{name}')}::{types[name]}" for name in types)
    changed = (
        f", array_agg(ROW({row})) FILTER (WHERE c.entity_id IS NULL"
        f" OR ({old}) IS DISTINCT FROM ({new})) AS changed"
    )
    current = f"LEFT JOIN ({_current(scope)}) AS c ON c.entity_id = r.entity_id"
    statement = (
        f"WITH found AS MATERIALIZED ({_found(query, scope, changed, current)}), written AS ("
        f'INSERT INTO {GRADES} (id, {", ".join(types)}, run_id, "on")'
        " SELECT %(first)s + entity_id, x.*, %(run)s, %(on)s FROM found, unnest(changed) AS x"
        f" ({', '.join(f'{name} {types[name]}' for name in types)})"
        f" RETURNING previous_grade, grade) {_FINDINGS}"
        " UNION ALL SELECT 'transitions', previous_grade || '>' || grade, count(*) FROM written"
        " WHERE previous_grade <> grade GROUP BY 2"
    )
    params = {"known_at": run.known_at, "run": run.pk, "on": run.on, "first": first_key}
    return execute(statement, params)


def _found(query: GradingQuery, scope: Scope, changed: str = "", current: str = "") -> str:
    """One row about the businesses in scope: how many have each grade, the digest, what changed.

    OFFSET 0: each result is worked out once, not again wherever it is counted.
    """
    counts = f"{_COUNTS}, {_DIGEST}{changed}"
    return f"SELECT {counts} FROM ({query.results(scope)} OFFSET 0) AS r {current}"


def _current(scope: Scope) -> str:
    """The grades in force of the businesses in scope, in the order of the keys.

    IS TRUE: the run of each row is looked up; joined with the runs, the rows would be sorted again.
    """
    kinds = ", ".join(f"'{kind.value}'" for kind in GRADING_KINDS)
    return (
        f"SELECT DISTINCT ON (entity_id) entity_id, {', '.join(VALUES)} FROM {GRADES}"
        f" WHERE {scope.format(id='entity_id')} AND (run_id IN (SELECT id FROM {RUNS}"
        f" WHERE status = '{RunStatus.COMPLETED.value}' AND kind IN ({kinds}))) IS TRUE"
        " ORDER BY entity_id, id DESC"
    )


_COUNTS = ", ".join(
    f"count(*) FILTER (WHERE r.grade = '{grade.value}') AS {grade.name}" for grade in CreditGrade
)
_DIGEST = """encode(sha256(convert_to(string_agg(
    r.entity_id || r.grade || coalesce(r.score::text, ''), ','), 'UTF8')), 'hex') AS digest"""
# What is said of a range: kind of finding, key, number or text; nothing of an empty one.
_FINDINGS = f"""
    SELECT 'grades' AS finding, key, number FROM found, LATERAL (VALUES
        {", ".join(f"('{grade.value}', {grade.name})" for grade in CreditGrade)}
    ) AS counted (key, number) WHERE number > 0
    UNION ALL SELECT 'digest', digest, 0 FROM found WHERE digest IS NOT NULL
"""
_SEQUENCE = f"pg_get_serial_sequence('{GRADES}', 'id')"
_RESERVE = f"SELECT setval({_SEQUENCE}, nextval({_SEQUENCE}) + %(keys)s) - %(keys)s"
# Values of a new row that do not come from the results.
_VALUE_OF = {
    "previous_grade": "coalesce(c.grade, '')",
    "previous_class": "coalesce(c.credit_class, '')",
}


def _column_types() -> dict[str, str | None]:
    """The columns of a new row, each with its type in the database."""
    columns = (*RESULT_COLUMNS, *_VALUE_OF)
    return {name: Grade._meta.get_field(name).db_type(connection) for name in columns}
