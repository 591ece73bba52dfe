"""``manage.py`` in a checkout: any command works by itself."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path

from tools.children import end_on_signals, foreground
from tools.console import Failure
from tools.home import ROOT, demo_environment, portal_home
from tools.installation import PYTHON, install
from tools.services import of_checkout


def run_manage(arguments: Sequence[str]) -> int:
    """Run a management command beside this checkout's services; return its exit code."""
    end_on_signals()
    try:
        with redirect_stdout(sys.stderr):  # the command's own output stays alone
            install()
        home = portal_home()
        with of_checkout(home) as services:
            environment = {**demo_environment(home), **services}
            return foreground(
                [PYTHON, ROOT / "manage.py", *arguments], cwd=Path.cwd(), env=environment
            )
    except Failure as failure:
        print(f"✗ {failure}", file=sys.stderr)
        return 1
