"""Reports on the desk: the list, a new one for a scene or at the counter, the file."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.policy.services import pack_in_force
from credit_portal.reports import services
from credit_portal.reports.forms import DeskReportForm, ReportFilterForm
from credit_portal.reports.models import CreditReport
from credit_portal.reports.pages import (
    file_response,
    kind_named,
    kinds_offered,
    report_again,
    visible_reports,
)
from credit_portal.reports.permissions import READING_ROLES
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from entities.pages import about, page_of
from supervision.pages import own_agency

reading = role_required(*READING_ROLES)


@require_safe
@reading
def desk_list(request: SignedInRequest) -> HttpResponse:
    """The reports of the own agency, the latest first; the lead office sees all."""
    form = ReportFilterForm(request.GET)
    form.is_valid()
    rows = visible_reports(request)
    if text := form.cleaned_data.get("q"):
        rows = about(rows, text)
    if kind := form.cleaned_data.get("kind"):
        rows = rows.filter(kind=kind)
    context = {"form": form, "page": page_of(rows, request), "kinds": kinds_offered(request)}
    return render(request, "reports/desk_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@reading
def desk_new(request: SignedInRequest, kind: str) -> HttpResponse:
    """Ask for a report with scene and purpose; the look-up is logged."""
    wanted, today, again = kind_named(request, kind), clock.today(), report_again(request)
    code = again.entity.uscc if again else request.GET.get("code", "")
    form = DeskReportForm(
        request.POST if request.method == "POST" else None, kind=wanted,
        pack=pack_in_force(today), today=today, again=again, initial={"entity": code},
    )  # fmt: skip
    if form.is_valid() and (report := _issue(request, form)):
        messages.success(request, f"报告已出具，编号 {report.number}，可以打印。")
        return redirect("reports:desk_list")
    context = {"form": form, "kind": wanted, "clause": pack_in_force(today).reports.scenes}
    return render(request, "reports/desk_new.html", context)


@require_safe
@reading
def desk_file(request: SignedInRequest, pk: int) -> FileResponse:
    """The report as it was printed."""
    return file_response(request, pk)


def _issue(request: SignedInRequest, form: DeskReportForm) -> CreditReport | None:
    """Issue it; a refusal goes onto the form and nothing typed is lost."""
    try:
        return services.issue_report(
            entity=form.cleaned_data["entity"], wish=form.wish(), agency=own_agency(request),
            by=request.user, at=clock.now(),
        )  # fmt: skip
    except DomainError as error:
        form.show(error)
        return None
