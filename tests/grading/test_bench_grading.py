"""The measurement runs from beginning to end on a small city and says everything it shall."""

import json
from importlib.util import find_spec
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from tools.bench.grading.measuring import Line, Report
from tools.bench.grading.reporting import as_json, as_text

MEASURED = [
    "read_floor", "read_scored", "write_floor", "full", "changed", "incremental", "loop",
]  # fmt: skip
AIMS = {
    "full_beside_floors", "changed_beside_floor", "incremental_beside_full", "memory_mb",
    "explanation_ms",
}  # fmt: skip
PEERS = {"duckdb", "polars"}


@pytest.mark.django_db
def test_every_line_is_measured_and_all_give_the_same_grades() -> None:
    output = StringIO()
    call_command("bench_grading", entities=200, records=2_000, rounds=1, json=True, stdout=output)
    report = json.loads(output.getvalue())
    present = sorted(name for name in PEERS if find_spec(name))
    of_peers = ["export", *present, "write_back"] if present else []
    assert list(report["lines"]) == MEASURED + of_peers
    assert sorted(report["missing"]) == sorted(PEERS - set(present))
    assert {aim["key"] for aim in report["aims"]} >= AIMS
    assert sum(report["grades"].values()) == 200
    assert report["agrees"] == dict.fromkeys(["loop", *present], True)
    lines = report["lines"]
    assert (lines["full"]["rows"], lines["incremental"]["rows"]) == (200, 2)
    assert 0 < lines["changed"]["rows"] <= 10


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_says_every_line_and_aim(language: str) -> None:
    lines = {key: Line(1.0, 10, 100.0) for key in [*MEASURED, "export", "duckdb", "write_back"]}
    report = Report(1_000, 10_000, 3, lines, (4.0, 6.0), {"B": 1_000}, {"duckdb": True}, ["polars"])
    text = as_text(report, language)  # type: ignore[arg-type]
    said = as_json(report)
    assert said["peer_totals"] == {"duckdb": 3.0}
    kept = {aim["key"]: aim["kept"] for aim in said["aims"]}
    assert kept == dict.fromkeys(AIMS, True) | {
        "full_beside_peers": True, "incremental_beside_full": False,
    }  # fmt: skip
    assert text.count("| 1 | 1 | 10 | 100 |") == len(lines)
    assert "polars" in text
    assert "DuckDB" in text


def test_production_refuses(settings: Settings) -> None:
    settings.IS_PRODUCTION = True
    with pytest.raises(CommandError, match="正式环境"):
        call_command("bench_grading", entities=200, records=2_000)


def test_a_city_needs_a_hundred_businesses() -> None:
    with pytest.raises(CommandError, match="100"):
        call_command("bench_grading", entities=99, records=0)
