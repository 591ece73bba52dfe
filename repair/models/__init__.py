"""Applications with their parts and records, proofs, training, and the notices of repair."""

from repair.models.application import RepairApplication, RepairItem, RepairPart
from repair.models.notice import RepairNotice
from repair.models.proof import RepairProof
from repair.models.training import TrainingCourse, TrainingQuestion, TrainingResult

__all__ = [
    "RepairApplication",
    "RepairItem",
    "RepairNotice",
    "RepairPart",
    "RepairProof",
    "TrainingCourse",
    "TrainingQuestion",
    "TrainingResult",
]
