"""Pages of messages, falls, overrides and results from outside."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.test import Client

from credit_portal.accounts.models import User
from grading.choices import OverrideStatus
from grading.models import ClassNotice, ExternalAssessment, GradeOverride
from tests.factories.accounts import MandateFactory, UserFactory
from tests.factories.entities import NOW, TODAY, EntityFactory, make_uscc
from tests.factories.grading import (
    ClassNoticeFactory,
    ExternalAssessmentFactory,
    GradeFactory,
    GradeOverrideFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
FALLS, OVERRIDES = "/desk/grading/falls/", "/desk/grading/overrides/"
ASSESSMENTS = "/desk/grading/assessments/"


@pytest.fixture
def lead(client: Client) -> User:
    officer = UserFactory(lead_officer=True)
    client.force_login(officer)
    return officer


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


# --- the business ---


@pytest.fixture
def message(client: Client) -> ClassNotice:
    """A message to the business of the user who is logged in."""
    notice: ClassNotice = ClassNoticeFactory()
    client.force_login(MandateFactory(uscc=notice.entity.uscc).user)
    return notice


def test_a_message_is_counted_read_and_counted_no_more(
    client: Client, message: ClassNotice
) -> None:
    others = ClassNoticeFactory()
    assert '<span class="stat-value">1</span>' in page(client, "/my/")
    text = page(client, "/my/class-changes/")
    assert message.entity.name in text
    assert others.entity.name not in text
    assert "由“诚信守法”变为“一般失信”" in text
    assert f"/my/grade/{message.entity.uscc}/" in text
    assert "仅供参考" in text

    response = client.post(f"/my/class-changes/{message.pk}/read/")
    assert response["Location"] == "/my/class-changes/"
    assert "2026-11-20 已读" in page(client, "/my/class-changes/")
    assert '<span class="stat-value">' not in page(client, "/my/")


def test_the_message_of_another_business_is_not_found(client: Client, message: ClassNotice) -> None:
    others = ClassNoticeFactory()
    assert client.post(f"/my/class-changes/{others.pk}/read/").status_code == 404
    assert client.get(f"/my/class-changes/{message.pk}/read/").status_code == 405


# --- falls ---


def test_a_town_works_off_its_falls(client: Client) -> None:
    notice = ClassNoticeFactory(task=True, sent_at=NOW - timedelta(days=20))
    others = ClassNoticeFactory(task=True)
    client.force_login(UserFactory(town_officer=True, agency=notice.supervisor))
    assert "逾期" in page(client, FALLS)
    assert others.entity.name not in page(client, FALLS)
    assert client.get(f"{FALLS}{others.pk}/").status_code == 404
    assert 'href="/desk/grading/falls/"' in page(client, "/desk/")

    detail = f"{FALLS}{notice.pk}/"
    assert f"/desk/entities/{notice.entity.uscc}/?tab=grade" in page(client, detail)
    assert "is-invalid" in client.post(detail, {"handling": " "}).content.decode()
    assert client.post(detail, {"handling": "已约谈负责人"}).status_code == 302
    assert notice.entity.name not in page(client, FALLS)
    assert "已办结" in page(client, f"{FALLS}?state=handled")
    assert "已约谈负责人" in page(client, detail)


@pytest.mark.usefixtures("lead")
def test_the_lead_office_sees_all_falls_and_finds_one(client: Client) -> None:
    first, second = ClassNoticeFactory(task=True), ClassNoticeFactory(handled=True)
    assert first.entity.name in page(client, f"{FALLS}?state=all")
    text = page(client, f"{FALLS}?state=all&q={second.entity.uscc}")
    assert second.entity.name in text
    assert first.entity.name not in text


def test_a_handled_fall_stays_as_it_is(client: Client, lead: User) -> None:
    notice = ClassNoticeFactory(handled=True)
    response = client.post(f"{FALLS}{notice.pk}/", {"handling": "改口"})
    assert response.status_code == 409
    assert "已经办结" in response.content.decode()
    assert ClassNotice.objects.get().handling == "已约谈负责人"


# --- overrides ---


def test_an_override_from_proposal_to_end(client: Client, lead: User) -> None:
    entity = GradeFactory().entity
    form = {
        "grade": "C", "from_on": TODAY, "until_on": TODAY + timedelta(days=30),
        "reason": "数据正在核实",
    }  # fmt: skip
    propose = f"{OVERRIDES}{entity.uscc}/new/"
    assert entity.uscc in page(client, propose)
    assert "必须晚于" in client.post(propose, form | {"until_on": TODAY}).content.decode()
    response = client.post(propose, form)
    override = GradeOverride.objects.get()
    detail = f"{OVERRIDES}{override.pk}/"
    assert response["Location"] == detail
    assert "须由另一名工作人员决定" in page(client, detail)
    assert "批准调整" not in page(client, detail)
    refused = client.post(f"{detail}approve/", {}).content.decode()
    assert "提出人以外的人员" in refused

    client.force_login(UserFactory(lead_officer=True))
    assert '<span class="stat-value">1</span>' in page(client, "/desk/")
    assert f"{detail}reject/" in page(client, detail)
    assert client.post(f"{detail}approve/", {}).status_code == 302
    assert f"{detail}end/" in page(client, detail)
    assert client.post(f"{detail}end/", {"reason": ""}).status_code == 200
    assert client.post(f"{detail}end/", {"reason": "核实完毕"}).status_code == 302
    assert GradeOverride.objects.get().status == OverrideStatus.ENDED
    text = page(client, detail)
    assert "核实完毕" in text
    assert "待批准" in text, "the history tells the steps"


@pytest.mark.usefixtures("lead")
def test_the_list_of_overrides_and_its_filters(client: Client) -> None:
    waiting = GradeOverrideFactory()
    over = GradeOverrideFactory(approved=True, from_on=TODAY - timedelta(9), until_on=TODAY)
    assert "已到期" in page(client, OVERRIDES)
    text = page(client, f"{OVERRIDES}?status=proposed")
    assert waiting.entity.name in text
    assert over.entity.name not in text
    assert over.entity.name in page(client, f"{OVERRIDES}?q={over.entity.uscc}")
    assert client.get(f"{OVERRIDES}{waiting.pk}/burn/").status_code == 404
    assert client.get(f"{OVERRIDES}{make_uscc(9999)}/new/").status_code == 404


# --- results from outside ---


def test_the_list_of_results_and_its_filters(client: Client) -> None:
    industry = ExternalAssessmentFactory()
    national = ExternalAssessmentFactory(national=True, withdrawn=True)
    client.force_login(UserFactory(window_officer=True))
    text = page(client, ASSESSMENTS)
    assert "采用中" in text
    assert "报送有误" in text
    assert "登记结果" not in text
    assert "/withdraw/" not in text
    for query, shown, hidden in (
        ("source=national", national, industry),
        ("domain=道路运输", industry, national),
        ("period=2026年第三季度", industry, national),
        (f"q={national.entity.uscc}", national, industry),
    ):
        found = page(client, f"{ASSESSMENTS}?{query}")
        assert shown.entity.name in found, query
        assert hidden.entity.name not in found, query
    assert "没有符合条件" in page(client, f"{ASSESSMENTS}?period=去年")


def test_a_department_reports_and_withdraws_its_own(client: Client) -> None:
    officer, entity, others = UserFactory(), EntityFactory(), ExternalAssessmentFactory()
    client.force_login(officer)
    form = {
        "entity": entity.uscc, "source": "industry", "domain": "旅游", "period": "2026Q3",
        "grade": "B", "assessed_on": "2026-10-20",
    }  # fmt: skip
    new = f"{ASSESSMENTS}new/"
    assert "没有这个代码" in client.post(new, form | {"entity": "9X"}).content.decode()
    assert "评价周期" in client.post(new, form | {"period": "上季"}).content.decode()
    refused = client.post(new, form | {"domain": others.domain}).content.decode()
    assert "由其他单位报送" in refused
    assert client.post(new, form)["Location"] == ASSESSMENTS

    own = ExternalAssessment.objects.get(entity=entity)
    text = page(client, ASSESSMENTS)
    assert f"{ASSESSMENTS}{own.pk}/withdraw/" in text
    assert f"{ASSESSMENTS}{others.pk}/withdraw/" not in text
    assert client.get(f"{ASSESSMENTS}{others.pk}/withdraw/").status_code == 404
    withdraw = f"{ASSESSMENTS}{own.pk}/withdraw/"
    assert client.post(withdraw, {"reason": ""}).status_code == 200
    assert client.post(withdraw, {"reason": "报送有误"}).status_code == 302
    assert ExternalAssessment.objects.get(pk=own.pk).withdrawal_reason == "报送有误"


@pytest.mark.usefixtures("lead")
def test_the_template_of_the_file_can_be_downloaded(client: Client) -> None:
    response = client.get("/desk/imports/templates/assessments/")
    content = b"".join(response.streaming_content) if response.streaming else response.content
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert [cell.value for cell in book.worksheets[0][1]] == [
        "统一社会信用代码*", "名称*", "来源*", "领域", "评价周期*", "评价等级*", "评价日期*",
    ]  # fmt: skip
