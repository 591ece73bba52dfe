#!/usr/bin/env python3
"""The developer's commands; ``make`` calls them. They need Python 3.11 and nothing else."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HELP = """\
  make run      the portal with a demo city: web, worker and beat on embedded services
  make test     the tests, on a throw-away database        (ARGS="tests/house -k health")
  make check    what CI runs: style, types, imports, templates, settings, then the tests
  make bench    the measurements of docs/performance.md    (ARGS="search")
  make screens  the pictures of docs/screens, in a headless Chromium
  make setup    only install what the others need; they do it themselves when it is missing

  PORTAL_HOME   where data, logs and secrets live          (default: ./var)
  PORTAL_PORT   the port of `make run`                     (default: 8000)
  DATABASE_URL, REDIS_URL   services of your own instead of the embedded ones
"""


def use_new_enough_python() -> None:
    """Start again with Python 3.11 or newer where ``python3`` is older."""
    if sys.version_info >= (3, 11):  # noqa: UP036 - who runs this is not yet known
        return
    for minor in (14, 13, 12, 11):
        found = shutil.which(f"python3.{minor}")
        if found:
            os.execv(found, [found, *sys.argv])
    sys.exit("Python 3.11 or newer is needed, as python3 or as python3.11 and the like.")


def main() -> int:
    """Run one of the commands; return its exit code."""
    name, *arguments = sys.argv[1:] or ["help"]
    use_new_enough_python()
    sys.path[0] = str(ROOT)  # not this folder: its names must not hide the standard library's
    from tools.children import end_on_signals
    from tools.commands import COMMANDS
    from tools.console import Failure, say

    if name not in COMMANDS:
        say(HELP)
        return 0 if name == "help" else 2
    end_on_signals()
    try:
        return COMMANDS[name](arguments)
    except Failure as failure:
        say(f"✗ {failure}")
        return 1


if __name__ == "__main__":
    sys.exit(main())
