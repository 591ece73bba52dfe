"""Two officers at the same case in the same moment: one wins, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Refused
from entities.choices import SubjectKind
from entities.models import CreditRecord
from supervision import services
from supervision.inspections.choices import VisitStatus
from supervision.letters.choices import LetterKind
from supervision.measures.choices import SuspensionCause
from supervision.models import (
    FollowUp,
    Inspection,
    InspectionItem,
    Listing,
    Measure,
    MeasureSuspension,
    NoticeLetter,
    RectificationOrder,
)
from supervision.services import draws, followups, inspection_items, plans, visits
from supervision.services.letters import LetterDraft, issue_letter
from supervision.services.steps import CHANGED_MEANWHILE, version_of
from tests.factories.accounts import AgencyFactory
from tests.factories.entities import NOW, CreditRecordFactory
from tests.factories.grading import ExternalAssessmentFactory
from tests.factories.inspections import (
    LATER,
    InspectionTaskFactory,
    build_office,
    visit_in,
    visitor_of,
)
from tests.factories.supervision import (
    FollowUpFactory,
    ListingFactory,
    MeasureFactory,
    OrderFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

OFFICE = SystemActor("信用办")


def both(*acts: Callable[[], Any]) -> list[str]:
    """What each of two officers is told, sorted; nothing where the act went through."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> str:
        try:
            start.wait()
            act()
        except Refused as refused:
            return refused.message
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_one_decides_a_listing() -> None:
    listing = ListingFactory(heard=True)
    at = {"listing": listing, "by": OFFICE, "at": NOW}

    won, told = both(
        lambda: services.drop_listing(reason="证据不足", **at),
        lambda: services.decide_listing(
            decision_number="澄列决1号", decision="不采纳", from_on=NOW.date(), until_on=None, **at
        ),
    )
    assert won == ""
    assert "其他人员" in told
    assert Listing.objects.get().status in ("dropped", "decided")


def test_one_answers_a_measure() -> None:
    measure = MeasureFactory()

    def respond() -> Measure:
        return services.respond_to_measure(measure=measure, response="受理", by=OFFICE, at=NOW)

    won, told = both(respond, respond)
    assert (won, "刷新" in told) == ("", True)


@pytest.mark.parametrize("step", ["publish", "edit", "discard"])
def test_one_handles_a_plan(step: str) -> None:
    plan = InspectionTaskFactory(plan__draft=True, draft=True).plan
    seen = version_of(plan)
    acts = {
        "publish": partial(plans.publish_plan, plan=plan),
        "edit": partial(plans.edit_plan, plan=plan, year=2026, title="新", content="", seen=seen),
        "discard": partial(plans.discard_plan, plan=plan, reason="重复"),
    }
    act = partial(acts[step], by=OFFICE, at=NOW)
    won, told = both(act, act)
    assert (won, "刷新" in told) == ("", True)


def test_one_begins_the_draft_of_an_item() -> None:
    agency = AgencyFactory()
    values = dict.fromkeys(("name", "basis", "subject", "ratio"), "x")
    draft = partial(
        inspection_items.draft_item, code="JC-1", agency=agency, values=values, by=OFFICE, at=NOW,
        seen=inspection_items.NEW,
    )  # fmt: skip
    won, told = both(draft, draft)
    assert won == ""
    assert told in ("该编号已在清单中，请从清单中修改草稿或者起草新版本。", CHANGED_MEANWHILE)
    assert InspectionItem.objects.count() == 1


