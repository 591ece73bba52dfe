"""Good rows of a records layout become credit records."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from entities import rules, selectors
from entities.imports.staging import GOOD, ROWS, StagedBatch
from entities.models import CreditRecord

RECORDS = CreditRecord._meta.db_table
LEVELS = "import_levels"


@dataclass(frozen=True)
class RecordMapping:
    """How the fields of a row make a credit record.

    Attributes:
        columns: column of the record → SQL over the fields of the row; ``title``,
            ``document_number``, ``authority_name``, ``authority_code`` and ``decided_on`` are
            asked for.
        details: fields kept as texts in ``details``, null where the cell is blank.
        kinds: the field with the kinds that decide the level of dishonesty; empty where the
            facts are not dishonest.
        published_until: the field with an end of publication that the document itself states.
    """

    columns: Mapping[str, str]
    details: Sequence[str]
    kinds: str = ""
    published_until: str = ""


def store_records(staged: StagedBatch, mapping: RecordMapping) -> int:
    """Insert the records that do not stand yet; the others are noted as duplicates.

    A fact that was withdrawn does not come back with the next delivery of the same file. The rows
    are written in the order of the businesses, as the largest indexes stand: writing an index at
    random places costs more than sorting the rows.
    """
    record_rules = selectors.record_rules(staged.today)
    if mapping.kinds:
        _decide_levels(staged, mapping.kinds, record_rules)
    params = {
        "kind": str(staged.layout.kind),
        "scope": selectors.default_scope(staged.layout.kind),
        "rule": record_rules.version,
        "agency": staged.batch.agency_id,
        "batch": staged.batch.pk,
        "at": staged.at,
    }
    staged.mark_duplicates(
        f"EXISTS (SELECT FROM {RECORDS} AS withdrawn WHERE withdrawn.withdrawn_at IS NOT NULL"
        " AND withdrawn.fingerprint = good.fingerprint)"
    )
    columns = {**_common_columns(mapping), **mapping.columns}
    source = f"{ROWS} JOIN {LEVELS} USING ({mapping.kinds})" if mapping.kinds else ROWS
    stored = staged.execute(
        f"INSERT INTO {RECORDS} ({', '.join(columns)})"
        f" SELECT {', '.join(columns.values())} FROM {source} WHERE {GOOD} ORDER BY entity_id"
        " ON CONFLICT (fingerprint) WHERE withdrawn_at IS NULL DO NOTHING",
        params,
    )
    if stored < staged.good:
        staged.mark_duplicates(
            f"NOT EXISTS (SELECT FROM {RECORDS} AS stored"
            " WHERE stored.batch_id = %(batch)s AND stored.source_row = good.row)",
            params,
        )
    return stored


def _decide_levels(staged: StagedBatch, kinds: str, record_rules: rules.RecordRules) -> None:
    """Level and publication period of every combination of kinds in the file."""
    staged.create(
        LEVELS,
        f"{kinds} text PRIMARY KEY, level text, shortest interval, longest interval, shown boolean",
    )
    combinations = staged.fetch(f"SELECT DISTINCT {kinds} FROM {ROWS} WHERE {GOOD}")

    def lines() -> Iterator[list[str]]:
        for (combination,) in combinations:
            level = rules.penalty_level(combination.split(";"), record_rules)
            period = record_rules.publication[level]
            yield [
                combination,
                str(level.value),
                f"{period.min_months} months",
                f"{period.max_months} months",
                str(period.is_published),
            ]

    staged.copy(LEVELS, [kinds, "level", "shortest", "longest", "shown"], lines())


def _common_columns(mapping: RecordMapping) -> dict[str, str]:
    """What every imported record has, unless the mapping says otherwise."""
    names = ", ".join(f"'{name}'" for name in mapping.details)
    values = ", ".join(f"{name}::text" for name in mapping.details)
    columns = {
        "entity_id": "entity_id",
        "kind": "%(kind)s",
        "details": f"jsonb_object(ARRAY[{names}], ARRAY[{values}])",
        "level": "''",
        "scope": "%(scope)s",
        "published_from": mapping.columns["decided_on"],
        "rule": "%(rule)s",
        "reported_by_id": "%(agency)s",
        "batch_id": "%(batch)s",
        "source_row": "row",
        "fingerprint": "fingerprint",
        "recorded_at": "%(at)s",
        "withdrawal_reason": "''",
    }
    if mapping.kinds:
        columns |= _publication_by_level(mapping)
    return columns


def _publication_by_level(mapping: RecordMapping) -> dict[str, str]:
    """SQL of ``entities.rules.publication_of``; an interval of months is added to a date as
    ``add_months`` does it."""
    decided = mapping.columns["decided_on"]
    stated = mapping.published_until or "NULL"
    return {
        "level": "level",
        "published_from": f"CASE WHEN shown THEN {decided} END",
        "repairable_from": f"({decided} + shortest)::date",
        "published_until": f"LEAST(({decided} + longest)::date, {stated})",
    }
