"""The pages of runs: start, follow, what changed and why, the workbook, the spread."""

import io
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from credit_portal.accounts.viewers import PUBLIC_VIEWER, SYSTEM_VIEWER
from credit_portal.audit.models import AuditEntry
from credit_portal.audit.services import LOOK_UP
from credit_portal.jobs.models import Job
from credit_portal.policy.services import install_packs
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.clock import now, today
from entities.models import Entity
from grading import tasks
from grading.choices import CreditGrade, RunKind, RunStatus
from grading.models import EvaluationRun, Grade, RunDistribution
from grading.runs import changes, distribution, export, figures
from tests.factories.accounts import UserFactory
from tests.factories.entities import NOW, TODAY, CreditRecordFactory, EntityFactory, TownFactory
from tests.factories.grading import EvaluationRunFactory, GradeFactory
from tests.factories.jobs import JobFactory
from tests.grading.test_runs import run

pytestmark = pytest.mark.usefixtures("reference_model", "packs")
BY = SystemActor("测试")
LATER = NOW + timedelta(hours=3)


@pytest.fixture
def packs(db: None) -> None:
    install_packs(by=BY, at=NOW - timedelta(days=100))


@pytest.fixture
def lead(client: Client) -> Client:
    client.force_login(UserFactory(lead_officer=True))
    return client


@pytest.fixture
def fallen() -> EvaluationRun:
    """The second of two runs: one business fell, one came, one stayed."""
    entity = EntityFactory(name="=危险公式厂", town=TownFactory(), industry_code="C1711")
    EntityFactory(industry_code="")
    run()
    CreditRecordFactory(entity=entity, serious=True, recorded_at=LATER, title="无证经营")
    EntityFactory(recorded_at=LATER)
    return run(at=LATER)


def page_of(client: Client, name: str, **kwargs: Any) -> str:
    response = client.get(reverse(f"grading:{name}", kwargs=kwargs))
    assert response.status_code == 200
    return response.content.decode()


# --- start ---


@pytest.mark.parametrize("kind", [RunKind.FULL, RunKind.INCREMENTAL])
def test_an_officer_starts_a_run_and_follows_it(lead: Client, kind: RunKind) -> None:
    EntityFactory()
    response = lead.post(reverse("grading:run_start"), {"kind": kind, "cause": "例行"})
    started = EvaluationRun.objects.get()
    assert response["Location"] == reverse("grading:run", args=[started.pk])
    assert (started.kind, started.on, started.cause) == (kind, today(), "例行")
    assert "progress" in page_of(lead, "run", pk=started.pk)
    fragment = lead.get(reverse("grading:run_progress", args=[started.pk]))
    assert "HX-Refresh" not in fragment
    Job.objects.update(status="succeeded", finished_at=now())
    fragment = lead.get(reverse("grading:run_progress", args=[started.pk]))
    assert fragment["HX-Refresh"] == "true"


def test_a_refusal_stands_beside_the_form(lead: Client) -> None:
    EvaluationRunFactory(running=True, job=JobFactory(running=True))
    response = lead.post(reverse("grading:run_start"), {"kind": "full", "cause": "例行"})
    assert "另一次评价正在进行" in response.content.decode()
    response = lead.post(reverse("grading:run_reproduce"), {"on": today().isoformat()})
    assert "另一次评价正在进行" in response.content.decode()
    assert EvaluationRun.objects.count() == 1


def test_only_past_days_can_be_computed_again(lead: Client) -> None:
    tomorrow = today() + timedelta(days=1)
    response = lead.post(reverse("grading:run_reproduce"), {"on": tomorrow.isoformat()})
    assert "今天或以前" in response.content.decode()
    lead.post(reverse("grading:run_reproduce"), {"on": TODAY.isoformat()})
    assert EvaluationRun.objects.get().kind == RunKind.REPRODUCTION


@pytest.mark.parametrize(("digest", "verdict"), [("a" * 64, "一致"), ("b" * 64, "不一致")])
def test_a_reproduction_says_whether_it_agrees(lead: Client, digest: str, verdict: str) -> None:
    original = EvaluationRunFactory(digest="a" * 64)
    again = EvaluationRunFactory(kind=RunKind.REPRODUCTION, digest=digest)
    assert f'notice-title">{verdict}</p>' in page_of(lead, "run", pk=again.pk)
    assert f">{verdict}</span>" in page_of(lead, "run", pk=original.pk)


def test_without_a_full_run_there_is_nothing_to_compare_with(lead: Client) -> None:
    alone = EvaluationRunFactory(kind=RunKind.REPRODUCTION, digest="a" * 64)
    assert "无从核对" in page_of(lead, "run", pk=alone.pk)


@pytest.mark.parametrize("trait", ["running", "failed"])
def test_rows_of_a_run_that_does_not_count_are_not_shown(lead: Client, trait: str) -> None:
    grade = GradeFactory(run=EvaluationRunFactory(**{trait: True}), previous_grade="A")
    assert grade.entity.name not in page_of(lead, "run", pk=grade.run_id)


# --- what changed ---


def test_a_change_says_why(lead: Client, fallen: EvaluationRun) -> None:
    text = page_of(lead, "run", pk=fallen.pk)
    changed = changes.changes_of(fallen, SYSTEM_VIEWER).get().entity
    assert AuditEntry.objects.get(act=LOOK_UP).object_id == changed.uscc
    assert "=危险公式厂" in text
    assert "无证经营" in text
    (change,) = changes.with_reasons(
        fallen, changes.changes_of(fallen, SYSTEM_VIEWER), SYSTEM_VIEWER
    )
    assert any("新增1项" in reason for reason in change.reasons)


