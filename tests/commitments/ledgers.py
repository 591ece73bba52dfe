"""Ledgers as the tests make and report them."""

from datetime import date, datetime
from pathlib import Path

import python_calamine

from commitments.choices import CommitmentKind, LedgerPart
from commitments.ledger import services as ledger
from commitments.ledger.rows import LedgerScope
from commitments.models import LedgerSubmission
from credit_portal.accounts.models import Agency
from credit_portal.shared.actors import SystemActor
from tests.factories.entities import NOW

OCTOBER = date(2026, 10, 1)
ALL_KINDS = tuple(CommitmentKind)
HUAIAN = (
    CommitmentKind.VOLUNTARY, CommitmentKind.INDUSTRY_SELF_DISCIPLINE, CommitmentKind.CREDIT_REPAIR
)  # fmt: skip
SYSTEM = SystemActor("测试")


def build(
    folder: Path, agency: Agency | None = None, kinds=ALL_KINDS, with_scans=False,
    part=LedgerPart.LEDGER,
):  # fmt: skip
    return ledger.build_ledger(
        scope=LedgerScope(OCTOBER, agency, kinds, part), folder=folder, with_scans=with_scans,
        by=SYSTEM, at=NOW, tick=lambda done: None,
    )  # fmt: skip


def sheets(path: Path) -> dict[str, list[list]]:
    """Every sheet as calamine reads it, which is how a spreadsheet sees the types."""
    book = python_calamine.CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def report(
    agency: Agency, folder: Path, at: datetime = NOW, part: LedgerPart = LedgerPart.LEDGER
) -> LedgerSubmission:
    built = build(folder, agency, HUAIAN, part=part)
    scope = LedgerScope(OCTOBER, agency, HUAIAN, part)
    return ledger.submit_ledger(agency=agency, scope=scope, built=built, by=SYSTEM, at=at)
