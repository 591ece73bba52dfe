"""Whose grade may have changed since the last run: what was reported or ended, and what falls due.

Each question is answered by an index of its own, so that the cost follows the number of businesses
found and not the size of the city.
"""

from datetime import timedelta

from django.db import connection

from entities.models import CreditRecord, Entity
from grading import selectors
from grading.models import EvaluationRun, ExternalAssessment, Grade, GradeOverride

# A file of 200,000 rows may be stored minutes after the instant that its records bear.
LATE_COMMIT = timedelta(hours=1)


def collect_touched(run: EvaluationRun, table: str) -> None:
    """Make a temporary table of the keys of the businesses to grade again.

    A new model or policy touches everybody.
    """
    former = selectors.last_run()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE {table} (entity_id bigint PRIMARY KEY) ON COMMIT DROP")
        if former is None or (former.model_id, former.policy) != (run.model_id, run.policy):
            cursor.execute(f"INSERT INTO {table} SELECT id FROM {Entity._meta.db_table}")
        else:
            cursor.execute(
                f"INSERT INTO {table} {_QUESTIONS}",
                {
                    "since": former.known_at - LATE_COMMIT, "known_at": run.known_at,
                    "former_on": former.on, "on": run.on,
                },
            )  # fmt: skip
        cursor.execute(f"ANALYZE {table}")


_RECORDS, _ASSESSMENTS = CreditRecord._meta.db_table, ExternalAssessment._meta.db_table
_OVERRIDES, _GRADES = GradeOverride._meta.db_table, Grade._meta.db_table
_SINCE = "> %(since)s"
# What falls due by itself was stored with the grade; days up to the last run were dealt with then.
_QUESTIONS = f"""
    SELECT entity_id FROM {_RECORDS} WHERE recorded_at {_SINCE}
    UNION SELECT entity_id FROM {_RECORDS} WHERE withdrawn_at {_SINCE}
    UNION SELECT entity_id FROM {_RECORDS} WHERE repaired_at {_SINCE}
    UNION SELECT entity_id FROM {_ASSESSMENTS} WHERE recorded_at {_SINCE} OR withdrawn_at {_SINCE}
    UNION SELECT entity_id FROM {_OVERRIDES} WHERE decided_at {_SINCE} OR ended_at {_SINCE}
    UNION SELECT id FROM {Entity._meta.db_table} WHERE recorded_at {_SINCE}
    UNION SELECT entity_id FROM {_GRADES}
        WHERE next_change_on > %(former_on)s AND next_change_on <= %(on)s
"""
