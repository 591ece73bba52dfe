"""Draws on the desk: announced, revealed, drawn again."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.permissions import require_agency, role_required
from credit_portal.shared.visibility import visible_one
from supervision.inspections.choices import VisitStatus
from supervision.inspections.forms import RedrawForm, RevealForm
from supervision.inspections.permissions import INSPECTING_ROLES, is_own
from supervision.models import Inspection, InspectionDraw, InspectionTask, Visitor
from supervision.pages import Act, acts_for, do_act, page_of, user_of, viewer
from supervision.services import draws

inspecting = role_required(*INSPECTING_ROLES)
DRAW_ACTS = (
    Act(
        "reveal", "抽取", draws.reveal_draw, RevealForm,
        "公布种子，由种子和名册得出检查对象和检查人员，任何人都可以核验。",
    ),
    Act(
        "replace", "重新抽取", draws.redraw, RedrawForm,
        "原抽取及理由一并公开，其检查全部取消；重新冻结名册并公告。", "danger",
    ),
)  # fmt: skip


@require_safe
@inspecting
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """One draw: what was announced, what was drawn."""
    found = _draw(request, pk)
    may_act = is_own(viewer(request), found.task.agency)
    going = Visitor.objects.going().select_related("inspector__user")
    visits = Inspection.objects.visible_to(viewer(request)).filter(draw=found)
    visits = visits.with_corrections().select_related("entity")
    visits = visits.prefetch_related(Prefetch("visitors", going))
    acts = [act for act in acts_for(found, DRAW_ACTS) if act.name == "reveal" or not _begun(found)]
    context = {
        "draw": found,
        "page": page_of(visits, request),
        "acts": acts if may_act else [],
    }
    return render(request, "supervision/inspections/draw.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@inspecting
def draw_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Reveal, or draw again."""
    found = _draw(request, pk)
    require_agency(user_of(request), found.task.agency)
    back = reverse("supervision:inspection_task", args=[found.task_id])
    return do_act(request, found, DRAW_ACTS, name, argument="draw", back=back)


def _begun(found: InspectionDraw) -> bool:
    """Visits that nobody can take back."""
    return found.visits.exclude(status__in=(VisitStatus.PLANNED, VisitStatus.NOTIFIED)).exists()


def _draw(request: HttpRequest, pk: int) -> InspectionDraw:
    tasks = InspectionTask.objects.visible_to(viewer(request))
    rows = InspectionDraw.objects.filter(task__in=tasks.values("pk"))
    return visible_one(rows.select_related("task__agency", "announced_by", "drawn_by"), pk=pk)
