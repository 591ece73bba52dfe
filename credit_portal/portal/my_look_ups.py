"""谁查询了我: look-ups of the own file and downloads of its passport, from the audit log."""

from datetime import date, timedelta

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from credit_portal.accounts.choices import Role
from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.accounts.viewers import viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.audit.querysets import AuditEntryQuerySet
from credit_portal.audit.selectors import with_agency_names
from credit_portal.audit.services import LOOK_UP
from credit_portal.shared.forms import MonthField
from credit_portal.shared.workdays import add_months
from entities.models import Entity

PAGE_ROWS = 30
DOWNLOADS = ("grading.download_passport",)
OBJECT_TYPE = "entities.entity"


class MonthForm(forms.Form):
    """The month to be shown; all where none is chosen."""

    month = MonthField(label="月份", required=False)


@require_safe
@role_required(Role.ENTERPRISE)
def my_look_ups(request: SignedInRequest) -> HttpResponse:
    """Which agency looked when and what for; officials are not named (江西 (三十二))."""
    form = MonthForm(request.GET)
    form.is_valid()
    own = list(Entity.objects.filter(uscc__in=viewer_of(request.user).usccs))
    entries = _look_ups(own, form.cleaned_data.get("month"))
    page = Paginator(entries, PAGE_ROWS).get_page(request.GET.get("page"))
    names = {key: one.name for one in own for key in (one.uscc, str(one.pk))}
    lines = [(entry, names[entry.object_id]) for entry in with_agency_names(page.object_list)]
    context = {"form": form, "page": page, "lines": lines, "look_up": LOOK_UP}
    return render(request, "portal/my_look_ups.html", context)


def _look_ups(own: list[Entity], month: date | None) -> AuditEntryQuerySet:
    """A look-up names the business by its code, an act on it by its key."""
    looked = Q(act=LOOK_UP, object_id__in=[entity.uscc for entity in own])
    taken = Q(act__in=DOWNLOADS, object_id__in=[str(entity.pk) for entity in own])
    rows: AuditEntryQuerySet = AuditEntry.objects.filter(object_type=OBJECT_TYPE)
    rows = rows.filter(looked | taken).order_by("-at", "-pk")
    if month:
        rows = rows.from_day(month).until_day(add_months(month, 1) - timedelta(days=1))
    return rows
