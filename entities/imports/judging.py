"""From cells to meaning: each distinct value is read once, then every row is judged."""

from collections.abc import Iterable, Iterator, Mapping

from entities import uscc
from entities.imports.checks import Check, checks_of
from entities.imports.layout import CellKind, Column
from entities.imports.staging import ROWS, STAGE, VALUES, StagedBatch
from entities.imports.values import BadCell, parser_of
from entities.models import Entity
from entities.rules import KEY_SEPARATOR

SQL_TYPES = {CellKind.DATE: "date", CellKind.NUMBER: "numeric"}
# Blanks at the ends of a cell: ASCII ones, no-break space, the full-width blank of Chinese text.
BLANKS = r"E' \t\r\n\u00a0\u3000'"
ENTITIES = Entity._meta.db_table


def read_values(staged: StagedBatch) -> None:
    """Table ``import_values(field, raw, value, invalid, doubtful)``: every value of every typed
    column."""
    staged.create(VALUES, "field text, raw text, value text, invalid boolean, doubtful boolean")
    columns = [column for column in _present(staged) if column.kind != CellKind.TEXT]
    cells = ", ".join(_cell(staged, column) for column in columns)
    sets = ", ".join(f"({_cell(staged, column)})" for column in columns)
    # One pass over the file; GROUPING has a 0 bit for the column that a value is of. A code that
    # the register has is valid: only the others are computed.
    query = (
        "SELECT mask, raw, entity.id IS NOT NULL FROM ("
        f" SELECT GROUPING({cells}) AS mask, coalesce({cells}) AS raw FROM {STAGE}"
        f" GROUP BY GROUPING SETS ({sets})) AS seen"
        f" LEFT JOIN {ENTITIES} AS entity ON entity.uscc = raw WHERE btrim(raw, {BLANKS}) <> ''"
    )
    full = (1 << len(columns)) - 1
    masks = {full ^ (1 << (len(columns) - 1 - i)): column for i, column in enumerate(columns)}
    for chunk in staged.chunks(query):
        staged.copy(VALUES, ["field", "raw", "value", "invalid", "doubtful"], _parsed(masks, chunk))
    staged.execute(f"ANALYZE {VALUES}")


def judge_rows(staged: StagedBatch) -> list[Check]:
    """Make ``import_rows``; returns the checks that its ``errors`` and ``warnings`` name by their
    numbers, separated by blanks."""
    checks = checks_of(staged.layout, staged.header)
    fields = [column.field for column in staged.layout.columns]
    has_subject = bool(staged.layout.subject)
    chosen = ["row", *fields, *(["entity_id"] if has_subject else [])]
    cells = _all_cells(staged)
    staged.execute(
        f"CREATE TEMP TABLE {ROWS} ON COMMIT DROP AS"
        f" SELECT {', '.join(chosen)}, {_fingerprint(staged)} AS fingerprint,"
        f" {_findings(checks, warnings=False)} AS errors,"
        f" {_findings(checks, warnings=True)} AS warnings, false AS is_duplicate"
        f" FROM (SELECT stage.row, is_ragged, {', '.join(_fields(staged))}"
        f" FROM {STAGE} AS stage {' '.join(_joins(staged))}"
        f" WHERE num_nonnulls({cells}) > 0 OFFSET 0) AS cells",
        {"today": staged.today},
    )
    staged.tables.append(ROWS)
    staged.execute(f"ANALYZE {ROWS} (row, fingerprint, errors)")
    ((staged.rows, staged.rejected),) = staged.fetch(f"SELECT count(*), count(errors) FROM {ROWS}")
    staged.good = staged.rows - staged.rejected
    if staged.layout.key:
        mark_repetitions(staged)
    staged.checks = checks
    if staged.layout.judge:
        staged.layout.judge(staged)
    return checks


def issue_numbers(findings: str | None) -> list[int]:
    """The numbers of the checks that ``errors`` or ``warnings`` of a row counts."""
    return [int(number) for number in (findings or "").split()]


