"""Which pack the deployment follows, put forward and decided."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from credit_portal.accounts.permissions import SignedInRequest
from credit_portal.policy import services
from credit_portal.policy.forms import AssignmentForm
from credit_portal.policy.models import PackAssignment, PolicyPack
from credit_portal.policy.permissions import can_edit, editor_required, reader_required
from credit_portal.shared.clock import now
from credit_portal.shared.errors import DomainError


@require_http_methods(["GET", "HEAD", "POST"])
@reader_required
def assignments(request: SignedInRequest) -> HttpResponseBase:
    """Which pack is followed when, what waits, and the form that puts another one forward."""
    form = AssignmentForm(request.POST or None)
    if request.method == "POST":
        return _propose(request, form)
    return _page(request, form)


@require_POST
@editor_required
def assignment_approve(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let the pack be followed."""
    assignment = services.approve_assignment(
        assignment=get_object_or_404(PackAssignment, pk=pk),
        reason=request.POST.get("reason", ""), by=request.user, at=now(),
    )  # fmt: skip
    messages.success(request, f"已批准，自 {assignment.from_date} 起适用。")
    return redirect("policy:assignments")


@require_POST
@editor_required
def assignment_reject(request: SignedInRequest, pk: int) -> HttpResponse:
    """Turn a proposal down."""
    services.reject_assignment(
        assignment=get_object_or_404(PackAssignment, pk=pk),
        reason=request.POST.get("reason", ""), by=request.user, at=now(),
    )  # fmt: skip
    messages.success(request, "未予批准。")
    return redirect("policy:assignments")


@editor_required
def _propose(request: SignedInRequest, form: AssignmentForm) -> HttpResponse:
    if form.is_valid():
        try:
            services.propose_assignment(by=request.user, at=now(), **form.cleaned_data)
            messages.success(request, "已提出，等待另一名工作人员批准。")
            return redirect("policy:assignments")
        except DomainError as error:
            form.add_error(None, error.message)
    return _page(request, form, status=422)


def _page(request: SignedInRequest, form: AssignmentForm, status: int = 200) -> HttpResponse:
    rows = PackAssignment.objects.here().select_related("pack", "proposed_by", "decided_by")
    default = PolicyPack.objects.filter(code=settings.PORTAL_DEFAULT_PACK).first()
    context: dict[str, Any] = {
        "default_pack": str(default or settings.PORTAL_DEFAULT_PACK),
        "rows": rows.approved(),
        "proposals": rows.proposed(),
        "form": form,
        "can_edit": can_edit(request.user),
        "region_code": settings.PORTAL_REGION_CODE,
    }
    return render(request, "policy/assignments.html", context, status=status)
