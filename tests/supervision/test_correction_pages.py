"""Orders and interviews on their pages."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from credit_portal.accounts.viewers import viewer_of
from supervision.correction.choices import InterviewStatus, OrderStatus
from supervision.correction.duties import DUTIES
from supervision.models import Interview, RectificationOrder
from tests.factories.accounts import UserFactory
from tests.factories.entities import TODAY, EntityFactory
from tests.factories.supervision import InterviewFactory, OrderFactory

pytestmark = pytest.mark.django_db


def step(client: Client, kind: str, pk: int, name: str, values: dict[str, object]) -> None:
    address = reverse(f"supervision:{kind}_act", args=[pk, name])
    assert client.get(address).status_code == 200
    assert client.post(address, values).status_code == 302, name


def test_an_order_is_followed_up_on_its_pages(as_user, on_the_day) -> None:
    entity, client = EntityFactory(), as_user(UserFactory())
    address = reverse("supervision:order_new", args=[entity.uscc])
    filled = {
        "number": "澄责改〔2026〕1号", "matter": "补齐消防设施", "legal_basis": "《消防法》",
        "due_on": TODAY + timedelta(days=9),
    }  # fmt: skip
    assert "晚于今天" in client.post(address, filled | {"due_on": TODAY}).content.decode()
    client.post(address, filled)
    order = RectificationOrder.objects.get()

    step(client, "order", order.pk, "report_done", {"report": "已补齐"})
    step(client, "order", order.pk, "send_back", {"finding": "仍缺两具"})
    step(client, "order", order.pk, "report_done", {"report": "全部补齐"})
    step(client, "order", order.pk, "accept", {"finding": "合格"})
    order.refresh_from_db()
    assert order.status == OrderStatus.DONE
    assert "全部补齐" in client.get(reverse("supervision:order", args=[order.pk])).content.decode()


def test_an_interview_is_held_and_filed_on_its_pages(as_user, on_the_day) -> None:
    officer = UserFactory()
    overdue = OrderFactory(overdue=True, agency=officer.agency)
    client = as_user(officer)
    address = reverse("supervision:interview_new", args=[overdue.entity.uscc])
    client.post(
        address,
        {"kind": "warning", "order": overdue.pk, "reason": "逾期未整改", "place": "三楼",
         "starts_at": "14:30", "meets_on": date(2026, 11, 25)},
    )  # fmt: skip
    interview = Interview.objects.get()
    early = reverse("supervision:interview_act", args=[interview.pk, "hold"])
    held = {"attendee": "张建国", "minutes": "表示整改"}
    assert "尚未到期" in client.post(early, held).content.decode()

    Interview.objects.filter(pk=interview.pk).update(meets_on=TODAY)
    step(client, "interview", interview.pk, "hold", held)
    step(client, "interview", interview.pk, "file", {})
    interview.refresh_from_db()
    assert interview.status == InterviewStatus.FILED
    assert interview.record is not None


@pytest.mark.parametrize(
    ("page", "query", "shown"),
    [
        ("orders", "", {"整改中", "逾期的", "已报告"}),
        ("orders", "?state=past_due", {"逾期的"}),
        ("orders", "?state=reported", {"已报告"}),
        ("orders", "?q=逾期的", {"逾期的"}),
        ("interviews", "?state=held", {"约谈过"}),
        ("interviews", "", {"约谈过"}),
    ],
)
def test_the_lists_are_filtered(
    page: str, query: str, shown: set[str], as_user, on_the_day
) -> None:
    traits = {"整改中": {}, "逾期的": {"late": True}, "已报告": {"reported": True}}
    for name, values in traits.items():
        OrderFactory(entity__name=f"{name}企业", **values)
    InterviewFactory(entity__name="约谈过企业", held=True)
    client = as_user(UserFactory(lead_officer=True))

    text = client.get(reverse(f"supervision:{page}") + query).content.decode()
    assert {name for name in (*traits, "约谈过") if f"{name}企业" in text} == shown


def test_what_waits_is_counted_for_the_agency() -> None:
    officer = UserFactory()
    for values in ({"late": True}, {"reported": True}):
        OrderFactory(agency=officer.agency, **values)
    InterviewFactory(agency=officer.agency, held=True)
    OrderFactory(late=True)

    assert [duty.count(viewer_of(officer), TODAY) for duty in DUTIES] == [1, 1, 1]


def test_a_business_reports_what_it_put_right(owner_of, client, on_the_day) -> None:
    order = OrderFactory(late=True)
    owner_of(order.entity)
    address = reverse("supervision:my_order", args=[order.pk])

    assert order.matter in client.get(reverse("supervision:my_orders")).content.decode()
    assert "逾期 1 天" in client.get(address).content.decode()
    client.post(address, {"report": "灭火器已经补齐"})
    order.refresh_from_db()
    assert (order.status, order.report) == (OrderStatus.REPORTED, "灭火器已经补齐")
    assert "提交整改情况" not in client.get(address).content.decode()


def test_a_business_confirms_who_will_come(owner_of, client, on_the_day) -> None:
    interview = InterviewFactory(ahead=True)
    owner_of(interview.entity)
    address = reverse("supervision:my_interview", args=[interview.pk])

    assert interview.place in client.get(reverse("supervision:my_interviews")).content.decode()
    client.post(address, {"confirmation": "张建国，法定代表人"})
    assert "张建国，法定代表人" in client.get(address).content.decode()
    assert "确认参加人员" not in client.get(address).content.decode()


def test_cases_of_another_business_do_not_exist(owner_of, client) -> None:
    owner_of(EntityFactory())
    for name, case in (("my_order", OrderFactory()), ("my_interview", InterviewFactory())):
        address = reverse(f"supervision:{name}", args=[case.pk])
        assert client.get(address).status_code == 404
        posted = client.post(address, {"report": "已补", "confirmation": "李四"})
        assert posted.status_code == 404
