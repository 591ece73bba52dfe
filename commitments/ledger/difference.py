"""What changed since the last report, and who has not reported."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from commitments.choices import CommitmentKind
from commitments.ledger.rows import LedgerScope, ReportedLines
from commitments.models import LedgerSubmission
from credit_portal.accounts.models import Agency


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
        agency=submission.agency, month=submission.month, sequence=submission.sequence - 1
    ).first()
    if former is None:
        return {}
    return {
        label: difference(_lines(former, sheet), _lines(submission, sheet))
        for sheet, label in (("register", "承诺登记表"), ("breach", "违诺表"))
    }


def _lines(submission: LedgerSubmission, sheet: str) -> dict[str, str]:
    return ReportedLines.unpack(submission.reported.get(sheet, ""))


def agencies_missing(month: date, kinds: tuple[CommitmentKind, ...]) -> list[Agency]:
    """Agencies with commitments to report, neither reported by themselves nor by one above."""
    submitted = set(
        LedgerSubmission.objects.filter(month=month).values_list("agency_id", flat=True)
    )
    parents = dict(Agency.objects.values_list("pk", "parent_id"))
    owing = LedgerScope(month, None, kinds).registered().accepted().values("agency")
    return [
        agency
        for agency in Agency.objects.filter(pk__in=owing)
        if not submitted & set(_chain(agency.pk, parents))
    ]


def _chain(pk: int | None, parents: Mapping[int, int | None]) -> list[int]:
    """An agency and all above it."""
    chain: list[int] = []
    while pk is not None and pk not in chain:
        chain.append(pk)
        pk = parents.get(pk)
    return chain
