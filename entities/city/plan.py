"""What a city is built from; equal plans give equal cities."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from entities.rules import RecordRules


@dataclass(frozen=True)
class Authority:
    """A body that decides: its name, code, mark in document numbers, and agency, if known."""

    name: str
    code: str
    mark: str
    agency_id: int | None = None


@dataclass(frozen=True)
class CityPlan:
    """Sizes, seed and surroundings of a city.

    Attributes:
        on: the day the city is seen on; nothing is dated later.
        rules: levels and publication of the pack in force.
        scopes: kind of record → who may see it, from the catalogue.
        authorities: key of ``facts.OFFICES`` → authority.
        town_ids: primary keys of ``words.TOWNS``, in that order.
        first_entity, first_person, first_record: primary keys to count on from; an entity's key
            also makes its code, so that codes never meet.
    """

    entities: int
    records: int
    seed: int
    on: date
    rules: RecordRules
    scopes: Mapping[str, str]
    authorities: Mapping[str, Authority]
    town_ids: tuple[int, ...]
    first_entity: int = 1
    first_person: int = 1
    first_record: int = 1

    def dice(self, purpose: str) -> random.Random:
        """A stream of chance of its own for each purpose, so that passes can be repeated."""
        return random.Random(f"{self.seed}/{purpose}")  # noqa: S311 - believable, not secret
