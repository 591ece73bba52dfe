"""Plans and their tasks on the desk."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.models import User
from credit_portal.accounts.permissions import require_agency, role_required
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from credit_portal.shared.forms import ReasonForm, RefusableForm
from credit_portal.shared.history import history_of
from credit_portal.shared.visibility import visible_one
from supervision.inspections import pool
from supervision.inspections.choices import PlanStatus, TaskStatus
from supervision.inspections.forms import (
    AnnounceForm,
    ClashForm,
    PlanForm,
    TaskForm,
)
from supervision.inspections.permissions import INSPECTING_ROLES, is_own
from supervision.inspections.policy import inspection_policy
from supervision.inspections.selectors import clashes_of, shares_of
from supervision.models import InspectionPlan, InspectionTask
from supervision.pages import Act, acts_for, do_act, own_agency, page_of, user_of, viewer
from supervision.services import draws, plans
from supervision.services.steps import version_of

inspecting = role_required(*INSPECTING_ROLES)
PLAN_ACTS = (
    Act(
        "publish", "公布计划", plans.publish_plan, RefusableForm,
        "公布后向社会公开，可以下达任务。须由起草人以外的人员公布。",
    ),
    Act(
        "discard", "作废", plans.discard_plan, ReasonForm,
        "草稿连同其任务作废，不再办理；计划和理由留存。", "danger",
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
    agency = own_agency(request)

    def write(seen: int | None, **values: Any) -> InspectionPlan:
        return plans.draft_plan(agency=agency, **values)

    back = reverse("supervision:inspection_plans")
    return _write_plan(request, write, back, {"year": clock.today().year})


@require_http_methods(["GET", "HEAD", "POST"])
@inspecting
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a plan that is not published."""
    found = _plan(request, pk)
    require_agency(user_of(request), found.agency)
    if found.status != PlanStatus.DRAFT and request.method != "POST":
        messages.error(request, f"抽查计划{found.get_status_display()}，不能修改。")
        return redirect("supervision:inspection_plan", pk)
    initial = {name: getattr(found, name) for name in ("year", "title", "content")}
    return _write_plan(
        request, partial(plans.edit_plan, plan=found),
        reverse("supervision:inspection_plan", args=[pk]), initial | {"seen": version_of(found)},
        found,
    )  # fmt: skip


@require_safe
@inspecting
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan and its tasks."""
    found = _plan(request, pk)
    may_act = is_own(viewer(request), found.agency)
    tasks = InspectionTask.objects.visible_to(viewer(request)).filter(plan=found)
    context = {
        "plan": found,
        "tasks": tasks.order_by("starts_on", "pk").prefetch_related("items", "partners"),
        "may_add": may_act and found.status != PlanStatus.DISCARDED,
        "may_edit": may_act and found.status == PlanStatus.DRAFT,
        "acts": _plan_acts(found, user_of(request)) if may_act else [],
        "waits_for_other": found.drafted_by_id == user_of(request).pk,
        "history": history_of(found),
    }
    return render(request, "supervision/inspections/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@inspecting
def plan_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    found = _plan(request, pk)
    require_agency(user_of(request), found.agency)
    back = reverse("supervision:inspection_plan", args=[pk])
    return do_act(request, found, PLAN_ACTS, name, argument="plan", back=back)


@require_http_methods(["GET", "HEAD", "POST"])
@inspecting
def task_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a task to a plan."""
    found = _plan(request, pk)
    require_agency(user_of(request), found.agency)

    def write(seen: int | None, **values: Any) -> InspectionTask:
        return plans.draft_task(plan=found, **values)

    return _write_task(request, found, write, reverse("supervision:inspection_plan", args=[pk]))


@require_http_methods(["GET", "HEAD", "POST"])
@inspecting
def task_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a task that is not issued."""
    found = _task(request, pk)
    require_agency(user_of(request), found.agency)
    write = partial(plans.edit_task, task=found)
    back = reverse("supervision:inspection_task", args=[pk])
    return _write_task(request, found.plan, write, back, TaskForm.initial_of(found))


@require_safe
@inspecting
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One task: whom it reaches, what it meets, its draws."""
    found = _task(request, pk)
    policy, today = inspection_policy(clock.today()), clock.today()
    may_act = is_own(viewer(request), found.agency)
    is_kept = found.plan.status != PlanStatus.DISCARDED
    is_draft = found.status == TaskStatus.DRAFT and is_kept
    may_announce = found.status == TaskStatus.ISSUED and not found.draws.current().exists()
    context = {
        "task": found,
        "shares": shares_of(found, policy),
        "pool": pool.businesses_of(found, policy, today).count(),
        "assessed": pool.results_of(found.domain, today).count() if found.domain else 0,
        "at_cap": pool.businesses_at_cap(found, policy, today),
        "inspectors": len(pool.pool_of(found, today)),
        "clashes": clashes_of(found) if is_draft else [],
        "draws": found.draws.all(),
        "acts": acts_for(found, TASK_ACTS) if may_act and is_kept else [],
        "may_edit": may_act and is_draft,
        "may_announce": may_act and may_announce,
        "history": history_of(found),
    }
    return render(request, "supervision/inspections/task.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@inspecting
def task_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Issue a task, announce its draw."""
    found = _task(request, pk)
    require_agency(user_of(request), found.agency)
    back = reverse("supervision:inspection_task", args=[pk])
    return do_act(request, found, (*TASK_ACTS, ANNOUNCE), name, argument="task", back=back)


def _write_plan(
    request: HttpRequest, write: Callable[..., InspectionPlan], back: str,
    initial: dict[str, Any], former: InspectionPlan | None = None,
) -> HttpResponse:  # fmt: skip
    form = PlanForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            made = write(by=user_of(request), at=clock.now(), **form.cleaned_data)
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "计划草稿已保存。")
            return redirect("supervision:inspection_plan", made.pk)
    context = {"form": form, "plan": former, "back": back}
    return render(request, "supervision/inspections/plan_edit.html", context)


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
            made = write(
                values=form.values(), seen=form.cleaned_data["seen"], by=user_of(request),
                at=clock.now(),
            )  # fmt: skip
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "任务草稿已保存。")
            return redirect("supervision:inspection_task", made.pk)
    context = {"form": form, "plan": of_plan, "is_new": initial is None, "back": back}
    return render(request, "supervision/inspections/task_edit.html", context)


def _plan_acts(found: InspectionPlan, asking: User) -> list[Act]:
    """What its state allows; whoever drafted it does not publish it."""
    acts = acts_for(found, PLAN_ACTS)
    return [act for act in acts if act.name != "publish" or found.drafted_by_id != asking.pk]


def _plan(request: HttpRequest, pk: int) -> InspectionPlan:
    rows = InspectionPlan.objects.visible_to(viewer(request))
    return visible_one(rows.select_related("agency", "drafted_by", "published_by"), pk=pk)


def _task(request: HttpRequest, pk: int) -> InspectionTask:
    rows = InspectionTask.objects.visible_to(viewer(request)).select_related("plan", "agency")
    return visible_one(rows, pk=pk)
