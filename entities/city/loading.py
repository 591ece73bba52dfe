"""The city into the register: one transaction, by COPY, in a stream of flat memory."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django.db import connection, transaction

from credit_portal.shared import crypto
from entities.choices import PersonRole
from entities.city import words
from entities.city.codes import id_number
from entities.city.plan import CityPlan
from entities.city.records import COLUMNS, Row, record_rows
from entities.city.residents import Resident, residents
from entities.models import CreditRecord, Entity, EntityPerson, FormerName, Person

NULL = "␀"  # stands for NULL in a COPY line
FILLED = (Entity, Person, EntityPerson, FormerName, CreditRecord)
REGISTRAR = f"{words.CITY}市场监督管理局"
SORT_MEMORY = "256MB"  # of the one session that builds the indexes again

STAGE = """
CREATE TEMPORARY TABLE city_stage (
    id bigint, uscc text, name text, kind text, status text, registered_on date,
    industry_code text, town_id bigint, address text, phone text, parent_id bigint,
    recorded_at timestamptz, confirmed_at timestamptz, former_name text,
    renamed_at timestamptz, person_id bigint, person_name text, id_number text, id_index text
)
"""
ENTITY_COLUMNS = """
    id, uscc, name, kind, status, registered_on, registrar, industry_code, town_id, address,
    phone, parent_id, recorded_at, confirmed_at
"""
FROM_STAGE = f"""
INSERT INTO entities_entity ({ENTITY_COLUMNS})
SELECT {ENTITY_COLUMNS.replace("registrar", "%(registrar)s")} FROM city_stage ORDER BY id;

INSERT INTO entities_person (id, name, id_type, id_number, id_index)
SELECT person_id, person_name, '身份证', id_number, id_index
FROM city_stage WHERE person_name IS NOT NULL ORDER BY person_id;

INSERT INTO entities_entityperson (entity_id, person_id, role, since)
SELECT id, person_id, %(role)s, recorded_at FROM city_stage ORDER BY id;

INSERT INTO entities_formername (entity_id, name, replaced_at)
SELECT id, former_name, renamed_at FROM city_stage WHERE renamed_at IS NOT NULL ORDER BY id;

INSERT INTO entities_historicalentity (
    {ENTITY_COLUMNS}, history_date, history_type, history_change_reason
)
SELECT {ENTITY_COLUMNS.replace("registrar", "%(registrar)s").replace("name", "former_name")},
    recorded_at, '+', '登记信息归集'
FROM city_stage WHERE renamed_at IS NOT NULL
UNION ALL
SELECT {ENTITY_COLUMNS.replace("registrar", "%(registrar)s")}, renamed_at, '~', '名称变更登记'
FROM city_stage WHERE renamed_at IS NOT NULL;
"""  # noqa: S608 - column names only


class _Lines:
    """Rows as the file of tab-separated lines that COPY reads."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.lines = (copy_line(row) for row in rows)
        self.rest = b""

    def read(self, size: int = -1) -> bytes:
        parts, length = [self.rest], len(self.rest)
        while size < 0 or length < size:
            line = next(self.lines, None)
            if line is None:
                break
            parts.append(line)
            length += len(line)
        data = b"".join(parts)
        self.rest = data[size:] if size >= 0 else b""
        return data[:size] if size >= 0 else data


def copy_line(row: Row) -> bytes:
    """One line of COPY's text format."""
    cells = [NULL if cell is None else str(cell) for cell in row]
    return ("\t".join(cells).replace("\\", "\\\\") + "\n").encode()


def load_city(plan: CityPlan) -> None:
    """Write the whole city, or nothing of it.

    In an empty register the indexes and foreign keys are dropped first and made again at the
    end, which is several times faster; all inside the transaction.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        is_empty = not Entity.objects.exists() and not CreditRecord.objects.exists()
        cursor.execute(f"SET LOCAL maintenance_work_mem = '{SORT_MEMORY}'")
        # Ten million deferred checks of foreign keys would fill the memory.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with _without_indexes(cursor) if is_empty else nullcontext():
            cursor.execute(STAGE)
            _copy(cursor, "city_stage", (), _staged(plan))
            cursor.execute(
                FROM_STAGE,
                {"registrar": REGISTRAR, "role": PersonRole.LEGAL_REPRESENTATIVE.value},
            )
            cursor.execute("DROP TABLE city_stage")
            _copy(cursor, CreditRecord._meta.db_table, COLUMNS, record_rows(plan))
        _count_on(cursor)
    with connection.cursor() as cursor:
        for model in FILLED:
            cursor.execute(f"ANALYZE {model._meta.db_table}")


def _copy(cursor: Any, table: str, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    names = f"({', '.join(columns)})" if columns else ""
    cursor.copy_expert(f"COPY {table} {names} FROM STDIN (NULL '{NULL}')", _Lines(rows), 1 << 18)


def _staged(plan: CityPlan) -> Iterator[Row]:
    return (_staged_row(plan, resident) for resident in residents(plan))


def _staged_row(plan: CityPlan, resident: Resident) -> Row:
    known_at = f"{resident.known_on} 08:30:00+08"
    return (
        resident.pk, resident.code, resident.name, resident.kind, resident.status,
        resident.registered_on.isoformat(), resident.trade.code, plan.town_ids[resident.town],
        resident.address, resident.phone, resident.parent, known_at,
        known_at if resident.is_confirmed else None, resident.former_name,
        f"{resident.renamed_on} 10:00:00+08" if resident.renamed_on else None,
        resident.person_id, *_identity(resident),
    )  # fmt: skip


def _identity(resident: Resident) -> tuple[str | None, str | None, str | None]:
    """Name, encrypted number and blind index of a person who is new."""
    if resident.person is None:
        return None, None, None
    number = id_number(resident.person.number)
    return resident.person.name, crypto.encrypt(number), crypto.blind_index(number)


@contextmanager
def _without_indexes(cursor: Any) -> Iterator[None]:
    """Drop foreign keys and indexes that no constraint rests on; make them again afterwards."""
    tables = [model._meta.db_table for model in FILLED]
    cursor.execute(
        "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)"
        " FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])",
        [tables],
    )
    keys = cursor.fetchall()
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE indrelid = ANY(%s::regclass[])"
        " AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)",
        [tables],
    )
    indexes = cursor.fetchall()
    for table, name, _ in keys:
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for _, definition in indexes:
        cursor.execute(definition)
    for table, name, definition in keys:
        cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


def _count_on(cursor: Any) -> None:
    """Let the sequences go on behind the keys that were given."""
    for model in FILLED:
        table = model._meta.db_table
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence(%s, 'id'), max(id)) FROM {table}",  # noqa: S608
            [table],
        )
