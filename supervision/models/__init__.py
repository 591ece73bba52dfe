"""Lists and measures; inspections from the item list to the published result."""

from supervision.models.case import TypicalCase
from supervision.models.correction import Interview, RectificationOrder
from supervision.models.draw import InspectionDraw
from supervision.models.follow_up import FollowUp
from supervision.models.inspection_item import InspectionItem
from supervision.models.inspector import DeclaredInterest, Inspector
from supervision.models.letter import NoticeLetter
from supervision.models.listing import Listing
from supervision.models.measure import Measure, MeasureSuspension
from supervision.models.minor_violation import MinorViolation
from supervision.models.plan import InspectionPlan, InspectionTask
from supervision.models.reminder import CreditReminder
from supervision.models.visit import Inspection, InspectionPhoto, Visitor

__all__ = [
    "CreditReminder",
    "DeclaredInterest",
    "FollowUp",
    "Inspection",
    "InspectionDraw",
    "InspectionItem",
    "InspectionPhoto",
    "InspectionPlan",
    "InspectionTask",
    "Inspector",
    "Interview",
    "Listing",
    "Measure",
    "MeasureSuspension",
    "MinorViolation",
    "NoticeLetter",
    "RectificationOrder",
    "TypicalCase",
    "Visitor",
]
