"""What rooms above ask for before other rules may begin to hold here; they register it."""

from collections.abc import Callable
from datetime import date, datetime

from credit_portal.policy.schema import Pack

Guard = Callable[[Pack, date, datetime], None]
_guards: list[Guard] = []


def register_guard(guard: Guard) -> None:
    """Let ``guard`` refuse a pack that is to hold for the deployment from a day on."""
    _guards.append(guard)


def ask_guards(pack: Pack, on: date, at: datetime) -> None:
    """Ask everybody whether ``pack`` may hold from ``on``.

    Raises:
        Refused: somebody asks for more first.
    """
    for guard in _guards:
        guard(pack, on, at)
