"""Measures on their pages."""

import pytest
from django.urls import reverse

from credit_portal.accounts.viewers import viewer_of
from supervision.measures.duties import DUTIES
from supervision.models import Measure
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.entities import TODAY, CreditRecordFactory
from tests.factories.supervision import MeasureFactory
from tests.supervision.measured import in_force
from tests.supervision.test_measures import S, suspend

pytestmark = pytest.mark.django_db


def test_a_measure_is_initiated_answered_and_reported_on_its_pages(as_user, on_the_day) -> None:
    record, executor = CreditRecordFactory(), UserFactory()
    client = as_user(UserFactory())
    address = reverse("supervision:measure_new", args=[record.entity.uscc])
    filled = {
        "nature": "restriction", "record": record.pk, "item_code": "M06",
        "conveniences": ["fiscal_funds"], "legal_basis": "《预算法》第九十三条",
        "content": "不予受理", "executor": executor.agency.pk, "from_on": TODAY,
    }  # fmt: skip

    refused = client.post(address, filled | {"item_code": "M07"})
    assert "不能限制财政性资金项目" in refused.content.decode()
    measure = Measure.objects.get(pk=client.post(address, filled).url.strip("/").split("/")[-1])

    client = as_user(executor)
    for name, values in (("respond", {"response": "受理"}), ("feed_back", {"feedback": "已停"})):
        step = reverse("supervision:measure_act", args=[measure.pk, name])
        assert client.get(step).status_code == 200
        assert client.post(step, values).status_code == 302
    measure.refresh_from_db()
    assert measure.status == S.FED_BACK
    page = client.get(reverse("supervision:measure", args=[measure.pk])).content.decode()
    assert "《预算法》第九十三条" in page
    again = client.post(reverse("supervision:measure_act", args=[measure.pk, "respond"]), filled)
    assert "请填写" in again.content.decode() or "这个字段" in again.content.decode()


@pytest.mark.parametrize(
    ("whose", "offered"),
    [("initiator", {"end", "suspend"}), ("executor", {"respond"}), ("neither", set())],
)
def test_each_office_is_offered_its_own_steps(
    whose: str, offered: set[str], as_user, on_the_day
) -> None:
    measure = MeasureFactory(initiator=AgencyFactory(), executor=AgencyFactory())
    agency = getattr(measure, whose, None) or AgencyFactory()
    address = reverse("supervision:measure", args=[measure.pk])
    page = as_user(UserFactory(agency=agency)).get(address).content.decode()
    steps = ("respond", "feed_back", "end", "suspend")
    assert {step for step in steps if f"{address}{step}/" in page} == offered


def test_a_measure_is_suspended_and_restored_on_its_pages(as_user, on_the_day) -> None:
    measure = MeasureFactory()
    client = as_user(UserFactory(agency=measure.initiator))

    client.post(
        reverse("supervision:measure_suspend", args=[measure.pk]),
        {"cause": "dispute", "reason": "核实期间暂不执行"},
    )
    assert not in_force(measure)
    restore = reverse(
        "supervision:measure_restore", args=[measure.pk, measure.suspensions.get().pk]
    )
    client.post(restore, {"reason": "异议不成立"})
    assert in_force(measure)


def test_a_business_reads_what_is_decided_and_how_to_contest_it(
    owner_of, client, on_the_day
) -> None:
    measure = MeasureFactory()
    owner_of(measure.entity)

    listed = client.get(reverse("supervision:my_measures")).content.decode()
    page = client.get(reverse("supervision:my_measure", args=[measure.pk])).content.decode()
    for text in (listed, page):
        assert measure.legal_basis in text
        assert "2027-11-20" in text
    assert "行政复议" in page
    other = client.get(reverse("supervision:my_measure", args=[MeasureFactory().pk]))
    assert other.status_code == 404


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"有效的", "暂停的", "已终止的"}),
        ("state=in_force", {"有效的"}),
        ("state=suspended", {"暂停的"}),
        ("state=to_respond", {"有效的", "暂停的"}),
        ("state=to_feed_back", set()),
        ("nature=incentive", set()),
        ("q=暂停的", {"暂停的"}),
        ("mine=on", set()),
    ],
)
def test_the_list_is_filtered(query: str, shown: set[str], as_user, on_the_day) -> None:
    made = {
        name: MeasureFactory(entity__name=f"{name}企业", **traits)
        for name, traits in (("有效的", {}), ("暂停的", {}), ("已终止的", {"ended": True}))
    }
    suspend(made["暂停的"])
    client = as_user(UserFactory())

    text = client.get(f"{reverse('supervision:measures')}?{query}").content.decode()
    assert {name for name in made if f"{name}企业" in text} == shown


def test_what_waits_is_counted_for_the_executing_agency() -> None:
    MeasureFactory()
    mine = MeasureFactory()
    viewer = viewer_of(UserFactory(agency=mine.executor))

    assert [duty.count(viewer, TODAY) for duty in DUTIES] == [1, 0, 0]
