"""What was measured as a table, with the aims kept or missed; in both languages."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from tools.bench.common import table
from tools.bench.grading import words
from tools.bench.grading.measuring import Report
from tools.bench.grading.words import Language


@dataclass(frozen=True)
class Aim:
    """A figure that shall not be above (``at_least``: below) its limit."""

    key: str
    limit: float
    measured: float
    at_least: bool = False

    @property
    def kept(self) -> bool:
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit


def aims(report: Report) -> Iterator[Aim]:
    """The aims of grading, as far as they could be measured."""
    seconds = {key: line.seconds for key, line in report.lines.items()}
    full, read = seconds["full"], seconds["read_floor"]
    yield Aim("full_beside_floors", 1.1, full / (read + seconds["write_floor"]))
    totals = peer_totals(report)
    if totals:
        yield Aim("full_beside_peers", 1.3, min(totals.values()) / full, at_least=True)
    yield Aim("changed_beside_floor", 2, seconds["changed"] / read)
    yield Aim("incremental_beside_full", 0.1, seconds["incremental"] / full)
    yield Aim("memory_mb", 200, report.run_memory_mb)
    yield Aim("explanation_ms", 20, report.explanation_ms[0])


def peer_totals(report: Report) -> dict[str, float]:
    """Peer → seconds from the database and back: what a full run does."""
    lines = report.lines
    return {
        peer: lines["export"].seconds + lines[peer].seconds + lines["write_back"].seconds
        for peer in ("duckdb", "polars")
        if peer in lines
    }


def as_json(report: Report) -> dict[str, Any]:
    """Everything measured."""
    return {
        **asdict(report),
        "peer_totals": peer_totals(report),
        "aims": [{**asdict(aim), "kept": aim.kept} for aim in aims(report)],
    }


def as_text(report: Report, language: Language) -> str:
    """Two Markdown tables and what they rest on."""
    say = words.WORDS[language]
    parts = [
        table(
            [say["step"], say["seconds"], say["of_floor"], say["rows"], "MB"], _rows(report, say)
        ),
        table([say["aim"], say["measured"], ""], _aim_rows(report, say)),
        say["same"].format(grades=_grades(report), agreeing=_agreeing(report, say)),
    ]
    if report.missing:
        parts.append(say["missing"].format(names="、".join(report.missing)))
    return "\n\n".join([*parts, say["definitions"].format(rounds=report.rounds)])


def _rows(report: Report, say: dict[str, str]) -> Iterator[tuple[object, ...]]:
    floor = report.lines["read_floor"].seconds
    for key, line in report.lines.items():
        memory = f"{line.peak_mb:.0f}" if line.peak_mb else "–"
        yield say[key], line.seconds, line.seconds / floor, line.rows, memory
    for peer, seconds in peer_totals(report).items():
        yield say["total"].format(peer=say[peer]), seconds, seconds / floor, report.entities, "–"
    median, high = report.explanation_ms
    yield say["explanation"].format(p95=f"{high:.1f}"), median / 1000, "–", 1, "–"


def _aim_rows(report: Report, say: dict[str, str]) -> Iterator[tuple[str, float, str]]:
    for aim in aims(report):
        yield say[aim.key], aim.measured, say["kept" if aim.kept else "missed"]


def _grades(report: Report) -> str:
    return ", ".join(f"{grade} {number:,}" for grade, number in report.grades.items())


def _agreeing(report: Report, say: dict[str, str]) -> str:
    return ", ".join(
        f"{name} {say['agrees' if same else 'differs']}" for name, same in report.agrees.items()
    )
