"""The register: entities, their people, credit records, and the files they came from."""

from entities.models.authorisation import DataAuthorisation
from entities.models.batch import ImportBatch, QuarantinedRow
from entities.models.catalogue import CatalogueItem
from entities.models.entity import Entity, EntityPerson, FormerName, Person, Town
from entities.models.feed import FactChange, FeedConsumer, FeedReceipt
from entities.models.marks import DisputeMark, TemporaryLift
from entities.models.record import CreditRecord
from entities.models.upward import UpwardReport

__all__ = [
    "CatalogueItem",
    "CreditRecord",
    "DataAuthorisation",
    "DisputeMark",
    "Entity",
    "EntityPerson",
    "FactChange",
    "FeedConsumer",
    "FeedReceipt",
    "FormerName",
    "ImportBatch",
    "Person",
    "QuarantinedRow",
    "TemporaryLift",
    "Town",
    "UpwardReport",
]
