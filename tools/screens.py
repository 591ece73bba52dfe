"""``make screens``: the pictures of ``docs/screens``, of a demo city that vanishes with them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.children import foreground
from tools.chromium import browser_environment
from tools.home import ROOT, demo_environment
from tools.installation import PYTHON, install
from tools.portal import HOST, prepare, wait_until_answering, web, web_port
from tools.services import embedded

FOLDER = ROOT / "docs" / "screens"


def screens(arguments: Sequence[str]) -> int:
    """Build a demo city, or take the portal at the address given, and picture its main pages."""
    install()
    browser = browser_environment()
    if arguments:
        return _picture(arguments[0], {**os.environ, **browser})
    with tempfile.TemporaryDirectory(prefix="portal-") as folder:
        home = Path(folder)
        with embedded(home, durable=False) as services:
            environment = {**demo_environment(home), **services.environment, **browser}
            environment["PORTAL_HOME"] = folder
            prepare(environment)
            port = web_port()
            with web(home / "log", environment, port) as child:
                wait_until_answering(port, (*services.children, child))
                return _picture(f"http://{HOST}:{port}", environment)


def _picture(address: str, environment: dict[str, str]) -> int:
    command: list[str | Path] = [PYTHON, "-m", "tools.camera", address, FOLDER]
    return foreground(command, cwd=ROOT, env=environment)
