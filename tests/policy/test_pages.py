"""The policy pages: who opens them, what they show, what they do."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from credit_portal.accounts.choices import Role
from credit_portal.accounts.models import User
from credit_portal.policy import services
from credit_portal.policy.choices import AssignmentStatus, PackVersionStatus
from credit_portal.policy.models import HolidayNotice, PackAssignment, PackVersion, PolicyPack
from credit_portal.shared.clock import now, today
from tests.factories.accounts import user_with
from tests.factories.policy import PackAssignmentFactory, jiangyin_text
from tests.policy.conftest import AT, SYSTEM

pytestmark = pytest.mark.django_db

READ_PAGES = {
    "list": (),
    "conflicts": (),
    "assignments": (),
    "calendar": (),
    "calendar_year": (2027,),
    "pack": ("jiangyin",),
    "versions": ("jiangyin",),
    "version": ("jiangyin", 1),
}
EDIT_PAGES = {"edit": ("jiangyin",), "notice_import": ()}
ACTS = {"submit": ("jiangyin", 1), "approve": ("jiangyin", 1), "reject": ("jiangyin", 1)}
READERS = {Role.LEAD_OFFICER, Role.ADMINISTRATOR, Role.AUDITOR}
NOTICE = (
    "2027-01-01,放假,元旦\n2027-02-05~2027-02-11,放假,春节\n2027-02-20,上班,春节\n"
    "2027-05-01~2027-05-05,放假,劳动节\n2027-10-01~2027-10-07,放假,国庆节"
)


@pytest.fixture
def page(client: Client, installed: PolicyPack, author: User) -> Client:
    """Logged in as the lead office, with the shipped packs installed."""
    client.force_login(author)
    return client


def begin() -> date:
    """A day on which a new version may begin."""
    return today() + timedelta(days=30)


def drafted(author: User, *, is_submitted: bool = False) -> PackVersion:
    version = services.edit_pack(
        pack=PolicyPack.objects.get(code="jiangyin"), content=jiangyin_text(begin()),
        reason="缩短期限", by=author, at=now(),
    )  # fmt: skip
    if is_submitted:
        version = services.submit_pack_version(version=version, by=author, at=now())
    return version


@pytest.mark.parametrize("role", list(Role))
def test_roles(client: Client, installed: PolicyPack, role: Role) -> None:
    client.force_login(user_with(role))
    for name, args in READ_PAGES.items():
        expected = 200 if role in READERS else 403
        assert client.get(reverse(f"policy:{name}", args=args)).status_code == expected, name
    for name, args in EDIT_PAGES.items():
        expected = 200 if role == Role.LEAD_OFFICER else 403
        assert client.get(reverse(f"policy:{name}", args=args)).status_code == expected, name
    for name, args in {**ACTS, "assignments": ()}.items():
        expected = {"assignments": 422, "reject": 422}.get(name, 409)
        expected = expected if role == Role.LEAD_OFFICER else 403
        assert client.post(reverse(f"policy:{name}", args=args)).status_code == expected, name


def test_strangers_go_to_the_login(client: Client, installed: PolicyPack) -> None:
    for name, args in {**READ_PAGES, **EDIT_PAGES}.items():
        response = client.get(reverse(f"policy:{name}", args=args))
        assert response.status_code == 302, name
        assert "login" in response["Location"]


def test_unknown_packs_are_not_found(page: Client) -> None:
    for name, args in (("pack", ["wuxi"]), ("version", ["jiangyin", 9]), ("edit", ["wuxi"])):
        assert page.get(reverse(f"policy:{name}", args=args)).status_code == 404
    assert page.get("/desk/policy/calendar/1999/").status_code == 404


def test_a_pack_shows_value_source_certainty_and_what_it_overrides(page: Client) -> None:
    text = page.get(reverse("policy:pack", args=["jiangyin"])).content.decode()
    assert "5 个工作日" in text
    assert "澄信用发〔2020〕11号 三(六)" in text
    assert "7 个工作日（建议值 异议处理）" in text
    assert "不可改变" in text
    assert "非重点监管对象" in text
    assert "江阴市第1版、国家规则（2026）第1版" in text
    assert "@1" not in text


def test_a_pack_shows_no_keys_of_the_program(page: Client) -> None:
    text = page.get(reverse("policy:pack", args=["national_2026"])).text
    assert "异议办结" in text
    assert "objection_close" not in text
    assert "disputes.handling_days" not in text


def test_contradictions_are_reported(page: Client) -> None:
    text = page.get(reverse("policy:conflicts")).content.decode()
    for words in ("非重点监管对象", "重点关注对象", "提醒约谈", "提示约谈", "20 个工作日"):
        assert words in text
    assert "江阴市 <small>澄信用发〔2020〕11号 三(六)</small>" in text
    assert "两套系统的期限" in text
    assert "审批替代型 审批替代型" not in text


def test_edit_saves_a_draft_and_shows_what_it_changes(page: Client) -> None:
    url = reverse("policy:edit", args=["jiangyin"])
    assert "handling_days" in page.get(url).content.decode()
    content = jiangyin_text(begin()).replace("\n", "\r\n")
    response = page.post(url, {"content": content, "reason": "缩短期限"}, follow=True)
    text = response.content.decode()
    assert response.redirect_chain[-1][0] == reverse("policy:version", args=["jiangyin", 2])
    assert "<del>5 个工作日</del>" in text
    assert "<ins>4 个工作日</ins>" in text
    assert "\r" not in PackVersion.objects.get(number=2).content


def test_edit_names_the_path_of_an_error(page: Client) -> None:
    url = reverse("policy:edit", args=["jiangyin"])
    response = page.post(url, {"content": jiangyin_text(begin(), 0), "reason": "试"})
    text = response.content.decode()
    assert response.status_code == 422
    assert "disputes.handling_days.value" in text
    assert "异议处理 · 处理期限 · 值" in text
    assert "应为 1 至 366 之间的整数，现为 0。" in text
    assert not PackVersion.objects.filter(number=2).exists()


def test_submit_and_approve_by_a_second_officer(page: Client, author: User, approver: User) -> None:
    drafted(author)
    page.post(reverse("policy:submit", args=["jiangyin", 2]))
    detail = reverse("policy:version", args=["jiangyin", 2])
    assert "须由另一名工作人员审批" in page.get(detail).content.decode()
    approve = reverse("policy:approve", args=["jiangyin", 2])
    assert page.post(approve, {"reason": "同意"}).status_code == 409
    page.force_login(approver)
    assert approve in page.get(detail).content.decode()
    page.post(approve, {"reason": "同意"})
    assert PackVersion.objects.get(number=2).status == PackVersionStatus.APPROVED
    assert "同意" in page.get(detail).content.decode()


def test_reject(page: Client, author: User, approver: User) -> None:
    drafted(author, is_submitted=True)
    page.force_login(approver)
    page.post(reverse("policy:reject", args=["jiangyin", 2]), {"reason": "依据不足"})
    assert PackVersion.objects.get(number=2).status == PackVersionStatus.REJECTED
    versions = page.get(reverse("policy:versions", args=["jiangyin"])).content.decode()
    assert "已退回" in versions


def test_the_list_shows_what_is_on_its_way(page: Client, author: User) -> None:
    drafted(author, is_submitted=True)
    assert "待审批" in page.get(reverse("policy:list")).content.decode()


def test_assign(page: Client, installed: PolicyPack, approver: User) -> None:
    url = reverse("policy:assignments")
    entered = {
        "pack": installed.pk, "from_date": today(), "reason": "试点",
    }  # fmt: skip
    assert page.post(url, entered).status_code == 302
    proposal = PackAssignment.objects.get()
    assert "须由另一名工作人员批准" in page.get(url).text
    again = page.post(url, entered)
    assert again.status_code == 422
    assert "已有一项待批准的指定" in again.text
    approve = reverse("policy:assignment_approve", args=[proposal.pk])
    assert page.post(approve, {"reason": "同意"}).status_code == 409
    page.force_login(approver)
    assert approve in page.get(url).text
    assert page.post(approve, {"reason": "同意"}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.status == AssignmentStatus.APPROVED
    assert page.post(url, entered).status_code == 422, "today has begun under the first one"


def test_an_assignment_is_turned_down(page: Client) -> None:
    proposal = PackAssignmentFactory()
    reject = reverse("policy:assignment_reject", args=[proposal.pk])
    assert page.post(reject, {"reason": "日期有误"}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.status == AssignmentStatus.REJECTED


def test_calendar_marks_known_and_provisional_years(page: Client) -> None:
    services.install_notices(by=SYSTEM, at=AT)
    known = page.get(reverse("policy:calendar_year", args=[2026])).content.decode()
    assert "国办发明电〔2025〕7号" in known
    assert "调休上班（春节）" in known
    assert "待公布" in page.get(reverse("policy:calendar_year", args=[2027])).content.decode()


def test_notice_is_entered(page: Client) -> None:
    url = reverse("policy:notice_import")
    assert "2027" in page.get(url).content.decode()
    entered = {"year": 2027, "title": "通知", "number": "国办发明电〔2026〕9号", "reason": "公布"}
    wrong = page.post(url, {**entered, "days": "2027-01-01,放假,元旦"})
    assert wrong.status_code == 422
    assert "法定节假日 05-01" in wrong.content.decode()
    assert page.post(url, {**entered, "days": NOTICE}).status_code == 302
    assert HolidayNotice.objects.get(year=2027).days.count() == 21


def test_what_no_program_reads_is_marked(page: Client) -> None:
    answer = page.get(reverse("policy:pack", args=["jiangyin"]))
    rows = [row for section in answer.context["sections"] for row in section.rows]
    marked = {row.leaf.path for row in rows if row.leaf.is_kept}
    assert "measures.only_listed" in marked
    assert "disputes.handling_days" not in marked
    assert answer.content.decode().count("仅供查阅") == len(marked) + 1
