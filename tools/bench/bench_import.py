"""Import of 200,000 penalties of 25 columns, file to register, beside its floors and a peer."""

import resource
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tools.bench import import_files as files
from tools.bench.common import Run, compare, table

ROWS = 200_000
FEWER_ROWS = 50_000
PEER_ROWS = 2_000
RECORDS = "entities_creditrecord"
PLAIN = "bench_plain"

BARE = "bare COPY of the csv into a plain table of texts"
OWN = "bare COPY of the finished records into the register's table"
CSV = "import, csv"
CALAMINE = "calamine alone, row by row, xlsx"
XLSX = "import, xlsx"
FEWER = f"import, csv of {FEWER_ROWS:,} rows"
PEER = f"django-import-export, {PEER_ROWS:,} rows"


@dataclass(frozen=True)
class Done:
    """Rows that went through, and the peak memory of a process that was started for them."""

    rows: int
    reader_mb: float = 0


def run() -> str:
    """The section of docs/performance.md."""
    folder = prepare_files()
    csv_path, xlsx_path = files.csv_file(folder, ROWS), files.xlsx_file(folder, ROWS)
    seed_entities()
    finished = finished_records(csv_path, folder)
    runs = compare(
        {
            BARE: partial(bare_copy, csv_path),
            OWN: partial(copy_records, finished),
            CSV: partial(import_file, csv_path),
            FEWER: partial(import_file, files.csv_file(folder, FEWER_ROWS)),
            CALAMINE: partial(read_by_calamine, xlsx_path),
            XLSX: partial(import_file, xlsx_path),
            PEER: partial(import_by_peer, files.csv_file(folder, PEER_ROWS)),
        }
    )
    size = csv_path.stat().st_size / ROWS
    head = f"## Import, {ROWS:,} rows × {len(files.HEADINGS)} columns ({size:.0f} bytes a row)"
    return f"{head}\n\n{_table(runs)}\n\n{_aims(runs)}"


def prepare_files() -> Path:
    from django.conf import settings

    folder = Path(settings.PORTAL_HOME) / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def seed_entities() -> None:
    """The businesses that the file speaks of stand in the register."""
    from credit_portal.shared import clock
    from entities.models import Entity

    numbers = range(files.ENTITIES)
    entities = (
        Entity(
            uscc=files.uscc_of("91", number), name=files.entity_name(number), kind="enterprise",
            recorded_at=clock.now(), confirmed_at=clock.now(),
        )
        for number in numbers
    )  # fmt: skip
    Entity.objects.bulk_create(entities, batch_size=5_000, ignore_conflicts=True)
    sql("VACUUM ANALYZE entities_entity")


def finished_records(path: Path, folder: Path) -> Path:
    """The records that an import makes, as a file for COPY."""
    from django.db import connection

    import_file(path)
    target = folder / "records.copy"
    with connection.cursor() as cursor, target.open("wb") as stream:
        cursor.cursor.copy_expert(f"COPY {RECORDS} TO STDOUT", stream)
    return target


