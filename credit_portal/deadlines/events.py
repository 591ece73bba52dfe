"""What happened to a deadline."""

from dataclasses import dataclass
from datetime import date

from credit_portal.shared.events import Event


@dataclass(frozen=True)
class DeadlineMoved(Event):
    """The calendar changed, and with it the last day of an open deadline."""

    deadline_id: int
    before: date
    after: date
