"""A draw as a document, made without the database, and the verifier as anybody would run it."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from supervision import drawing
from supervision.drawing import Candidate, PoolMember, Stratum
from tests.factories.entities import make_uscc

SCRIPT = Path(__file__).parents[2] / "static" / "tools" / "verify_draw.py"
SHARES = (("reduced", "降低", 5), ("usual", "常规", 10), ("strict", "加大", 100))
POOL = tuple(PoolMember(str(n), "甲局" if n % 2 else "乙局") for n in range(1, 13))


def candidates(count: int, salt: str = "") -> list[Candidate]:
    """Businesses of all strata in turn; each seventh may not be visited by two inspectors."""
    rows = [
        Candidate(
            drawing.roster_key(salt, make_uscc(number)),
            SHARES[number % len(SHARES)][0],
            frozenset({"3", "8"}) if number % 7 == 0 else frozenset(),
        )
        for number in range(count)
    ]
    return sorted(rows, key=lambda row: row.key)


def lines_of(rows: Sequence[Candidate]) -> list[str]:
    return [row.line for row in rows]


def strata_of(rows: Sequence[Candidate]) -> list[Stratum]:
    return [
        Stratum(code, name, percent, sum(row.stratum == code for row in rows))
        for code, name, percent in SHARES
    ]


def document(
    count: int = 60, seed: str = "5eed", salt: str = "", source: str = ""
) -> dict[str, Any]:
    """The one JSON of a draw, as the portal writes it."""
    rows = candidates(count, salt)
    strata = strata_of(rows)
    roster = "".join(row.line for row in rows)
    announcement = drawing.announcement_of(
        title="抽查", sequence=1, at="2026-11-20T10:00:00+08:00", reason="", domain="",
        roster_sha256=drawing.digest_of(roster), seed_sha256=drawing.digest_of(seed),
        public_source=source, strata=strata, per_agency=2, pool=POOL,
    )  # fmt: skip
    value = "07 11 16" if source else ""
    found = drawing.draw(lines_of(rows), {s.code: s.drawn for s in strata}, seed + value)
    drawn = [
        {"id": row.key, "stratum": row.stratum, "inspectors": team(row, seed + value), "swaps": []}
        for s in strata
        for row in found[s.code]
    ]
    head = {
        "announcement": announcement,
        "announcement_sha256": drawing.announcement_digest(announcement),
        "seed": seed,
        "public_value": value,
        "drawn": drawn,
    }
    return json.loads("".join(drawing.document_parts(head, (row.line for row in rows))))


def team(row: Candidate, seed: str) -> list[str]:
    orders = drawing.inspectors_by_order(row, POOL, seed)
    return [number for agency in sorted(orders) for number in orders[agency][:2]]


def verifier() -> ModuleType:
    """The published script as a module."""
    spec = importlib.util.spec_from_file_location("verify_draw", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run_script(path: Path, *arguments: str) -> tuple[int, str]:
    """The script in an isolated interpreter: standard library only, nothing of the portal."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(SCRIPT), str(path), *arguments],
        capture_output=True, text=True, check=False, env={"PYTHONUTF8": "1"},
    )  # fmt: skip
    return done.returncode, done.stdout
