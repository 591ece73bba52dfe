"""事项清单 and letters: drafted, published, retired; each step with a reason."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from commitments import services
from commitments.models import CommitmentItem
from credit_portal.accounts.choices import Role
from credit_portal.audit.models import AuditEntry
from credit_portal.shared.errors import Invalid, Refused
from tests.factories.accounts import AgencyFactory, UserFactory, user_with
from tests.factories.commitments import CommitmentItemFactory
from tests.factories.entities import NOW

pytestmark = pytest.mark.django_db
STEPS: dict[str, Any] = {"publish": services.publish_version, "retire": services.retire_version}
WRONG_STATES = [
    ("publish", {}),
    ("publish", {"retired_at": NOW, "retired_reason": "已取消"}),
    ("retire", {"draft": True}),
    ("retire", {"retired_at": NOW, "retired_reason": "已取消"}),
]


def address(item: CommitmentItem, step: str) -> str:
    return reverse("commitments:catalogue_step", args=["items", item.pk, step])


def test_editing_what_is_published_makes_a_new_version(letters, as_user) -> None:
    client = as_user(user_with(Role.LEAD_OFFICER))
    item = CommitmentItem.objects.get(code="food-permit")
    values = {"name": "食品经营许可", "kind": item.kind, "basis": "", "missing_materials": ""}
    client.post(reverse("commitments:catalogue_edit", args=["items", item.pk]), values)
    draft = CommitmentItem.objects.get(code="food-permit", version=2)

    assert CommitmentItem.objects.in_force().get(code="food-permit") == item
    step = reverse("commitments:catalogue_step", args=["items", draft.pk, "publish"])
    client.post(step, {"reason": "材料清单有变"})
    assert CommitmentItem.objects.in_force().get(code="food-permit") == draft
    item.refresh_from_db()
    assert item.retired_reason == "由第2版取代"


def test_a_department_keeps_its_own_items_only(letters, as_user) -> None:
    user = UserFactory()
    client = as_user(user)
    new = reverse("commitments:catalogue_new", args=["items"])
    values = {"code": "own", "name": "自有事项", "kind": "1", "agency": user.agency.pk}
    common = CommitmentItem.objects.get(code="food-permit")

    assert client.post(new, values).status_code == 302
    assert client.post(new, values | {"agency": AgencyFactory().pk, "code": "b"}).status_code == 200
    assert client.post(new, values | {"code": "food-permit"}).status_code == 200
    edit = reverse("commitments:catalogue_edit", args=["items", common.pk])
    assert client.get(edit).status_code == 403
    letter = reverse("commitments:catalogue_new", args=["letters"])
    assert client.get(letter).status_code == 403
    assert set(CommitmentItem.objects.drafts().values_list("code", flat=True)) == {"own"}


@pytest.mark.parametrize(("step", "state"), [("publish", {"draft": True}), ("retire", {})])
def test_a_step_asks_for_a_reason_and_keeps_it(step: str, state: dict, as_user) -> None:
    item = CommitmentItemFactory(**state)
    client = as_user(user_with(Role.LEAD_OFFICER))
    before = CommitmentItem.objects.values().get(pk=item.pk)
    assert "理由" in client.get(address(item, step)).text
    assert client.post(address(item, step), {"reason": " "}).status_code == 200
    assert CommitmentItem.objects.values().get(pk=item.pk) == before

    assert client.post(address(item, step), {"reason": "许可取消"}).status_code == 302
    item.refresh_from_db()
    assert item.is_in_force == (step == "publish")
    assert item.retired_reason == ("" if step == "publish" else "许可取消")
    assert AuditEntry.objects.get(act=f"commitments.{step}_version").reason == "许可取消"


@pytest.mark.parametrize(("step", "state"), WRONG_STATES)
def test_a_step_in_a_wrong_state_is_refused(step: str, state: dict) -> None:
    item = CommitmentItemFactory(**state)
    before = CommitmentItem.objects.values().get(pk=item.pk)
    with pytest.raises(Refused):
        STEPS[step](version=item, reason="许可取消", by=UserFactory(lead_officer=True), at=NOW)
    assert CommitmentItem.objects.values().get(pk=item.pk) == before
    assert not AuditEntry.objects.filter(act=f"commitments.{step}_version").exists()


@pytest.mark.parametrize(("step", "state"), [("publish", {"draft": True}), ("retire", {})])
def test_no_step_without_a_reason(step: str, state: dict) -> None:
    item = CommitmentItemFactory(**state)
    with pytest.raises(Invalid):
        STEPS[step](version=item, reason=" ", by=UserFactory(lead_officer=True), at=NOW)


def test_the_reason_of_a_retired_version_is_shown_and_fixed(as_user) -> None:
    item = CommitmentItemFactory(retired_at=NOW, retired_reason="许可取消")
    page = as_user(user_with(Role.LEAD_OFFICER)).get(reverse("commitments:catalogue"))
    assert "许可取消" in page.text
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitmentItem.objects.filter(pk=item.pk).update(retired_reason="另一原因")
