"""The answer to an import, row by row, as the command prints it."""

from typing import Any

from entities.models import ImportBatch


def report_of(batch: ImportBatch) -> dict[str, Any]:
    """Counts, duplicate rows, and each rejected row and warning with column, code and sentence."""
    kept = batch.quarantine.order_by("row")
    rejected = kept.filter(is_duplicate=False).values_list("row", "issues")
    return {
        "rows": batch.rows,
        "accepted": batch.accepted,
        "duplicates": list(kept.filter(is_duplicate=True).values_list("row", flat=True)),
        "rejected": [{"row": row, **issue} for row, issues in rejected for issue in issues],
        "warnings": [
            {"row": row, **{key: warning[key] for key in ("column", "code", "message")}}
            for warning in batch.warnings
            for row in warning["rows"]
        ],
    }


def summary_of(batch: ImportBatch) -> str:
    """The counts in one line."""
    return (
        f"共 {batch.rows} 行，入库 {batch.accepted}，重复 {batch.duplicates}，退回 {batch.rejected}"
    )
