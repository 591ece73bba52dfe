"""Harm reversal on the desk and for the business itself."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from credit_portal.accounts.choices import BUSINESS_ROLES, Role
from credit_portal.accounts.permissions import role_required
from credit_portal.shared import clock
from credit_portal.shared.visibility import visible_one
from disputes.harm.comparing import compare, standings
from disputes.harm.querysets import HarmReversalQuerySet
from disputes.harm.selectors import harm_of
from disputes.harm.statistics import clean_times, in_words
from disputes.harm.uses import uses_of
from disputes.models import HarmReversal
from supervision.pages import page_of, viewer

officials = role_required(*BUSINESS_ROLES)
business = role_required(Role.ENTERPRISE)
RELATED = ("change__record__reported_by", "change__entity", "change__replaced_by")


class HarmFilterForm(forms.Form):
    """Which to list."""

    state = forms.ChoiceField(
        label="进展", required=False,
        choices=[("", "全部"), ("open", "未纠正完毕"), ("done", "已纠正完毕")],
    )  # fmt: skip


@require_safe
@officials
def harms(request: HttpRequest) -> HttpResponse:
    """The latest first, with the time it took; the figures of all that one may see."""
    form, rows, now = HarmFilterForm(request.GET), _visible(request), clock.now()
    form.is_valid()
    times = clean_times(rows)
    match form.cleaned_data.get("state"):
        case "open":
            rows = rows.open()
        case "done":
            rows = rows.exclude(done_at=None)
    page = page_of(rows, request)
    context = {
        "form": form, "page": page, "times": times,
        "median": in_words(times.median), "longest": in_words(times.longest),
        "oldest": in_words(now - times.oldest_at if times.oldest_at else None),
        "lines": [(row, in_words(row.time_to_clean(now))) for row in page.object_list],
    }  # fmt: skip
    return render(request, "disputes/harm/list.html", context)


@require_safe
@officials
def harm(request: HttpRequest, pk: int) -> HttpResponse:
    """Every use of the fact; on demand whether each grade would have been another."""
    context = _context(request, pk)
    if "compare" in request.GET:
        context["compared"] = compare(context["harm"])
        context["standings"] = standings(context["reversal"].change)
    return render(request, "disputes/harm/detail.html", context)


@require_safe
@business
def my_harms(request: HttpRequest) -> HttpResponse:
    """What is or was put right for the own businesses."""
    now, page = clock.now(), page_of(_visible(request), request)
    lines = [(row, in_words(row.time_to_clean(now))) for row in page.object_list]
    return render(request, "disputes/harm/my_list.html", {"page": page, "lines": lines})


@require_safe
@business
def my_harm(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was told and what was put right, in words."""
    return render(request, "disputes/harm/my_detail.html", _context(request, pk))


def _visible(request: HttpRequest) -> HarmReversalQuerySet:
    return HarmReversal.objects.visible_to(viewer(request)).select_related(*RELATED)


def _context(request: HttpRequest, pk: int) -> dict[str, Any]:
    reversal = visible_one(_visible(request), pk=pk)
    now = clock.now()
    return {
        "reversal": reversal,
        "change": reversal.change,
        "record": reversal.record,
        "harm": harm_of(reversal.record),
        "uses": uses_of(reversal.record, viewer(request)),
        "took": in_words(reversal.time_to_clean(now)),
        "changed_on": timezone.localdate(reversal.change.at),
    }
