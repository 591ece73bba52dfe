"""A monthly ledger of 100,000 commitments beside bare spreadsheet writers of the same cells."""

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tools.bench.common import Run, compare, in_fresh_process, table

ROWS = 100_000
ROWS_A_DAY = 4_000
REGION = "990299"  # no other data uses it
BATCH = 5_000
MONTH = date(2026, 10, 1)
AGENCY_CODE = "bench-ledger"
AGENCY = "澄江市行政审批局（测速）"
PEER = "XlsxWriter, constant memory"
FLOOR = "bare openpyxl, write-only"
PORTAL = "ledger of the portal"


def run() -> str:
    """The section of docs/performance.md."""
    seed()
    contenders = {PORTAL: write_ledger, FLOOR: write_openpyxl, PEER: write_xlsxwriter}
    runs = compare(contenders)
    if len({done.result for done in runs.values()}) != 1:
        raise SystemExit("the contenders did not write the same number of lines")
    return f"## Monthly ledger, {ROWS:,} commitments\n\n{_table(runs)}\n\n{_note(runs)}"


def write_ledger() -> int:
    """Database to three sheets, as the job does it."""
    from commitments.choices import CommitmentKind
    from commitments.ledger.rows import LedgerScope
    from commitments.ledger.services import build_ledger
    from credit_portal.accounts.models import Agency
    from credit_portal.shared import clock
    from credit_portal.shared.actors import SystemActor

    scope = LedgerScope(MONTH, Agency.objects.get(code=AGENCY_CODE), tuple(CommitmentKind))
    with tempfile.TemporaryDirectory() as folder:
        built = build_ledger(
            scope=scope, folder=Path(folder), with_scans=False, by=SystemActor("测速"),
            at=clock.now(), tick=lambda done: None,
        )  # fmt: skip
    return built.written.register.count


def write_openpyxl() -> int:
    """The same cells, from memory, with nothing around them."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for line in lines():
        sheet.append(line)
    with tempfile.TemporaryDirectory() as folder:
        workbook.save(Path(folder) / "floor.xlsx")
    return ROWS


def write_xlsxwriter() -> int:
    """The same cells by the other library that streams."""
    import xlsxwriter

    with tempfile.TemporaryDirectory() as folder:
        options = {"constant_memory": True, "strings_to_formulas": False}
        workbook = xlsxwriter.Workbook(str(Path(folder) / "peer.xlsx"), options)
        sheet = workbook.add_worksheet()
        for number, line in enumerate(lines()):
            sheet.write_row(number, 0, line)
        workbook.close()
    return ROWS


def nothing() -> None:
    """What a process holds before its work begins."""


def lines() -> Iterator[tuple[Any, ...]]:
    """What stands in the register sheet."""
    for number in range(1, ROWS + 1):
        yield (
            number, _code(number), _name(number), _uscc(number), "法人及非法人组织", "主动型",
            _matter(number), _day(number).isoformat(), "2027-12-31", AGENCY, "可向社会公开",
            "履行中", None, None,
        )  # fmt: skip


def seed() -> None:
    """Commitments of one agency in one month; kept for the next measurement."""
    from django.db import transaction

    from commitments.models import Commitment
    from credit_portal.accounts.models import Agency
    from entities.models import Entity

    agency, _ = Agency.objects.get_or_create(
        code=AGENCY_CODE,
        defaults={"name": AGENCY, "short_name": "测速", "kind": "department",
                  "region_code": REGION},
    )  # fmt: skip
    if Commitment.objects.filter(agency=agency).count() == ROWS:
        return
    with transaction.atomic():
        for start in range(1, ROWS + 1, BATCH):
            numbers = range(start, start + BATCH)
            entities = Entity.objects.bulk_create(map(_entity, numbers))
            pairs = zip(numbers, entities, strict=True)
            Commitment.objects.bulk_create(_commitment(n, entity, agency) for n, entity in pairs)


def _entity(number: int) -> Any:
    from credit_portal.shared import clock
    from entities.models import Entity

    return Entity(
        uscc=_uscc(number), name=_name(number), kind="enterprise", recorded_at=clock.now()
    )


def _commitment(number: int, entity: Any, agency: Any) -> Any:
    from commitments.models import Commitment
    from credit_portal.shared import clock

    return Commitment(
        code=_code(number), entity=entity, agency=agency, kind="6", matter=_matter(number),
        content="承诺所提供的资料真实、合法、有效。", liability="依法依规承担责任。",
        made_on=_day(number), valid_until=date(2027, 12, 31), status="registered",
        drafted_at=clock.now(), registered_at=clock.now(),
    )  # fmt: skip


def _day(number: int) -> date:
    return MONTH.replace(day=1 + (number - 1) // ROWS_A_DAY)


def _code(number: int) -> str:
    return f"{REGION}{_day(number):%Y%m%d}{(number - 1) % ROWS_A_DAY + 1:06d}"


def _name(number: int) -> str:
    return f"澄江市天润第{number}号纺织贸易有限公司"


def _uscc(number: int) -> str:
    return f"91990281BL{number:08d}"


def _matter(number: int) -> str:
    return f"守法诚信经营，遵守行业规范并接受社会监督（第{number}号）"


def _table(runs: dict[str, Run]) -> str:
    floor = runs[FLOOR].seconds
    head = ["", "seconds", "× floor", "peak MB"]
    rows = [(name, done.seconds, done.seconds / floor, done.peak_mb) for name, done in runs.items()]
    return table(head, rows)


def _note(runs: dict[str, Run]) -> str:
    ratio = runs[PORTAL].seconds / runs[FLOOR].seconds
    kept = ratio <= 1.2 and runs[PORTAL].peak_mb < 100
    idle = in_fresh_process(nothing).peak_mb
    return (
        "Aim: at most 1.2 × the floor and under 100 MB of resident memory, Django included: "
        f"{'kept' if kept else 'missed'}. A process of the portal that has only just started takes"
        f" {idle:.0f} MB. The portal's line holds the database, three sheets, "
        "the check of every cell for formulas and a digest of every line."
    )
