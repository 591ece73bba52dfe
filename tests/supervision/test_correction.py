"""Orders and interviews: followed up by dates, their failures facts that grading counts."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from credit_portal.audit.models import AuditEntry
from credit_portal.policy.selectors import pack_by_code
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Invalid, NotAllowed, NotVisible, Refused
from entities.choices import RecordKind
from entities.fact_types import FactType
from entities.models import CreditRecord
from supervision import services
from supervision.correction.choices import InterviewKind, InterviewStatus, OrderStatus
from supervision.models import Interview, RectificationOrder
from tests.factories.accounts import AgencyFactory, MandateFactory, UserFactory
from tests.factories.entities import NOW, TODAY, EntityFactory
from tests.factories.supervision import (
    INTERVIEW_STATES,
    ORDER_STATES,
    InterviewFactory,
    OrderFactory,
)

pytestmark = pytest.mark.django_db

O, I = OrderStatus, InterviewStatus  # noqa: E741 - short names for the tables below
OFFICE = SystemActor("信用办")
DAY = timedelta(days=1)

Steps = dict[str, tuple[Callable[..., Any], dict[str, Any]]]
ORDER_STEPS: Steps = {
    "report_done": (services.report_rectification, {"report": "已补齐"}),
    "accept": (services.accept_rectification, {"finding": "合格"}),
    "send_back": (services.send_back_rectification, {"finding": "仍缺灭火器"}),
    "find_overdue": (services.find_rectification_overdue, {"reason": "逾期未报告"}),
}
ORDER_EXPECTED = {
    "report_done": {O.ORDERED: O.REPORTED, O.OVERDUE: O.REPORTED},
    "accept": {O.REPORTED: O.DONE},
    "send_back": {O.REPORTED: O.ORDERED},
    "find_overdue": {O.ORDERED: O.OVERDUE},
}
INTERVIEW_STEPS: Steps = {
    "confirm": (services.confirm_interview, {"confirmation": "张建国（法定代表人）"}),
    "hold": (services.hold_interview, {"attendee": "张建国", "minutes": "表示整改"}),
    "file": (services.file_interview, {}),
    "find_absent": (services.find_interview_absent, {"reason": "未到场，未说明"}),
    "cancel": (services.cancel_interview, {"reason": "已整改"}),
}
INTERVIEW_EXPECTED = {
    "confirm": {I.SUMMONED: I.SUMMONED},
    "hold": {I.SUMMONED: I.HELD},
    "file": {I.HELD: I.FILED},
    "find_absent": {I.SUMMONED: I.ABSENT},
    "cancel": {I.SUMMONED: I.CANCELLED},
}


def test_the_tables_name_every_declared_step() -> None:
    for model, steps, expected in (
        (RectificationOrder, ORDER_STEPS, ORDER_EXPECTED),
        (Interview, INTERVIEW_STEPS, INTERVIEW_EXPECTED),
    ):
        declared = {step.name for step in model().get_all_status_transitions()}
        assert declared == steps.keys() == expected.keys()


def try_step(name: str, case: Any, step: Any, values: dict[str, Any], target: Any) -> None:
    rows = type(case).objects.filter(pk=case.pk)
    before = rows.values().get()
    if target is None:
        with pytest.raises(Refused):
            step(**{name: case}, by=OFFICE, at=NOW, **values)
        assert rows.values().get() == before
        assert not AuditEntry.objects.exists()
    else:
        step(**{name: case}, by=OFFICE, at=NOW, **values)
        assert rows.get().status == target
        assert AuditEntry.objects.filter(act__startswith="supervision.").count() == 1


@pytest.mark.parametrize("act", ORDER_STEPS)
@pytest.mark.parametrize("state", O)
def test_every_step_of_an_order_from_every_state(act: str, state: OrderStatus) -> None:
    order = OrderFactory(**ORDER_STATES[state])
    try_step("order", order, *ORDER_STEPS[act], ORDER_EXPECTED[act].get(state))


@pytest.mark.parametrize("act", INTERVIEW_STEPS)
@pytest.mark.parametrize("state", I)
def test_every_step_of_an_interview_from_every_state(act: str, state: InterviewStatus) -> None:
    interview = InterviewFactory(**INTERVIEW_STATES[state])
    try_step("interview", interview, *INTERVIEW_STEPS[act], INTERVIEW_EXPECTED[act].get(state))


@pytest.mark.parametrize("act", [*ORDER_STEPS, *INTERVIEW_STEPS])
def test_another_agency_or_role_does_not_act(act: str) -> None:
    is_order = act in ORDER_STEPS
    step, values = (ORDER_STEPS | INTERVIEW_STEPS)[act]
    case = OrderFactory(late=True) if is_order else InterviewFactory()

    with pytest.raises(NotAllowed):
        step(**{"order" if is_order else "interview": case}, by=UserFactory(), at=NOW, **values)
    window = UserFactory(window_officer=True, agency=case.agency)
    with pytest.raises(NotAllowed):
        step(**{"order" if is_order else "interview": case}, by=window, at=NOW, **values)


def order(**changes: Any) -> RectificationOrder:
    values = {
        "number": "澄责改〔2026〕1号", "matter": "补齐", "legal_basis": "《消防法》",
        "due_on": TODAY + DAY, "agency": AgencyFactory(), "entity": EntityFactory(),
    }  # fmt: skip
    return services.order_rectification(**values | changes, by=OFFICE, at=NOW)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("due_on", TODAY),
        ("due_on", date(9999, 12, 31)),
        ("number", ""),
        ("matter", " "),
        ("legal_basis", ""),
    ],
)
def test_an_order_says_what_why_and_by_when(field: str, value: Any) -> None:
    with pytest.raises(Invalid) as refused:
        order(**{field: value})
    assert field in refused.value.fields


def test_a_number_is_used_once() -> None:
    first = order()
    with pytest.raises(Refused):
        order(agency=first.agency)


def test_an_order_is_overdue_after_its_last_day_only() -> None:
    today = OrderFactory(due_on=TODAY)
    assert not RectificationOrder.objects.past_due(TODAY)
    assert list(RectificationOrder.objects.past_due(TODAY + DAY)) == [today]
    with pytest.raises(Refused, match="尚未逾期"):
        services.find_rectification_overdue(order=today, reason="逾期", by=OFFICE, at=NOW)


def test_an_overdue_order_is_a_fact_once() -> None:
    found = services.find_rectification_overdue(
        order=OrderFactory(late=True), reason="逾期未报告", by=OFFICE, at=NOW
    )
    assert CreditRecord.objects.get().fact_type == FactType.RECTIFICATION_OVERDUE

    services.report_rectification(order=found, report="补齐", by=OFFICE, at=NOW)
    services.send_back_rectification(order=found, finding="不全", by=OFFICE, at=NOW)
    services.find_rectification_overdue(order=found, reason="仍未", by=OFFICE, at=NOW)
    assert CreditRecord.objects.count() == 1


def summon(**changes: Any) -> Interview:
    values: dict[str, Any] = {
        "kind": InterviewKind.WARNING, "reason": "逾期未整改", "place": "三楼",
        "meets_on": date(2026, 11, 25), "agency": AgencyFactory(), "entity": EntityFactory(),
    }  # fmt: skip
    return services.summon_interview(**{"by": OFFICE, "at": NOW} | values | changes)


def test_an_interview_is_summoned_in_good_time() -> None:
    assert summon().name == "警示约谈"
    with pytest.raises(Invalid, match="最早为2026年11月25日"):
        summon(meets_on=date(2026, 11, 24))


@pytest.mark.parametrize(
    ("pack_code", "name"), [("huaian_district", "提醒约谈"), ("jiangxi", "提示约谈")]
)
def test_a_reminder_has_the_word_of_its_document(pack_code: str, name: str, monkeypatch) -> None:
    pack = pack_by_code(pack_code, TODAY)
    monkeypatch.setattr("supervision.services.interviews.pack_in_force", lambda on: pack)

    assert summon(kind=InterviewKind.REMINDER).name == name


def test_the_order_behind_an_interview_is_the_businesss_own() -> None:
    overdue = OrderFactory(overdue=True)
    assert summon(order=overdue, entity=overdue.entity, agency=overdue.agency).order == overdue
    with pytest.raises(Invalid):
        summon(order=overdue)


def test_an_officer_interviews_on_orders_of_his_own_agency_alone() -> None:
    officer, overdue = UserFactory(), OrderFactory(overdue=True)
    values = {"entity": overdue.entity, "agency": officer.agency, "by": officer}
    with pytest.raises(Invalid, match="其他单位责令"):
        summon(**values, order=overdue)

    own = OrderFactory(overdue=True, entity=overdue.entity, agency=officer.agency)
    assert summon(**values, order=own).order == own


def test_a_summons_is_confirmed_once() -> None:
    confirm = {"confirmation": "李四", "by": OFFICE, "at": NOW}
    interview = services.confirm_interview(interview=InterviewFactory(), **confirm)
    assert interview.confirmed_at == NOW
    with pytest.raises(Refused):
        services.confirm_interview(interview=interview, **confirm)


def test_a_business_answers_for_itself_alone() -> None:
    user = MandateFactory(uscc=OrderFactory().entity.uscc).user

    with pytest.raises(NotVisible):
        services.report_rectification(order=OrderFactory(), report="已补", by=user, at=NOW)
    with pytest.raises(NotVisible):
        services.confirm_interview(
            interview=InterviewFactory(), confirmation="李四", by=user, at=NOW
        )


@pytest.mark.parametrize("act", ["hold", "find_absent"])
def test_nothing_is_found_before_its_day(act: str) -> None:
    step, values = INTERVIEW_STEPS[act]
    with pytest.raises(Refused, match="尚未到期"):
        step(interview=InterviewFactory(ahead=True), by=OFFICE, at=NOW, **values)


def test_the_record_of_an_interview_is_due_by_the_days_of_the_pack() -> None:
    held = services.hold_interview(
        interview=InterviewFactory(), attendee="张建国", minutes="表示整改", by=OFFICE, at=NOW
    )
    assert held.filing_deadline.due_on == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("traits", "fact"),
    [({}, FactType.INTERVIEW), ({"reminder": True}, FactType.UNSCORED)],
    ids=str,
)
def test_every_interview_is_on_record_and_only_a_warning_is_scored(
    traits: dict[str, Any], fact: FactType
) -> None:
    interview = InterviewFactory(held=True, **traits)
    filed = services.file_interview(interview=interview, by=OFFICE, at=NOW)

    record = CreditRecord.objects.get()
    assert (filed.record, record.kind, record.fact_type) == (record, RecordKind.INTERVIEW, fact)


@pytest.mark.parametrize("traits", [{}, {"reminder": True}], ids=str)
def test_an_absence_is_a_fact(traits: dict[str, Any]) -> None:
    interview = InterviewFactory(**traits)
    services.find_interview_absent(interview=interview, reason="未到场", by=OFFICE, at=NOW)
    assert CreditRecord.objects.get().fact_type == FactType.INTERVIEW_ABSENT
