"""What happened in the register."""

from dataclasses import dataclass

from credit_portal.shared.events import Event


@dataclass(frozen=True)
class FactRecorded(Event):
    """A credit record was written."""

    record_id: int
    entity_id: int


@dataclass(frozen=True)
class FactWithdrawn(Event):
    """A credit record was withdrawn; ``replaced_by_id`` names its correction, if any."""

    record_id: int
    entity_id: int
    replaced_by_id: int | None


@dataclass(frozen=True)
class FileImported(Event):
    """A department file entered the register."""

    batch_id: int


@dataclass(frozen=True)
class FactRepaired(Event):
    """A credit record was repaired: it is no longer published, shared or counted."""

    record_id: int
    entity_id: int


@dataclass(frozen=True)
class FactContested(Event):
    """A credit record was marked as contested, or the mark was taken off."""

    record_id: int
    entity_id: int


@dataclass(frozen=True)
class FeedReceipted(Event):
    """A reader of the change feed has followed more of it."""

    consumer_id: int
