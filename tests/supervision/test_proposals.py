"""Lists: what a proposal rests on, and what it cannot rest on."""

from typing import Any

import pytest

from credit_portal.audit.models import AuditEntry
from credit_portal.policy.selectors import pack_by_code
from credit_portal.shared.errors import Invalid, Refused
from entities.choices import RecordKind
from supervision.listings.choices import COURT_DECISION, ListKind
from supervision.models import Listing
from tests.factories.entities import TODAY, CreditRecordFactory, EntityFactory
from tests.factories.supervision import ListingFactory
from tests.supervision.listed import JUDGMENT, propose

pytestmark = pytest.mark.django_db


def test_a_court_decision_carries_a_listing() -> None:
    listing = propose()

    assert (listing.document_kind, listing.document_number) == (COURT_DECISION, JUDGMENT.number)
    assert [entry.act for entry in AuditEntry.objects.all()] == ["supervision.propose_listing"]


@pytest.mark.parametrize(
    ("kind", "record_kind"),
    [
        (ListKind.SERIOUS, RecordKind.PENALTY),
        (ListKind.SERIOUS, RecordKind.ENFORCEMENT),
        (ListKind.SERIOUS, RecordKind.JUDGMENT_DEBT),
        (ListKind.FOCUS, RecordKind.PENALTY),
        (ListKind.ABNORMAL, RecordKind.ANNUAL_REPORT),
        (ListKind.RED, RecordKind.HONOUR),
    ],
)
def test_a_record_carries_a_listing(kind: ListKind, record_kind: RecordKind) -> None:
    record = CreditRecordFactory(kind=record_kind)
    listing = propose(record.entity, kind=kind, record=record)

    assert listing.basis == record
    assert listing.document_number == record.document_number


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        (ListKind.SERIOUS, None),
        (ListKind.SERIOUS, {"kind": RecordKind.COMPLAINT}),
        (ListKind.SERIOUS, {"withdrawn": True}),
        (ListKind.SERIOUS, {"repaired": True}),
        (ListKind.RED, {"kind": RecordKind.PENALTY}),
        (ListKind.FOCUS, {"kind": RecordKind.INSPECTION}),
    ],
    ids=str,
)
def test_without_such_a_document_it_is_refused(
    kind: ListKind, record: dict[str, Any] | None
) -> None:
    given = CreditRecordFactory(**record) if record else None

    with pytest.raises(Refused):
        propose(given.entity if given else None, kind=kind, record=given)
    assert not Listing.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_record_of_another_business_carries_nothing() -> None:
    with pytest.raises(Refused):
        propose(EntityFactory(), record=CreditRecordFactory())


def test_there_are_no_serious_lists_beside_the_lawful_ones() -> None:
    with pytest.raises(Invalid) as refused:
        propose(name="本地黑名单", court_decision=JUDGMENT)
    assert "name" in refused.value.fields


def test_focus_lists_are_kept_in_the_fields_that_the_province_names(monkeypatch) -> None:
    pack = pack_by_code("jiangxi", TODAY)
    monkeypatch.setattr("supervision.services.listings.pack_in_force", lambda on: pack)
    focus = {"kind": ListKind.FOCUS, "court_decision": JUDGMENT}

    with pytest.raises(Invalid):
        propose(field="采矿", **focus)
    assert propose(field="养老", **focus).field == "养老"


def test_one_case_at_a_time() -> None:
    first = propose()

    with pytest.raises(Refused):
        propose(first.entity)
    with pytest.raises(Refused):
        propose(ListingFactory(listed=True).entity)
