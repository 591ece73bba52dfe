"""The pages of inspections: the whole way through forms, what each face shows, and to whom."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from credit_portal.accounts.viewers import Viewer, ViewerKind
from credit_portal.shared.duties import waiting_for
from supervision.inspections.choices import VisitStatus
from supervision.models import (
    DeclaredInterest,
    Inspection,
    InspectionDraw,
    InspectionItem,
    InspectionPlan,
    InspectionTask,
    Inspector,
)
from supervision.services import draws
from tests.factories.accounts import MandateFactory, UserFactory
from tests.factories.entities import NOW, EntityFactory
from tests.factories.inspections import (
    LATER,
    InspectionItemFactory,
    InspectionPlanFactory,
    InspectionTaskFactory,
    announced,
    build_office,
    drawn,
    visit_in,
    visitor_of,
)
from tests.supervision.drawn import run_script

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 32


def at(name: str, *arguments: Any) -> str:
    return reverse(f"supervision:{name}", args=arguments)


def text_of(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def send(client: Any, address: str, **values: Any) -> None:
    """A form that is taken: the next page is another one."""
    response = client.post(address, values)
    assert response.status_code == 302, response.content.decode()[-3000:]


def test_from_the_item_to_the_drawn_visit(as_user) -> None:
    office = build_office()
    client = as_user(office.officer)
    send(
        client, at("inspection_item_new"), code="JC-1", name="燃气安全", basis="燃气条例",
        subject="餐饮企业", ratio="10%", frequency="每年一次", method="实地", inspectors="两人",
    )  # fmt: skip
    item = InspectionItem.objects.get(code="JC-1")
    send(client, at("inspection_item_act", item.pk, "publish"))
    send(client, at("inspection_plan_new"), year=2026, title="安全检查计划", content="")
    plan = InspectionPlan.objects.get(title="安全检查计划")
    task = {
        "name": "燃气抽查", "starts_on": "2026-11-20", "ends_on": "2026-12-20", "items": item.pk,
        "share_reduced": 5, "share_usual": 20, "share_raised": 30, "share_strict": 100,
    }  # fmt: skip
    assert "5% 至 20%" in text_of(client.get(at("inspection_task_new", plan.pk)))
    refused = client.post(at("inspection_task_new", plan.pk), {**task, "share_usual": 0})
    assert "应在 5% 至 20% 之间" in text_of(refused)
    send(client, at("inspection_task_new", plan.pk), **task)
    made = InspectionTask.objects.get(name="燃气抽查")
    edit = at("inspection_task_edit", made.pk)
    assert 'value="20"' in text_of(client.get(edit))
    send(client, edit, **{**task, "share_usual": 15})
    made.refresh_from_db()
    assert made.shares["usual"] == 15
    assert "等待公布" in text_of(client.get(at("inspection_plan", plan.pk)))
    send(as_user(office.second), at("inspection_plan_act", plan.pk, "publish"))
    assert "任务重叠" in text_of(client.get(at("inspection_task", made.pk)))
    issue = at("inspection_task_act", made.pk, "issue")
    assert "请写明分别检查的理由" in text_of(client.post(issue))
    send(client, issue, clash_reason="季节性检查")
    assert "已经下达" in text_of(client.post(edit, task))
    send(client, at("inspection_task_act", made.pk, "announce"))
    draw = InspectionDraw.objects.get(task=made)
    assert "尚未抽取" in text_of(client.get(at("inspection_draw", draw.pk)))
    send(client, at("inspection_draw_act", draw.pk, "reveal"), witness="公证处")
    visit = Inspection.objects.get(draw=draw)
    assert visit.entity.name in text_of(client.get(at("inspection_draw", draw.pk)))
    send(client, at("inspection_draw_act", draw.pk, "replace"), reason="名册遗漏")
    assert "名册遗漏" in text_of(client.get(at("inspection_task", made.pk)))


def test_a_draft_plan_is_changed_and_discarded(as_user) -> None:
    plan = InspectionPlanFactory(draft=True)
    client = as_user(UserFactory(agency=plan.agency))
    edit = at("inspection_plan_edit", plan.pk)
    assert plan.title in text_of(client.get(edit))
    send(client, edit, year=2026, title="改后的计划", content="内容")
    page = text_of(client.get(at("inspection_plan", plan.pk)))
    assert "改后的计划" in page
    assert edit in page
    send(client, at("inspection_plan_act", plan.pk, "discard"), reason="并入全市计划")
    page = text_of(client.get(at("inspection_plan", plan.pk)))
    assert "已作废" in page
    assert "并入全市计划" in page
    assert edit not in page
    refused = client.post(edit, {"year": 2026, "title": "再改", "content": ""})
    assert "抽查计划已作废，不能修改。" in text_of(refused)
    assert client.get(edit).status_code == 302


def test_from_the_notice_to_the_published_result(as_user) -> None:
    visit, office = visit_in(VisitStatus.PLANNED)
    visitor = visitor_of(visit)
    client = as_user(office.officer)
    assert "入企登记" not in text_of(client.get(at("visit", visit.pk))), "not an inspector of it"
    send(client, at("visit_act", visit.pk, "notify"), notice="请备好营业执照")
    client = as_user(visitor)
    scanned = client.get(at("visit_scan", visit.token))
    assert scanned["Location"] == at("visit_act", visit.pk, "start")
    send(client, scanned["Location"])
    send(client, at("visit_photo_add", visit.pk), upload=SimpleUploadedFile("a.png", PNG))
    photo = visit.photos.get()
    assert client.get(at("visit_photo", visit.pk, photo.pk))["Content-Type"] == "image/png"
    assert client.get(at("visit_photo", visit.pk, photo.pk + 1)).status_code == 404
    client.post(at("visit_photo_add", visit.pk))
    code = visit.draw.task.items.get().code
    enter = at("visit_act", visit.pk, "enter")
    incomplete = client.post(enter, {"code": "E", "finding": "杂物"})
    assert "必填" in text_of(incomplete)
    send(client, enter, code="E", finding="杂物占道，已清理", **{f"item_{code}": "no"})
    assert "录入人以外" in text_of(client.post(at("visit_act", visit.pk, "review")))
    client = as_user(office.second)
    assert "审核通过" in text_of(client.get(at("visit", visit.pk)))
    send(client, at("visit_act", visit.pk, "send_back"), reason="补照片")
    send(as_user(visitor), enter, code="E", finding="已清理", **{f"item_{code}": "no"})
    client = as_user(office.second)
    send(client, at("visit_act", visit.pk, "review"))
    assert visit.entity.name not in text_of(client.get(at("public_results")))
    send(client, at("visit_act", visit.pk, "publish"))
    assert visit.entity.name in text_of(client.get(at("public_results")))


def test_inspectors_and_their_interests(as_user) -> None:
    office = build_office()
    colleague, entity = UserFactory(agency=office.agency), EntityFactory()
    client = as_user(office.officer)
    send(client, at("inspectors"), user=colleague.pk, certificate="99-8", valid_until="2027-01-01")
    inspector = Inspector.objects.get(user=colleague)
    for name, values in (
        ("renew", {"valid_until": "2028-01-01"}),
        ("interest", {"entity": entity.uscc, "nature": "持有股份"}),
    ):
        send(client, at("inspector_act", inspector.pk, name), **values)
    assert "持有股份" in text_of(client.get(at("inspector", inspector.pk)))
    interest = DeclaredInterest.objects.get()
    send(client, at("interest_end", inspector.pk, interest.pk), reason="已转让")
    send(client, at("inspector_act", inspector.pk, "remove"), reason="调离")
    assert "已退出" in text_of(client.get(at("inspectors")))
    unknown = {"entity": "91990281MA0000000X", "nature": "股东"}
    other = at("inspector_act", office.inspectors[0].pk, "interest")
    assert "没有这个代码" in text_of(client.post(other, unknown))


def test_a_swap_names_nobody(as_user) -> None:
    visit, office = visit_in(VisitStatus.NOTIFIED)
    visitor = visit.visitors.first()
    client = as_user(office.officer)
    send(client, at("visit_swap", visit.pk, visitor.pk), reason="临时出差")
    page = text_of(client.get(at("visit", visit.pk)))
    assert "已更换" in page
    assert "临时出差" in page


def test_lists_and_their_filters(as_user) -> None:
    visit, office = visit_in(VisitStatus.ENTERED)
    client = as_user(office.officer)
    name = visit.entity.name
    for query, found in (
        ("", True), ("?state=to_publish", True), ("?state=planned", False),
        (f"?q={visit.entity.uscc}", True), ("?q=没有这一家", False), ("?state=mine", False),
    ):  # fmt: skip
        assert (name in text_of(client.get(at("visits") + query))) is found, query
    assert office.task.plan.title in text_of(client.get(at("inspection_plans")))
    assert office.task.items.get().code in text_of(client.get(at("inspection_items")))
    other = as_user(UserFactory())
    assert name not in text_of(other.get(at("visits")))


def test_a_draft_of_the_next_version(as_user) -> None:
    item = InspectionItemFactory()
    client = as_user(UserFactory(agency=item.agency))
    page = text_of(client.get(at("inspection_item_edit", item.code)))
    assert item.basis in page
    assert client.get(at("inspection_item_edit", "no-such")).status_code == 404


def test_lights_and_duties_tell_of_late_results(as_user) -> None:
    _, office = visit_in(VisitStatus.ENTERED)
    late = (NOW + timedelta(days=40)).date()
    viewer = Viewer(ViewerKind.LEAD_OFFICE)
    counts = {w.duty.label: w.count for w in waiting_for("lead_officer", viewer, late)}
    assert (counts["结果逾期未公示"], counts["检查结果待审核"]) == (1, 1)
    client = as_user(office.officer)
    with time_machine.travel(NOW + timedelta(days=40), tick=False):
        client.force_login(office.officer)
        assert "逾期" in text_of(client.get(at("visits")))


def test_everybody_can_download_and_verify(client, tmp_path: Path) -> None:
    office = build_office(businesses=30)
    draw = announced(office)
    page = text_of(client.get(at("public_draw", draw.pk)))
    assert draw.announcement_sha256 in page
    assert draw.seed not in page
    assert client.get(at("public_draw_file", draw.pk)).status_code == 409
    draw = draws.reveal_draw(draw=draw, by=office.officer, at=LATER)
    page = text_of(client.get(at("public_draw", draw.pk)))
    assert draw.seed in page
    assert "verify_draw" in page
    path = tmp_path / "draw.json"
    path.write_bytes(b"".join(client.get(at("public_draw_file", draw.pk)).streaming_content))
    assert run_script(path, draw.announcement_sha256)[0] == 0
    assert json.loads(path.read_text())["seed"] == draw.seed
    names = [visit.entity.name for visit in draw.visits.all()]
    assert not any(name in page for name in names), "nobody is warned before the notice"


def test_a_replaced_draw_stays_public(client) -> None:
    office = build_office()
    first = drawn(office)
    second = draws.redraw(draw=first, reason="名册遗漏", by=office.officer, at=LATER)
    assert "已重新抽取" in text_of(client.get(at("public_draw", first.pk)))
    page = text_of(client.get(at("public_draw", second.pk)))
    assert "名册遗漏" in page
    assert at("public_draw", first.pk) in page
    assert client.get(at("public_draw_file", first.pk)).status_code == 200


def test_public_lists(client) -> None:
    visit, office = visit_in(VisitStatus.PUBLISHED)
    draft = InspectionItemFactory(draft=True)
    items = text_of(client.get(at("public_items")))
    assert office.task.items.get().name in items
    assert draft.name not in items
    added = InspectionTaskFactory(plan=office.task.plan, draft=True, drafted_at=NOW)
    published = text_of(client.get(at("public_plans")))
    assert office.task.plan.title in published
    assert office.task.name in published
    assert added.name not in published
    assert office.task.name in text_of(client.get(at("public_tasks")))
    assert visit.entity.name in text_of(
        client.get(at("public_results") + f"?q={visit.entity.uscc}")
    )
    assert visit.entity.name not in text_of(client.get(at("public_results") + "?q=没有这一家"))


@pytest.fixture
def owner(as_user):
    """A signed-in business."""

    def log_in(code: str):
        return as_user(MandateFactory(uscc=code).user)

    return log_in


def test_the_business_sees_the_notice_and_shows_the_code(owner) -> None:
    visit, _ = visit_in(VisitStatus.NOTIFIED)
    client = owner(visit.entity.uscc)
    page = text_of(client.get(at("my_inspections")))
    assert visit.draw.task.name in page
    assert visit.roster_key in page, "to look for in the file of the draw"
    page = text_of(client.get(at("my_inspection", visit.pk)))
    assert "<svg" in page
    assert visit.notice in page
    assert visit.roster_key in page
    assert "提交评价" not in page
    assert owner(EntityFactory().uscc).get(at("my_inspection", visit.pk)).status_code == 404


def test_the_business_rates_the_visit(owner) -> None:
    visit, _ = visit_in(VisitStatus.PUBLISHED)
    client = owner(visit.entity.uscc)
    page = text_of(client.get(at("my_inspection", visit.pk)))
    assert visit.result_label in page
    assert 'aria-label="入企码"' not in page
    send(client, at("my_inspection", visit.pk), rating=4, note="规范")
    assert "满意：规范" in text_of(client.get(at("my_inspection", visit.pk)))


def test_the_burden_stands_in_the_entity_file(as_user) -> None:
    visit, _ = visit_in(VisitStatus.STARTED)
    client = as_user(UserFactory(lead_officer=True))
    address = reverse("portal:desk_entity", args=[visit.entity.uscc])
    page = text_of(client.get(f"{address}?tab=inspections"))
    assert "已达频次上限" in page
    assert visit.draw.task.name in page
