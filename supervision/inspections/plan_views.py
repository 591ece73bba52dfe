"""Plans, tasks and draws on the desk."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.models import Agency
from credit_portal.accounts.permissions import role_required
from credit_portal.accounts.viewers import Viewer, ViewerKind
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError, NotVisible
from credit_portal.shared.forms import RefusableForm
from credit_portal.shared.history import history_of
from supervision.inspections import pool
from supervision.inspections.choices import TaskStatus, VisitStatus
from supervision.inspections.forms import (
    AnnounceForm,
    ClashForm,
    PlanForm,
    RedrawForm,
    RevealForm,
    TaskForm,
)
from supervision.inspections.permissions import INSPECTING_ROLES
from supervision.inspections.policy import inspection_policy
from supervision.inspections.selectors import clashes_of, shares_of
from supervision.models import Inspection, InspectionDraw, InspectionPlan, InspectionTask
from supervision.pages import Act, acts_for, do_act, own_agency, page_of, user_of, viewer
from supervision.services import draws, plans
from supervision.services.steps import require_agency

inspecting = role_required(*INSPECTING_ROLES)
PLAN_ACTS = (
    Act(
        "publish", "公布计划", plans.publish_plan, RefusableForm,
        "公布后向社会公开，可以下达任务。须由起草人以外的人员公布。",
    ),
)  # fmt: skip
TASK_ACTS = (
    Act(
        "issue", "下达任务", plans.issue_task, ClashForm,
        "下达后向社会公开，可以公告抽取。与其他任务重叠的，应当合并检查。",
    ),
)  # fmt: skip
ANNOUNCE = Act(
    "announce", "公告抽取", draws.announce_draw, AnnounceForm,
    "冻结名册，公布名册摘要、比例、检查人员和种子摘要；公告后均不能更改。",
)  # fmt: skip
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
def plan_list(request: HttpRequest) -> HttpResponse:
    """Plans of all agencies; drafts of the own only."""
    rows = InspectionPlan.objects.visible_to(viewer(request)).select_related("agency")
    context = {"page": page_of(rows.prefetch_related("tasks"), request)}
    return render(request, "supervision/inspections/plans.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@inspecting
def plan_new(request: HttpRequest) -> HttpResponse:
    """Begin a plan of the own agency."""
    agency, today = own_agency(request), clock.today()
    data = request.POST if request.method == "POST" else None
    form = PlanForm(data, initial={"year": today.year})
    if form.is_valid():
        plan = plans.draft_plan(
            agency=agency, by=user_of(request), at=clock.now(), **form.cleaned_data
        )
        messages.success(request, "计划草稿已保存，请添加抽查任务。")
        return redirect("supervision:inspection_plan", plan.pk)
    context = {"form": form, "agency": agency}
    return render(request, "supervision/inspections/plan_new.html", context)


@require_safe
@inspecting
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan and its tasks."""
    found = _plan(request, pk)
    may_act = _is_own(viewer(request), found.agency)
    tasks = InspectionTask.objects.visible_to(viewer(request)).filter(plan=found)
    context = {
        "plan": found,
        "tasks": tasks.order_by("starts_on", "pk").prefetch_related("items", "partners"),
        "may_act": may_act,
        "acts": acts_for(found, PLAN_ACTS) if may_act else [],
        "waits_for_other": found.drafted_by_id == user_of(request).pk,
        "history": history_of(found),
    }
    return render(request, "supervision/inspections/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@inspecting
def plan_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    found = _plan(request, pk)
    require_agency(found.agency, user_of(request))
    back = reverse("supervision:inspection_plan", args=[pk])
    return do_act(request, found, PLAN_ACTS, name, argument="plan", back=back)


@require_http_methods(["GET", "HEAD", "POST"])
@inspecting
def task_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a task to a plan."""
    found = _plan(request, pk)
    require_agency(found.agency, user_of(request))
    write = partial(plans.draft_task, plan=found)
    return _write_task(request, found, write, reverse("supervision:inspection_plan", args=[pk]))


@require_http_methods(["GET", "HEAD", "POST"])
@inspecting
def task_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a task that is not issued."""
    found = _task(request, pk)
    require_agency(found.agency, user_of(request))
    write = partial(plans.edit_task, task=found)
    back = reverse("supervision:inspection_task", args=[pk])
    return _write_task(request, found.plan, write, back, TaskForm.initial_of(found))


@require_safe
@inspecting
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One task: whom it reaches, what it meets, its draws."""
    found = _task(request, pk)
    policy, today = inspection_policy(clock.today()), clock.today()
    may_act = _is_own(viewer(request), found.agency)
    is_draft = found.status == TaskStatus.DRAFT
    context = {
        "task": found,
        "shares": shares_of(found, policy),
        "pool": pool.businesses_of(found, policy, today).count(),
        "at_cap": pool.businesses_at_cap(found, policy, today),
        "inspectors": len(pool.pool_of(found, today)),
        "clashes": clashes_of(found) if is_draft else [],
        "draws": found.draws.all(),
        "acts": acts_for(found, TASK_ACTS) if may_act else [],
        "may_edit": may_act and is_draft,
        "may_announce": may_act and not is_draft and not found.draws.current().exists(),
        "history": history_of(found),
    }
    return render(request, "supervision/inspections/task.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@inspecting
def task_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Issue a task, announce its draw."""
    found = _task(request, pk)
    require_agency(found.agency, user_of(request))
    back = reverse("supervision:inspection_task", args=[pk])
    return do_act(request, found, (*TASK_ACTS, ANNOUNCE), name, argument="task", back=back)


@require_safe
@inspecting
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """One draw: what was announced, what was drawn."""
    found = _draw(request, pk)
    may_act = _is_own(viewer(request), found.task.agency)
    visits = Inspection.objects.visible_to(viewer(request)).filter(draw=found)
    visits = visits.select_related("entity").prefetch_related("visitors__inspector__user")
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
    require_agency(found.task.agency, user_of(request))
    back = reverse("supervision:inspection_task", args=[found.task_id])
    return do_act(request, found, DRAW_ACTS, name, argument="draw", back=back)


def _write_task(
    request: HttpRequest, of_plan: InspectionPlan, write: Callable[..., InspectionTask],
    back: str, initial: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    form = TaskForm(
        request.POST if request.method == "POST" else None, initial=initial,
        policy=inspection_policy(clock.today()), agency=of_plan.agency,
    )  # fmt: skip
    if form.is_valid():
        try:
            made = write(values=form.values(), by=user_of(request), at=clock.now())
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "任务草稿已保存。")
            return redirect("supervision:inspection_task", made.pk)
    context = {"form": form, "plan": of_plan, "is_new": initial is None, "back": back}
    return render(request, "supervision/inspections/task_edit.html", context)


def _begun(found: InspectionDraw) -> bool:
    """Visits that nobody can take back."""
    return found.visits.exclude(status__in=(VisitStatus.PLANNED, VisitStatus.NOTIFIED)).exists()


def _is_own(asking: Viewer, agency: Agency) -> bool:
    return asking.kind == ViewerKind.LEAD_OFFICE or agency.pk in asking.agency_ids


def _plan(request: HttpRequest, pk: int) -> InspectionPlan:
    rows = InspectionPlan.objects.visible_to(viewer(request))
    found = rows.select_related("agency", "drafted_by", "published_by").filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def _task(request: HttpRequest, pk: int) -> InspectionTask:
    rows = InspectionTask.objects.visible_to(viewer(request)).select_related("plan", "agency")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def _draw(request: HttpRequest, pk: int) -> InspectionDraw:
    tasks = InspectionTask.objects.visible_to(viewer(request))
    rows = InspectionDraw.objects.filter(task__in=tasks.values("pk"))
    found = rows.select_related("task__agency", "announced_by", "drawn_by").filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found
