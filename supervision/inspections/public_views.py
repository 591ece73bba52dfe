"""Inspections for everybody: item list, plans, tasks, draws to verify, results (一公开)."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from credit_portal.accounts.viewers import PUBLIC_VIEWER
from credit_portal.shared.masking import mask_person_name
from credit_portal.shared.visibility import visible_one
from supervision import drawing
from supervision.drawing import Stratum
from supervision.inspections.documents import document_of
from supervision.inspections.querysets import InspectionQuerySet
from supervision.models import (
    Inspection,
    InspectionDraw,
    InspectionItem,
    InspectionPlan,
    InspectionTask,
)
from supervision.pages import about, page_of


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """结果公告, the latest first; by name or code."""
    text = request.GET.get("q", "").strip()
    page = page_of(published_results(text), request)
    context = {"page": page, "text": text, "tab": "results"}
    return render(request, "supervision/inspections/public/results.html", context)


def published_results(text: str) -> InspectionQuerySet:
    """What everybody may see, about the businesses of a name or code if one is given."""
    rows = Inspection.objects.visible_to(PUBLIC_VIEWER).order_by("-published_at")
    if text:
        rows = about(rows, text)
    return rows.select_related("entity", "draw__task__agency")


@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """事项清单 in force."""
    rows = InspectionItem.objects.in_force().select_related("agency")
    context = {"page": page_of(rows, request), "tab": "items"}
    return render(request, "supervision/inspections/public/items.html", context)


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """计划公告."""
    announced = Prefetch("tasks", InspectionTask.objects.announced())
    rows = InspectionPlan.objects.published().select_related("agency").prefetch_related(announced)
    context = {"page": page_of(rows, request), "tab": "plans"}
    return render(request, "supervision/inspections/public/plans.html", context)


@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """任务公告, each with its draws."""
    rows = InspectionTask.objects.issued().select_related("agency", "plan")
    rows = rows.prefetch_related("items", "partners", "draws")
    context = {"page": page_of(rows, request), "tab": "tasks"}
    return render(request, "supervision/inspections/public/tasks.html", context)


@require_safe
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """One draw: what was announced when, what was revealed, how to verify it."""
    found = _draw(pk)
    context = {
        "draw": found,
        "strata": [Stratum(**stratum) for stratum in found.announcement["strata"]],
        "has_corrections": found.visits.corrected().exists(),
        "inspectors": len(found.announcement["inspectors"]),
        "others": found.task.draws.exclude(pk=pk),
        "witness": mask_person_name(found.witness),
        "key_length": drawing.KEY_LENGTH,
        "tab": "tasks",
    }
    return render(request, "supervision/inspections/public/draw.html", context)


@require_safe
def draw_file(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Everything about a draw in one JSON, streamed."""
    found = _draw(pk)
    return StreamingHttpResponse(
        document_of(found),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="draw-{found.pk}.json"'},
    )


def _draw(pk: int) -> InspectionDraw:
    return visible_one(InspectionDraw.objects.select_related("task__agency"), pk=pk)