def test_the_page_explains_in_few_queries(
    lead: Client, fallen: EvaluationRun, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(35):
        page_of(lead, "run", pk=fallen.pk)


@pytest.mark.parametrize(
    ("chosen", "count"),
    [({}, 1), ({"direction": "fell"}, 1), ({"direction": "rose"}, 0), ({"direction": "first"}, 1),
     ({"direction": "class"}, 1), ({"grade": "A"}, 0)],
)  # fmt: skip
def test_a_filter_narrows_the_list(
    fallen: EvaluationRun, chosen: dict[str, str], count: int
) -> None:
    assert changes.changes_of(fallen, SYSTEM_VIEWER, **chosen).count() == count


def test_the_public_sees_no_change(fallen: EvaluationRun) -> None:
    assert not changes.changes_of(fallen, PUBLIC_VIEWER).exists()


def test_differences_name_what_came_and_what_went(fallen: EvaluationRun) -> None:
    grade = changes.changes_of(fallen, SYSTEM_VIEWER).get()
    at = LATER + timedelta(hours=1)
    grade.entity.records.update(withdrawn_at=at, withdrawal_reason="复议撤销")
    third = run(at=at)
    (change,) = changes.with_reasons(third, changes.changes_of(third, SYSTEM_VIEWER), SYSTEM_VIEWER)
    assert any("减少1项" in reason for reason in change.reasons)


def test_the_matrix_counts_everybody(fallen: EvaluationRun) -> None:
    rows = figures.matrix(fallen)
    assert sum(row.total for row in rows) == fallen.entities == 3
    assert [row.code for row in rows] == ["B", ""]
    moves = {cell.move: cell.count for cell in rows[0].cells if cell.count}
    assert moves == {"same": 1, "fell": 1}


def test_the_bars_are_shares_of_all(fallen: EvaluationRun) -> None:
    bars = figures.grade_bars(fallen)
    assert [bar.code for bar in bars] == CreditGrade.values
    assert sum(bar.count for bar in bars) == 3
    assert sum(bar.percent for bar in bars) == pytest.approx(100)


# --- the workbook ---


def test_the_workbook_is_built_by_a_job_and_safe_to_open(
    lead: Client, fallen: EvaluationRun
) -> None:
    response = lead.post(reverse("grading:run_changes", args=[fallen.pk]), {"direction": "fell"})
    job = Job.objects.get(kind=export.JOB)
    assert response["Location"] == reverse("jobs:detail", args=[job.pk])
    assert AuditEntry.objects.filter(act="grading.export_changes").count() == 1
    stream = io.BytesIO()
    by = UserFactory(lead_officer=True)
    export.write_changes(fallen, job.params["chosen"], by=by, at=LATER, stream=stream, tick=print)
    (headings, row) = openpyxl.load_workbook(stream)["等级变动"].values
    assert headings == export.HEADINGS
    assert row[1] == "=危险公式厂"
    assert "无证经营" in row[-1]
    assert openpyxl.load_workbook(stream)["等级变动"]["B2"].data_type == "s"
    looked = AuditEntry.objects.filter(act=LOOK_UP, actor_id=by.pk)
    assert looked.count() == 1, "the business sees who took the reasons away"


def test_more_rows_than_a_sheet_holds_are_refused(
    lead: Client, fallen: EvaluationRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "MOST_ROWS", 0)
    response = lead.post(reverse("grading:run_changes", args=[fallen.pk]))
    assert response.status_code == 409
    assert not Job.objects.filter(kind=export.JOB).exists()


# --- the spread ---


def test_the_spread_is_kept_once_for_each_full_run(fallen: EvaluationRun) -> None:
    tasks.keep_distribution(fallen.pk)
    tasks.keep_distribution(fallen.pk)
    rows = RunDistribution.objects.values_list("town__name", "section", "grade", "count")
    entity = Entity.objects.get(name="=危险公式厂")
    grade = Grade.objects.get(run=fallen, entity=entity).grade
    assert (entity.town.name, "C", grade, 1) in rows
    assert sum(row[3] for row in rows) == fallen.entities
    last = run(RunKind.INCREMENTAL, at=LATER + timedelta(hours=1))
    tasks.keep_distribution(last.pk)
    assert set(RunDistribution.objects.values_list("run", flat=True)) == {fallen.pk}


def test_the_spread_of_a_town_and_an_industry(lead: Client, fallen: EvaluationRun) -> None:
    first = EvaluationRun.objects.earliest("pk")
    for each in (first, fallen):
        distribution.keep_distribution(each)
    town = Entity.objects.get(name="=危险公式厂").town
    assert [point.total for point in distribution.over_time()] == [2, 3]
    assert [point.total for point in distribution.over_time(town, "C")] == [1, 1]
    assert distribution.over_time(town, "A") == []
    text = page_of(lead, "distribution")
    assert town.name in text
    assert "制造业" in text
    assert "未登记" in text
    assert (
        lead.get(reverse("grading:distribution"), {"town": "x", "section": "?"}).status_code == 200
    )


def test_pages_of_a_fresh_portal_are_empty_not_broken(lead: Client) -> None:
    assert "还没有评价" in page_of(lead, "runs")
    assert "还没有全面评价的分布数据" in page_of(lead, "distribution")
    assert RunStatus.COMPLETED not in page_of(lead, "run_start")
