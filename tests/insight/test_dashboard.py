"""The dashboard: figures agree with the lists behind them, obey visibility, cost no more to ask."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from credit_portal.accounts.models import User
from credit_portal.accounts.viewers import viewer_of
from credit_portal.insight.figures.spread import Chosen, businesses, spread_now, stored_count
from credit_portal.insight.figures.topic import Board, board_of
from credit_portal.insight.figures.topics import TOPICS, topic_of
from credit_portal.policy.services import install_packs
from credit_portal.shared.actors import SystemActor
from disputes.choices import DisputeStatus
from grading.choices import CreditClass, CreditGrade
from grading.models import EvaluationRun
from grading.runs.distribution import keep_distribution
from repair.choices import ApplicationStatus
from supervision.inspections.effect import Period
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.commitments import CommitmentFactory
from tests.factories.deadlines import DeadlineFactory
from tests.factories.disputes import dispute_in, filed
from tests.factories.entities import (
    NOW,
    TODAY,
    CreditRecordFactory,
    EntityFactory,
    ImportBatchFactory,
    TownFactory,
)
from tests.factories.grading import EvaluationRunFactory, GradeFactory
from tests.factories.repair import application_in

pytestmark = pytest.mark.django_db
PERIOD = Period.last_year(TODAY)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("credit_portal.shared.clock.today", lambda: TODAY)
    install_packs(by=SystemActor("测试"), at=NOW)


def work_of(agency: Any) -> None:
    """Something of every topic, in more than one state."""
    for days, closed_at in ((5, NOW), (-5, NOW), (-5, None)):
        DeadlineFactory(
            agency=agency, started_on=TODAY - timedelta(days=20), opened_at=NOW - timedelta(days=4),
            due_on=TODAY + timedelta(days=days), closed_at=closed_at,
        )  # fmt: skip
    CommitmentFactory(agency=agency, made_on=TODAY)
    ImportBatchFactory(agency=agency, received_at=NOW, status="imported", rows=10, rejected=3)


def board(name: str, user: User) -> Board:
    topic = topic_of(name)
    assert topic is not None
    return board_of(topic, viewer_of(user), PERIOD, TODAY)


def counts(found: Board) -> list[int]:
    return [cell.count for cell in found.total.cells]


def test_every_figure_leads_to_as_many_rows(client: Client) -> None:
    work_of(AgencyFactory())
    work_of(AgencyFactory())
    dispute_in(DisputeStatus.VERIFIED, filed(CreditRecordFactory(reported_by=AgencyFactory())))
    application_in(ApplicationStatus.CLOSED, agency=AgencyFactory())
    user = UserFactory(lead_officer=True)
    client.force_login(user)
    for topic in TOPICS:
        found = board(topic.name, user)
        assert found.lines, topic.name
        for line in (found.total, *found.lines):
            for cell in line.cells:
                said = dict(parse_qsl(cell.query))
                rows = topic.chosen(
                    viewer_of(user), PERIOD, TODAY,
                    state=said["state"], agency=said.get("agency", ""),
                )  # fmt: skip
                assert rows.count() == cell.count, (topic.name, said)
        cell = found.lines[0].cells[0]
        url = f"{reverse('insight:behind', args=[topic.name])}?{cell.query}"
        assert client.get(url).context["page"].paginator.count == cell.count


def test_deadlines_are_in_time_late_or_overdue_with_their_median() -> None:
    work_of(AgencyFactory())
    found = board("deadlines", UserFactory(lead_officer=True))

    assert counts(found) == [1, 1, 1]
    assert (found.total.share, found.total.days) == (pytest.approx(100 / 3), 4)


def test_rejected_rows_are_a_share_of_those_reported() -> None:
    work_of(AgencyFactory())
    found = board("imports", UserFactory(lead_officer=True))

    assert found.total.sums == [("报送行数", 10), ("退回行数", 3)]
    assert found.total.share == 30


def test_the_head_of_an_agency_sees_its_own_figures_only() -> None:
    head = UserFactory(is_head=True)
    work_of(head.agency)
    work_of(AgencyFactory())

    for name in ("deadlines", "imports", "commitments"):
        assert [line.label for line in board(name, head).lines] == [head.agency.short_name]


@pytest.mark.parametrize(("traits", "status"), [
    ({"lead_officer": True}, 200), ({"is_head": True}, 200), ({}, 403), ({"auditor": True}, 403),
])  # fmt: skip
def test_only_leaders_get_in(client: Client, traits: dict[str, bool], status: int) -> None:
    client.force_login(UserFactory(**traits))
    for name in ("dashboard", "businesses"):
        assert client.get(reverse(f"insight:{name}")).status_code == status


def test_as_many_queries_whatever_there_is(client: Client) -> None:
    client.force_login(UserFactory(lead_officer=True))

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("insight:dashboard")).status_code == 200
        return len(queries)

    graded_city()
    work_of(AgencyFactory())
    asked()  # what is read once and kept
    first = asked()
    for _ in range(3):
        work_of(AgencyFactory())
    assert asked() == first <= 50


def graded_city() -> EvaluationRun:
    """A run with a distribution: two towns, one business whose industry is not known."""
    run = EvaluationRunFactory(class_counts={"trustworthy": 2, "general": 1})
    town = TownFactory()
    for place, industry, fallen in ((town, "C1711", False), (town, "", True), (None, "F51", False)):
        entity = EntityFactory(town=place, industry_code=industry)
        GradeFactory(entity=entity, run=run, fallen=fallen)
    keep_distribution(run)
    return run


def test_the_spread_agrees_with_the_businesses_behind_it(client: Client) -> None:
    run = graded_city()
    later = EvaluationRunFactory(kind="incremental", completed_at=NOW + timedelta(hours=1))
    GradeFactory(entity=run.grades.first().entity, run=later, grade=CreditGrade.E)
    found = spread_now()
    assert found is not None
    user = UserFactory(lead_officer=True)
    wanted = [(share.count, f"credit_class={share.code}") for share in found.classes]
    for group in (*found.towns, *found.sections):
        wanted += [*group.cells, (group.total, group.query)]
    for count, query in wanted:
        chosen = Chosen(**dict(parse_qsl(query)))
        assert stored_count(run, chosen) == count, query
        assert len(businesses(run, chosen, viewer_of(user))) == count, query
    client.force_login(user)
    page = client.get(f"{reverse('insight:businesses')}?credit_class=trustworthy").context["page"]
    assert page.paginator.count == len(page.object_list) == 2


def test_a_class_in_one_town_is_counted_row_by_row() -> None:
    run = graded_city()
    chosen = Chosen(credit_class=CreditClass.GENERAL, town="none")

    assert stored_count(run, chosen) is None
    assert not businesses(run, chosen, viewer_of(UserFactory(lead_officer=True)))
