"""Events: what has happened, told to other apps after the commit.

A receiver belongs to the same or a higher app and does one thing: enqueue a task. So a failing
receiver can never undo an act, and an act never waits for its consequences.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Event:
    """Base of all events: past-tense names, plain values, no model instances."""


E = TypeVar("E", bound=Event)
_receivers: dict[type[Event], list[Callable[..., None]]] = defaultdict(list)


def receives(event_type: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Register a function as a receiver of ``event_type``."""

    def register(receiver: Callable[[E], None]) -> Callable[[E], None]:
        _receivers[event_type].append(receiver)
        return receiver

    return register


def publish(event: Event) -> None:
    """Tell the receivers of ``event`` once the current transaction is committed."""
    transaction.on_commit(lambda: _deliver(event))


def _deliver(event: Event) -> None:
    for receiver in _receivers[type(event)]:
        try:
            receiver(event)
        except Exception:
            # The act is committed; the periodic sweep of the receiving app catches up.
            logger.exception("event receiver failed", extra={"event_name": type(event).__name__})
