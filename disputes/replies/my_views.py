"""Statements of the own businesses: write, hand in, take back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_fsm import can_proceed

from credit_portal.accounts.choices import Role
from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from credit_portal.shared.visibility import visible_one
from disputes.models import Reply
from disputes.replies.forms import ReplyForm
from disputes.replies.selectors import records_to_answer
from disputes.services import replies as services
from supervision.pages import page_of, viewer

business = role_required(Role.ENTERPRISE)
TEMPLATE = "disputes/replies/my_edit.html"


@require_safe
@business
def my_replies(request: HttpRequest) -> HttpResponse:
    """All statements, and the records beside which one may be written."""
    asking = viewer(request)
    rows = Reply.objects.visible_to(asking).select_related("record__entity")
    to_answer = records_to_answer(asking, clock.today()).select_related("entity")
    context = {"replies": rows, "page": page_of(to_answer, request)}
    return render(request, "disputes/replies/my_list.html", context)


@require_safe
@business
def my_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """One statement with what may be done."""
    found = _reply(request, pk)
    context = {
        "reply": found, "may_submit": can_proceed(found.submit),
        "may_withdraw": can_proceed(found.withdraw),
        "is_shown": Reply.objects.shown(clock.today()).filter(pk=pk).exists(),
    }  # fmt: skip
    return render(request, "disputes/replies/my_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@business
def my_reply_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write one beside a record."""
    rows = records_to_answer(viewer(request), clock.today()).select_related("entity")
    record = visible_one(rows, pk=pk)
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        act: dict[str, Any] = {"by": request.user, "at": clock.now(), **form.cleaned_data}
        try:
            made = services.draft_reply(record=record, **act)
        except DomainError as error:
            form.show(error)
        else:
            return redirect("disputes:my_reply", made.pk)
    return render(request, TEMPLATE, {"form": form, "record": record})


@require_http_methods(["GET", "HEAD", "POST"])
@business
def my_reply_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write a draft anew."""
    found = _reply(request, pk)
    data = request.POST if request.method == "POST" else None
    form = ReplyForm(data, initial={"text": found.text})
    if form.is_valid():
        act: dict[str, Any] = {"by": request.user, "at": clock.now(), **form.cleaned_data}
        try:
            services.edit_reply(reply=found, **act)
        except DomainError as error:
            form.show(error)
        else:
            return redirect("disputes:my_reply", pk)
    return render(request, TEMPLATE, {"form": form, "record": found.record})


@require_POST
@business
def my_reply_submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand it in."""
    services.submit_reply(reply=_reply(request, pk), by=request.user, at=clock.now())
    messages.success(request, "声明已提交审核。")
    return redirect("disputes:my_reply", pk)


@require_POST
@business
def my_reply_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take it back."""
    services.withdraw_reply(reply=_reply(request, pk), by=request.user, at=clock.now())
    messages.success(request, "声明已撤回，不再展示。")
    return redirect("disputes:my_reply", pk)


def _reply(request: HttpRequest, pk: int) -> Reply:
    """One statement of an own business; to everybody else it does not exist."""
    rows = Reply.objects.visible_to(viewer(request)).select_related("record__entity")
    return visible_one(rows, pk=pk)
