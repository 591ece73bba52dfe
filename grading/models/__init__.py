"""Scoring models, evaluation runs, grades, and what bears on them from outside."""

from grading.models.assessment import ExternalAssessment
from grading.models.distribution import RunDistribution
from grading.models.grade import Grade, GradeOverride
from grading.models.notice import ClassNotice
from grading.models.run import EvaluationRun
from grading.models.scoring import Indicator, ScoringModel
from grading.models.simulation import SimulatedMove, SimulationReport

__all__ = [
    "ClassNotice",
    "EvaluationRun",
    "ExternalAssessment",
    "Grade",
    "GradeOverride",
    "Indicator",
    "RunDistribution",
    "ScoringModel",
    "SimulatedMove",
    "SimulationReport",
]
