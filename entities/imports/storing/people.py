"""Who stands behind a business: ID numbers encrypted, found by their blind index, written once."""

from collections.abc import Iterator
from dataclasses import dataclass

from credit_portal.shared import crypto
from entities.choices import PersonRole
from entities.imports.staging import GOOD, ROWS, StagedBatch
from entities.models import Person

PEOPLE = "import_people"
NEW_PEOPLE = "import_new_people"
PERSONS = Person._meta.db_table


@dataclass(frozen=True)
class Holder:
    """A role that the layout names a person for, and the fields that say who that is."""

    role: PersonRole
    name: str
    id_type: str
    id_number: str

    @property
    def identity(self) -> str:
        """SQL: the ID number, or the name within its business where none is given."""
        return f"coalesce(good.{self.id_number}, good.uscc || ' ' || good.{self.name})"

    @property
    def kind_of_id(self) -> str:
        return (
            f"CASE WHEN good.{self.id_number} IS NULL THEN '未提供'"
            f" ELSE coalesce(good.{self.id_type}, '身份证') END"
        )


HOLDERS = (
    Holder(PersonRole.LEGAL_REPRESENTATIVE, "representative", "id_type", "id_number"),
    Holder(PersonRole.PRINCIPAL, "principal", "principal_id_type", "principal_id_number"),
    Holder(PersonRole.CONTROLLER, "controller", "controller_id_type", "controller_id_number"),
)


def find_or_create_people(staged: StagedBatch, holders: list[Holder]) -> None:
    """Table ``import_people(identity, id_type, …, person_id)`` of the persons of good rows; each
    distinct ID number is indexed once, and encrypted once if it is new."""
    staged.create(
        PEOPLE,
        "identity text, id_type text, name text, number text, id_index text, person_id bigint",
    )
    named = " UNION ALL ".join(
        f"SELECT {holder.identity} AS identity, {holder.kind_of_id} AS id_type,"
        f" {holder.name} AS name, coalesce({holder.id_number}, '') AS number, row"
        f" FROM {ROWS} AS good WHERE {holder.name} IS NOT NULL AND {GOOD}"
        for holder in holders
    )
    query = (
        "SELECT DISTINCT ON (identity, id_type) identity, id_type, name, number"
        f" FROM ({named}) AS named ORDER BY identity, id_type, row"
    )
    for chunk in staged.chunks(query):
        staged.copy(
            PEOPLE,
            ["identity", "id_type", "name", "number", "id_index"],
            ((*person, crypto.blind_index(person[0])) for person in chunk),
        )
    _link(staged)
    _create_missing(staged)
    _link(staged)


def _create_missing(staged: StagedBatch) -> None:
    columns = ["name", "id_type", "id_number", "id_index"]
    staged.create(NEW_PEOPLE, ", ".join(f"{column} text" for column in columns))
    unknown = (
        f"SELECT name, id_type, coalesce(number, ''), id_index FROM {PEOPLE}"
        " WHERE person_id IS NULL"
    )
    for chunk in staged.chunks(unknown):
        staged.copy(NEW_PEOPLE, columns, _sealed(chunk))
    staged.execute(
        f"INSERT INTO {PERSONS} (name, id_type, id_number, id_index)"
        f" SELECT name, id_type, coalesce(id_number, ''), id_index FROM {NEW_PEOPLE}"
        " ON CONFLICT (id_index, id_type) DO NOTHING"
    )


def _sealed(chunk: list[tuple[str, str, str, str]]) -> Iterator[tuple[str, str, str, str]]:
    for name, id_type, number, index in chunk:
        yield name, id_type, crypto.encrypt(number) if number else "", index


def _link(staged: StagedBatch) -> None:
    staged.execute(
        f"UPDATE {PEOPLE} SET person_id = person.id FROM {PERSONS} AS person"
        f" WHERE {PEOPLE}.person_id IS NULL AND person.id_index = {PEOPLE}.id_index"
        f" AND person.id_type = {PEOPLE}.id_type"
    )
