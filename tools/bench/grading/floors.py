"""What the database needs at least: to read all facts once, and to write a row for each business.

One connection, no parallel workers: the figures are those of the work, not of the cores.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import connection, transaction

from tools.bench.grading.city import GRADES, RECORDS

COVERING = "bench_covering"
COLUMNS = (
    "(entity_id, fact_type, decided_on)"
    " INCLUDE (published_until, recorded_at, withdrawn_at, repaired_at)"
)
WRITTEN = "bench_written"
# In the order of the index and from the index alone.
SETTINGS = """
    SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL jit = off;
    SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off
"""
READ_ALL = f"SELECT count(*), sum(fact_type) FROM {RECORDS}"
READ_SCORED = f"{READ_ALL} WHERE fact_type > 0"
WRITE = f"""
    INSERT INTO {WRITTEN} (entity_id, run_id, "on", score, grade, credit_class, source,
        lacks_information, is_overridden, next_change_on, previous_grade, previous_class)
    SELECT n, 1, %(on)s, n %% 100, 'B', 'trustworthy', 'local_model', n %% 2 = 0, false,
        %(on)s::date + (n %% 900)::int, '', ''
    FROM generate_series(1, %(rows)s) AS n
"""


@contextmanager
def covering_index() -> Iterator[None]:
    """An index of all facts with what grading needs; the portal's own leaves out what no model
    counts."""
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute(f"CREATE INDEX {COVERING} ON {RECORDS} {COLUMNS}")
        try:
            yield
        finally:
            cursor.execute(f"DROP INDEX {COVERING}")


def read_all() -> int:
    """Read every fact; returns their number."""
    return _read(READ_ALL, COVERING)


def read_scored() -> int:
    """Read the facts that grading reads, from the portal's own index."""
    return _read(READ_SCORED, "record_scored")


def _read(query: str, index: str) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        cursor.execute(f"EXPLAIN {query}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
        if f"Index Only Scan using {index}" not in plan:
            raise RuntimeError(f"not read from {index}:\n{plan}")
        cursor.execute(query)
        rows: int = cursor.fetchone()[0]
    return rows


def make_empty_table() -> None:
    """A table like that of the grades, with two indexes: its key and the one of the business."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {WRITTEN}")
        cursor.execute(f"CREATE TABLE {WRITTEN} (LIKE {GRADES} INCLUDING IDENTITY)")
        cursor.execute(f"ALTER TABLE {WRITTEN} ADD PRIMARY KEY (id)")
        cursor.execute(f"CREATE INDEX ON {WRITTEN} (entity_id, id DESC)")


def write_rows(rows: int, on: date) -> int:
    """A row for each business."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(WRITE, {"rows": rows, "on": on})
    return rows
