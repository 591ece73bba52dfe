"""准入前诚信教育: noted by windows, a condition of nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from credit_portal.accounts.models import User
from credit_portal.audit.models import AuditEntry
from credit_portal.campaigns.models import EducationTalk
from credit_portal.campaigns.services import note_talk
from credit_portal.policy.selectors import pack_by_code, pack_in_force
from credit_portal.policy.services import install_packs
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Invalid, NotAllowed
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.entities import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def packs() -> None:
    install_packs(by=SystemActor("测试"), at=NOW)


def note(user: User, **changes: Any) -> EducationTalk:
    values = {
        "agency": user.agency, "on": TODAY, "occasion": "注册", "people": 3, "material": "告知书",
    }  # fmt: skip
    return note_talk(**values | changes, by=user, at=NOW)


def test_a_talk_is_noted_with_one_entry() -> None:
    talk = note(UserFactory(window_officer=True), is_signed=True)

    assert (talk.people, talk.is_signed) == (3, True)
    assert AuditEntry.objects.filter(act="campaigns.note_talk").count() == 1


def test_a_profession_is_taught_where_the_document_names_it(monkeypatch) -> None:
    """江西 五."""
    about = {"occasion": "职业道德教育：教师"}
    with pytest.raises(Invalid):
        note(UserFactory(window_officer=True), **about)
    pack = pack_by_code("jiangxi", TODAY)
    monkeypatch.setattr("credit_portal.campaigns.services.education.pack_in_force", lambda on: pack)
    assert note(UserFactory(window_officer=True), **about).occasion.endswith("教师")


@pytest.mark.parametrize("changes", [
    {"occasion": "年检"}, {"people": 0}, {"material": " "}, {"on": TODAY + timedelta(days=1)},
])  # fmt: skip
def test_what_cannot_be_noted(changes: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        note(UserFactory(window_officer=True), **changes)


def test_only_for_the_own_window() -> None:
    for user in (UserFactory(court_officer=True), UserFactory(window_officer=True)):
        with pytest.raises(NotAllowed):
            note(user, agency=AgencyFactory())


def test_nothing_depends_on_a_talk() -> None:
    """江西 四: not a condition of entry, free of charge."""
    clause = pack_in_force(TODAY).education
    assert (clause.is_condition.value, clause.fee_allowed.value) == (False, False)
    relations = [
        field.name for model in apps.get_models() for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is EducationTalk
    ]  # fmt: skip
    assert relations == []


def test_the_list_and_its_export_show_the_own_ones(client: Client) -> None:
    user = UserFactory(window_officer=True)
    note(user, business="甲公司")
    note(UserFactory(window_officer=True), business="乙公司")
    client.force_login(user)
    shown = client.get(reverse("campaigns:talks")).content.decode()
    assert "甲公司" in shown
    assert "乙公司" not in shown
    assert client.get(reverse("campaigns:talks_export")).status_code == 200
