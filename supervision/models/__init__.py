"""Lists and measures; inspections from the item list to the published result."""

from supervision.models.measure import Measure, MeasureSuspension

__all__ = ["Measure", "MeasureSuspension"]
