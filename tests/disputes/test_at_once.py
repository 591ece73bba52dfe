"""Two at the same dispute in the same moment: one wins, the other is told."""

from functools import partial

import pytest

from credit_portal.deadlines.alerts import send_alerts
from credit_portal.messages.models import Message
from disputes import services
from disputes.choices import DisputeStatus
from disputes.models import Dispute
from entities.models import CreditRecord, DisputeMark
from tests.factories.disputes import (
    contested_record,
    dispute_in,
    filed,
    filing,
    officer_of,
    owner,
    rejected,
    upheld,
)
from tests.factories.entities import NOW
from tests.supervision.test_at_once import both

pytestmark = pytest.mark.django_db(transaction=True)
S = DisputeStatus


def test_one_decides() -> None:
    record = contested_record()
    dispute = dispute_in(S.VERIFIED, filed(record))
    decide = partial(services.decide_dispute, dispute=dispute, decision="决定", at=NOW)
    won, told = both(
        partial(decide, decisions=upheld(dispute), by=officer_of(dispute)),
        partial(decide, decisions=rejected(dispute), by=officer_of(dispute)),
    )
    assert (won, "刷新" in told) == ("", True)
    after = Dispute.objects.get()
    is_gone = CreditRecord.objects.get(pk=record.pk).withdrawn_at is not None
    assert is_gone == (after.outcome == "upheld")
    assert Message.objects.filter(key__contains=":decided:").count() == 2


def test_one_decides_and_the_business_withdraws() -> None:
    dispute = dispute_in(S.VERIFIED)
    won, told = both(
        partial(
            services.decide_dispute, dispute=dispute, decisions=rejected(dispute),
            decision="维持", by=officer_of(dispute), at=NOW,
        ),
        partial(
            services.withdraw_dispute, dispute=dispute, reason="已沟通", by=dispute.filed_by,
            at=NOW,
        ),
    )  # fmt: skip
    assert (won, "刷新" in told) == ("", True)
    assert not DisputeMark.objects.open().exists()


def test_one_record_is_contested_once() -> None:
    record = contested_record()
    by = owner(record)
    act = partial(services.file_dispute, target=record, filing=filing(), by=by, at=NOW)
    won, told = both(act, act)
    assert won == ""
    assert Dispute.objects.get().number in told


def test_numbers_of_two_at_once_are_neighbours() -> None:
    records = [contested_record(), contested_record()]
    acts = [
        partial(services.file_dispute, target=record, filing=filing(), by=owner(record), at=NOW)
        for record in records
    ]
    assert both(*acts) == ["", ""]
    assert sorted(Dispute.objects.values_list("number", flat=True)) == [
        "YY-990281-2026-00001", "YY-990281-2026-00002",
    ]  # fmt: skip


def test_two_sweeps_remind_once() -> None:
    dispute = dispute_in(S.ACCEPTED)
    late = NOW.replace(month=12, day=2)
    sweep = partial(send_alerts, at=late)
    assert both(sweep, sweep) == ["", ""]
    rows = Message.objects.filter(key__startswith=f"deadline:{dispute.deadline_id}:")
    assert rows.count() == 3, "handler, head, lead office"


def test_hurried_by_two_at_once() -> None:
    dispute = dispute_in(S.ACCEPTED)
    act = partial(services.urge_dispute, dispute=dispute, by=dispute.filed_by, at=NOW)
    won, told = both(act, act)
    assert (won, "每天" in told) == ("", True)
