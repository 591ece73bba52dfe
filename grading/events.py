"""What grading tells the others."""

from dataclasses import dataclass

from credit_portal.shared.events import Event


@dataclass(frozen=True)
class RunCompleted(Event):
    """The grades of a run count from now on."""

    run_id: int
