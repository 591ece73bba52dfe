"""The register names another legal representative: what becomes of mandates."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from credit_portal.accounts.models import Mandate
from credit_portal.accounts.viewers import viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.shared.actors import SystemActor
from entities import receivers, tasks
from entities.events import FileImported
from entities.models import Entity, EntityPerson, Person
from entities.services.handover import end_former_representatives
from tests.factories.accounts import IdentityFactory, MandateFactory
from tests.factories.entities import NOW, EntityFactory

pytestmark = pytest.mark.django_db
BY = SystemActor("测试")
BEFORE, AFTER = NOW - timedelta(days=1), NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def _frozen() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def entity() -> Entity:
    return EntityFactory()


@pytest.fixture
def mandate(entity: Entity) -> Mandate:
    """Of the representative whom the register knew when it was granted."""
    identity = IdentityFactory(name="闻无企", id_number="990281198811200028")
    return MandateFactory(user=identity.user, uscc=entity.uscc, representative=True, granted_at=NOW)


def register(entity: Entity, number: str, index: str, since: Any, name: str = "季经办") -> None:
    person = Person.objects.create(name=name, id_number=number, id_index=index)
    EntityPerson.objects.create(
        entity=entity, person=person, role="legal_representative", since=since
    )


def test_the_old_one_ends_the_agents_stay_and_both_are_told(
    entity: Entity, mandate: Mandate
) -> None:
    agent = MandateFactory(uscc=entity.uscc, granted_by=mandate.user)
    register(entity, "990281199003070012", "another", AFTER)
    assert end_former_representatives(by=BY, at=AFTER) == 1
    assert viewer_of(mandate.user).usccs == frozenset()
    assert viewer_of(agent.user).usccs == {entity.uscc}
    entry = AuditEntry.objects.get(act="accounts.end_mandate")
    assert (entry.reason, entry.after["agents_staying"]) == (
        "法定代表人（负责人）已变更。", [agent.pk],
    )  # fmt: skip
    assert end_former_representatives(by=BY, at=AFTER) == 0


def test_what_the_register_knew_before_the_mandate_does_not_end_it(
    entity: Entity, mandate: Mandate
) -> None:
    register(entity, "990281199003070012", "another", BEFORE)
    assert end_former_representatives(by=BY, at=AFTER) == 0


def test_the_same_person_stays(entity: Entity, mandate: Mandate) -> None:
    identity = mandate.user.identity
    register(entity, identity.id_number, identity.id_index, AFTER, name="闻无企")
    assert end_former_representatives(by=BY, at=AFTER) == 0


@pytest.mark.parametrize(("name", "ended"), [("闻无企", 0), ("季经办", 1)])
def test_without_a_number_in_the_register_the_name_counts(
    entity: Entity, mandate: Mandate, name: str, ended: int
) -> None:
    register(entity, "", "of the name", AFTER, name=name)
    assert end_former_representatives(by=BY, at=AFTER) == ended


def test_a_new_name_of_the_business_changes_nothing(entity: Entity, mandate: Mandate) -> None:
    entity.name = "澄江市改名后的公司"
    entity.save()
    assert end_former_representatives(by=BY, at=AFTER) == 0
    assert viewer_of(mandate.user).usccs == {entity.uscc}


def test_agents_are_not_compared_with_the_representative(entity: Entity) -> None:
    MandateFactory(user=IdentityFactory().user, uscc=entity.uscc)
    register(entity, "990281198811200028", "another", AFTER)
    assert end_former_representatives(by=BY, at=AFTER) == 0


def test_a_file_that_came_in_starts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(tasks.follow_representatives, "delay", lambda: asked.append("asked"))
    receivers.follow_representatives(FileImported(1))
    assert asked == ["asked"]
