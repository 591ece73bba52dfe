"""The lists of inspections as workbooks: each holds what its page shows to whoever asks."""

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from credit_portal.accounts.permissions import role_required
from credit_portal.shared import clock
from credit_portal.shared.visibility import visible_one
from supervision.exports import export
from supervision.inspections import tables
from supervision.inspections.forms import VisitFilterForm
from supervision.inspections.permissions import INSPECTING_ROLES
from supervision.inspections.public_views import published_results
from supervision.inspections.visit_views import visits_asked_for
from supervision.models import InspectionItem, InspectionPlan, InspectionTask, Inspector
from supervision.pages import user_of, viewer

inspecting = role_required(*INSPECTING_ROLES)
OF_TASK = ("items", "partners", "towns")


@require_safe
@inspecting
def items(request: HttpRequest) -> FileResponse:
    rows = InspectionItem.objects.visible_to(viewer(request)).select_related("agency")
    table = tables.items_table(rows, with_stage=True)
    return export("抽查事项清单", table, by=user_of(request), at=clock.now())


@require_safe
@inspecting
def inspectors(request: HttpRequest) -> FileResponse:
    rows = Inspector.objects.visible_to(viewer(request)).select_related("user", "agency")
    table = tables.inspectors_table(rows)
    return export("检查人员名录", table, by=user_of(request), at=clock.now())


@require_safe
@inspecting
def plan(request: HttpRequest, pk: int) -> FileResponse:
    """A plan with its tasks."""
    found = visible_one(InspectionPlan.objects.visible_to(viewer(request)), pk=pk)
    rows = InspectionTask.objects.visible_to(viewer(request)).filter(plan=found)
    rows = rows.select_related("plan__agency", "agency").prefetch_related(*OF_TASK)
    table = tables.tasks_table(rows.order_by("starts_on", "pk"), with_reasons=True)
    return export(found.title, table, by=user_of(request), at=clock.now())


@require_safe
@inspecting
def visits(request: HttpRequest) -> FileResponse:
    """The visits that the filter shows."""
    rows = visits_asked_for(request, VisitFilterForm(request.GET))
    table = tables.visits_table(rows)
    return export("检查", table, by=user_of(request), at=clock.now())


@require_safe
def public_results(request: HttpRequest) -> FileResponse:
    """结果公告, for everybody."""
    rows = published_results(request.GET.get("q", "").strip())
    return export("抽查结果公告", tables.results_table(rows), at=clock.now())


@require_safe
def public_items(request: HttpRequest) -> FileResponse:
    """事项清单, for everybody."""
    rows = InspectionItem.objects.in_force().select_related("agency")
    return export("抽查事项清单", tables.items_table(rows, with_stage=False), at=clock.now())


@require_safe
def public_plans(request: HttpRequest) -> FileResponse:
    """计划公告 with its tasks, for everybody."""
    plans = InspectionPlan.objects.published()
    rows = InspectionTask.objects.announced().filter(plan__in=plans)
    rows = rows.select_related("plan__agency", "agency").prefetch_related(*OF_TASK)
    rows = rows.order_by("-plan__year", "plan", "starts_on")
    table = tables.tasks_table(rows, with_reasons=False)
    return export("抽查计划公告", table, at=clock.now())
