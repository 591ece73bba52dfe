"""Good rows of a records layout become credit records."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from entities import rules, selectors
from entities.choices import DishonestyLevel, PublicationScope
from entities.imports.staging import GOOD, ROWS, StagedBatch
from entities.models import CatalogueItem, CreditRecord

RECORDS = CreditRecord._meta.db_table
CATALOGUE = CatalogueItem._meta.db_table
LEVELS = "import_levels"


@dataclass(frozen=True)
class Levelling:
    """How rows get their level of dishonesty, and with it their publication.

    Attributes:
        keys: SQL over the fields of a row, on which the level depends; few values at best, as the
            level of each combination is decided once.
        level: from the texts of the keys (empty where the cell is blank) and the rules in force;
            ``None`` for a fact that is not dishonest.
    """

    keys: Callable[[rules.RecordRules], Sequence[str]]
    level: Callable[[Sequence[str], rules.RecordRules], DishonestyLevel | None]


@dataclass(frozen=True)
class RecordMapping:
    """How the fields of a row make a credit record.

    Attributes:
        columns: column of the record → SQL over the fields of the row; ``title``,
            ``document_number``, ``authority_name``, ``authority_code`` and ``decided_on`` are
            asked for.
        details: fields kept as texts in ``details``, null where the cell is blank.
        levelling: ``None`` where no fact is dishonest.
        published_until: the field with an end of publication that the document itself states.
    """

    columns: Mapping[str, str]
    details: Sequence[str]
    levelling: Levelling | None = None
    published_until: str = ""


def scope_of(kind: str) -> str:
    """SQL of ``selectors.default_scope``, for layouts that bring several kinds of record."""
    return (
        f"coalesce((SELECT item.scope FROM {CATALOGUE} AS item WHERE item.kind = {kind}),"
        f" '{PublicationScope.GOVERNMENT.value}')"
    )


def store_records(staged: StagedBatch, mapping: RecordMapping) -> int:
    """Insert the records that do not stand yet; the others are noted as duplicates.

    A fact that was withdrawn does not come back with the next delivery of the same file. The rows
    are written in the order of the businesses, as the largest indexes stand: writing an index at
    random places costs more than sorting the rows.
    """
    record_rules = selectors.record_rules(staged.today)
    source = ROWS
    if mapping.levelling:
        _decide_levels(staged, mapping.levelling, record_rules)
        keys = mapping.levelling.keys(record_rules)
        same = (f"{_as_text(key)} = key{number}" for number, key in enumerate(keys))
        source += f" JOIN {LEVELS} ON {' AND '.join(same)}"
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


def _decide_levels(
    staged: StagedBatch, levelling: Levelling, record_rules: rules.RecordRules
) -> None:
    """Level and publication period of every combination of the keys in the file."""
    found = levelling.keys(record_rules)
    keys = [f"key{number}" for number in range(len(found))]
    results = ["level", "shortest", "longest", "shown"]
    staged.create(
        LEVELS,
        ", ".join(f"{key} text" for key in keys)
        + ", level text, shortest interval, longest interval, shown boolean",
    )
    texts = ", ".join(_as_text(key) for key in found)
    combinations = staged.fetch(f"SELECT DISTINCT {texts} FROM {ROWS} WHERE {GOOD}")
    staged.copy(
        LEVELS,
        [*keys, *results],
        ([*values, *_levelled(levelling, values, record_rules)] for values in combinations),
    )
    # COPY takes an empty text for null.
    staged.execute(
        f"UPDATE {LEVELS} SET "
        + ", ".join(f"{name} = coalesce({name}, '')" for name in [*keys, "level"])
    )
    staged.execute(f"ANALYZE {LEVELS}")


def _levelled(
    levelling: Levelling, values: Sequence[str], record_rules: rules.RecordRules
) -> Iterator[str]:
    """A level and its period; a fact that is not dishonest is shown, and no period ends it."""
    level = levelling.level(values, record_rules)
    if level is None:
        yield from ("", "", "", "true")
    else:
        period = record_rules.publication[level]
        yield from (
            str(level.value), f"{period.min_months} months", f"{period.max_months} months",
            str(period.is_published),
        )  # fmt: skip


def _as_text(key: str) -> str:
    return f"coalesce(({key})::text, '')"


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
    if mapping.levelling:
        columns |= _publication_by_level(mapping)
    return columns


def _publication_by_level(mapping: RecordMapping) -> dict[str, str]:
    """SQL of ``entities.rules.publication_of``; an interval of months is added to a date as
    ``add_months`` does it."""
    decided = mapping.columns["decided_on"]
    stated = mapping.published_until or "NULL"
    return {
        "level": f"{LEVELS}.level",
        "published_from": f"CASE WHEN shown THEN {decided} END",
        "repairable_from": f"({decided} + shortest)::date",
        "published_until": f"LEAST(({decided} + longest)::date, {stated})",
    }
