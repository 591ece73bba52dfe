"""移出公告 on the public site."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from credit_portal.shared import clock
from supervision.listings.exits import ground_of, recent_exits
from supervision.listings.forms import ExitFilterForm
from supervision.listings.querysets import ListingQuerySet
from supervision.pages import about, page_of


@require_safe
def exits(request: HttpRequest) -> HttpResponse:
    """Who left a list lately."""
    form = ExitFilterForm(request.GET)
    page = page_of(_chosen(form), request)
    context = {
        "form": form,
        "page": page,
        "lines": [(row, ground_of(row)) for row in page.object_list],
        "days": settings.PORTAL_EXITS_SHOWN_DAYS,
    }
    return render(request, "supervision/listings/exits.html", context)


def _chosen(form: ExitFilterForm) -> ListingQuerySet:
    """What the filters leave; a mistyped value filters nothing and is shown beside its field."""
    form.is_valid()
    said = form.cleaned_data
    rows = recent_exits(clock.today(), said.get("first"), said.get("last"))
    if text := said.get("q"):
        rows = about(rows, text)
    if kind := said.get("kind"):
        rows = rows.filter(kind=kind)
    return rows
