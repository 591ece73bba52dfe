"""What became of the rows: counts and warnings on the batch, bad rows into quarantine."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from credit_portal.shared import crypto
from entities import uscc
from entities.choices import IssueCode
from entities.imports.checks import Check
from entities.imports.judging import issue_numbers
from entities.imports.readers.copying import stage_columns
from entities.imports.staging import GOOD, ROWS, STAGE, StagedBatch
from entities.models import QuarantinedRow

QUARANTINE = QuarantinedRow._meta.db_table
DUPLICATE_ISSUE = {
    "column": "", "code": IssueCode.DUPLICATE.value, "message": f"{IssueCode.DUPLICATE.label}。"
}  # fmt: skip


def keep_outcome(staged: StagedBatch, checks: Sequence[Check], accepted: int) -> None:
    """Write the batch's counts and warnings, its bad rows and the numbers of its duplicates."""
    batch = staged.batch
    batch.rows, batch.accepted, batch.rejected = staged.rows, accepted, staged.rejected
    batch.warnings = _warnings(staged, checks)
    batch.duplicates = _keep_duplicates(staged)
    if batch.rejected:
        _quarantine(staged, checks)


def _warnings(staged: StagedBatch, checks: Sequence[Check]) -> list[dict[str, Any]]:
    """Each kind of warning once, with the numbers of the accepted rows that it concerns."""
    rows_of: dict[int, list[int]] = defaultdict(list)
    warned = f"SELECT row, warnings FROM {ROWS} WHERE warnings IS NOT NULL AND {GOOD} ORDER BY row"
    for chunk in staged.chunks(warned):
        for row, numbers in chunk:
            for number in issue_numbers(numbers):
                rows_of[number].append(row)
    found = [
        {
            "column": checks[number].column,
            "code": checks[number].code.value,
            "message": checks[number].message,
            "rows": rows,
        }
        for number, rows in sorted(rows_of.items())
    ]
    unknown = [
        {
            "column": heading,
            "code": IssueCode.HEADING_UNKNOWN.value,
            "message": f"{IssueCode.HEADING_UNKNOWN.label}：{heading}。",
            "rows": [staged.header.row],
        }
        for heading in staged.header.unknown
    ]
    return unknown + found


def _keep_duplicates(staged: StagedBatch) -> int:
    """Only their row numbers: there is nothing to mend in them."""
    return staged.execute(
        f"INSERT INTO {QUARANTINE} (batch_id, row, cells, issues, is_duplicate)"
        f" SELECT %(batch)s, row, '', %(issues)s, true FROM {ROWS} WHERE is_duplicate",
        {"batch": staged.batch.pk, "issues": json.dumps([DUPLICATE_ISSUE], ensure_ascii=False)},
    )


def _quarantine(staged: StagedBatch, checks: Sequence[Check]) -> None:
    """The cells as they came, encrypted, with every reason."""
    cells = ", ".join(stage_columns(len(staged.header.headings)))
    query = (
        f"SELECT row, errors, jsonb_build_array({cells}) FROM {ROWS} JOIN {STAGE} USING (row)"
        " WHERE errors IS NOT NULL ORDER BY row"
    )
    columns = ["batch_id", "row", "cells", "issues", "is_duplicate"]
    for chunk in staged.chunks(query):
        staged.copy(QUARANTINE, columns, _quarantined(staged, checks, chunk))


def _quarantined(
    staged: StagedBatch, checks: Sequence[Check], chunk: Sequence[tuple[int, str, str]]
) -> Iterator[list[str]]:
    """The cells stand with their headings, so that the rows can go back as the same table."""
    for row, errors, raw in chunk:
        cells = [cell or "" for cell in json.loads(raw)]
        issues = [_issue(checks[number], cells) for number in issue_numbers(errors)]
        headed = list(zip(staged.header.headings, cells, strict=True))
        yield [
            str(staged.batch.pk),
            str(row),
            crypto.encrypt(json.dumps(headed, ensure_ascii=False)),
            json.dumps(issues, ensure_ascii=False),
            "f",
        ]


def _issue(check: Check, cells: Sequence[str]) -> dict[str, str]:
    message = check.message
    if check.code == IssueCode.USCC_INVALID:
        code = uscc.normalise(cells[check.position])
        if similar := uscc.suggestion(code):
            message += f"是否应为 {similar}?"
    return {"column": check.column, "code": check.code.value, "message": message}
