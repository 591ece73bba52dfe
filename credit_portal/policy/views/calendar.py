"""The calendar of working days: year view, and the yearly notice."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.permissions import SignedInRequest
from credit_portal.policy import presentation, selectors, services
from credit_portal.policy.forms import NoticeForm
from credit_portal.policy.models import HolidayNotice
from credit_portal.policy.notices import parse_notice
from credit_portal.policy.permissions import can_edit, editor_required, reader_required
from credit_portal.shared.clock import now, today
from credit_portal.shared.errors import DomainError, Invalid, NotVisible

FIRST_YEAR, LAST_YEAR = 2000, 2100


@require_safe
@reader_required
def calendar_year(request: SignedInRequest, year: int | None = None) -> HttpResponse:
    """A year, day by day, with the notice it rests on."""
    year = year or today().year
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotVisible
    work = selectors.work_calendar()
    context = {
        "year": year,
        "heading": f"工作日历 {year} 年",
        "months": presentation.year_view(year, work),
        "notice": HolidayNotice.objects.filter(year=year).first(),
        "is_known": year in work.known_years,
        "can_edit": can_edit(request.user),
    }
    return render(request, "policy/calendar.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def notice_import(request: SignedInRequest) -> HttpResponse:
    """Enter the notice of a year, or put one right."""
    if request.method != "POST":
        known = selectors.work_calendar().known_years
        form = NoticeForm.for_next_year(today(), known)
        return render(request, "policy/notice_import.html", {"form": form})
    form = NoticeForm(request.POST)
    problems: dict[str, str] = {}
    if form.is_valid():
        try:
            return _import(request, form)
        except DomainError as error:
            form.add_error("days", error.message)
            problems = error.fields if isinstance(error, Invalid) else {}
    context = {"form": form, "problems": problems}
    return render(request, "policy/notice_import.html", context, status=422)


def _import(request: SignedInRequest, form: NoticeForm) -> HttpResponse:
    entered = dict(form.cleaned_data)
    days = parse_notice(entered.pop("days"), entered["year"])
    notice = services.import_holiday_notice(days=days, by=request.user, at=now(), **entered)
    messages.success(request, f"已录入 {notice.year} 年放假通知，未办结期限将重新计算。")
    return redirect("policy:calendar_year", notice.year)
