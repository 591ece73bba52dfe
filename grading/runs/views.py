"""Evaluation runs on the desk: start, follow, what changed and why, how grades are spread."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from credit_portal.accounts.middleware import does_not_prolong
from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.accounts.viewers import viewer_of
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.clock import now, today
from credit_portal.shared.errors import NotVisible, Refused
from credit_portal.shared.visibility import visible_one
from entities.industries import SECTIONS
from grading import services
from grading.choices import CreditGrade, RunKind, RunStatus
from grading.models import EvaluationRun
from grading.runs import changes, export, figures, reproduction
from grading.runs import distribution as spread
from grading.runs.forms import ChangesForm, DistributionForm, ReproductionForm, StartForm
from grading.runs.permissions import READING_ROLES, STARTING_ROLES

RUNS_A_PAGE = 30
CHANGES_A_PAGE = 20
reading = role_required(*READING_ROLES)
starting = role_required(*STARTING_ROLES)


@require_safe
@reading
def run_list(request: SignedInRequest) -> HttpResponse:
    """All runs, newest first."""
    runs = EvaluationRun.objects.select_related("model", "started_by")
    page = Paginator(runs, RUNS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_start": _may_start(request), "label": _label()}
    return render(request, "grading/runs/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@starting
def start(request: SignedInRequest) -> HttpResponse:
    """Start a full or an incremental run."""
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            run = services.start_run(
                kind=RunKind(form.cleaned_data["kind"]), on=today(),
                cause=form.cleaned_data["cause"], by=request.user, at=now(),
            )  # fmt: skip
        except Refused as refusal:
            form.show(refusal)
        else:
            return redirect("grading:run", run.pk)
    return _start_page(request, form=form)


@require_POST
@starting
def reproduce(request: SignedInRequest) -> HttpResponse:
    """Compute a past day again."""
    form = ReproductionForm(request.POST, today=today())
    if form.is_valid():
        try:
            on = form.cleaned_data["on"]
            run = reproduction.start_reproduction(on=on, by=request.user, at=now())
        except Refused as refusal:
            form.show(refusal)
        else:
            return redirect("grading:run", run.pk)
    return _start_page(request, reproduction_form=form)


@require_safe
@reading
def run_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One run: progress, figures, what changed and why, and whether it can be reproduced."""
    run = _run(pk)
    form = ChangesForm(request.GET)
    found = changes.changes_of(run, viewer_of(request.user), **form.chosen)
    page = Paginator(found, CHANGES_A_PAGE).get_page(request.GET.get("page"))
    shown = changes.with_reasons(run, list(page.object_list), viewer_of(request.user))
    changes.note_looks(run, shown, by=request.user, at=now())
    context = {
        "run": run,
        "may_start": _may_start(request),
        "label": _label() if run.model.is_reference else "",
        "grades": figures.grade_bars(run),
        "classes": figures.class_bars(run),
        "letters": CreditGrade.values,
        "matrix": figures.matrix(run),
        "form": form,
        "page": page,
        "changes": shown,
        **_comparison(run),
    }
    return render(request, "grading/runs/detail.html", context)


@does_not_prolong
@require_safe
@reading
def run_progress(request: SignedInRequest, pk: int) -> HttpResponse:
    """The fragment that the page fetches again and again; at the end the page is loaded anew."""
    run = _run(pk)
    if run.job is None:
        raise NotVisible
    response = render(request, "grading/runs/_progress.html", {"run": run})
    if run.job.is_finished:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@reading
def export_changes(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a worker write the list of changes as a workbook."""
    chosen = ChangesForm(request.POST).chosen
    job = export.queue_export(run=_run(pk), chosen=chosen, by=request.user, at=now())
    return redirect("jobs:detail", job.pk)


@require_safe
@reading
def distribution(request: SignedInRequest) -> HttpResponse:
    """How grades are spread over towns and industries, and how that changed."""
    form = DistributionForm(request.GET)
    town, section = form.chosen
    last = spread.last_counted_run()
    sections = spread.by_group(last, "section") if last else []
    context = {
        "form": form,
        "letters": CreditGrade.values,
        "points": spread.over_time(town, section),
        "last": last,
        "towns": spread.by_group(last, "town__name") if last else [],
        "sections": [(SECTIONS.get(str(key), ""), counts) for key, counts in sections],
        "label": _label(),
    }
    return render(request, "grading/runs/distribution.html", context)


def _start_page(
    request: HttpRequest, form: StartForm | None = None,
    reproduction_form: ReproductionForm | None = None,
) -> HttpResponse:  # fmt: skip
    context = {
        "form": form or StartForm(),
        "reproduction_form": reproduction_form or ReproductionForm(today=today()),
    }
    return render(request, "grading/runs/start.html", context)


def _comparison(run: EvaluationRun) -> dict[str, Any]:
    """What a reproduction is held against, or by what a full run was checked."""
    if run.status != RunStatus.COMPLETED:
        return {}
    if run.kind == RunKind.REPRODUCTION:
        return {"original": reproduction.original_of(run)}
    if run.kind == RunKind.FULL:
        return {"reproductions": reproduction.reproductions_of(run)}
    return {}


def _run(pk: int) -> EvaluationRun:
    return visible_one(EvaluationRun.objects.select_related("model", "started_by", "job"), pk=pk)


def _may_start(request: SignedInRequest) -> bool:
    return request.user.role in STARTING_ROLES


def _label() -> str:
    """What stands beside results of the reference model."""
    return pack_in_force(today()).grading.local_model_label.value
