"""What changed between two reports of a month."""

from collections.abc import Mapping
from dataclasses import dataclass

from commitments.ledger.rows import ReportedLines
from commitments.models import LedgerSubmission


@dataclass(frozen=True)
class Difference:
    """Codes that are new, changed, or reported before and gone now."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.missing)


def difference(before: Mapping[str, str], now: Mapping[str, str]) -> Difference:
    """Compare two reports of a sheet, each code → digest of its line."""
    return Difference(
        added=tuple(sorted(now.keys() - before.keys())),
        changed=tuple(sorted(c for c in now.keys() & before.keys() if now[c] != before[c])),
        missing=tuple(sorted(before.keys() - now.keys())),
    )


def compared_with_former(submission: LedgerSubmission) -> dict[str, Difference]:
    """Per sheet, against the report before it; empty for the first one."""
    former = LedgerSubmission.objects.filter(
        agency=submission.agency, month=submission.month, part=submission.part,
        sequence=submission.sequence - 1,
    ).first()  # fmt: skip
    if former is None:
        return {}
    return {
        label: difference(_lines(former, sheet), _lines(submission, sheet))
        for sheet, label in (("register", "承诺登记表"), ("breach", "违诺表"))
    }


def _lines(submission: LedgerSubmission, sheet: str) -> dict[str, str]:
    return ReportedLines.unpack(submission.reported.get(sheet, ""))
