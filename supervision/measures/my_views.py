"""Measures on the own business: what, on which law, until when, and how to contest it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from credit_portal.accounts.choices import Role
from credit_portal.accounts.permissions import role_required
from credit_portal.shared import clock
from credit_portal.shared.visibility import visible_one
from supervision.measures.querysets import MeasureQuerySet
from supervision.models import Measure
from supervision.pages import page_of, viewer

business = role_required(Role.ENTERPRISE)
RELATED = ("entity", "initiator", "executor", "record", "person__person")


@require_safe
@business
def my_measures(request: HttpRequest) -> HttpResponse:
    """All measures on the own businesses, the latest first."""
    context = {"page": page_of(_own(request), request), "today": clock.today()}
    return render(request, "supervision/measures/my_list.html", context)


@require_safe
@business
def my_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """One measure, with its intervals of rest and what may be done against it."""
    found = visible_one(_own(request), pk=pk)
    context = {
        "measure": found, "suspensions": found.suspensions.all(), "today": clock.today(),
    }  # fmt: skip
    return render(request, "supervision/measures/my_detail.html", context)


def _own(request: HttpRequest) -> MeasureQuerySet:
    rows = Measure.objects.visible_to(viewer(request)).select_related(*RELATED)
    return rows.with_force(clock.today())
