"""What grading tells the others."""

from dataclasses import dataclass

from credit_portal.shared.events import Event


@dataclass(frozen=True)
class RunCompleted(Event):
    """The grades of a run count from now on."""

    run_id: int


@dataclass(frozen=True)
class OverrideDecided(Event):
    """A manual override was approved, rejected or ended; ``status`` is the new state."""

    override_id: int
    entity_id: int
    status: str


@dataclass(frozen=True)
class AssessmentChanged(Event):
    """A result from outside was recorded or withdrawn."""

    assessment_id: int
    entity_id: int
