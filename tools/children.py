"""Child processes that never outlive the command that started them.

The kernel signals each child when its parent dies (``PR_SET_PDEATHSIG``), so that even a KILL
leaves no orphan. Long-running children get a process group of their own: Ctrl-C reaches the
command only, and it ends them in order.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NoReturn

from tools.console import Failure

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)
PATIENCE_SECONDS = 15


def end_on_signals() -> None:
    """Unwind in order on INT (ignored by default in background shells), TERM and HUP."""
    endings = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def unwind(number: int, _frame: object) -> NoReturn:
        for ending in endings:
            signal.signal(ending, signal.SIG_IGN)
        raise SystemExit(128 + number)

    for ending in endings:
        signal.signal(ending, unwind)
    if "MAKELEVEL" in os.environ:  # a killed make takes the command with it
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def bound_to_parent(death_signal: int) -> Callable[[], None]:
    """Return what a child runs before its program: be signalled when the parent dies."""
    parent = os.getpid()

    def bind() -> None:
        LIBC.prctl(PR_SET_PDEATHSIG, death_signal)
        if os.getppid() != parent:  # it died in between
            os.kill(os.getpid(), signal.SIGKILL)

    return bind


def nobody() -> dict[str, Any]:
    """Return the ``Popen`` arguments that step down from root; empty for everyone else."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("nobody")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@dataclass(frozen=True)
class Child:
    """A long-running child, its log, and the signal that ends it in order."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    stop_signal: int

    def stop(self) -> None:
        """Ask it to end; after a while, insist."""
        if self.process.poll() is None:
            self.process.send_signal(self.stop_signal)
            try:
                self.process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()

    def obituary(self) -> str:
        """Say that it ended, with the last lines of its log."""
        lines = self.log.read_text(errors="replace").splitlines()[-12:]
        return (
            f"{self.name} ended unexpectedly (exit code {self.process.returncode}). "
            f"The end of {self.log}:\n" + "\n".join(f"  {line}" for line in lines)
        )

    def check_alive(self) -> None:
        """Raise with its last words when it has ended."""
        if self.process.poll() is not None:
            raise Failure(self.obituary())


def spawn(
    name: str,
    arguments: Sequence[str | Path],
    *,
    log: Path,
    stop_signal: int = signal.SIGTERM,
    stdin: IO[bytes] | int = subprocess.DEVNULL,
    **options: Any,
) -> Child:
    """Start a long-running child that writes to its log."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(
            arguments,
            stdin=stdin,
            stdout=output,
            stderr=subprocess.STDOUT,
            process_group=0,
            preexec_fn=bound_to_parent(stop_signal),
            **options,
        )
    return Child(name, process, log, stop_signal)


def foreground(arguments: Sequence[str | Path], *, cwd: Path, env: Mapping[str, str]) -> int:
    """Run a program on this terminal and return its exit code."""
    process = subprocess.Popen(
        arguments, cwd=cwd, env=env, preexec_fn=bound_to_parent(signal.SIGTERM)
    )
    try:
        return process.wait()
    except SystemExit as ending:
        heard_it_too = ending.code == 128 + signal.SIGINT and sys.stdin.isatty()
        try:
            process.wait(PATIENCE_SECONDS if heard_it_too else 0)
        except subprocess.TimeoutExpired:
            process.terminate()
        raise
