"""What has happened to the policy."""

from dataclasses import dataclass
from datetime import date

from credit_portal.shared.events import Event


@dataclass(frozen=True)
class PackVersionSubmitted(Event):
    """A draft waits for a second officer."""

    pack_code: str
    number: int


@dataclass(frozen=True)
class PackVersionApproved(Event):
    """A pack says something else from a day on."""

    pack_code: str
    number: int
    effective_from: date


@dataclass(frozen=True)
class PackVersionRejected(Event):
    """A draft was sent back."""

    pack_code: str
    number: int


@dataclass(frozen=True)
class PackAssigned(Event):
    """Another pack is followed from a day on."""

    pack_code: str
    from_date: date


@dataclass(frozen=True)
class HolidayNoticeImported(Event):
    """The calendar of a year is known or was corrected: open deadlines are to be recounted."""

    year: int
