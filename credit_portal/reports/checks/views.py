"""Bulk checks on the desk: hand in a list, and what became of those before."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.accounts.viewers import viewer_of
from credit_portal.policy.services import pack_in_force
from credit_portal.reports.checks import services
from credit_portal.reports.checks.services import NOT_SENT
from credit_portal.reports.forms import CheckForm
from credit_portal.reports.models import BulkCheck
from credit_portal.reports.permissions import CHECKING_ROLES, receives_results
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from entities.pages import page_of
from supervision.pages import own_agency


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*CHECKING_ROLES)
def checks(request: SignedInRequest) -> HttpResponse:
    """The form, and below it the checks of the own agency."""
    is_post = request.method == "POST"
    form = CheckForm(
        request.POST if is_post else None, request.FILES if is_post else None,
        pack=pack_in_force(clock.today()),
    )  # fmt: skip
    if form.is_valid() and (check := _start(request, form)):
        messages.success(request, "名单已提交，正在核查。")
        return redirect("jobs:detail", check.job_id)
    rows = BulkCheck.objects.visible_to(viewer_of(request.user))
    page = page_of(rows.select_related("agency", "asked_by", "job"), request)
    context = {
        "form": form,
        "page": page,
        "refusal": "" if receives_results(own_agency(request), clock.today()) else NOT_SENT,
    }
    return render(request, "reports/checks.html", context)


def _start(request: SignedInRequest, form: CheckForm) -> BulkCheck | None:
    """Start it; a refusal goes onto the form."""
    file, values = form.cleaned_data["file"], form.cleaned_data
    try:
        return services.start_check(
            stream=file, name=file.name, scene=values["scene"], purpose=values["purpose"],
            agency=own_agency(request), by=request.user, at=clock.now(),
        )  # fmt: skip
    except DomainError as error:
        form.show(error)
        return None
