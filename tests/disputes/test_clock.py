"""The clock of a dispute: whose days, what stops and lengthens it, who is reminded, once."""

import dataclasses
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from credit_portal.accounts.models import Agency
from credit_portal.deadlines.alerts import send_alerts
from credit_portal.deadlines.models import Deadline
from credit_portal.messages.models import Message
from credit_portal.policy.schema import Pack
from credit_portal.policy.selectors import pack_by_code, pack_in_force
from credit_portal.shared.errors import Refused
from disputes import services
from disputes.choices import DisputeStatus
from disputes.models import Dispute
from supervision.models import Measure
from tests.factories.accounts import UserFactory
from tests.factories.disputes import contested_record, dispute_in, filed, officer_of
from tests.factories.entities import NOW, TODAY
from tests.factories.supervision import MeasureFactory

pytestmark = pytest.mark.django_db
S = DisputeStatus
DAY = timedelta(days=1)


@pytest.fixture
def pack_says(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the pack in force say something else of disputes."""

    def say(**values: object) -> None:
        pack = pack_in_force(TODAY)
        said = {
            name: dataclasses.replace(getattr(pack.disputes, name), value=value)
            for name, value in values.items()
        }
        changed = dataclasses.replace(pack, disputes=dataclasses.replace(pack.disputes, **said))
        for room in ("disputes.services.steps", "supervision.services.suspensions"):
            monkeypatch.setattr(f"{room}.pack_in_force", lambda on: changed)

    return say


@pytest.mark.parametrize(
    ("code", "due"),
    [("jiangyin", "2026-11-27"), ("yichun", "2026-12-01"), ("national_2026", "2026-12-01")],
)
def test_the_days_are_those_of_the_pack(monkeypatch, code: str, due: str) -> None:
    """Received on a Friday, which is not counted; Saturday and Sunday are none."""
    pack: Pack = pack_by_code(code, TODAY)
    monkeypatch.setattr("disputes.services.steps.pack_in_force", lambda on: pack)
    assert str(filed().deadline.due_on) == due


def test_a_deadline_into_a_year_without_a_notice_is_provisional() -> None:
    dispute = filed(at=NOW + 38 * DAY)  # 2026-12-28, seven working days reach 2027
    assert dispute.deadline.is_provisional


def test_the_clock_goes_on_while_the_business_supplements() -> None:
    dispute = dispute_in(S.SUPPLEMENTING)
    assert dispute.supplement_deadline.rule == "objection_supplement"
    assert not dispute.deadline.pauses.exists()


def test_the_clock_stops_where_the_pack_says_so(pack_says) -> None:
    pack_says(supplement_stops_clock=True)
    dispute = dispute_in(S.SUPPLEMENTING)
    assert dispute.deadline.pauses.filter(until_on=None).exists()
    services.supplement_dispute(
        dispute=dispute, supplement="见附件", by=dispute.filed_by, at=NOW + 4 * DAY
    )
    deadline = Deadline.objects.get(pk=dispute.deadline_id)
    assert not deadline.pauses.filter(until_on=None).exists()
    assert str(deadline.due_on) == "2026-12-02", "Monday did not count"


def test_who_does_not_supplement_in_time_may_be_declined() -> None:
    dispute = dispute_in(S.SUPPLEMENTING)
    officer = officer_of(dispute)
    decline = {"dispute": dispute, "reason": "期满未补正", "by": officer}
    with pytest.raises(Refused, match="补正期限"):
        services.decline_dispute(**decline, at=NOW + DAY)
    dispute = services.decline_dispute(**decline, at=NOW + 8 * DAY)
    assert dispute.status == S.DECLINED
    assert not Deadline.objects.open().exists()


def test_extended_once_where_the_pack_allows_it(pack_says) -> None:
    pack_says(extension_allowed=True)
    dispute = dispute_in(S.ACCEPTED)
    extend = {"dispute": dispute, "reason": "需外地核实", "by": officer_of(dispute), "at": NOW}
    services.extend_dispute(**extend)
    assert str(Deadline.objects.get(pk=dispute.deadline_id).due_on) == "2026-12-04"
    with pytest.raises(Refused):
        services.extend_dispute(**extend)


def test_measures_go_on_where_the_pack_says_so(pack_says) -> None:
    pack_says(measures_suspended=False)
    record = contested_record()
    measure = MeasureFactory(entity=record.entity, record=record)
    filed(record)
    assert Measure.objects.in_force(TODAY).get() == measure


def test_the_clock_ends_with_the_dispute() -> None:
    for state in (S.DECIDED, S.DECLINED, S.WITHDRAWN):
        dispute = dispute_in(state)
        assert not Deadline.objects.open().filter(pk=dispute.deadline_id).exists()


def told(dispute: Dispute) -> list[str]:
    """Who was reminded of it, in words."""
    rows = Message.objects.filter(key__startswith=f"deadline:{dispute.deadline_id}:")
    stages = {row.key.split(":")[3] for row in rows}
    assert len(stages) == rows.count(), "each once"
    return sorted(stages)


def at(day: int, hour: int = 9) -> datetime:
    return NOW.replace(day=day, hour=hour) if day > 19 else NOW.replace(month=12, day=day)


def test_handler_head_and_lead_office_are_reminded_in_turn() -> None:
    dispute = dispute_in(S.ACCEPTED)  # due on Tuesday, 1 December
    UserFactory(agency=dispute.agency, is_head=True)
    send_alerts(at=at(26))
    assert told(dispute) == []
    send_alerts(at=at(27))  # Friday: two days left
    assert told(dispute) == ["handler"]
    assert Message.objects.get(key__contains=":handler").user == dispute.handler
    send_alerts(at=at(30))  # the clock jumped over the weekend
    assert told(dispute) == ["handler", "head"]
    assert Message.objects.get(key__contains=":head:").heads_only
    send_alerts(at=at(2))
    send_alerts(at=at(3))
    assert told(dispute) == ["handler", "head", "lead_office"]
    office = Agency.objects.get(kind="lead_office")
    assert Message.objects.get(key__contains=":lead_office:").agency == office


def test_nobody_is_reminded_of_a_dispute_that_is_over() -> None:
    dispute = dispute_in(S.DECIDED)
    send_alerts(at=at(2))
    assert told(dispute) == []


def test_a_sweep_that_died_is_made_good_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    dispute = dispute_in(S.ACCEPTED)

    def die(**values: object) -> bool:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr("credit_portal.deadlines.alerts.send_message", die)
        with pytest.raises(ConnectionError):
            send_alerts(at=at(2))
    assert told(dispute) == []
    send_alerts(at=at(2))
    send_alerts(at=at(2))
    assert told(dispute) == ["handler", "head", "lead_office"]
