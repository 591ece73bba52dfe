"""The commands behind ``make``: each takes the extra arguments and returns an exit code."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tools.checks import failed_checks
from tools.children import foreground
from tools.chromium import browser_environment
from tools.console import Failure, say
from tools.home import ROOT, new_secrets
from tools.installation import PYTHON, install, install_peers
from tools.portal import run
from tools.screens import screens
from tools.services import embedded


def setup(_arguments: Sequence[str]) -> int:
    """Install everything, and say so."""
    install()
    browser_environment()
    say("✓ everything is installed")
    return 0


def test(arguments: Sequence[str]) -> int:
    """Run the tests against services that vanish with them."""
    install()
    browser = browser_environment()
    with _throw_away(durable=False) as environment:
        return _run_tests(arguments, {**environment, **browser})


def check(arguments: Sequence[str]) -> int:
    """Run the checks, then the tests, so that the last lines are those of pytest."""
    install()
    browser = browser_environment()
    with _throw_away(durable=False) as environment:
        failed = failed_checks(environment)
        code = _run_tests(arguments, {**environment, **browser})
    if failed:
        raise Failure(f"These checks failed, see above: {', '.join(failed)}.")
    return code


def bench(arguments: Sequence[str]) -> int:
    """Run the measurements on a database that keeps its promises (fsync on)."""
    install()
    install_peers()
    with _throw_away(durable=True) as environment:
        return foreground([PYTHON, "-m", "tools.bench", *arguments], cwd=ROOT, env=environment)


def _run_tests(arguments: Sequence[str], environment: dict[str, str]) -> int:
    options = ["-n", "auto", "--dist", "worksteal"]
    command: list[str | Path] = [PYTHON, "-m", "pytest", *options, *arguments]
    return foreground(command, cwd=ROOT, env=environment)


@contextmanager
def _throw_away(*, durable: bool) -> Iterator[dict[str, str]]:
    """Yield the environment of a portal in test mode whose data vanish with the block."""
    with tempfile.TemporaryDirectory(prefix="portal-") as folder:
        say("▸ starting a throw-away PostgreSQL and Valkey …")
        with embedded(Path(folder), durable=durable) as services:
            yield {
                **os.environ,
                **new_secrets(),
                **services.environment,
                "PORTAL_MODE": "test",
                "PORTAL_HOME": folder,
            }


COMMANDS = {
    "setup": setup,
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "screens": screens,
}
