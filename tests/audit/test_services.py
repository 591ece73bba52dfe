"""What an entry holds."""

import pytest

from credit_portal.audit.services import LOOK_UP, record, record_lookup, without_id_numbers
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.clock import now
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_actor_stands_in_plain_values() -> None:
    user = UserFactory(lead_officer=True)
    entry = record(by=user, act="tests.do", obj=user, at=now())
    assert (entry.actor_id, entry.agency_code) == (user.pk, user.agency.code)
    assert (entry.object_type, entry.object_id) == ("accounts.user", str(user.pk))
    assert user.username in entry.actor_label


def test_look_up_keeps_its_purpose() -> None:
    entry = record_lookup(
        by=SystemActor("窗口"), entity_uscc="91320281142232229Q", purpose="办理许可", at=now()
    )
    assert (entry.act, entry.object_id, entry.purpose) == (
        LOOK_UP,
        "91320281142232229Q",
        "办理许可",
    )


def test_id_numbers_are_masked_and_codes_are_not() -> None:
    value = {"a": ["身份证11010519491231002X。", 3], "b": "91320281142232229Q"}
    masked = {"a": ["身份证1101**********002X。", 3], "b": "91320281142232229Q"}
    assert without_id_numbers(value) == masked
