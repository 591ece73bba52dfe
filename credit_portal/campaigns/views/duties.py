"""One duty of a campaign: read, handed in, accepted or returned."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_fsm import can_proceed

from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.accounts.viewers import viewer_of
from credit_portal.campaigns import services
from credit_portal.campaigns.forms import HandInForm
from credit_portal.campaigns.models import CampaignDuty
from credit_portal.campaigns.permissions import OPENING_ROLES, REPORTING_ROLES
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError, Refused
from credit_portal.shared.forms import ReasonForm
from credit_portal.shared.history import history_of
from credit_portal.shared.visibility import visible_one

reading = role_required(*REPORTING_ROLES)
opening = role_required(*OPENING_ROLES)


@require_safe
@reading
def duty(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was handed in, and what may be done with it."""
    found = _duty(request, pk)
    checks = request.user.role in OPENING_ROLES and can_proceed(found.accept)
    context = {
        "duty": found, "today": clock.today(), "may_submit": can_proceed(found.submit),
        "may_check": checks, "history": history_of(found),
        "parts": [(name, found.parts.get(name, "")) for name in found.campaign.parts],
        "cases": [
            [(name, case.get(name, "")) for name in found.campaign.case_elements]
            for case in found.cases
        ],
    }  # fmt: skip
    return render(request, "campaigns/duty.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@reading
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand in."""
    found = _duty(request, pk)
    if not can_proceed(found.submit):
        raise Refused("wrong_state", f"该任务现为“{found.get_status_display()}”，不能报送。")
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = HandInForm(*data, duty=found)
    if form.is_valid():
        try:
            services.submit_duty(
                duty=found, content=form.content(), by=request.user, at=clock.now()
            )
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "已报送，等待审核。")
            return redirect("campaigns:duty", pk)
    context = {"form": form, "title": "报送", "action": "报送", "duty": found}
    return render(request, "campaigns/form.html", context)


@require_POST
@opening
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    """As it should be."""
    services.accept_duty(duty=_duty(request, pk), by=request.user, at=clock.now())
    messages.success(request, "已接收。")
    return redirect("campaigns:duty", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@opening
def send_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """To be mended."""
    found = _duty(request, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.send_back_duty(
                duty=found, by=request.user, at=clock.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "已退回，并已告知责任单位。")
            return redirect("campaigns:duty", pk)
    context = {"form": form, "title": "退回修改", "action": "退回", "duty": found}
    return render(request, "campaigns/form.html", context)


@require_safe
@reading
def duty_file(request: SignedInRequest, pk: int, file_pk: int) -> FileResponse:
    """A file as it was handed in."""
    found = visible_one(_duty(request, pk).files.all(), pk=file_pk)
    return FileResponse(found.file.open(), as_attachment=True, filename=found.name)


def _duty(request: SignedInRequest, pk: int) -> CampaignDuty:
    rows = CampaignDuty.objects.visible_to(viewer_of(request.user))
    return visible_one(rows.select_related("campaign", "agency", "submitted_by"), pk=pk)
