"""A run over the city: ranges of businesses, each graded and written by one statement.

Only what changed is written; a row ends the one before it. The rows count when the run is
completed, so that ranges can commit one by one, on two connections at once, and a run that dies in
the middle leaves no trace in any grade.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from functools import partial

from grading.choices import RunStatus
from grading.judging import RESULT_COLUMNS, GradingQuery
from grading.models import EvaluationRun, Grade
from grading.querysets import GRADING_KINDS
from grading.ranges import Findings, Progress, Scope, Work, execute, over_ranges

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
    return _gather(partial(_write, run, query), progress)


def reproduce(run: EvaluationRun, query: GradingQuery, progress: Progress) -> Outcome:
    """The same without writing: what the rules of a past day give on what was known then."""
    return _gather(partial(_compute, run, query), progress)


def evaluate_touched(run: EvaluationRun, query: GradingQuery, touched: str) -> Outcome:
    """Grade the businesses of a table of keys (``touched``: its name)."""
    outcome = Outcome()
    _add(outcome, _write(run, query, f"{{id}} IN (SELECT entity_id FROM {touched})"))
    return outcome


def _gather(work: Work, progress: Progress) -> Outcome:
    outcome = Outcome()
    for findings in over_ranges(work, progress):
        _add(outcome, findings)
    return outcome


def _compute(run: EvaluationRun, query: GradingQuery, scope: Scope) -> Findings:
    results = query.results(scope)
    statement = f"WITH results AS MATERIALIZED ({results}) {_FINDINGS}"
    return execute(statement, {"known_at": run.known_at})


def _write(run: EvaluationRun, query: GradingQuery, scope: Scope) -> Findings:
    """Grade the businesses in scope and write the rows that differ from those in force."""
    columns = ", ".join(VALUES)
    new, old = (", ".join(f"{alias}.{name}" for name in VALUES) for alias in ("r", "c"))
    statement = (
        f"WITH results AS MATERIALIZED ({query.results(scope)}),"
        f" current AS ({_current(scope)}), written AS ("
        f'INSERT INTO {GRADES} (entity_id, run_id, "on", {columns}, previous_grade, previous_class)'
        f" SELECT r.entity_id, %(run)s, %(on)s, {new},"
        " coalesce(c.grade, ''), coalesce(c.credit_class, '')"
        " FROM results AS r LEFT JOIN current AS c ON c.entity_id = r.entity_id"
        f" WHERE c.entity_id IS NULL OR ({old}) IS DISTINCT FROM ({new})"
        f" RETURNING previous_grade, grade) {_FINDINGS}"
        " UNION ALL SELECT 'transitions', previous_grade || '>' || grade, count(*) FROM written"
        " WHERE previous_grade <> grade GROUP BY 2"
    )
    return execute(statement, {"known_at": run.known_at, "run": run.pk, "on": run.on})


def _current(scope: Scope) -> str:
    """The grades in force of the businesses in scope."""
    kinds = ", ".join(f"'{kind.value}'" for kind in GRADING_KINDS)
    return (
        f"SELECT DISTINCT ON (entity_id) entity_id, {', '.join(VALUES)} FROM {GRADES}"
        f" WHERE {scope.format(id='entity_id')} AND run_id IN (SELECT id FROM {RUNS}"
        f" WHERE status = '{RunStatus.COMPLETED.value}' AND kind IN ({kinds}))"
        " ORDER BY entity_id, id DESC"
    )


# What is said of the results of a range: kind of finding, key, number or text.
_FINDINGS = """
    SELECT 'grades' AS finding, grade AS key, count(*) AS number FROM results GROUP BY 2
    UNION ALL SELECT 'classes', credit_class, count(*) FROM results GROUP BY 2
    UNION ALL SELECT 'digest', encode(sha256(convert_to(coalesce(
        string_agg(entity_id || grade || coalesce(score::text, ''), ','), ''), 'UTF8')), 'hex'), 0
    FROM results HAVING count(*) > 0
"""


def _add(outcome: Outcome, findings: Findings) -> None:
    for finding, key, number in findings:
        if finding == "digest":
            outcome.digests.append(key)
        else:
            getattr(outcome, finding)[key] += number