def test_one_issues_a_task_and_one_draws_it(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    office = build_office()
    draft = InspectionTaskFactory(plan=office.task.plan, draft=True)
    issue = partial(plans.issue_task, task=draft, clash_reason="分季", by=OFFICE, at=NOW)
    won, told = both(issue, issue)
    assert (won, "刷新" in told) == ("", True)
    announce = partial(draws.announce_draw, task=office.task, by=OFFICE, at=NOW)
    won, told = both(announce, announce)
    assert (won, "已有抽取" in told) == ("", True)
    draw = office.task.draws.get()
    reveal = partial(draws.reveal_draw, draw=draw, by=OFFICE, at=NOW)
    won, told = both(reveal, reveal)
    assert (won, "刷新" in told) == ("", True)
    assert draw.visits.count() == 1, "5 % of twenty, drawn once"


def test_a_redraw_and_an_inspector_at_the_door() -> None:
    """Either the visit has begun and stays, or it is cancelled and nobody gets in."""
    visit, _ = visit_in(VisitStatus.NOTIFIED)
    won, told = both(
        partial(draws.redraw, draw=visit.draw, reason="名册有误", by=OFFICE, at=NOW),
        partial(visits.start_visit, visit=visit, by=visitor_of(visit), at=NOW),
    )
    assert won == ""
    after = Inspection.objects.get(pk=visit.pk)
    assert (after.status, after.draw.status) in (("started", "drawn"), ("cancelled", "replaced"))
    assert ("已有检查开始" in told) == (after.status == "started")


@pytest.mark.parametrize("step", ["notify", "start", "review", "publish"])
def test_one_takes_the_step_of_a_visit(step: str) -> None:
    status = {
        "notify": VisitStatus.PLANNED, "start": VisitStatus.NOTIFIED,
        "review": VisitStatus.ENTERED, "publish": VisitStatus.REVIEWED,
    }[step]  # fmt: skip
    visit, office = visit_in(status)
    acts = {
        "notify": partial(visits.notify_business, notice="通知", by=OFFICE),
        "start": partial(visits.start_visit, by=visitor_of(visit)),
        "review": partial(visits.review_result, by=office.second),
        "publish": partial(visits.publish_result, by=OFFICE),
    }
    act = partial(acts[step], visit=visit, at=LATER)
    won, told = both(act, act)
    assert (won, "刷新" in told) == ("", True)


def test_a_case_suspends_a_measure_once() -> None:
    measure = MeasureFactory()

    def suspend() -> MeasureSuspension:
        return services.suspend_measure(
            measure=measure, cause=SuspensionCause.DISPUTE, reference="异议1", reason="核实",
            by=OFFICE, at=NOW,
        )  # fmt: skip

    won, told = both(suspend, suspend)
    assert (won, "不必重复" in told) == ("", True)
    assert MeasureSuspension.objects.count() == 1


def test_one_accepts_an_order_or_sends_it_back() -> None:
    order = OrderFactory(reported=True)
    said = {"order": order, "finding": "看过", "by": OFFICE, "at": NOW}

    won, told = both(
        lambda: services.accept_rectification(**said),
        lambda: services.send_back_rectification(**said),
    )
    assert (won, "刷新" in told) == ("", True)
    assert RectificationOrder.objects.get().status in ("done", "ordered")


def test_one_handles_a_follow_up() -> None:
    said = {"follow_up": FollowUpFactory(), "handling": "已约谈", "by": OFFICE, "at": NOW}

    won, told = both(
        lambda: followups.settle_follow_up(**said), lambda: followups.dismiss_follow_up(**said)
    )
    assert (won, "刷新" in told) == ("", True)


def test_a_poor_result_is_followed_up_once_by_two_workers() -> None:
    AgencyFactory(lead_office=True)
    ExternalAssessmentFactory(national=True, grade="D")

    both(*(lambda: followups.open_follow_ups(by=OFFICE, at=NOW) for _ in range(2)))
    assert FollowUp.objects.count() == 3


def test_letters_of_an_agency_have_numbers_of_their_own() -> None:
    agency = AgencyFactory()
    records = [CreditRecordFactory(entity__kind=SubjectKind.GOVERNMENT_BODY) for _ in range(2)]

    def issue(record: CreditRecord) -> NoticeLetter:
        draft = LetterDraft(kind=LetterKind.BODY, record=record, recipients="市政府")
        return issue_letter(entity=record.entity, draft=draft, agency=agency, by=OFFICE, at=NOW)

    assert both(*(partial(issue, record) for record in records)) == ["", ""]
    assert set(NoticeLetter.objects.values_list("serial", flat=True)) == {1, 2}
