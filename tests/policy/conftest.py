"""What the tests of the policy share: officers, installed packs, the events that were heard."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from credit_portal.accounts.models import User
from credit_portal.policy import events, services
from credit_portal.policy.models import PolicyPack
from credit_portal.shared import events as bus
from credit_portal.shared.actors import SystemActor
from tests.factories.accounts import UserFactory

AT = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
SYSTEM = SystemActor("测试")
EVENTS = (
    events.PackVersionSubmitted,
    events.PackVersionApproved,
    events.PackVersionRejected,
    events.PackAssigned,
    events.HolidayNoticeImported,
)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[bus.Event]:
    """The events that were delivered."""
    found: list[bus.Event] = []
    for event in EVENTS:
        monkeypatch.setitem(bus._receivers, event, [found.append])
    return found


@pytest.fixture
def installed() -> PolicyPack:
    """The shipped packs, installed; Jiangyin's."""
    services.install_packs(by=SYSTEM, at=AT)
    return PolicyPack.objects.get(code="jiangyin")


@pytest.fixture
def author() -> User:
    return UserFactory(lead_officer=True)


@pytest.fixture
def approver() -> User:
    return UserFactory(lead_officer=True)
