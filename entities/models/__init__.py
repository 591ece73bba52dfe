"""The register: entities, their people, credit records, and the files they came from."""

from entities.models.batch import ImportBatch, QuarantinedRow
from entities.models.catalogue import CatalogueItem
from entities.models.entity import Entity, EntityPerson, FormerName, Person, Town
from entities.models.record import CreditRecord

__all__ = [
    "CatalogueItem",
    "CreditRecord",
    "Entity",
    "EntityPerson",
    "FormerName",
    "ImportBatch",
    "Person",
    "QuarantinedRow",
    "Town",
]
