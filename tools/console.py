"""What the developer's commands say: short lines, each long step timed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Failure(Exception):
    """A command cannot go on; the text says why and what to do."""


def say(text: str = "") -> None:
    """Print one line at once, also into a pipe."""
    print(text, flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Announce a step, and say how long it took."""
    say(f"▸ {name} …")
    begun = time.monotonic()
    yield
    say(f"✓ {name} ({time.monotonic() - begun:.1f} s)")
