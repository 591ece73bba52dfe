"""领导驾驶舱: the figures, and the list behind each."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from credit_portal.accounts.viewers import viewer_of
from credit_portal.insight.figures.spread import (
    StoredCount,
    businesses,
    spread_now,
    stored_count,
)
from credit_portal.insight.figures.topic import board_of
from credit_portal.insight.figures.topics import TOPICS, topic_of
from credit_portal.insight.forms import BusinessesForm, PeriodForm, TopicForm
from credit_portal.insight.permissions import leading
from credit_portal.insight.scorecards.selectors import timeliness
from credit_portal.shared import clock
from grading.choices import CreditGrade
from grading.runs.distribution import last_counted_run
from supervision.inspections.effect import Period, effect_of

PAGE_ROWS = 30


@require_safe
@leading
def dashboard(request: HttpRequest) -> HttpResponse:
    """All figures of a period; the last twelve months unless another is asked for."""
    today, viewer = clock.today(), viewer_of(request.user)
    form = PeriodForm(_asked(request, today))
    context = {"form": form, "letters": CreditGrade.values, "spread": spread_now()}
    if form.is_valid():
        period = Period(**form.cleaned_data)
        context |= {
            "boards": [board_of(topic, viewer, period, today) for topic in TOPICS],
            "effect": effect_of(viewer, period),
            "timeliness": timeliness(viewer),
        }
    return render(request, "insight/dashboard.html", context)


@require_safe
@leading
def behind(request: HttpRequest, name: str) -> HttpResponse:
    """The rows that a figure counts, by the same condition."""
    topic, today = topic_of(name), clock.today()
    if topic is None:
        raise Http404
    asked = _asked(request, today)
    usual = Period.last_year(today)
    form = TopicForm(asked, states=dict(topic.states(usual, today)))
    rows: QuerySet[Any] | list[Any] = []
    if form.is_valid():
        said = form.cleaned_data
        agency = said["agency"]
        rows = topic.chosen(
            viewer_of(request.user), Period(said["since"], said["until"]), today,
            state=said["state"], agency=str(agency.pk) if agency else "",
        )  # fmt: skip
    page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page"))
    context = {
        "topic": topic, "form": form, "page": page, "items": [topic.item(row) for row in page],
    }  # fmt: skip
    return render(request, "insight/behind.html", context)


@require_safe
@leading
def business_list(request: HttpRequest) -> HttpResponse:
    """Businesses of a class, grade, town or industry at the last full run."""
    form, run = BusinessesForm(request.GET), last_counted_run()
    if run is None:
        return render(request, "insight/businesses.html", {"form": form})
    rows = businesses(run, form.chosen, viewer_of(request.user))
    pages = StoredCount(rows, PAGE_ROWS, stored_count(run, form.chosen))
    page = pages.get_page(request.GET.get("page"))
    return render(request, "insight/businesses.html", {"form": form, "run": run, "page": page})


def _asked(request: HttpRequest, today: date) -> dict[str, object]:
    """What the address says; a period that it does not name is the last twelve months."""
    usual = Period.last_year(today)
    return {"since": usual.since, "until": usual.until, **request.GET.dict()}
