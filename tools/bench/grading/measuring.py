"""Everything measured in one run, in the order of the report."""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Count

from credit_portal.celery import app
from credit_portal.policy.services import pack_in_force
from entities.models import Entity
from grading import services
from grading.choices import RunKind
from grading.explanation import explain
from grading.models import Grade
from tools.bench.common import Run, in_fresh_process, median, percentile
from tools.bench.grading import floors, loop, peers
from tools.bench.grading.city import BY, GRADES, RECORDS, SEED, City, build, vacuum
from tools.bench.grading.rules import Rules

CHANGED_ONE_OF, NEW_ONE_OF = 20, 100  # 5 % change, 1 % have a new record
FIRST_NEW = 50  # businesses with new records are others than those that changed
RUNS = ("full", "changed", "incremental")
EXPLAINED, LOOPED = 200, 500


@dataclass(frozen=True)
class Line:
    """One thing measured: median seconds, rows read or written, memory of its process."""

    seconds: float
    rows: int
    peak_mb: float | None = None


@dataclass
class Report:
    """What was found.

    Attributes:
        rounds: how often each thing was measured.
        lines: key → line, in the order of measuring; ``loop`` is extrapolated from its sample.
        explanation_ms: median and 95th percentile.
        grades: how many businesses have each grade, as stored.
        agrees: contender → whether it gave the same grades.
        missing: peers that are not installed.
    """

    entities: int
    records: int
    rounds: int
    lines: dict[str, Line] = field(default_factory=dict)
    explanation_ms: tuple[float, float] = (0, 0)
    grades: dict[str, int] = field(default_factory=dict)
    agrees: dict[str, bool] = field(default_factory=dict)
    missing: Sequence[str] = ()

    @property
    def run_memory_mb(self) -> float:
        """Highest memory of any run."""
        return max(self.lines[key].peak_mb or 0 for key in RUNS)


def measure(entities: int, records: int, rounds: int) -> Report:
    """Fill the empty database and measure; to be called in a process of its own."""
    _say(f"{entities:,} × {records:,}")
    city = build(entities, records)
    report = Report(entities, records, rounds, missing=peers.missing_peers())
    for step in (_floors, _runs, _explanations, _loop, _peers):
        _say(step.__name__.strip("_"))
        step(report, city)
    app.control.purge()  # what the runs told nobody
    return report


def _floors(report: Report, city: City) -> None:
    with floors.covering_index():
        report.lines["read_floor"] = _line(_repeated(report, floors.read_all))
    report.lines["read_scored"] = _line(_repeated(report, floors.read_scored))
    write = partial(floors.write_rows, report.entities, city.on)
    report.lines["write_floor"] = _line(_repeated(report, write, floors.make_empty_table))


def _runs(report: Report, city: City) -> None:
    report.lines["full"] = _run_line(report, city, RunKind.FULL, lambda _: city.empty_grades())
    vacuum(GRADES)
    report.lines["changed"] = _run_line(
        report, city, RunKind.FULL, lambda number: _change_facts(city, number)
    )
    report.lines["incremental"] = _run_line(
        report,
        city,
        RunKind.INCREMENTAL,
        lambda number: city.record_facts(NEW_ONE_OF, FIRST_NEW + number),
    )
    stored = Grade.objects.filter(pk__in=Grade.objects.in_force(city.on).values("pk"))
    counts = stored.values_list("grade").annotate(number=Count("pk"))
    report.grades = dict(counts.order_by("grade"))


def _change_facts(city: City, number: int) -> None:
    """So many that the database looks after the table by itself (entities, migration 0014)."""
    city.change_facts(CHANGED_ONE_OF, number)
    vacuum(RECORDS)


def _run_line(report: Report, city: City, kind: RunKind, prepare: Callable[[int], None]) -> Line:
    """Several runs, each in a fresh process, each after something has happened."""
    done = []
    for number in range(report.rounds):
        prepare(number)
        city.known_at = city.next_step()
        found = in_fresh_process(partial(grade, kind, city.on, city.known_at))
        seconds, run = found.result
        done.append(Run(seconds, found.peak_mb, run))
    middle = median(done)
    written = Grade.objects.filter(run=middle.result).count()
    return Line(middle.seconds, written, middle.peak_mb)


def grade(kind: RunKind, on: date, at: datetime) -> tuple[float, int]:
    """Seconds and key of one run, in a process that is under way as a worker is: it has read the
    policy packs and found the broker."""
    pack_in_force(on)
    app.control.purge()
    start = time.perf_counter()
    run = services.open_run(kind=kind, on=on, cause="测速", by=BY, at=at)
    services.carry_out_run(run=run, by=BY, clock=lambda: at)
    return time.perf_counter() - start, run.pk


def _explanations(report: Report, city: City) -> None:
    times = []
    for entity in Entity.objects.filter(pk__in=_sample(report, EXPLAINED)):
        with _database_time() as spent:
            explain(entity, city.on, city.known_at)
        times.append(sum(spent) * 1000)
    report.explanation_ms = statistics.median(times), percentile(times, 0.95)


@contextmanager
def _database_time() -> Iterator[list[float]]:
    """Seconds of each query, as the client sees them."""
    spent: list[float] = []

    def timed(execute: Callable[..., Any], *arguments: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            spent.append(time.perf_counter() - start)

    with connection.execute_wrapper(timed):
        yield spent


def _loop(report: Report, city: City) -> None:
    keys = _sample(report, LOOPED)
    middle = median(_repeated(report, partial(loop.grade_sample, keys, city.rules())))
    seconds = middle.seconds * report.entities / len(keys)
    report.lines["loop"] = Line(seconds, len(keys))
    stored = Grade.objects.filter(entity__in=keys).in_force(city.on)
    report.agrees["loop"] = dict(stored.values_list("entity", "grade")) == middle.result


def _peers(report: Report, city: City) -> None:
    present = [name for name in peers.PEERS if name not in report.missing]
    if not present:
        return
    with tempfile.TemporaryDirectory() as folder:
        files = peers.Files(Path(folder))
        report.lines["export"] = _line(_repeated(report, partial(peers.export, files)))
        for name in present:
            _score(report, name, files, city.rules())
        back = _repeated(report, partial(peers.write_back, files), peers.make_empty_table)
        report.lines["write_back"] = _line(back)


def _score(report: Report, name: str, files: peers.Files, rules: Rules) -> None:
    contender = import_module(f"tools.bench.grading.with_{name}")
    runs = [in_fresh_process(partial(contender.score, files, rules)) for _ in range(report.rounds)]
    middle = median(runs)
    report.lines[name] = Line(middle.seconds, sum(middle.result.values()), middle.peak_mb)
    report.agrees[name] = middle.result == report.grades


def _repeated(
    report: Report, work: Callable[[], Any], prepare: Callable[[], None] = lambda: None
) -> list[Run]:
    """The same work several times in this process; only its own time counts."""
    runs = []
    for _ in range(report.rounds):
        prepare()
        start = time.perf_counter()
        result = work()
        runs.append(Run(time.perf_counter() - start, 0, result))
    return runs


def _line(runs: Sequence[Run]) -> Line:
    """Of work that returns its number of rows."""
    middle = median(runs)
    return Line(middle.seconds, middle.result)


def _sample(report: Report, size: int) -> list[int]:
    keys = range(1, report.entities + 1)
    return random.Random(SEED).sample(keys, min(size, report.entities))


def _say(step: str) -> None:
    print(f"▸ {step}", file=sys.stderr, flush=True)
