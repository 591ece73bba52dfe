"""上报数据 on the desk of the lead office."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from entities.imports.layout import layout_of
from entities.models import UpwardReport
from entities.upward import services
from entities.upward.forms import MakeForm, NoteForm
from entities.upward.permissions import REPORTING_ROLES

PAGE_ROWS = 30
reporting = role_required(*REPORTING_ROLES)


@require_http_methods(["GET", "HEAD", "POST"])
@reporting
def reports(request: SignedInRequest) -> HttpResponse:
    """Make the file of a month; those made before, and which of them were taken above."""
    last_month = clock.today().replace(day=1) - timedelta(days=1)
    form = MakeForm(
        request.POST if request.method == "POST" else None, initial={"month": last_month}
    )
    if form.is_valid():
        try:
            report = services.make_report(**form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as error:
            form.show(error)
        else:
            return redirect("upward:detail", report.pk)
    rows = UpwardReport.objects.select_related("job", "made_by")
    page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page"))
    lines = [(report, layout_of(report.layout)) for report in page]
    context = {"form": form, "page": page, "lines": lines}
    return render(request, "entities/upward/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@reporting
def report_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The file, and the note that it was taken."""
    report = get_object_or_404(UpwardReport.objects.select_related("job", "made_by"), pk=pk)
    form = NoteForm(
        request.POST if request.method == "POST" else None, initial={"reported_on": clock.today()}
    )
    if form.is_valid():
        try:
            services.note_report(
                report=report, by=request.user, at=clock.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "已经登记上报。")
            return redirect("upward:detail", pk)
    context = {"report": report, "layout": layout_of(report.layout), "form": form}
    return render(request, "entities/upward/detail.html", context)