def _present(staged: StagedBatch) -> Iterator[Column]:
    """The columns of the layout that stand in the file."""
    return (c for c in staged.layout.columns if c.field in staged.header.position)


def _cell(staged: StagedBatch, column: Column) -> str:
    return f"c{staged.header.position[column.field]}"


def _all_cells(staged: StagedBatch) -> str:
    return ", ".join(f"stage.c{index}" for index in range(len(staged.header.headings)))


def _parsed(
    masks: Mapping[int, Column], seen: Iterable[tuple[int, str, bool]]
) -> Iterator[tuple[str, str, str, str, str]]:
    """Rows of the table of values; an invalid cell has none."""
    parsers = {mask: parser_of(column) for mask, column in masks.items()}
    for mask, raw, is_registered in seen:
        column = masks[mask]
        is_code = column.kind == CellKind.USCC
        if is_code and is_registered:
            yield column.field, raw, raw, "", ""
            continue
        try:
            value = parsers[mask](raw)
        except BadCell:
            yield column.field, raw, "", "t", ""
        else:
            is_doubtful = is_code and not uscc.has_organisation_check(value)
            yield column.field, raw, value, "", "t" if is_doubtful else ""


def _fields(staged: StagedBatch) -> Iterator[str]:
    """SQL of each field: a trimmed text, a value read before, or null for an absent column."""
    present = {column.field for column in _present(staged)}
    for column in staged.layout.columns:
        name = column.field
        sql_type = SQL_TYPES.get(column.kind, "text")
        if name not in present:
            yield f"NULL::{sql_type} AS {name}"
        elif column.kind == CellKind.TEXT:
            yield f"NULLIF(btrim(stage.{_cell(staged, column)}, {BLANKS}), '') AS {name}"
        else:
            yield f"{name}_is.value::{sql_type} AS {name}, {name}_is.invalid AS {name}_invalid"
            if column.kind == CellKind.USCC:
                yield f"{name}_is.doubtful AS {name}_doubtful"
    if staged.layout.subject:
        yield "entity.id AS entity_id, entity.name AS registered_name"


def _joins(staged: StagedBatch) -> Iterator[str]:
    for column in _present(staged):
        if column.kind != CellKind.TEXT:
            name = f"{column.field}_is"
            yield (
                f"LEFT JOIN {VALUES} AS {name} ON {name}.field = '{column.field}'"
                f" AND {name}.raw = stage.{_cell(staged, column)}"
            )
    if staged.layout.subject:
        yield f"LEFT JOIN {ENTITIES} AS entity ON entity.uscc = {staged.layout.subject}_is.value"


def _findings(checks: list[Check], *, warnings: bool) -> str:
    """SQL of the numbers of the checks that a row fails; null where there is none."""
    cases = [
        f"CASE WHEN {check.condition} THEN '{number} ' END"
        for number, check in enumerate(checks)
        if check.is_warning == warnings
    ]
    return f"NULLIF(concat({', '.join(cases)}), '')" if cases else "NULL::text"


def _fingerprint(staged: StagedBatch) -> str:
    """SQL that computes ``entities.rules.fingerprint``."""
    parts = [f"coalesce({name}::text, '')" for name in staged.layout.key]
    separator = f" || chr({ord(KEY_SEPARATOR)}) || "
    return f"md5({separator.join([repr(str(staged.layout.kind)), *parts])})::uuid"


def mark_repetitions(staged: StagedBatch) -> None:
    """Rows that state the same fact as an earlier row without error."""
    staged.mark_duplicates(
        "EXISTS (SELECT FROM (SELECT fingerprint, min(row) AS first"
        f"  FROM {ROWS} WHERE errors IS NULL GROUP BY fingerprint HAVING count(*) > 1) AS repeated"
        " WHERE repeated.fingerprint = good.fingerprint AND repeated.first < good.row)"
    )
