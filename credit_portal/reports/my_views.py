"""Reports on the own business: the list, a new one, the file."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.choices import Role
from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.accounts.viewers import viewer_of
from credit_portal.policy.services import pack_in_force
from credit_portal.reports import services
from credit_portal.reports.forms import OwnReportForm
from credit_portal.reports.models import ReceivedReport
from credit_portal.reports.pages import (
    file_response,
    kind_named,
    kinds_offered,
    report_again,
    visible_reports,
)
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from entities.models import Entity
from entities.pages import page_of

business = role_required(Role.ENTERPRISE)
SHOWN = 50


@require_safe
@business
def my_list(request: SignedInRequest) -> HttpResponse:
    """The reports that the own businesses asked for, and what they handed in elsewhere."""
    received = ReceivedReport.objects.visible_to(viewer_of(request.user))
    context = {
        "page": page_of(visible_reports(request), request), "kinds": kinds_offered(request),
        "received": received.select_related("entity", "agency")[:SHOWN],
    }  # fmt: skip
    return render(request, "reports/my_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@business
def my_new(request: SignedInRequest, kind: str) -> HttpResponse:
    """Ask for a report; it is there at once, free of charge."""
    wanted, today = kind_named(request, kind), clock.today()
    own = Entity.objects.filter(uscc__in=viewer_of(request.user).usccs).order_by("uscc")
    form = OwnReportForm(
        request.POST if request.method == "POST" else None, own=own, kind=wanted,
        pack=pack_in_force(today), today=today, again=report_again(request),
    )  # fmt: skip
    if form.is_valid():
        try:
            report = services.issue_report(
                entity=form.cleaned_data["entity"], wish=form.wish(), agency=None,
                by=request.user, at=clock.now(),
            )  # fmt: skip
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, f"报告已出具，编号 {report.number}。")
            return redirect("reports:my_list")
    context = {"form": form, "kind": wanted, "has_business": own.exists()}
    return render(request, "reports/my_new.html", context)


@require_safe
@business
def my_file(request: SignedInRequest, pk: int) -> FileResponse:
    """The report; that of another business does not exist."""
    return file_response(request, pk)
