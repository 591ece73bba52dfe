"""What waits for an official: counted for the viewer, by role, led to its list."""

from datetime import UTC, date, datetime
from functools import partial

import pytest
from django.urls import reverse

from commitments.duties import DUTIES as COMMITMENT_DUTIES
from credit_portal.accounts.models import User
from credit_portal.accounts.viewers import viewer_of
from credit_portal.policy.duties import DUTIES as POLICY_DUTIES
from credit_portal.shared import duties
from credit_portal.shared.duties import Duty
from entities.imports.duties import DUTIES as IMPORT_DUTIES
from entities.models import ImportBatch
from tests.factories.accounts import UserFactory
from tests.factories.commitments import CommitmentFactory
from tests.factories.entities import NOW
from tests.factories.policy import PackVersionFactory

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
DUE = date(2026, 11, 5)
ROLES = frozenset({"window_officer"})
ALL = {duty.label: duty for duty in (*COMMITMENT_DUTIES, *IMPORT_DUTIES, *POLICY_DUTIES)}


@pytest.fixture
def registry(monkeypatch):
    """No duties, put back afterwards."""
    monkeypatch.setattr(duties, "_duties", {})


def fixed(number: int, *_: object) -> int:
    return number


def counted(label: str, user: User) -> int:
    return ALL[label].count(viewer_of(user), TODAY)


def test_the_desk_shows_a_number_that_leads_to_its_list(client, registry):
    to_do = Duty("待办", lambda *_: 3, "commitments:list", ROLES, query="?watch=overdue")
    duties.register(to_do, Duty("别人的", lambda *_: 9, "commitments:list", frozenset()))
    client.force_login(UserFactory(window_officer=True))
    page = client.get("/desk/").content.decode()
    assert f'href="{reverse("commitments:list")}?watch=overdue"' in page
    assert '<span class="stat-value">3</span>' in page
    assert "别人的" not in page


def test_duties_with_nothing_to_do_are_folded_away(client, registry):
    for label, number in (("有事", 2), ("无事", 0)):
        duties.register(Duty(label, partial(fixed, number), "commitments:list", ROLES))
    client.force_login(UserFactory(window_officer=True))
    page = client.get("/desk/").content.decode()
    assert page.count("stat-value") == 1
    assert "另有 1 类事项暂无待办" in page


def test_a_desk_with_nothing_to_do_says_so(client, registry):
    duties.register(Duty("无事", partial(fixed, 0), "commitments:list", ROLES))
    client.force_login(UserFactory(window_officer=True))
    page = client.get("/desk/").content.decode()
    assert "目前没有待办事项" in page
    assert "stat-value" not in page


def test_a_day_is_due_only_while_something_waits(registry):
    for count in (0, 2):
        duties.register(
            Duty("台账", lambda *_: count, "commitments:ledgers", ROLES, due=lambda on: DUE)  # noqa: B023
        )
        [waiting] = duties.waiting_for("window_officer", None, TODAY)
        assert waiting.due == (DUE if count else None)


def test_commitments_wait_for_the_agency_that_took_them():
    officer, other = UserFactory(window_officer=True), UserFactory(window_officer=True)
    CommitmentFactory(overdue=True, agency=officer.agency)
    CommitmentFactory(draft=True, agency=officer.agency)
    assert counted("逾期未补", officer) == 1
    assert counted("缺扫描件", officer) == 1
    assert counted("逾期未补", other) == counted("缺扫描件", other) == 0


def test_a_ledger_waits_for_who_owes_it_and_for_the_lead_office():
    officer, other = UserFactory(window_officer=True), UserFactory(window_officer=True)
    CommitmentFactory(kind="5", agency=officer.agency)
    assert counted("台账待报", officer) == counted("台账待报", UserFactory(lead_officer=True)) == 1
    assert counted("台账待报", other) == 0


def test_rows_sent_back_wait_for_a_month():
    officer = UserFactory()
    for received_at, rows in ((NOW, 4), (datetime(2026, 9, 1, tzinfo=UTC), 8)):
        ImportBatch.objects.create(
            layout="penalties", agency=officer.agency, received_at=received_at, rejected=rows,
            file_size=1,
        )  # fmt: skip
    assert counted("待修正行", officer) == 4
    assert counted("待修正行", UserFactory()) == 0


def test_a_version_waits_for_somebody_else_than_its_author():
    author, other = UserFactory(lead_officer=True), UserFactory(lead_officer=True)
    PackVersionFactory(submitted=True, author=author)
    assert counted("待审批的政策包", author) == 0
    assert counted("待审批的政策包", other) == 1
