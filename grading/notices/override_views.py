"""Manual overrides on the desk: list, proposal, decision."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from django_fsm import can_proceed

from credit_portal.accounts.models import User
from credit_portal.accounts.permissions import role_required
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from credit_portal.shared.forms import ReasonForm, RefusableForm
from credit_portal.shared.history import history_of
from entities.pages import about, opened_file, page_of, user_of
from grading import selectors, services
from grading.models import GradeOverride
from grading.notices.forms import OverrideFilterForm, OverrideForm
from grading.permissions import OVERRIDING_ROLES

overriding = role_required(*OVERRIDING_ROLES)


@dataclass(frozen=True)
class Step:
    """A step of an override's life, as its page names it; ``name`` is the transition."""

    name: str
    label: str
    service: Callable[..., Any]
    form: type[RefusableForm]
    hint: str
    tone: str


STEPS = (
    Step(
        "approve", "批准调整", services.approve_override, RefusableForm,
        "批准后立即重新评价，到期自动恢复评价结果。须由提出人以外的人员批准。", "primary",
    ),
    Step("reject", "不予批准", services.reject_override, ReasonForm, "评价结果不变。", "danger"),
    Step(
        "end", "提前终止", services.end_override, ReasonForm, "终止后立即恢复评价结果。", "danger"
    ),
)  # fmt: skip
BY_NAME = {step.name: step for step in STEPS}


@require_safe
@overriding
def overrides(request: HttpRequest) -> HttpResponse:
    """All of them, the latest first."""
    form = OverrideFilterForm(request.GET)
    rows = GradeOverride.objects.select_related("entity", "proposed_by", "decided_by")
    form.is_valid()
    if status := form.cleaned_data.get("status"):
        rows = rows.filter(status=status)
    if text := form.cleaned_data.get("q"):
        rows = about(rows, text)
    context = {"form": form, "page": page_of(rows, request), "today": clock.today()}
    return render(request, "grading/notices/overrides.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@overriding
def override_propose(request: HttpRequest, code: str) -> HttpResponse:
    """Put a grade forward for one business, beside the grade that it has."""
    entity = opened_file(request, code, "等级人工调整")
    today = clock.today()
    form = OverrideForm(request.POST if request.method == "POST" else None, today=today)
    if form.is_valid():
        try:
            override = services.propose_override(
                entity=entity, by=user_of(request), at=clock.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "人工调整已提出，须由另一名工作人员批准。")
            return redirect("grading:override", override.pk)
    context = {
        "form": form,
        "entity": entity,
        "grade": selectors.grade_of(entity, today),
    }
    return render(request, "grading/notices/override_propose.html", context)


@require_safe
@overriding
def override(request: HttpRequest, pk: int) -> HttpResponse:
    """One override: what, why, who, and every step of it."""
    found = _override(pk)
    context = {
        "override": found,
        "today": clock.today(),
        "steps": _steps(found, user_of(request), clock.today()),
        "waits_for_other": _waits_for_other(found, user_of(request)),
        "history": history_of(found),
    }
    return render(request, "grading/notices/override.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@overriding
def override_step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Ask what the step needs, then do it."""
    found, step = _override(pk), BY_NAME.get(name)
    if step is None:
        raise Http404
    form = step.form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            step.service(override=found, by=user_of(request), at=clock.now(), **form.cleaned_data)
        except DomainError as error:
            form.show(error)
        else:
            return redirect("grading:override", pk)
    context = {"override": found, "step": step, "form": form}
    return render(request, "grading/notices/override_step.html", context)


def _waits_for_other(found: GradeOverride, user: User) -> bool:
    return can_proceed(found.approve) and found.proposed_by_id == user.pk


def _steps(found: GradeOverride, user: User, today: date) -> list[Step]:
    """What this officer may do about it; the life cycle on the model decides."""
    if _waits_for_other(found, user) or found.until_on <= today:
        return []
    return [step for step in STEPS if can_proceed(getattr(found, step.name))]


def _override(pk: int) -> GradeOverride:
    rows = GradeOverride.objects.select_related("entity", "proposed_by", "decided_by")
    return get_object_or_404(rows, pk=pk)
