"""The form below a published record, and the inbox of the agency on the desk."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.accounts.viewers import PUBLIC_VIEWER, viewer_of
from credit_portal.errata import services
from credit_portal.errata.choices import ErrorKind, ReportStatus
from credit_portal.errata.forms import AnswerForm, ReportForm
from credit_portal.errata.models import ErrorReport
from credit_portal.errata.permissions import ANSWERING_ROLES
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from credit_portal.shared.masking import mask_in_text
from credit_portal.shared.visibility import visible_one
from credit_portal.shared.visitors import may_send
from entities.models import CreditRecord

PAGE_ROWS = 30
THANKS = "已收到您的纠错，报送单位将核实处理。"
TOO_MANY = "您提交的纠错较多，请一小时后再提交，或者联系报送单位。"
answering = role_required(*ANSWERING_ROLES)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Say what is wrong with one published record."""
    rows = CreditRecord.objects.visible_to(PUBLIC_VIEWER, clock.today())
    record = get_object_or_404(
        rows.select_related("entity", "reported_by"), pk=pk, entity__uscc=code
    )
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _is_taken(request, form, record):
        messages.success(request, THANKS)
        return redirect("portal:record", code, pk)
    context = {"form": form, "record": record, "title": mask_in_text(record.title)}
    response = render(request, "errata/report.html", context, status=422 if form.errors else 200)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _is_taken(request: HttpRequest, form: ReportForm, record: CreditRecord) -> bool:
    """Take it, unless too many came from one address; a machine is thanked and forgotten."""
    if form.is_machine or not form.is_valid():
        return form.is_machine
    if not may_send("errata", request, clock.now()):
        form.add_error(None, TOO_MANY)
        return False
    services.report_error(
        record=record, kind=ErrorKind(form.cleaned_data["kind"]), text=form.cleaned_data["text"],
        contact=form.cleaned_data["contact"], by=services.READER, at=clock.now(),
    )  # fmt: skip
    return True


def revoked(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """In place of a public penalty that was taken back: that it was, and why."""
    rows = CreditRecord.objects.revoked(clock.today()).filter(entity__uscc=code)
    record = get_object_or_404(rows, pk=pk)
    response = render(request, "errata/revoked.html", {"record": record}, status=410)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_safe
@answering
def reports(request: SignedInRequest) -> HttpResponse:
    """The inbox: those that wait, or all."""
    rows = ErrorReport.objects.visible_to(viewer_of(request.user))
    shows_all = request.GET.get("all") == "1"
    rows = (rows if shows_all else rows.open()).select_related("record__entity", "agency")
    page = Paginator(rows.defer("contact"), PAGE_ROWS).get_page(request.GET.get("page"))
    return render(request, "errata/list.html", {"page": page, "shows_all": shows_all})


@require_http_methods(["GET", "HEAD", "POST"])
@answering
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """One report, and the answer."""
    rows = ErrorReport.objects.visible_to(viewer_of(request.user))
    rows = rows.select_related("record__entity", "agency", "handled_by")
    found = visible_one(rows, pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.answer_error(
                report=found, answer=form.cleaned_data["answer"], by=request.user, at=clock.now()
            )
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "已登记处理情况。")
            return redirect("errata:report", pk)
    context = {"report": found, "form": form, "is_open": found.status == ReportStatus.OPEN}
    return render(request, "errata/detail.html", context)
