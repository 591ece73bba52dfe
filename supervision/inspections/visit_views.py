"""Visits on the desk: the list with its lights, one visit and its steps, the scan at the door."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_fsm import can_proceed

from credit_portal.accounts.permissions import role_required
from credit_portal.policy.services import work_calendar
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from credit_portal.shared.files import SCAN_TYPES
from credit_portal.shared.forms import ReasonForm, RefusableForm
from credit_portal.shared.history import history_of
from credit_portal.shared.visibility import visible_one
from supervision.inspections.choices import VisitStatus
from supervision.inspections.filters import narrowed
from supervision.inspections.forms import NoticeForm, PhotoForm, ResultForm, VisitFilterForm
from supervision.inspections.permissions import INSPECTING_ROLES
from supervision.inspections.policy import inspection_policy
from supervision.inspections.querysets import InspectionQuerySet
from supervision.inspections.selectors import burden_of, leniency_of, publish_by
from supervision.models import Inspection, Visitor
from supervision.pages import Act, do_act, page_of, user_of, viewer
from supervision.services import draws, visits

inspecting = role_required(*INSPECTING_ROLES)
RELATED = ("entity", "draw__task__agency", "entered_by", "reviewed_by", "approved_by", "record")
ACTS = (
    Act(
        "approve", "批准检查", visits.approve_visit, RefusableForm,
        "加大监管档次的检查逐案审批，由不参加检查的人员办理。",
    ),
    Act(
        "notify", "通知企业", visits.notify_business, NoticeForm,
        "企业在企业中心看到通知、检查人员和入企码。不宜事先通知的，可以直接入企登记。",
    ),
    Act(
        "start", "入企登记", visits.start_visit, RefusableForm,
        "由检查人员在现场扫描企业出示的入企码，或在此登记。",
    ),
    Act(
        "review", "审核通过", visits.review_result, RefusableForm,
        "由录入人以外的人员审核，审核后公示。",
    ),
    Act(
        "send_back", "退回补正", visits.send_back_result, ReasonForm,
        "退回后由检查人员重新录入。", "danger",
    ),
    Act(
        "publish", "公示结果", visits.publish_result, RefusableForm,
        "公示后记入该主体的信用记录。",
    ),
)  # fmt: skip
ENTER = "enter"


@require_safe
@inspecting
def visit_list(request: HttpRequest) -> HttpResponse:
    """Visits of the own agencies, with the day by which each result is to be published."""
    form = VisitFilterForm(request.GET)
    page, today = page_of(visits_asked_for(request, form), request), clock.today()
    policy, calendar = inspection_policy(today), work_calendar()
    lines = [
        (visit, publish_by(visit, policy, calendar) if visit.awaits_publication else None)
        for visit in page.object_list
    ]
    context = {"form": form, "page": page, "lines": lines, "today": today}
    return render(request, "supervision/inspections/visits.html", context)


def visits_asked_for(request: HttpRequest, form: VisitFilterForm) -> InspectionQuerySet:
    """The visits that the officer may see and the filter names."""
    form.is_valid()
    rows = narrowed(_visits(request), form.cleaned_data, user_of(request).pk)
    return rows.order_by("-draw", "position")


@require_safe
@inspecting
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """One visit: who goes, what was found, what comes next, and the burden of the business."""
    found, today = _visit(request, pk), clock.today()
    policy = inspection_policy(today)
    is_going = found.visitors.going().filter(inspector__user=user_of(request)).exists()
    context = {
        "visit": found,
        "acts": _acts(found, is_going=is_going),
        "visitors": found.visitors.order_by("position", "pk").select_related(
            "inspector__user", "agency", "replaces__inspector__user", "replaced_by"
        ),
        "may_swap": found.status in (VisitStatus.PLANNED, VisitStatus.NOTIFIED),
        "checklist": [
            (item, found.checklist.get(item.code)) for item in found.draw.task.items.all()
        ],
        "photos": found.photos.all(),
        "photo_form": PhotoForm() if is_going and found.status == VisitStatus.STARTED else None,
        "due": (publish_by(found, policy, work_calendar()) if found.awaits_publication else None),
        "leniency": leniency_of(found, today),
        "burden": burden_of(found.entity, today),
        "today": today,
        "history": history_of(found),
    }
    return render(request, "supervision/inspections/visit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@inspecting
def visit_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One step; the service knows whose it is."""
    found = _visit(request, pk)
    back = reverse("supervision:visit", args=[pk])
    return do_act(request, found, (*ACTS, _enter(found)), name, argument="visit", back=back)


@require_http_methods(["GET", "HEAD", "POST"])
@inspecting
def visit_swap(request: HttpRequest, pk: int, visitor_pk: int) -> HttpResponse:
    """Another inspector, the next in the order of the draw."""
    found = _visit(request, pk)
    visitor = visible_one(Visitor.objects.all(), inspection=found, pk=visitor_pk)
    swap = Act(
        "swap", "更换检查人员", draws.swap_visitor, ReasonForm,
        "由同单位抽取次序中的下一人接替，不能指定。更换及理由随抽取结果公开。", "danger",
    )  # fmt: skip
    back = reverse("supervision:visit", args=[pk])
    return do_act(request, visitor, (swap,), "swap", argument="visitor", back=back)


@require_safe
@inspecting
def visit_scan(request: HttpRequest, token: UUID) -> HttpResponse:
    """The code of the business was scanned: to the step that begins the visit."""
    found = visible_one(_visits(request), token=token)
    return redirect("supervision:visit_act", found.pk, "start")


@require_POST
@inspecting
def visit_photo_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a photo taken on the spot."""
    found = _visit(request, pk)
    form = PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            visits.attach_photo(
                visit=found, by=user_of(request), at=clock.now(), **form.cleaned_data
            )
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, "已上传。")
    else:
        messages.error(request, "请选择要上传的文件。")
    return redirect("supervision:visit", pk)


@require_safe
@inspecting
def visit_photo(request: HttpRequest, pk: int, photo_pk: int) -> FileResponse:
    """Show a photo."""
    photo = visible_one(_visit(request, pk).photos.all(), pk=photo_pk)
    name = f"{photo.sha256[:12]}{photo.extension}"
    is_pdf = SCAN_TYPES[photo.extension] == "PDF"
    return FileResponse(photo.file.open("rb"), as_attachment=is_pdf, filename=name)


def _acts(found: Inspection, *, is_going: bool) -> list[Act]:
    """The acts that its state allows; those at the door only to whoever goes there."""
    acts = [act for act in (*ACTS, _enter(found)) if _is_open(found, act.name)]
    return [act for act in acts if is_going or act.name not in ("start", ENTER)]


def _is_open(found: Inspection, name: str) -> bool:
    waits = found.needs_approval and found.approved_at is None
    if name == "approve":
        return waits and found.status == VisitStatus.PLANNED
    return can_proceed(getattr(found, name)) and not (waits and name in ("notify", "start"))


def _enter(found: Inspection) -> Act:
    form: Any = partial(ResultForm, visit=found, policy=inspection_policy(clock.today()))
    return Act(
        ENTER, "录入结果", visits.enter_result, form,
        "由检查人员录入。照片请先上传；录入后由另一名人员审核。",
    )  # fmt: skip


def _visits(request: HttpRequest) -> InspectionQuerySet:
    return Inspection.objects.visible_to(viewer(request)).select_related(*RELATED)


def _visit(request: HttpRequest, pk: int) -> Inspection:
    """One visit; to everybody else it does not exist."""
    return visible_one(_visits(request).with_corrections(), pk=pk)
