"""Whose grade may have changed since the last run: what was reported or ended, and what falls due.

Each question is answered by an index of its own, so that the cost follows the number of businesses
found and not the size of the city.
"""

from datetime import date, datetime, timedelta

from django.db import connection

from entities.models import CreditRecord, DisputeMark, Entity
from grading import selectors
from grading.models import EvaluationRun, ExternalAssessment, Grade, GradeOverride

# A file of 200,000 rows may be stored minutes after the instant that its records bear.
LATE_COMMIT = timedelta(hours=1)
# The questions find few rows by index; the planner, knowing little of the last hour, may read all.
BY_INDEX = """
    SET LOCAL enable_seqscan = off; SET LOCAL jit = off;
    SET LOCAL max_parallel_workers_per_gather = 0
"""
AS_USUAL = "RESET enable_seqscan; RESET jit; RESET max_parallel_workers_per_gather"


def touches_everybody(run: EvaluationRun) -> bool:
    """Whether a run goes by another model or policy than the one before it, or is the first."""
    former = selectors.last_run()
    return former is None or (former.model_id, former.policy) != (run.model_id, run.policy)


def touches_anybody(run: EvaluationRun) -> bool:
    """Whether a run that begins now would find anything to do; stops at the first."""
    if touches_everybody(run):
        return True
    with connection.cursor() as cursor:
        cursor.execute(BY_INDEX)
        cursor.execute(f"SELECT {_EXISTS}", _since_last_run(run))
        (found,) = cursor.fetchone()
        cursor.execute(AS_USUAL)
    return bool(found)


def collect_touched(run: EvaluationRun, table: str) -> None:
    """Make a temporary table of the keys of the businesses to grade again."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
        cursor.execute(f"CREATE TEMP TABLE {table} (entity_id bigint PRIMARY KEY) ON COMMIT DROP")
        cursor.execute(BY_INDEX)
        cursor.execute(f"INSERT INTO {table} {_KEYS}", _since_last_run(run))
        cursor.execute(AS_USUAL)
        cursor.execute(f"ANALYZE {table}")


def _since_last_run(run: EvaluationRun) -> dict[str, date | datetime]:
    former = selectors.last_run()
    assert former is not None, "the first run touches everybody"
    return {"since": former.known_at - LATE_COMMIT, "former_on": former.on, "on": run.on}


_RECORDS, _ASSESSMENTS = CreditRecord._meta.db_table, ExternalAssessment._meta.db_table
_MARKS = DisputeMark._meta.db_table
_SINCE = "> %(since)s"
# What falls due by itself was stored with the grade; days up to the last run were dealt with then.
_QUESTIONS = (
    f"SELECT entity_id FROM {_RECORDS} WHERE recorded_at {_SINCE}",
    f"SELECT entity_id FROM {_RECORDS} WHERE withdrawn_at {_SINCE}",
    f"SELECT entity_id FROM {_RECORDS} WHERE repaired_at {_SINCE}",
    f"SELECT entity_id FROM {_RECORDS} WHERE id IN (SELECT record_id FROM {_MARKS}"
    f" WHERE marked_at {_SINCE} OR cleared_at {_SINCE})",
    f"SELECT entity_id FROM {_ASSESSMENTS} WHERE recorded_at {_SINCE} OR withdrawn_at {_SINCE}",
    f"SELECT entity_id FROM {GradeOverride._meta.db_table}"
    f" WHERE decided_at {_SINCE} OR ended_at {_SINCE}",
    f"SELECT id FROM {Entity._meta.db_table} WHERE recorded_at {_SINCE}",
    f"SELECT entity_id FROM {Grade._meta.db_table}"
    " WHERE next_change_on > %(former_on)s AND next_change_on <= %(on)s",
)
_KEYS = " UNION ".join(_QUESTIONS)
_EXISTS = " OR ".join(f"EXISTS ({question})" for question in _QUESTIONS)
