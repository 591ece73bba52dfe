"""Bans: field, ground, term and publication (江阴 三(五), 伊春 三-2, 江西 二十二)."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from credit_portal.policy.selectors import pack_by_code
from credit_portal.shared.errors import Invalid
from supervision.models import Measure
from supervision.selectors import check
from tests.factories.entities import TODAY, CreditRecordFactory
from tests.factories.supervision import MeasureFactory
from tests.supervision.measured import initiate

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
BAN = {
    "item_code": "M01",
    "conveniences": (),
    "ban_field": "食品药品",
    "ban_trigger": "屡犯不改",
    "until_on": TODAY + 365 * DAY,
}


def test_a_ban_names_its_field_ground_and_term() -> None:
    ban = initiate(CreditRecordFactory(), **BAN)

    assert ban.title == "限制市场或行业准入（食品药品）"
    assert Measure.objects.in_force(TODAY).bans().get() == ban
    assert ban.title in check(ban.entity, TODAY).measures[0].citation


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("ban_field", {"ban_field": ""}),
        ("ban_trigger", {"ban_trigger": "等级为E"}),
        ("ban_trigger", {"ban_trigger": ""}),
        ("ban_field", {"item_code": "M02"}),
    ],
)
def test_a_ban_without_field_or_ground_is_refused(field: str, changes: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        initiate(CreditRecordFactory(), **BAN | changes)
    assert field in refused.value.fields


def test_on_a_ground_of_the_pack_any_field_may_be_closed() -> None:
    assert initiate(CreditRecordFactory(), **BAN | {"ban_field": "工程招投标"}).ban_trigger


def test_in_a_field_of_the_pack_serious_dishonesty_is_enough() -> None:
    no_ground = BAN | {"ban_trigger": ""}

    assert initiate(CreditRecordFactory(serious=True), **no_ground).ban_field == "食品药品"
    with pytest.raises(Invalid):
        initiate(CreditRecordFactory(serious=True), **no_ground | {"ban_field": "工程招投标"})


@pytest.mark.parametrize(("pack_code", "is_allowed"), [("jiangyin", True), ("yichun", False)])
def test_for_ever_only_where_the_document_says_so(
    pack_code: str, is_allowed: bool, monkeypatch
) -> None:
    pack = pack_by_code(pack_code, TODAY)
    monkeypatch.setattr("supervision.services.measures.pack_in_force", lambda on: pack)
    for_ever = BAN | {"until_on": None}

    if is_allowed:
        assert initiate(CreditRecordFactory(), **for_ever).until_on is None
    else:
        with pytest.raises(Invalid, match="永久"):
            initiate(CreditRecordFactory(), **for_ever)


@pytest.mark.parametrize(("pack_code", "is_published"), [("jiangxi", True), ("jiangyin", False)])
def test_bans_are_published_where_the_document_says_so(
    pack_code: str, is_published: bool, client, on_the_day, monkeypatch
) -> None:
    ban = MeasureFactory(ban=True)
    pack = pack_by_code(pack_code, TODAY)
    monkeypatch.setattr("supervision.listings.open_views.pack_in_force", lambda on: pack)

    text = client.get(reverse("supervision:published_listings")).content.decode()
    assert (ban.entity.name in text) == is_published
