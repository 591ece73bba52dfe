"""Embedded services end with the command that started them, however it ends."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

PROGRAM = """
import json, sys, time
from pathlib import Path
from tools.children import end_on_signals
from tools.services import embedded
end_on_signals()
with embedded(Path(sys.argv[1]), durable=False) as services:
    print(json.dumps([child.process.pid for child in services.children]), flush=True)
    time.sleep(600)
"""


def own_environment() -> dict[str, str]:
    hidden = ("DATABASE_URL", "REDIS_URL", "MAKELEVEL")
    return {key: value for key, value in os.environ.items() if key not in hidden}


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, tmp_path],
        cwd=settings.BASE_DIR,
        env=own_environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process
    process.kill()
    process.wait()


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def end(process: subprocess.Popen[str], number: signal.Signals) -> list[int]:
    """Send the signal once the services run; return those that still run ten seconds later."""
    assert process.stdout
    services: list[int] = json.loads(process.stdout.readline())
    assert len(services) == 2
    assert all(map(is_running, services))
    process.send_signal(number)
    process.wait(20)
    limit = time.monotonic() + 10
    while any(map(is_running, services)) and time.monotonic() < limit:
        time.sleep(0.05)
    return [pid for pid in services if is_running(pid)]


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
def test_no_orphan_is_left(holder: subprocess.Popen[str], name: str) -> None:
    assert end(holder, signal.Signals[name]) == []


def test_secrets_are_for_their_owner_only(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    end(holder, signal.SIGTERM)
    assert (tmp_path / "database.json").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "postgres").stat().st_mode & 0o777 == 0o700


def test_a_command_works_by_itself(tmp_path: Path) -> None:
    """Without any service named, ``manage.py`` starts its own and answers on standard output."""
    environment = own_environment() | {"PORTAL_HOME": str(tmp_path / "home")}
    question = "from django.db import connection as c; print(c.cursor().connection.server_version)"
    result = subprocess.run(
        [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", question],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) >= 170000
