"""The policy laboratory on the desk (政策实验室): trials, reports, who would move and why."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.permissions import SignedInRequest
from credit_portal.audit import services as audit
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from grading import services
from grading.explanation import explain_by
from grading.laboratory import reading
from grading.laboratory.comparing import compare, differing
from grading.laboratory.forms import MoverFilterForm, TrialForm
from grading.laboratory.model_views import editing
from grading.models import SimulatedMove, SimulationReport
from grading.querysets import SimulatedMoveQuerySet
from grading.simulation import base_rules, tried_rules

PAGE_ROWS = 30


@require_http_methods(["GET", "HEAD", "POST"])
@editing
def laboratory(request: SignedInRequest) -> HttpResponse:
    """Past trials, and the form that starts another."""
    initial = {"on": clock.today(), "model": request.GET.get("model")}
    form = TrialForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            report = services.start_simulation(by=request.user, at=clock.now(), **form.cleaned_data)
            return redirect("grading:report", report.pk)
        except DomainError as error:
            form.show(error)
    page = Paginator(_reports(), PAGE_ROWS).get_page(request.GET.get("page"))
    return render(request, "grading/laboratory/laboratory.html", {"form": form, "page": page})


@require_safe
@editing
def report(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a trial found, or how far it is."""
    found = get_object_or_404(_reports(), pk=pk)
    context: dict[str, Any] = {"report": found}
    if found.completed_at:
        context |= {
            "rising": reading.rising(found),
            "falling": reading.falling(found),
            "grades": reading.grade_rows(found),
            "classes": reading.class_rows(found),
            "boundaries": reading.boundaries(found),
            "groupings": reading.groupings(found),
            "workloads": reading.workloads(found),
        }
    return render(request, "grading/laboratory/report.html", context)


@require_safe
@editing
def movers(request: SignedInRequest, pk: int) -> HttpResponse:
    """The businesses whose grade would change."""
    found = get_object_or_404(_reports(), pk=pk)
    form = MoverFilterForm(request.GET)
    rows = _narrow(_moves(found), form)
    page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page"))
    context = {"report": found, "form": form, "page": page}
    return render(request, "grading/laboratory/movers.html", context)


@require_safe
@editing
def mover(request: SignedInRequest, pk: int, code: str) -> HttpResponse:
    """Why one business would move: the explanation under both rules, side by side."""
    found = get_object_or_404(_reports(), pk=pk)
    move = get_object_or_404(_moves(found), entity__uscc=code)
    audit.record_lookup(
        by=request.user, entity_uscc=code, purpose="政策实验室试算对照", at=clock.now()
    )
    base, tried = base_rules(found).query, tried_rules(found).query
    before, after = (explain_by(query, move.entity, found.known_at) for query in (base, tried))
    pairs = compare(before, after)
    context = {
        "report": found,
        "move": move,
        "before": before,
        "after": after,
        "thresholds": (base.model.thresholds, tried.model.thresholds),
        "pairs": pairs,
        "differing": differing(pairs),
        "is_stale": (before.grade, after.grade) != (move.grade_before, move.grade_after),
    }
    return render(request, "grading/laboratory/mover.html", context)


def _reports() -> QuerySet[SimulationReport]:
    return SimulationReport.objects.select_related(
        "model", "base_model", "pack_version__pack", "started_by", "job"
    )


def _moves(found: SimulationReport) -> SimulatedMoveQuerySet:
    return SimulatedMove.objects.filter(report=found).select_related("entity__town")


def _narrow(rows: SimulatedMoveQuerySet, form: MoverFilterForm) -> SimulatedMoveQuerySet:
    """The list after its filters; an invalid filter filters nothing."""
    form.is_valid()
    chosen = form.cleaned_data
    if chosen.get("way"):
        rows = rows.rising() if chosen["way"] == "up" else rows.falling()
    if chosen.get("town"):
        rows = rows.filter(entity__town=chosen["town"])
    if chosen.get("section"):
        rows = rows.filter(entity__industry_code__startswith=chosen["section"])
    return rows
