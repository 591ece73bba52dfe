"""Related persons: shown to officers, without points."""

import pytest

from credit_portal.accounts.viewers import SYSTEM_VIEWER
from entities.choices import PersonRole
from entities.models import EntityPerson, Person
from grading.related import related_listings
from tests.factories.entities import NOW, TODAY, CreditRecordFactory, EntityFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "record", "hinted"),
    [
        (PersonRole.LEGAL_REPRESENTATIVE, {"kind": "judgment_debt"}, True),
        (PersonRole.CONTROLLER, {"kind": "listing", "level": "serious"}, True),
        (PersonRole.PRINCIPAL, {"kind": "judgment_debt"}, False),
        (PersonRole.CONTROLLER, {"kind": "penalty"}, False),
        (PersonRole.CONTROLLER, {"kind": "judgment_debt", "repaired": True}, False),
        (PersonRole.CONTROLLER, {"kind": "judgment_debt", "withdrawn": True}, False),
        (PersonRole.CONTROLLER, {"kind": "judgment_debt", "published_until": TODAY}, False),
    ],
)
def test_a_list_entry_of_another_business_of_the_same_person(
    role: PersonRole, record: dict, hinted: bool
) -> None:
    entity, other = EntityFactory(), EntityFactory()
    person = Person.objects.create(name="王某", id_number="x", id_index="1")
    EntityPerson.objects.create(
        entity=entity, person=person, role=PersonRole.LEGAL_REPRESENTATIVE, since=NOW
    )
    EntityPerson.objects.create(entity=other, person=person, role=role, since=NOW)
    found = CreditRecordFactory(entity=other, **{"level": "serious"} | record)
    assert list(related_listings(entity, SYSTEM_VIEWER, TODAY)) == ([found] if hinted else [])
