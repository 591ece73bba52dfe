"""The audit log on the desk: read only."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from credit_portal.audit.forms import AuditFilterForm
from credit_portal.audit.models import AuditEntry, AuditHead
from credit_portal.audit.permissions import reader_required
from credit_portal.audit.selectors import changes_of, object_kind, with_agency_names

PAGE_ROWS = 50


@require_safe
@reader_required
def entry_list(request: HttpRequest) -> HttpResponse:
    """The entries, newest first, with the outcome of the last verification above them."""
    form = AuditFilterForm(request.GET)
    entries = form.narrow(AuditEntry.objects.select_related("link"))
    page = Paginator(entries, PAGE_ROWS).get_page(request.GET.get("page"))
    page.object_list = with_agency_names(page)
    context = {"form": form, "page": page, "head": AuditHead.objects.first()}
    return render(request, "audit/list.html", context)


@require_safe
@reader_required
def entry_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry: its values before and after, its place in the chain."""
    found = get_object_or_404(AuditEntry.objects.select_related("link"), pk=pk)
    [entry] = with_agency_names([found])
    context = {"entry": entry, "kind": object_kind(entry), "changes": changes_of(entry)}
    return render(request, "audit/detail.html", context)
