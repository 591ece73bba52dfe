"""Deadlines on the desk: the list with lights, and the count of one, day by day."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from credit_portal.accounts.choices import BUSINESS_ROLES
from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.accounts.viewers import viewer_of
from credit_portal.deadlines import services
from credit_portal.deadlines.lights import Lights, lights_on
from credit_portal.deadlines.models import Deadline
from credit_portal.deadlines.querysets import DeadlineQuerySet
from credit_portal.shared import clock
from credit_portal.shared.visibility import visible_one

PAGE_ROWS = 30


class DueForm(forms.Form):
    """Which deadlines to show."""

    due = forms.ChoiceField(
        label="期限", required=False,
        choices=[("", "全部未办结"), ("late", "已逾期"), ("next", "即将逾期"), ("done", "已办结")],
    )  # fmt: skip


@require_safe
@role_required(*BUSINESS_ROLES)
def deadline_list(request: SignedInRequest) -> HttpResponse:
    """Open deadlines of the own agencies, the nearest first."""
    form, lights = DueForm(request.GET), lights_on(clock.today())
    form.is_valid()
    rows = Deadline.objects.visible_to(viewer_of(request.user))
    rows = _chosen(rows, form.cleaned_data.get("due", ""), lights)
    rows = rows.select_related("agency", "handler").prefetch_related("pauses")
    page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page"))
    context = {
        "form": form, "page": page, "today": lights.today, "deadline_lights": lights,
        "subtitle": f"各项办理期限按截止日期排列；剩{lights.yellow_days}个工作日以内显示黄灯，"
        "逾期显示红灯；等候企业、公众的期限不亮灯，期满时注明",
    }  # fmt: skip
    return render(request, "deadlines/list.html", context)


@require_safe
@role_required(*BUSINESS_ROLES)
def deadline_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """How the last day was counted."""
    rows = Deadline.objects.visible_to(viewer_of(request.user))
    deadline = visible_one(rows.select_related("agency", "handler"), pk=pk)
    today = clock.today()
    context = {
        "deadline": deadline,
        "count": services.count_of(deadline),
        "today": today,
    }
    return render(request, "deadlines/detail.html", context)


def _chosen(rows: DeadlineQuerySet, due: str, lights: Lights) -> DeadlineQuerySet:
    match due:
        case "late":
            return rows.running().binding().late(lights.today)
        case "next":
            return rows.running().binding().breaching_next(lights)
        case "done":
            return rows.exclude(closed_at=None).order_by("-closed_at")
        case _:
            return rows.open()
