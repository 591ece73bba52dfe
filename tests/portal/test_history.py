"""Versions of an object as the page shows them."""

from datetime import UTC, datetime

import pytest
from simple_history.utils import update_change_reason

from credit_portal.shared.history import FieldChange, history_of
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.entities import EntityFactory

pytestmark = pytest.mark.django_db


def test_versions_are_newest_first_with_fields_before_and_after():
    agency = AgencyFactory(name="市一局", short_name="一局")
    agency.short_name, agency.is_active, agency.kind = "壹局", False, "court"
    agency._history_user = user = UserFactory()
    agency.save()
    update_change_reason(agency, "机构改革")
    newest, first = history_of(agency)
    assert newest.kind == "修改"
    assert newest.by == user.actor_label
    assert newest.reason == "机构改革"
    assert set(newest.changes) == {
        FieldChange("简称", "一局", "壹局"),
        FieldChange("启用", "是", "否"),
        FieldChange("类型", "行业主管部门", "法院"),
    }
    assert (first.kind, first.by, first.changes) == ("新建", "系统", [])


def test_a_long_history_is_cut_without_a_false_beginning():
    agency = AgencyFactory()
    for n in range(4):
        agency.short_name = f"第{n}"
        agency.save()
    steps = history_of(agency, limit=2)
    assert [step.kind for step in steps] == ["修改", "修改"]


def test_instants_are_shown_in_the_time_of_the_city() -> None:
    entity = EntityFactory(provisional=True)
    entity.confirmed_at = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
    entity.save()

    assert FieldChange("登记信息核实时间", "", "2026-11-21 00:30") in history_of(entity)[0].changes
