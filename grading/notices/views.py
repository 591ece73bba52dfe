"""Messages in the enterprise centre, and the falls that wait for a supervisor on the desk."""

from django.contrib import messages as page_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from credit_portal.accounts.choices import Role
from credit_portal.accounts.permissions import role_required
from credit_portal.policy.services import pack_in_force, work_calendar
from credit_portal.shared import clock
from credit_portal.shared.errors import Invalid
from credit_portal.shared.visibility import visible_one
from entities.pages import about, page_of, user_of, viewer
from grading import services
from grading.models import ClassNotice
from grading.notices.falls import handle_by
from grading.notices.forms import FallFilterForm, HandlingForm
from grading.permissions import SUPERVISING_ROLES
from grading.querysets import ClassNoticeQuerySet

supervising = role_required(*SUPERVISING_ROLES)
RELATED = ("entity", "grade__run__model", "supervisor", "handled_by")


@require_safe
@role_required(Role.ENTERPRISE)
def messages(request: HttpRequest) -> HttpResponse:
    """What the own businesses were told, the latest first."""
    rows = ClassNotice.objects.messages_for(viewer(request)).select_related(*RELATED)
    context = {"page": page_of(rows, request)}
    return render(request, "grading/notices/messages.html", context)


@require_POST
@role_required(Role.ENTERPRISE)
def message_read(request: HttpRequest, pk: int) -> HttpResponse:
    notice = visible_one(ClassNotice.objects.messages_for(viewer(request)), pk=pk)
    services.mark_notice_read(notice=notice, by=user_of(request), at=clock.now())
    return redirect("grading:messages")


@require_safe
@supervising
def falls(request: HttpRequest) -> HttpResponse:
    """Businesses that fell to D or E: what waits longest first; the lead office sees all."""
    form = FallFilterForm(request.GET)
    form.is_valid()
    rows = _in_state(_falls(request), form.cleaned_data.get("state", ""))
    if text := form.cleaned_data.get("q"):
        rows = about(rows, text)
    page, calendar, days = page_of(rows, request), work_calendar(), _handling_days()
    lines = [(notice, handle_by(notice.sent_at, days, calendar)) for notice in page.object_list]
    context = {
        "form": form,
        "page": page,
        "lines": lines,
        "today": clock.today(),
    }
    return render(request, "grading/notices/falls.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@supervising
def fall(request: HttpRequest, pk: int) -> HttpResponse:
    """One fall, and what is done about it."""
    notice = visible_one(_falls(request), pk=pk)
    form = HandlingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.handle_fall(
                notice=notice, by=user_of(request), at=clock.now(), **form.cleaned_data
            )
        except Invalid as error:
            form.show(error)
        else:
            page_messages.success(request, "已办结。")
            return redirect("grading:falls")
    context = {
        "notice": notice,
        "form": form,
        "due": handle_by(notice.sent_at, _handling_days(), work_calendar()),
        "today": clock.today(),
    }
    return render(request, "grading/notices/fall.html", context)


def _falls(request: HttpRequest) -> ClassNoticeQuerySet:
    """To everybody else they do not exist."""
    rows = ClassNotice.objects.visible_to(viewer(request)).falls()
    return rows.select_related(*RELATED)


def _handling_days() -> int:
    """Working days in which a supervisor looks after a business that fell."""
    return pack_in_force(clock.today()).grading.fall_days.value


def _in_state(rows: ClassNoticeQuerySet, state: str) -> ClassNoticeQuerySet:
    match state:
        case "handled":
            return rows.exclude(handled_at=None).order_by("-handled_at")
        case "all":
            return rows
        case _:
            return rows.open().order_by("sent_at", "pk")
