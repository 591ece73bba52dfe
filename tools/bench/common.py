"""What every measurement shares: fresh processes, medians of three, tables, conditions."""

import multiprocessing
import os
import pickle
import platform
import re
import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

ROUNDS = 3


@dataclass(frozen=True)
class Run:
    """One measured call, or the median of several.

    Attributes:
        peak_mb: highest resident memory of the process that did nothing else.
        result: what the call returned (of the last round).
    """

    seconds: float
    peak_mb: float
    result: Any = None


def prepare() -> None:
    """Set Django up and migrate the database of the measurements, which must be a throw-away."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "credit_portal.settings")
    django.setup()
    if settings.PORTAL_MODE != "test":
        raise SystemExit("measurements fill and empty the database: set PORTAL_MODE=test")
    call_command("migrate", verbosity=0)


def compare(contenders: Mapping[str, Callable[[], Any]], rounds: int = ROUNDS) -> dict[str, Run]:
    """Measure each contender ``rounds`` times in turn, so that all share the machine's moods.

    Args:
        contenders: name → function of a module (``functools.partial`` gives it arguments); each
            call has a fresh process with Django set up.
    """
    runs: dict[str, list[Run]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, function in contenders.items():
            runs[name].append(in_fresh_process(function))
    return {name: median(done) for name, done in runs.items()}


def median(runs: Sequence[Run]) -> Run:
    """Median time, highest memory, last result."""
    return Run(
        statistics.median(run.seconds for run in runs),
        max(run.peak_mb for run in runs),
        runs[-1].result,
    )


def in_fresh_process(function: Callable[[], Any]) -> Run:
    """Call the function alone in a new process; the start of the process is not counted."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(pickle.dumps(function), sender))
    process.start()
    sender.close()
    try:
        run: Run = receiver.recv()
    except EOFError:
        raise SystemExit(f"{function} failed in its process") from None
    process.join()
    return run


def _measure(pickled: bytes, sender: Connection) -> None:
    """In the new process; the function's module may need Django, so it is unpickled after."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "credit_portal.settings")
    django.setup()
    function = pickle.loads(pickled)
    start = time.perf_counter()
    result = function()
    seconds = time.perf_counter() - start
    sender.send(Run(seconds, peak_memory_mb(), result))


def peak_memory_mb() -> float:
    """Highest resident memory of this process so far (Linux; not inherited, unlike ``maxrss``)."""
    status = Path("/proc/self/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found.group(1)) / 1024 if found else float("nan")


def percentile(values: Iterable[float], share: float) -> float:
    """The value that ``share`` (0–1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; numbers are short and stand right."""
    body = [[_cell(value) for value in row] for row in rows]
    lines = [list(head), ["---"] + ["---:"] * (len(head) - 1), *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3g}" if abs(value) < 100 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def conditions() -> str:
    """One line: machine and versions."""
    import django
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        server = cursor.fetchone()[0]
    cpu = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    return (
        f"Conditions: {cpu.group(1) if cpu else platform.machine()}, {os.cpu_count()} cores; "
        f"Python {platform.python_version()}, Django {django.get_version()}, PostgreSQL {server}."
    )
