"""The public page on which anybody verifies a report."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from credit_portal.reports import rules, wording
from credit_portal.reports.forms import CompareForm, VerifyForm
from credit_portal.reports.models import CreditReport
from credit_portal.reports.selectors import verify as verify_code
from credit_portal.reports.throttle import may_ask
from credit_portal.shared import clock
from credit_portal.shared.files import sha256_of

TEMPLATE = "reports/verify.html"
TOO_MANY = 429


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """By a code that is typed or read from the QR code; then the file may be compared."""
    if "code" not in request.GET:
        return render(request, TEMPLATE, {"form": VerifyForm()})
    form = VerifyForm(request.GET)
    if not may_ask(request, clock.now()):
        return render(request, TEMPLATE, {"form": form, "too_many": True}, status=TOO_MANY)
    if not form.is_valid():
        return render(request, TEMPLATE, {"form": form})
    answer = verify_code(form.cleaned_data["code"])
    context: dict[str, Any] = {"form": form, "answer": answer}
    if answer.report:
        context |= _shown(request, answer.report)
    return render(request, TEMPLATE, context)


def _shown(request: HttpRequest, report: CreditReport) -> dict[str, Any]:
    """What the public may know of a report: that it is one, and whether a file is it."""
    files = request.FILES if request.method == "POST" else None
    compare = CompareForm(request.POST if files is not None else None, files)
    is_same = None
    if compare.is_valid():
        is_same = sha256_of(compare.cleaned_data["file"]) == report.sha256
    return {
        "report": report,
        "name": report.content["entity"]["name"],
        "known_at": wording.moment(report.issued_at),
        "why_revoked": wording.REVOKED_IN_PUBLIC,
        "code": rules.grouped(report.verification_code),
        "compare": compare,
        "is_same": is_same,
    }
