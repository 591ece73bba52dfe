"""What happened to accounts."""

from dataclasses import dataclass

from credit_portal.shared.events import Event


@dataclass(frozen=True)
class MandateGranted(Event):
    """Somebody may act for a business from now on."""

    mandate_id: int


@dataclass(frozen=True)
class MandateEnded(Event):
    """Somebody no longer acts for a business."""

    mandate_id: int
