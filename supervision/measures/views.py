"""Measures on the desk: the list, one measure with its steps, a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.permissions import require_agency, role_required
from credit_portal.policy.services import pack_in_force
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from credit_portal.shared.forms import ReasonForm
from credit_portal.shared.history import history_of
from credit_portal.shared.visibility import visible_one
from supervision import services
from supervision.exports import Table, export
from supervision.measures.choices import Nature
from supervision.measures.forms import (
    EndForm,
    FeedbackForm,
    MeasureFilterForm,
    MeasureForm,
    ResponseForm,
    SuspensionForm,
)
from supervision.measures.querysets import MeasureQuerySet
from supervision.measures.tables import MEASURE_COLUMNS
from supervision.models import Measure, MeasureSuspension
from supervision.pages import (
    Act,
    about,
    acts_for,
    do_act,
    keeps,
    opened_file,
    own_agency,
    page_of,
    user_of,
    viewer,
)
from supervision.permissions import DECIDING_ROLES, VIEWING_ROLES
from supervision.selectors import treatment_for

viewing = role_required(*VIEWING_ROLES)
deciding = role_required(*DECIDING_ROLES)
RELATED = ("entity", "initiator", "executor", "record", "initiated_by", "person__person")
ACTS = (
    Act(
        "respond", "响应", services.respond_to_measure, ResponseForm,
        "由执行单位办理。响应后在规定期限内反馈执行情况。",
    ),
    Act(
        "feed_back", "反馈执行情况", services.feed_back_measure, FeedbackForm,
        "由执行单位办理。反馈后，措施在期限内继续有效。",
    ),
    Act(
        "uphold", "维持措施", services.uphold_measure, ReasonForm,
        "由发起单位办理。所依据的记录更正后仍应当执行的，以更正后的记录为依据，自当日起恢复执行。",
    ),
    Act(
        "end", "终止措施", services.end_measure, EndForm,
        "由发起单位办理。终止当日起不再有效。", "danger",
    ),
)  # fmt: skip


@require_safe
@viewing
def measures(request: HttpRequest) -> HttpResponse:
    """All measures, the latest first; what waits longest first where an answer is due."""
    form = MeasureFilterForm(request.GET)
    context = {
        "form": form, "page": page_of(_chosen(request, form).with_clocks(), request),
        "today": clock.today(),
        "counts": _counts(request),
    }  # fmt: skip
    return render(request, "supervision/measures/list.html", context)


@require_safe
@viewing
def measures_export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    rows = _chosen(request, MeasureFilterForm(request.GET))
    table = Table("监管措施", MEASURE_COLUMNS, rows.iterator())
    return export("监管措施", table, by=user_of(request), at=clock.now())


@require_safe
@viewing
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    """One measure: what, on what basis, until when, and every answer."""
    found, today = _measure(request, pk), clock.today()
    is_decided_by_us = keeps(request, found.initiator)
    context = {
        "measure": found,
        "acts": [act for act in acts_for(found, ACTS) if _is_ours(request, found, act)],
        "suspensions": found.suspensions.all(),
        "is_decided_by_us": is_decided_by_us,
        "may_suspend": is_decided_by_us and Measure.objects.lasting(today).filter(pk=pk).exists(),
        "history": history_of(found),
        "today": today,
    }
    return render(request, "supervision/measures/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@deciding
def measure_new(request: HttpRequest, code: str) -> HttpResponse:
    """Decide a measure on one business, beside what already follows for it."""
    entity, today = opened_file(request, code, "发起监管措施"), clock.today()
    pack = pack_in_force(today)
    data = request.POST if request.method == "POST" else None
    form = MeasureForm(data, entity=entity, pack=pack, viewer=viewer(request), today=today)
    if form.is_valid():
        try:
            made = services.initiate_measure(
                entity=entity, draft=form.draft(), initiator=own_agency(request),
                by=user_of(request), at=clock.now(),
            )  # fmt: skip
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, f"措施已发起，请{made.executor.short_name}响应。")
            return redirect("supervision:measure", made.pk)
    context = {
        "form": form, "entity": entity, "treatment": treatment_for(entity, today),
        "items": pack.measures.items,
    }  # fmt: skip
    return render(request, "supervision/measures/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@viewing
def measure_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One step of the loop; the service knows whose turn it is."""
    return do_act(
        request, _measure(request, pk), ACTS, name, argument="measure",
        back=reverse("supervision:measure", args=[pk]),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@deciding
def measure_suspend(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a measure rest for a cause."""
    found = _measure(request, pk)
    require_agency(user_of(request), found.initiator)
    suspend = Act(
        "suspend", "暂停执行", services.suspend_measure, SuspensionForm,
        "由发起单位办理。暂停期间不执行，恢复后在原期限内继续有效。", "danger",
    )  # fmt: skip
    return do_act(
        request, found, (suspend,), "suspend", argument="measure",
        back=reverse("supervision:measure", args=[pk]),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@deciding
def measure_restore(request: HttpRequest, pk: int, suspension_pk: int) -> HttpResponse:
    """End an interval of rest."""
    found = _measure(request, pk)
    require_agency(user_of(request), found.initiator)
    suspension = get_object_or_404(MeasureSuspension, pk=suspension_pk, measure=found)
    restore = Act(
        "restore", "恢复执行", services.restore_measure, ReasonForm,
        "由发起单位办理。恢复当日起继续执行。",
    )  # fmt: skip
    return do_act(
        request, suspension, (restore,), "restore", argument="suspension",
        back=reverse("supervision:measure", args=[pk]),
    )  # fmt: skip


def _chosen(request: HttpRequest, form: MeasureFilterForm) -> MeasureQuerySet:
    """What the filters leave."""
    form.is_valid()
    said = form.cleaned_data
    rows = _in_state(_visible(request), said.get("state", ""), request)
    if text := said.get("q"):
        rows = about(rows, text)
    if nature := said.get("nature"):
        rows = rows.filter(nature=nature)
    return rows.executed_by(viewer(request)) if said.get("mine") else rows


def _visible(request: HttpRequest) -> MeasureQuerySet:
    rows = Measure.objects.visible_to(viewer(request)).select_related(*RELATED)
    return rows.with_force(clock.today())


def _measure(request: HttpRequest, pk: int) -> Measure:
    """One measure; to everybody else it does not exist."""
    return visible_one(_visible(request), pk=pk)


def _is_ours(request: HttpRequest, measure: Measure, act: Act) -> bool:
    """Whether it is the official's turn: the executing agency answers, the other decides."""
    if act.name in ("uphold", "end"):
        return keeps(request, measure.initiator)
    return keeps(request, measure.executor, VIEWING_ROLES)


def _in_state(rows: MeasureQuerySet, state: str, request: HttpRequest) -> MeasureQuerySet:
    today = clock.today()
    match state:
        case "in_force":
            return rows.in_force(today)
        case "to_respond":
            return rows.to_respond().order_by("response_deadline__due_on", "pk")
        case "to_feed_back":
            return rows.to_feed_back().order_by("feedback_deadline__due_on", "pk")
        case "suspended":
            return rows.suspended(today)
        case "to_review":
            return rows.kept_by(viewer(request)).to_review(today)
        case _:
            return rows


def _counts(request: HttpRequest) -> dict[str, int]:
    """成效统计: how many are in force, and how many of them were carried out."""
    rows = Measure.objects.visible_to(viewer(request)).order_by()
    in_force = rows.in_force(clock.today())
    return {
        "restrictions": in_force.restrictions().count(),
        "incentives": in_force.filter(nature=Nature.INCENTIVE).count(),
        "waiting": rows.to_respond().count() + rows.to_feed_back().count(),
        "fed_back": rows.exclude(fed_back_at=None).count(),
    }
