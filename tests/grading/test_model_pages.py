"""Pages of models and the laboratory: what is offered to whom, and what a form does."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from credit_portal.accounts.models import User
from credit_portal.audit.models import AuditEntry
from credit_portal.audit.services import LOOK_UP
from credit_portal.shared import clock
from entities.fact_types import FactType
from grading import selectors, services
from grading.choices import ModelStatus
from grading.models import ScoringModel, SimulationReport
from grading.rules import digest_of
from tests.factories.accounts import UserFactory
from tests.factories.entities import CreditRecordFactory, TownFactory
from tests.factories.grading import (
    ScoringModelFactory,
    SimulatedMoveFactory,
    SimulationReportFactory,
)

pytestmark = pytest.mark.usefixtures("reference_model")


@pytest.fixture
def officer(db: None) -> User:
    return UserFactory(lead_officer=True)


@pytest.fixture
def desk(officer: User, client: Client) -> Client:
    client.force_login(officer)
    return client


@pytest.fixture
def draft(reference_model: ScoringModel) -> ScoringModel:
    return ScoringModelFactory()


def url(name: str, *args: Any) -> str:
    return reverse(f"grading:{name}", args=args)


def text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


# --- Models --------------------------------------------------------------------------------------


def test_a_version_shows_where_everything_comes_from(desk: Client) -> None:
    page = text(desk.get(url("model", 1)))
    for words in ("仅供参考", "90–100", "0–49", "诚信守法", "抽查结果代码 B、C、6、8", "现行"):
        assert words in page


def test_drafts_are_the_lead_office_s(draft: ScoringModel, client: Client) -> None:
    client.force_login(UserFactory(town_officer=True))
    assert "第2版" not in text(client.get(url("models")))
    assert client.get(url("model", 2)).status_code == 404
    assert "起草新版本" not in text(client.get(url("model", 1)))


def test_a_version_is_drafted_from_another(desk: Client, officer: User) -> None:
    assert desk.post(url("draft_model", 1)).url == url("model", 2)
    assert ScoringModel.objects.get(version=2).author == officer
    assert desk.post(url("draft_model", 1)).status_code == 409


def test_the_scale_is_edited(draft: ScoringModel, desk: Client) -> None:
    page = desk.get(url("edit_model", 2))
    values = {k: "" if v is None else v for k, v in page.context["form"].initial.items()}
    desk.post(url("edit_model", 2), values | {"a_from": 95, "reason": "从严"})
    draft.refresh_from_db()
    assert draft.a_from == 95
    assert "从严" in text(desk.get(url("model", 2)))


def test_problems_are_named_before_anybody_submits(draft: ScoringModel, desk: Client) -> None:
    draft.indicators.filter(code="X1").delete()
    page = text(desk.get(url("model", 2)))
    assert "“投诉举报查实”没有计分指标。" in page
    assert "提交批准</button>" not in page
    refused = desk.post(url("laboratory"), {"model": draft.pk, "on": "2026-11-20"})
    assert "“投诉举报查实”没有计分指标。" in text(refused)
    assert not SimulationReport.objects.exists()


def test_points_are_filled_in_by_fact(draft: ScoringModel, desk: Client) -> None:
    address = url("edit_indicator", 2, "T2")
    page = text(desk.get(address))
    assert "警示约谈" in page
    assert "投诉举报查实" not in page, "counted by another indicator"
    given = {
        "code": "T2", "name": "约谈", "window_months": 12,
        f"points_{FactType.INTERVIEW.value}": -4, f"points_{FactType.INTERVIEW_ABSENT.value}": "",
    }  # fmt: skip
    assert desk.post(address, given).url == url("model", 2)
    assert draft.indicators.get(code="T2").points == {"62": -4}
    assert "“约谈无故缺席”没有计分指标。" in text(desk.get(url("model", 2)))
    assert "约谈无故缺席" in text(desk.get(url("add_indicator", 2, "facts")))


def test_a_repetition_ticks_its_facts(draft: ScoringModel, desk: Client) -> None:
    given = {
        "code": "P4", "name": "屡犯", "window_months": 24, "at_least": 3, "points_each": -5,
        "points_facts": ["12", "13"],
    }  # fmt: skip
    desk.post(url("edit_indicator", 2, "P4"), given)
    changed = draft.indicators.get(code="P4")
    assert (changed.points, changed.at_least) == ({"12": -5, "13": -5}, 3)


def test_an_industry_indicator_asks_for_every_grade(draft: ScoringModel, desk: Client) -> None:
    page = text(desk.get(url("edit_indicator", 2, "M1")))
    assert all(f'name="points_{grade}"' in page for grade in "ABCDE")


def test_a_taken_code_is_refused_at_its_field(draft: ScoringModel, desk: Client) -> None:
    given = {"code": "P1", "name": "另一个"}
    page = text(desk.post(url("add_indicator", 2, "related"), given))
    assert "编码 P1 已有指标使用。" in page
    assert desk.get(url("add_indicator", 2, "moon")).status_code == 404


def test_an_indicator_is_removed_with_a_reason(draft: ScoringModel, desk: Client) -> None:
    address = url("remove_indicator", 2, "R1")
    assert desk.post(address, {"reason": ""}).status_code == 422
    desk.post(address, {"reason": "不再提示"})
    assert not draft.indicators.filter(code="R1").exists()
    assert "不再提示" in text(desk.get(url("model", 2)))


def test_from_trial_to_publication(draft: ScoringModel, desk: Client, client: Client) -> None:
    assert "尚未试算" in text(desk.get(url("model", 2)))
    assert desk.post(url("submit_model", 2)).status_code == 409
    SimulationReportFactory(model=draft, completed=True)
    assert desk.post(url("submit_model", 2)).url == url("model", 2)
    other = Client()
    other.force_login(UserFactory(lead_officer=True))
    desk.post(url("send_back_model", 2), {"reason": "再议"})
    desk.post(url("submit_model", 2))
    day = clock.today() + timedelta(days=5)
    answer = {"effective_from": day.isoformat(), "reason": "同意"}
    assert "批准发布" in text(other.get(url("publish_model", 2)))
    past = text(other.post(url("publish_model", 2), answer | {"effective_from": "2020-01-01"}))
    assert "生效日期已过" in past
    assert other.post(url("publish_model", 2), answer).url == url("model", 2)
    draft.refresh_from_db()
    assert (draft.status, draft.effective_from) == (ModelStatus.PUBLISHED, day)
    assert "待生效" in text(other.get(url("models")))


def test_the_author_is_told_to_wait(draft: ScoringModel, desk: Client, officer: User) -> None:
    indicator = draft.indicators.get(code="P1")
    at = draft.drafted_at
    services.edit_indicator(indicator=indicator, values={"cap": 9}, by=officer, at=at)
    SimulationReportFactory(model=draft, completed=True)
    desk.post(url("submit_model", 2))
    page = text(desk.get(url("model", 2)))
    assert "须由另一名工作人员批准" in page
    assert url("publish_model", 2) not in page


# --- Laboratory ----------------------------------------------------------------------------------


def test_a_trial_is_started_and_followed(draft: ScoringModel, desk: Client) -> None:
    answer = desk.post(url("laboratory"), {"model": draft.pk, "on": "2026-11-20"})
    report = SimulationReport.objects.get()
    assert answer.url == url("report", report.pk)
    assert "进度" in text(desk.get(answer.url))
    assert "模型第2版" in text(desk.get(url("laboratory")))


def test_the_report_says_it_all(draft: ScoringModel, desk: Client) -> None:
    report = SimulationReportFactory(model=draft, base_model__version=7, completed=True)
    page = text(desk.get(url("report", report.pk)))
    for words in (
        "等级变动矩阵", "类别变动矩阵", "临界主体", "检查工作量", "按镇街", "按行业",
        "登记信息中没有企业规模", "制造业", "仅供参考", report.digest,
    ):  # fmt: skip
        assert words in page
    assert digest_of(selectors.spec_of(draft)) == report.digest


def test_movers_are_filtered(draft: ScoringModel, desk: Client) -> None:
    town = TownFactory()
    falling = SimulatedMoveFactory(report__model=draft, entity__town=town)
    rising = SimulatedMoveFactory(
        report=falling.report, entity__industry_code="F5211", grade_before="C", grade_after="A"
    )
    address = url("movers", falling.report.pk)

    def shown(**query: Any) -> set[str]:
        page = text(desk.get(address, query))
        return {m.entity.name for m in (falling, rising) if m.entity.name in page}

    assert shown() == {falling.entity.name, rising.entity.name}
    assert shown(way="up") == shown(section="F") == {rising.entity.name}
    assert shown(way="down") == shown(town=town.pk) == {falling.entity.name}


def test_why_a_business_moves(draft: ScoringModel, desk: Client, officer: User) -> None:
    indicator = draft.indicators.get(code="P2")
    points = {"points": {"12": -20}}
    services.edit_indicator(indicator=indicator, values=points, by=officer, at=draft.drafted_at)
    base = ScoringModel.objects.get(version=1)
    move = SimulatedMoveFactory(
        report__model=draft, report__base_model=base, grade_before="C", grade_after="D"
    )
    CreditRecordFactory(entity=move.entity)
    address = url("mover", move.report.pk, move.entity.uscc)
    page = text(desk.get(address))
    assert AuditEntry.objects.filter(act=LOOK_UP, object_id=move.entity.uscc).count() == 1
    for words in ("-8 分", "-20 分", "有差别", "未按规定公示信息", "A 90"):
        assert words in page
    assert "试算以后规则有过修改" not in page
    milder = {"points": {"12": -9}}
    services.edit_indicator(indicator=indicator, values=milder, by=officer, at=draft.drafted_at)
    assert "试算以后规则有过修改" in text(desk.get(address))


def test_who_does_not_move_has_no_page(draft: ScoringModel, desk: Client) -> None:
    report = SimulationReportFactory(model=draft, completed=True)
    record = CreditRecordFactory()
    assert desk.get(url("mover", report.pk, record.entity.uscc)).status_code == 404
