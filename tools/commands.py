"""The commands behind ``make``: each takes the extra arguments and returns an exit code."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.children import foreground
from tools.console import say, step
from tools.home import ROOT, new_secrets
from tools.installation import PYTHON, install
from tools.services import embedded


def setup(_arguments: Sequence[str]) -> int:
    """Install everything, and say so."""
    install()
    say("✓ everything is installed")
    return 0


def test(arguments: Sequence[str]) -> int:
    """Run the tests against services that vanish with them."""
    install()
    with tempfile.TemporaryDirectory(prefix="portal-test-") as folder:
        home = Path(folder)
        with step("start a throw-away PostgreSQL and Valkey"):
            services = embedded(home, durable=False)
        with services as running:
            environment = {
                **os.environ,
                **new_secrets(),
                **running.environment,
                "PORTAL_MODE": "test",
                "PORTAL_HOME": folder,
            }
            return foreground(
                [PYTHON, "-m", "pytest", "-n", "auto", *arguments], cwd=ROOT, env=environment
            )
