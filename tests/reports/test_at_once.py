"""Two at the same moment: numbers without gaps, and one revocation."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from credit_portal.audit.models import AuditEntry
from credit_portal.messages.models import Message
from credit_portal.reports import services
from credit_portal.reports.models import CreditReport
from entities.services import withdraw_fact
from tests.factories.entities import NOW, CreditRecordFactory
from tests.factories.reports import OFFICE, issue

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("quickly_printed"),
]


def at_once(count: int, act: Callable[[], Any]) -> list[Any]:
    """What the act gives to each of those who do it in the same moment."""
    start = Barrier(count)

    def run(_number: int) -> Any:
        try:
            start.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_numbers_follow_each_other() -> None:
    entity = CreditRecordFactory().entity
    reports = at_once(6, partial(issue, entity))
    assert sorted(int(report.number[-5:]) for report in reports) == [1, 2, 3, 4, 5, 6]
    assert len({report.verification_code for report in reports}) == 6


def test_one_revokes() -> None:
    record = CreditRecordFactory()
    issue(record.entity)
    wrong = withdraw_fact(record=record, reason="决定被撤销", by=OFFICE, at=NOW)
    revoke = partial(services.revoke_reports, record=wrong, by=OFFICE, at=NOW)
    assert sorted(at_once(3, revoke)) == [0, 0, 1]
    assert CreditReport.objects.get().revoked_at == NOW
    assert AuditEntry.objects.filter(act="reports.revoke_report").count() == 1
    assert Message.objects.count() == 1
