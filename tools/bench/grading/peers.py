"""The same facts for programs outside the database: exported, scored there, written back."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from django.db import connection, transaction

from tools.bench.grading.city import ENTITIES, RECORDS

PEERS = ("duckdb", "polars")
GRADED = "bench_graded"
# Instants as UTC without a zone, which both read as they stand.
EXPORT_FACTS = f"""
    COPY (SELECT entity_id, fact_type, decided_on, published_until,
        recorded_at AT TIME ZONE 'UTC', withdrawn_at AT TIME ZONE 'UTC',
        repaired_at AT TIME ZONE 'UTC', authority_code
    FROM {RECORDS}) TO STDOUT (FORMAT csv)
"""
EXPORT_ENTITIES = f"COPY (SELECT id FROM {ENTITIES}) TO STDOUT (FORMAT csv)"


@dataclass(frozen=True)
class Files:
    """Where the facts lie and the grades go."""

    folder: Path

    @property
    def facts(self) -> Path:
        return self.folder / "facts.csv"

    @property
    def entities(self) -> Path:
        return self.folder / "entities.csv"

    @property
    def grades(self) -> Path:
        return self.folder / "grades.csv"


def missing_peers() -> Sequence[str]:
    """Those that are not installed."""
    return [name for name in PEERS if find_spec(name) is None]


def export(files: Files) -> int:
    """All facts with the columns that grading needs, and the keys of all businesses, by COPY."""
    rows = 0
    with connection.cursor() as cursor:
        for query, path in ((EXPORT_ENTITIES, files.entities), (EXPORT_FACTS, files.facts)):
            with path.open("wb") as file:
                cursor.copy_expert(query, file)
            rows = cursor.rowcount
    return rows


def make_empty_table() -> None:
    """The narrowest table that grades could stand in, with two indexes."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {GRADED}")
        cursor.execute(
            f"CREATE TABLE {GRADED} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
            " entity_id bigint NOT NULL, score smallint, grade varchar(1) NOT NULL)"
        )
        cursor.execute(f"CREATE INDEX ON {GRADED} (entity_id, id DESC)")


def write_back(files: Files) -> int:
    """The grades of a peer into the database, by COPY."""
    with transaction.atomic(), connection.cursor() as cursor, files.grades.open("rb") as file:
        cursor.copy_expert(f"COPY {GRADED} (entity_id, score, grade) FROM STDIN (FORMAT csv)", file)
        rows: int = cursor.rowcount
    return rows
