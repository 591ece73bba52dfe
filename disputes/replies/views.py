"""Statements on the desk: the inbox, and one with the record it stands beside."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from credit_portal.accounts.choices import BUSINESS_ROLES
from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.shared import clock
from credit_portal.shared.forms import ReasonForm
from credit_portal.shared.history import history_of
from credit_portal.shared.visibility import visible_one
from disputes.models import Reply
from disputes.replies.choices import ReplyStatus
from disputes.services import replies as services
from supervision.pages import page_of, viewer

officials = role_required(*BUSINESS_ROLES)


class ReplyFilterForm(forms.Form):
    """Which statements to list."""

    state = forms.ChoiceField(
        label="状态", required=False,
        choices=[("", "全部"), *(pair for pair in ReplyStatus.choices if pair[0] != "draft")],
    )  # fmt: skip


@require_safe
@officials
def replies(request: HttpRequest) -> HttpResponse:
    """Those to decide first, then the latest."""
    form = ReplyFilterForm(request.GET)
    form.is_valid()
    rows = Reply.objects.moderated_by(viewer(request)).select_related("record__entity")
    if state := form.cleaned_data.get("state"):
        rows = rows.filter(status=state)
    context = {"form": form, "page": page_of(rows.order_by("-submitted_at", "-pk"), request)}
    return render(request, "disputes/replies/list.html", context)


@require_safe
@officials
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """One statement."""
    found = _reply(request, pk)
    context = {"reply": found, "is_open": found.status == ReplyStatus.SUBMITTED}
    context["history"] = history_of(found)
    return render(request, "disputes/replies/detail.html", context)


@require_POST
@officials
def approve(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let it be shown."""
    services.approve_reply(reply=_reply(request, pk), by=request.user, at=clock.now())
    return redirect("disputes:reply", pk)


@require_POST
@officials
def refuse(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say why it is not shown."""
    form = ReasonForm(request.POST)
    form.is_valid()
    services.refuse_reply(
        reply=_reply(request, pk), reason=form.cleaned_data.get("reason", ""), by=request.user,
        at=clock.now(),
    )  # fmt: skip
    return redirect("disputes:reply", pk)


def _reply(request: HttpRequest, pk: int) -> Reply:
    """One statement; to everybody else it does not exist."""
    rows = Reply.objects.moderated_by(viewer(request))
    return visible_one(rows.select_related("record__entity", "decided_by"), pk=pk)