def import_file(path: Path) -> Done:
    """File to register, as the command does it; the batch starts from an empty table."""
    from credit_portal.shared import clock
    from credit_portal.shared.actors import SystemActor
    from entities.imports.layout import layout_of
    from entities.imports.services import import_batch, receive_file

    sql(f"TRUNCATE {RECORDS} CASCADE")
    actor = SystemActor("bench")
    with path.open("rb") as stream:
        batch = receive_file(
            stream=stream, name=path.name, layout=layout_of("penalties"), agency=None, by=actor,
            at=clock.now(),
        )  # fmt: skip
    batch = import_batch(batch=batch, by=actor, at=clock.now(), today=clock.today())
    return Done(batch.accepted, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


def bare_copy(path: Path) -> Done:
    """The floor of the csv: the same cells into a table without key, index or constraint."""
    columns = ", ".join(f"c{number} text" for number in range(len(files.HEADINGS)))
    sql(f"DROP TABLE IF EXISTS {PLAIN}", f"CREATE TABLE {PLAIN} ({columns})")
    copy(f"COPY {PLAIN} FROM STDIN WITH (FORMAT csv, HEADER true)", path)
    return Done(ROWS)


def copy_records(path: Path) -> Done:
    """What PostgreSQL itself needs for the keys, indexes and constraints of the records."""
    sql(f"TRUNCATE {RECORDS} CASCADE")
    copy(f"COPY {RECORDS} FROM STDIN", path)
    return Done(ROWS)


def read_by_calamine(path: Path) -> Done:
    """The floor of the workbook: every row is read and dropped."""
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    return Done(sum(1 for _ in sheet.iter_rows()) - 1)


def import_by_peer(path: Path) -> Done:
    """The common library in bulk mode without its report of differences."""
    import tablib
    from import_export import fields, resources, widgets

    from entities.models import CreditRecord, Entity

    class Penalties(resources.ModelResource):
        entity = fields.Field("entity", files.HEADINGS[2], widgets.ForeignKeyWidget(Entity, "uscc"))
        title = fields.Field("title", "违法行为类型")
        number = fields.Field("document_number", "行政处罚决定书文号")
        authority = fields.Field("authority_name", "处罚机关")
        authority_code = fields.Field("authority_code", "处罚机关统一社会信用代码")
        decided_on = fields.Field("decided_on", "处罚决定日期", widgets.DateWidget("%Y/%m/%d"))
        valid_until = fields.Field("valid_until", "处罚有效期", widgets.DateWidget("%Y/%m/%d"))

        class Meta:
            model = CreditRecord
            fields = "entity title number authority authority_code decided_on valid_until".split()
            import_id_fields = ["number"]
            use_bulk = True
            skip_diff = True

        def before_save_instance(self, instance: Any, row: Any, **_options: Any) -> None:
            complete(instance, row)

    sql(f"TRUNCATE {RECORDS} CASCADE")
    data = tablib.Dataset().load(path.read_text(encoding="utf-8"), format="csv")
    result = Penalties().import_data(data, raise_errors=True)
    return Done(result.total_rows)


def complete(record: Any, row: Any) -> None:
    """What the columns alone do not say; no check, no duplicate, no period."""
    from django.utils import timezone

    from entities.rules import fingerprint

    record.kind, record.scope, record.recorded_at = "penalty", "public", timezone.now()
    texts = {"facts": "违法事实", "basis": "处罚依据", "content": "处罚内容"}
    record.details = {name: row[heading] for name, heading in texts.items()}
    record.fingerprint = fingerprint("penalty", record.document_number)


def sql(*statements: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def copy(statement: str, path: Path) -> None:
    from django.db import connection

    with connection.cursor() as cursor, path.open("rb") as stream:
        cursor.cursor.copy_expert(statement, stream, 1 << 20)


def _speed(done: Run) -> float:
    return done.result.rows / done.seconds


def _peak(done: Run) -> float:
    return done.peak_mb + done.result.reader_mb


def _table(runs: dict[str, Run]) -> str:
    rows = [
        (name, done.seconds, f"{_speed(done):,.0f}", _peak(done)) for name, done in runs.items()
    ]
    return table(["", "seconds", "rows a second", "peak MB"], rows)


def _aims(runs: dict[str, Run]) -> str:
    csv_speed = _speed(runs[CSV])
    workbook = runs[XLSX].seconds / runs[CALAMINE].seconds
    growth, share = (_peak(runs[a]) / _peak(runs[b]) for a, b in ((CSV, FEWER), (XLSX, CALAMINE)))
    to_bare, to_peer = csv_speed / _speed(runs[BARE]), csv_speed / _speed(runs[PEER])
    measured = [
        ("csv: speed ≥ 0.25 × bare COPY", to_bare, to_bare >= 0.25),
        ("csv: speed ≥ 20 × django-import-export", to_peer, to_peer >= 20),
        ("csv: memory flat, four times the rows", growth, growth <= 1.1),
        ("xlsx: time ≤ 1.6 × calamine", workbook, workbook <= 1.6),
        ("xlsx: memory ≤ 1.3 × calamine, reader and worker together", share, share <= 1.3),
    ]
    lines = [(aim, f"{value:.2f}", "kept" if kept else "missed") for aim, value, kept in measured]
    own = csv_speed / _speed(runs[OWN])
    return (
        f"{table(['aim', 'measured', ''], lines)}\n\nThe import checks every cell and compares each"
        " row with the file and the register. What its target costs by itself — indexes, the key"
        " of the business, the checks of the table — shows in COPY into the register's own table:"
        f" the import reaches {own:.2f} × the speed of that. Reading the workbook must end before"
        " its rows can be compared with each other, so that the time of an xlsx is that of calamine"
        f" and of the import one after the other. The peer is measured on {PEER_ROWS:,} rows"
        " and compared per row; it finds a record by its document number and checks no rule."
    )
