"""Campaigns: demanded by the pack, handed in whole, accepted or returned; each act audited once."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from credit_portal.accounts.models import User
from credit_portal.accounts.viewers import viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.campaigns import services
from credit_portal.campaigns.choices import DutyKind, DutyStatus
from credit_portal.campaigns.duties import late, next_day, to_check, to_hand_in
from credit_portal.campaigns.models import Campaign, CampaignDuty
from credit_portal.campaigns.selectors import coverage, packs_with_campaign
from credit_portal.messages.models import Message
from credit_portal.policy.selectors import pack_by_code
from credit_portal.policy.services import install_packs
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Invalid, NotAllowed, Refused
from tests.factories.accounts import UserFactory
from tests.factories.campaigns import FIELD, OFFICE, campaign_of, duty_of, pdf, plan, summary
from tests.factories.entities import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def packs(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    install_packs(by=SystemActor("测试"), at=NOW)


@pytest.fixture
def officer() -> User:
    return UserFactory()


@pytest.fixture
def campaign(officer: User) -> Campaign:
    return campaign_of(officer.agency)


def acts() -> list[str]:
    rows = AuditEntry.objects.filter(act__startswith="campaigns.").order_by("pk")
    return list(rows.values_list("act", flat=True))


def test_the_pack_says_days_fields_and_elements(campaign: Campaign) -> None:
    assert (campaign.plan_due_on, campaign.summary_due_on) == (
        date(TODAY.year, 9, 30), date(TODAY.year, 12, 9),
    )  # fmt: skip
    assert (len(campaign.domains), campaign.case_elements[0], len(campaign.parts)) == (
        22,
        "时间",
        4,
    )
    assert acts() == ["campaigns.open_campaign", "campaigns.assign_domains"]
    assert [pack.header.code for pack in packs_with_campaign(TODAY)] == ["wuzhong"]


def test_each_year_is_covered_by_its_own_day(officer: User) -> None:
    """吴忠 一 says the end of 2022; a later campaign keeps the day, not the year."""
    campaign = campaign_of(officer.agency)
    assert campaign.coverage_due_on == date(TODAY.year, 12, 31)


def test_the_departments_of_the_document_are_proposed(client: Client) -> None:
    named, other = UserFactory(agency__short_name="自然资源局"), UserFactory()
    client.force_login(UserFactory(lead_officer=True))
    page = client.get(reverse("campaigns:new"))
    assert page.context["form"].fields["departments"].initial == [named.agency_id]
    assert other.agency_id


@pytest.mark.parametrize("year", [TODAY.year])
def test_a_year_has_one_campaign_of_a_pack_that_knows_one(
    campaign: Campaign, officer: User, year: int
) -> None:
    for code in ("wuzhong", "jiangyin"):
        with pytest.raises(Refused):
            services.open_campaign(
                year=year, title="又一次", pack=pack_by_code(code, TODAY),
                departments=[officer.agency], by=OFFICE, at=NOW,
            )  # fmt: skip


def test_a_plan_and_a_summary_are_handed_in_and_accepted(campaign: Campaign, officer: User) -> None:
    lead = UserFactory(lead_officer=True)
    for kind, content in ((DutyKind.PLAN, plan()), (DutyKind.SUMMARY, summary(campaign))):
        duty = duty_of(campaign, kind)
        services.submit_duty(duty=duty, content=content, by=officer, at=NOW)
        assert to_check(viewer_of(lead), TODAY) == 1
        assert services.accept_duty(duty=duty, by=lead, at=NOW).status == DutyStatus.ACCEPTED
    assert acts()[2:] == ["campaigns.submit_duty", "campaigns.accept_duty"] * 2
    covered = {field.name: field for field in coverage(campaign)}
    assert covered[FIELD].is_covered
    assert covered[FIELD].cases == 1
    assert (len(covered), sum(field.is_covered for field in covered.values())) == (22, 1)


CASE = {"时间": "三月", "地点": "城区", "主体": "某企业", "做法": "抽查", "成效": "改正"}


@pytest.mark.parametrize(("kind", "changes", "field"), [
    (DutyKind.PLAN, {"text": " "}, "text"),
    (DutyKind.PLAN, {"files": []}, "files"),
    (DutyKind.SUMMARY, {"parts": {}}, "part_0"),
    (DutyKind.SUMMARY, {"cases": []}, "case_0_0"),
    (DutyKind.SUMMARY, {"cases": [CASE | {"成效": ""}]}, "case_0_4"),
    (DutyKind.SUMMARY, {"cases": [CASE, CASE | {"地点": ""}]}, "case_1_1"),
    (DutyKind.SUMMARY, {"follows_superior": True}, "explanation"),
    (DutyKind.SUMMARY, {"files": []}, "files"),
    (DutyKind.SUMMARY, {"follows_superior": True, "explanation": "有", "files": []}, "files"),
])  # fmt: skip
def test_what_is_missing_is_said(
    campaign: Campaign, officer: User, kind: DutyKind, changes: dict[str, Any], field: str
) -> None:
    content = plan(**changes) if kind == DutyKind.PLAN else summary(campaign, **changes)
    duty = duty_of(campaign, kind)
    with pytest.raises(Invalid) as refused:
        services.submit_duty(duty=duty, content=content, by=officer, at=NOW)
    assert list(refused.value.fields) == [field] or field in refused.value.fields
    assert CampaignDuty.objects.get(pk=duty.pk).status == DutyStatus.OPEN


def test_what_comes_back_is_handed_in_again(campaign: Campaign, officer: User) -> None:
    lead, duty = UserFactory(lead_officer=True), duty_of(campaign, DutyKind.PLAN)
    services.submit_duty(duty=duty, content=plan(), by=officer, at=NOW)
    with pytest.raises(Refused):
        services.submit_duty(duty=duty, content=plan(), by=officer, at=NOW)
    services.send_back_duty(duty=duty, reason="缺少时间节点", by=lead, at=NOW)
    assert Message.objects.filter(agency=officer.agency, text="缺少时间节点").count() == 1
    assert to_hand_in(viewer_of(officer), TODAY) == 2
    again = services.submit_duty(duty=duty, content=plan(files=[]), by=officer, at=NOW)
    assert again.status == DutyStatus.SUBMITTED
    with pytest.raises(NotAllowed):
        services.accept_duty(duty=duty, by=officer, at=NOW)


def test_another_agency_hands_in_nothing(campaign: Campaign) -> None:
    duty = duty_of(campaign, DutyKind.PLAN)
    for user in (UserFactory(), UserFactory(window_officer=True)):
        with pytest.raises(NotAllowed):
            services.submit_duty(duty=duty, content=plan(), by=user, at=NOW)


def test_each_reminder_is_sent_once(campaign: Campaign, officer: User) -> None:
    """The plan has been due since 30 September, the summary is due on 9 December."""
    before = NOW.replace(month=9, day=15)
    soon = NOW.replace(month=12, day=8)
    assert [services.send_reminders(at=at) for at in (before, NOW, NOW, soon, soon)] == [
        0, 1, 0, 1, 0,
    ]  # fmt: skip
    assert late(viewer_of(officer), TODAY) == 1
    assert next_day(TODAY) == campaign.summary_due_on
    assert next_day(campaign.summary_due_on + timedelta(days=1)) is None


def test_the_pages_hand_in_and_export(client: Client, campaign: Campaign, officer: User) -> None:
    client.force_login(officer)
    duty = duty_of(campaign, DutyKind.SUMMARY)
    url = reverse("campaigns:submit", args=[duty.pk])
    values = {f"part_{number}": "内容" for number in range(4)}
    values |= {f"case_0_{number}": "内容" for number in range(5)}
    assert (
        "请填写案例的成效"
        in client.post(url, values | {"case_1_0": "三月", "case_0_4": "内容"}).content.decode()
    )
    assert "请上传信用评价制度" in client.post(url, values).content.decode()
    assert client.post(url, values | {"files": [pdf()]}).status_code == 302
    assert CampaignDuty.objects.get(pk=duty.pk).cases[0]["成效"] == "内容"
    assert client.get(reverse("campaigns:export", args=[campaign.pk])).status_code == 200
