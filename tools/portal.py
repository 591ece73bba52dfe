"""``make run``: the whole portal on this machine, from the database to the web address."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tools.children import Child, spawn
from tools.console import Failure, say, step
from tools.home import ROOT, demo_environment, held, portal_home, test_identity
from tools.installation import PYTHON, install
from tools.services import announced, embedded

HOST = "127.0.0.1"
DEFAULT_PORT = 8000
START_SECONDS = 60


def run(_arguments: Sequence[str]) -> int:
    """Run the portal with its demo city until a signal or the death of a part ends it."""
    install()
    home = portal_home()
    with held(home / "services.lock") as mine:
        if not mine:
            raise Failure(f"A portal or a command is running on {home} already; end it first.")
        with ExitStack() as stack:
            with step("start PostgreSQL and Valkey"):
                services = stack.enter_context(embedded(home))
            stack.enter_context(announced(home, services.environment))
            port = web_port()
            environment = {
                **test_identity(f"http://{HOST}:{port}"),
                **demo_environment(home),
                **services.environment,
            }
            prepare(environment)
            programs = stack.enter_context(_programs(home / "log", environment, port))
            parts = (*services.children, *programs)
            wait_until_answering(port, parts)
            _introduce(home, environment, port)
            _watch(parts)
        say("✓ everything has ended")
    return 0


def prepare(environment: Mapping[str, str]) -> None:
    """Bring the database and the static files up to the code."""
    for title, arguments in (
        ("bring the database up to date", ("migrate", "--verbosity=0")),
        ("build the demo city, unless it stands", ("build_demo",)),
        ("collect the static files", ("collectstatic", "--noinput", "--verbosity=0")),
    ):
        with step(title):
            _manage(arguments, environment)


def _manage(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    command: list[str | Path] = [PYTHON, ROOT / "manage.py", *arguments]
    if subprocess.run(command, cwd=ROOT, env=environment).returncode:
        raise Failure(f"manage.py {' '.join(arguments)} failed.")


def web_port() -> int:
    """Return the wanted port, or a free one where another program has it."""
    wanted = int(os.environ.get("PORTAL_PORT") or DEFAULT_PORT)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, wanted))
        except OSError:
            probe.bind((HOST, 0))
            say(f"  port {wanted} is taken by another program: using {probe.getsockname()[1]}")
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def web(logs: Path, environment: Mapping[str, str], port: int) -> Iterator[Child]:
    """Run the web server for the block."""
    command = (
        "-m", "gunicorn", "credit_portal.wsgi", f"--bind={HOST}:{port}",
        "--workers=2", "--threads=4", "--timeout=120",
    )  # fmt: skip
    child = spawn("web", [PYTHON, *command], log=logs / "web.log", cwd=ROOT, env=environment)
    try:
        yield child
    finally:
        child.stop()


@contextmanager
def _programs(logs: Path, environment: Mapping[str, str], port: int) -> Iterator[Sequence[Child]]:
    """Run web, worker and beat for the block."""
    celery = ("-m", "celery", "--app", "credit_portal")
    commands = {
        "worker": (*celery, "worker", "--concurrency=2", "--loglevel=INFO"),
        "beat": (*celery, "beat", "--loglevel=INFO", "--pidfile="),
    }  # fmt: skip
    with ExitStack() as stack:
        children = [stack.enter_context(web(logs, environment, port))]
        for name, arguments in commands.items():
            log = logs / f"{name}.log"
            child = spawn(name, [PYTHON, *arguments], log=log, cwd=ROOT, env=environment)
            stack.callback(child.stop)
            children.append(child)
        yield children


def wait_until_answering(port: int, parts: Sequence[Child]) -> None:
    limit = time.monotonic() + START_SECONDS
    while True:
        for part in parts:
            part.check_alive()
        try:
            with socket.create_connection((HOST, port), timeout=1):
                return
        except OSError:
            if time.monotonic() > limit:
                raise Failure(f"The web server did not answer in {START_SECONDS} s.") from None
            time.sleep(0.1)


def _introduce(home: Path, environment: Mapping[str, str], port: int) -> None:
    """Say where the portal is and who may log in."""
    say()
    say(f"  信用分级分类监管平台   http://{HOST}:{port}/")
    say(f"  data, logs, secrets    {home}")
    say()
    _manage(("demo_accounts",), environment)
    say()
    say("  Ctrl-C ends it.")


def _watch(parts: Sequence[Child]) -> None:
    """Return at a signal; the death of a part raises."""
    try:
        while True:
            for part in parts:
                part.check_alive()
            time.sleep(0.5)
    except SystemExit:
        say("▸ ending …")
