"""Grading a synthetic city beside the floors of the database, a plain loop, DuckDB and polars."""

from functools import partial

from tools.bench.common import ROUNDS, in_fresh_process
from tools.bench.grading.measuring import Report, measure
from tools.bench.grading.reporting import as_text
from tools.bench.grading.scratch import scratch_database

ENTITIES, RECORDS = 200_000, 2_000_000
BIG = "manage.py bench_grading --entities 1000000 --records 10000000"


def run() -> str:
    """The section of docs/performance.md."""
    report = measured(ENTITIES, RECORDS)
    return (
        f"## Grading, {ENTITIES:,} businesses and {RECORDS:,} records\n\n"
        f"{as_text(report, 'en')}\n\nThe size of a big city: `{BIG}`."
    )


def measured(entities: int, records: int, rounds: int = ROUNDS) -> Report:
    """Measure in a scratch database that is made and dropped here."""
    with scratch_database():
        report: Report = in_fresh_process(partial(measure, entities, records, rounds)).result
    return report
