"""Authorisations: what they open to whom and when, who may give and take back, what is refused."""

from datetime import date, timedelta
from typing import Any

import pytest

from credit_portal.accounts.choices import AgencyKind, Role
from credit_portal.accounts.viewers import PUBLIC_VIEWER, viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.messages.models import Message
from credit_portal.shared.errors import Invalid, NotAllowed, NotVisible, Refused
from entities import services
from entities.choices import RecordKind
from entities.models import CreditRecord, DataAuthorisation, Entity
from entities.services import AuthorisationDraft
from tests.factories.accounts import AgencyFactory, MandateFactory, UserFactory
from tests.factories.entities import NOW, TODAY, CreditRecordFactory, EntityFactory

pytestmark = pytest.mark.django_db
END = TODAY + timedelta(days=30)


def draft(**values: Any) -> AuthorisationDraft:
    agencies = values.pop("agencies", None) or [AgencyFactory()]
    return AuthorisationDraft(
        **{
            "kind": RecordKind.WATER, "scope": "近12个月用水量", "purpose": "惠企资金审核",
            "agencies": agencies, "from_on": TODAY, "until_on": END, **values,
        }
    )  # fmt: skip


def owner_of(entity: Entity) -> Any:
    return MandateFactory(uscc=entity.uscc).user


def granted(entity: Entity, **values: Any) -> DataAuthorisation:
    return services.grant_authorisation(
        entity=entity, draft=draft(**values), by=owner_of(entity), at=NOW
    )


def seen(user: Any, record: CreditRecord, on: date) -> bool:
    viewer = viewer_of(user) if user else PUBLIC_VIEWER
    return CreditRecord.objects.visible_to(viewer, on).filter(pk=record.pk).exists()


def test_who_sees_what_it_covers() -> None:
    entity, named, parent = EntityFactory(), AgencyFactory(), AgencyFactory()
    named.parent = parent
    named.save()
    record = CreditRecordFactory(entity=entity, kind=RecordKind.WATER, authorised=True, level="")
    gas = CreditRecordFactory(entity=entity, kind=RecordKind.GAS, authorised=True, level="")
    other = CreditRecordFactory(kind=RecordKind.WATER, authorised=True, level="")
    officer, stranger = UserFactory(agency=named), UserFactory(agency=AgencyFactory())
    above, owner = UserFactory(agency=parent), owner_of(entity)
    assert not seen(officer, record, TODAY)
    authorisation = granted(entity, agencies=[named])
    table = [
        (officer, record, TODAY, True),
        (officer, record, END - timedelta(days=1), True),
        (officer, record, END, False),
        (officer, record, TODAY - timedelta(days=1), False),
        (officer, gas, TODAY, False),
        (officer, other, TODAY, False),
        (stranger, record, TODAY, False),
        (above, record, TODAY, False),  # only who is named
        (owner, record, END, True),
        (UserFactory(lead_officer=True), record, END, True),
        (UserFactory(role=Role.AUDITOR), record, TODAY, False),
        (None, record, TODAY, False),
    ]
    assert [seen(*line[:3]) for line in table] == [line[3] for line in table]
    services.withdraw_authorisation(authorisation=authorisation, by=owner, at=NOW)
    assert not seen(officer, record, TODAY)
    assert seen(owner, record, TODAY)


@pytest.mark.parametrize("ended", ["withdrawn", "repaired"])
def test_what_is_over_stays_hidden(ended: str) -> None:
    entity, named = EntityFactory(), AgencyFactory()
    record = CreditRecordFactory(
        entity=entity, kind=RecordKind.WATER, authorised=True, **{ended: True}
    )
    granted(entity, agencies=[named])
    assert not seen(UserFactory(agency=named), record, TODAY)


def test_given_and_taken_back_once() -> None:
    entity = EntityFactory()
    authorisation = granted(entity)
    services.withdraw_authorisation(authorisation=authorisation, by=owner_of(entity), at=NOW)
    with pytest.raises(Refused):
        services.withdraw_authorisation(authorisation=authorisation, by=owner_of(entity), at=NOW)
    acts = AuditEntry.objects.filter(act__endswith="_authorisation").order_by("pk")
    assert [entry.act for entry in acts] == [
        "entities.grant_authorisation", "entities.withdraw_authorisation",
    ]  # fmt: skip
    assert Message.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": RecordKind.PENALTY},
        {"purpose": " "},
        {"scope": ""},
        {"from_on": TODAY - timedelta(days=1)},
        {"until_on": TODAY},
        {"until_on": date(2027, 11, 21)},  # longer than the pack allows
    ],
)
def test_what_cannot_be_granted(wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        granted(EntityFactory(), **wrong)
    assert not DataAuthorisation.objects.exists()


def test_nobody_outside_the_administration_receives() -> None:
    with pytest.raises(Invalid):
        granted(EntityFactory(), agencies=[AgencyFactory(kind=AgencyKind.BANK)])


def test_only_the_business_itself() -> None:
    entity = EntityFactory()
    authorisation = granted(entity)
    with pytest.raises(NotVisible):
        services.withdraw_authorisation(
            authorisation=authorisation, by=owner_of(EntityFactory()), at=NOW
        )
    with pytest.raises(NotAllowed):
        services.grant_authorisation(
            entity=entity, draft=draft(), by=UserFactory(lead_officer=True), at=NOW
        )
