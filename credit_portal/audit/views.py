"""The audit log on the desk: read only."""

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from credit_portal.audit.forms import AuditFilterForm
from credit_portal.audit.models import AuditEntry, AuditHead
from credit_portal.audit.permissions import reader_required

PAGE_ROWS = 50


@require_safe
@reader_required
def entry_list(request: HttpRequest) -> HttpResponse:
    """The entries, newest first, with the outcome of the last verification above them."""
    form = AuditFilterForm(request.GET)
    entries = form.narrow(AuditEntry.objects.select_related("link"))
    page = Paginator(entries, PAGE_ROWS).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "head": AuditHead.objects.first()}
    return render(request, "audit/list.html", context)


@require_safe
@reader_required
def entry_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry: its values before and after, its place in the chain."""
    entry = get_object_or_404(AuditEntry.objects.select_related("link"), pk=pk)
    return render(request, "audit/detail.html", {"entry": entry, "changes": _changes(entry)})


def _changes(entry: AuditEntry) -> list[tuple[str, object, object]]:
    """Field, value before, value after; in the order of their first appearance."""
    before, after = entry.before or {}, entry.after or {}
    return [
        (_field_label(entry.object_type, key), before.get(key), after.get(key))
        for key in dict.fromkeys([*before, *after])
    ]


def _field_label(object_type: str, key: str) -> str:
    """The Chinese name of a field of the object, the key itself where it is none."""
    try:
        return str(apps.get_model(object_type)._meta.get_field(key).verbose_name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return key
