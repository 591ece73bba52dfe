"""Reminders on the desk: the log, and a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.permissions import role_required
from credit_portal.policy.services import pack_in_force
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from supervision.models import CreditReminder
from supervision.pages import own_agency, page_of, user_of, viewer
from supervision.reminders.forms import ReminderForm
from supervision.reminders.permissions import REMINDING_ROLES
from supervision.services.reminders import send_credit_reminder

reminding = role_required(*REMINDING_ROLES)


@require_safe
@reminding
def reminders(request: HttpRequest) -> HttpResponse:
    """The latest first."""
    rows = CreditReminder.objects.visible_to(viewer(request)).select_related("agency", "town")
    context = {"page": page_of(rows, request)}
    return render(request, "supervision/reminders/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@reminding
def reminder_new(request: HttpRequest) -> HttpResponse:
    """Remind the businesses of a class."""
    data = request.POST if request.method == "POST" else None
    form = ReminderForm(data, pack=pack_in_force(clock.today()))
    if form.is_valid():
        try:
            sent = send_credit_reminder(
                draft=form.draft(), agency=own_agency(request), by=user_of(request), at=clock.now()
            )
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, f"信用提示已发送 {sent.recipients} 户。")
            return redirect("supervision:reminders")
    context = {"form": form, "back": reverse("supervision:reminders")}
    return render(request, "supervision/reminders/new.html", context)
