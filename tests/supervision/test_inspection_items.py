"""The item list and the pool of inspectors."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from credit_portal.audit.models import AuditEntry
from credit_portal.shared.errors import Invalid, NotAllowed, Refused
from supervision.models import DeclaredInterest, InspectionItem
from supervision.services import inspection_items, inspectors
from tests.factories.accounts import UserFactory
from tests.factories.entities import NOW, TODAY, EntityFactory
from tests.factories.inspections import (
    InspectionItemFactory,
    InspectorFactory,
)

pytestmark = pytest.mark.django_db


def test_a_published_item_gives_way_to_its_next_version() -> None:
    first = InspectionItemFactory()
    officer = UserFactory(agency=first.agency)
    values = {"name": "改名", "basis": "新法", "subject": "企业", "ratio": "5%"}
    draft = inspection_items.draft_item(
        code=first.code, agency=first.agency, values=values, by=officer, at=NOW
    )
    inspection_items.publish_item(item=draft, by=officer, at=NOW)
    first.refresh_from_db()
    assert (draft.version, first.stage) == (2, "已停用")
    assert list(InspectionItem.objects.in_force()) == [draft]
    with pytest.raises(DatabaseError, match="cannot be edited"), transaction.atomic():
        InspectionItem.objects.filter(pk=draft.pk).update(basis="另一部法")
    with pytest.raises(Refused):
        inspection_items.publish_item(item=draft, by=officer, at=NOW)
    inspection_items.retire_item(item=draft, reason="法规废止", by=officer, at=NOW)
    with pytest.raises(Refused):
        inspection_items.retire_item(item=draft, reason="法规废止", by=officer, at=NOW)
    acts = ["draft_inspection_item", "publish_inspection_item", "retire_inspection_item"]
    assert list(AuditEntry.objects.order_by("pk").values_list("act", flat=True)) == [
        f"supervision.{act}" for act in acts
    ]


def test_another_agency_cannot_take_an_item_number() -> None:
    item = InspectionItemFactory()
    other = UserFactory()
    with pytest.raises(Refused):
        inspection_items.draft_item(
            code=item.code, agency=other.agency, values={}, by=other, at=NOW
        )
    with pytest.raises(NotAllowed):
        inspection_items.retire_item(item=item, reason="不用", by=other, at=NOW)


def test_an_inspector_enters_renews_and_leaves_the_pool() -> None:
    officer = UserFactory()
    colleague = UserFactory(agency=officer.agency)
    values = {"certificate": "99-1", "valid_until": TODAY, "by": officer, "at": NOW}
    inspector = inspectors.register_inspector(user=colleague, **values)
    with pytest.raises(Refused):
        inspectors.register_inspector(user=officer, **values)
    with pytest.raises(Invalid):
        inspectors.register_inspector(
            user=officer, **{**values, "valid_until": TODAY - timedelta(days=1)}
        )
    with pytest.raises(Invalid):
        inspectors.register_inspector(user=UserFactory(enterprise=True), **values)
    with pytest.raises(Invalid):
        inspectors.renew_certificate(inspector=inspector, valid_until=TODAY, by=officer, at=NOW)
    later = TODAY + timedelta(days=9)
    inspectors.renew_certificate(inspector=inspector, valid_until=later, by=officer, at=NOW)
    inspectors.remove_inspector(inspector=inspector, reason="调离", by=officer, at=NOW)
    for act in (inspectors.remove_inspector, inspectors.declare_interest):
        extra = {"reason": "x"} if act is inspectors.remove_inspector else {
            "entity": EntityFactory(), "nature": "亲属",
        }  # fmt: skip
        with pytest.raises(Refused):
            act(inspector=inspector, by=officer, at=NOW, **extra)


def test_an_interest_is_declared_once_and_ends_with_a_reason() -> None:
    inspector, entity = InspectorFactory(), EntityFactory()
    who = {"by": inspector.user, "at": NOW}
    interest = inspectors.declare_interest(inspector=inspector, entity=entity, nature="亲属", **who)
    with pytest.raises(Refused):
        inspectors.declare_interest(inspector=inspector, entity=entity, nature="亲属", **who)
    with pytest.raises(NotAllowed, match="本人以外"):
        inspectors.end_interest(interest=interest, reason="已退股", **who)
    who["by"] = UserFactory(agency=inspector.agency)
    inspectors.end_interest(interest=interest, reason="已退股", **who)
    with pytest.raises(Refused):
        inspectors.end_interest(interest=interest, reason="已退股", **who)
    assert not DeclaredInterest.objects.standing().exists()
