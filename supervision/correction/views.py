"""Orders and interviews on the desk: lists, one case with its steps, new ones."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.permissions import role_required
from credit_portal.policy.services import pack_in_force
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from credit_portal.shared.forms import ReasonForm, RefusableForm
from credit_portal.shared.history import history_of
from credit_portal.shared.visibility import visible_one
from entities.models import Entity
from supervision import services
from supervision.correction.forms import (
    ConfirmationForm,
    FindingForm,
    InterviewFilterForm,
    InterviewForm,
    MinutesForm,
    OrderFilterForm,
    OrderForm,
    ReportForm,
)
from supervision.correction.permissions import CORRECTING_ROLES
from supervision.correction.querysets import CaseQuerySet, InterviewQuerySet, OrderQuerySet
from supervision.correction.tables import INTERVIEW_COLUMNS, ORDER_COLUMNS
from supervision.exports import Table, export
from supervision.models import Interview, RectificationOrder
from supervision.pages import (
    Act,
    about,
    acts_for,
    do_act,
    opened_file,
    own_agency,
    page_of,
    user_of,
    viewer,
)

correcting = role_required(*CORRECTING_ROLES)
RELATED = ("entity", "agency")
C = TypeVar("C", RectificationOrder, Interview)
ORDER_ACTS = (
    Act(
        "report_done", "登记整改报告", services.report_rectification, ReportForm,
        "经营主体报告整改情况后登记，由责令单位验收。",
    ),
    Act(
        "accept", "验收合格", services.accept_rectification, FindingForm, "验收合格，本件办结。"
    ),
    Act(
        "send_back", "退回整改", services.send_back_rectification, FindingForm,
        "整改不到位的退回，原期限不变。", "danger",
    ),
    Act(
        "find_overdue", "认定逾期", services.find_rectification_overdue, ReasonForm,
        "超过整改期限仍未完成的认定逾期，记入信用记录，可以据此约谈。", "danger",
    ),
)  # fmt: skip
INTERVIEW_ACTS = (
    Act(
        "confirm", "登记回执", services.confirm_interview, ConfirmationForm,
        "经营主体来电来函确认的，由约谈单位登记；也可由其在企业中心自行确认。",
    ),
    Act(
        "hold", "登记约谈记录", services.hold_interview, MinutesForm,
        "约谈当日登记参加人和记录，并在规定期限内归集。",
    ),
    Act(
        "file", "归集记录", services.file_interview, RefusableForm,
        "警示约谈归集后记入信用记录；提示约谈只存档。",
    ),
    Act(
        "find_absent", "登记无故缺席", services.find_interview_absent, ReasonForm,
        "无故缺席记入信用记录。", "danger",
    ),
    Act("cancel", "取消约谈", services.cancel_interview, ReasonForm, "取消后本件办结。", "danger"),
)  # fmt: skip


@require_safe
@correcting
def orders(request: HttpRequest) -> HttpResponse:
    """Orders; the nearest day first where one state is asked for."""
    form = OrderFilterForm(request.GET)
    return _list(request, _orders(request, form), form, "supervision/correction/orders.html")


@require_safe
@correcting
def orders_export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    table = Table("限期整改", ORDER_COLUMNS, _orders(request, OrderFilterForm(request.GET)))
    return export("限期整改", table, by=user_of(request), at=clock.now())


@require_safe
@correcting
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """One order and its steps."""
    found = _case(request, RectificationOrder, pk)
    return _detail(request, found, "order", ORDER_ACTS)


@require_http_methods(["GET", "HEAD", "POST"])
@correcting
def order_new(request: HttpRequest, code: str) -> HttpResponse:
    """Order something of one business."""
    entity = opened_file(request, code, "责令限期整改")
    form = OrderForm(request.POST if request.method == "POST" else None)
    title = "责令限期整改"
    return _new(request, entity, form, services.order_rectification, "order", title)


@require_http_methods(["GET", "HEAD", "POST"])
@correcting
def order_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One step of an order."""
    return do_act(
        request, _case(request, RectificationOrder, pk), ORDER_ACTS, name, argument="order",
        back=reverse("supervision:order", args=[pk]),
    )  # fmt: skip


@require_safe
@correcting
def interviews(request: HttpRequest) -> HttpResponse:
    """Interviews; the nearest day first where one state is asked for."""
    form = InterviewFilterForm(request.GET)
    rows = _interviews(request, form)
    return _list(request, rows, form, "supervision/correction/interviews.html")


@require_safe
@correcting
def interviews_export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    rows = _interviews(request, InterviewFilterForm(request.GET))
    table = Table("约谈", INTERVIEW_COLUMNS, rows)
    return export("约谈", table, by=user_of(request), at=clock.now())


@require_safe
@correcting
def interview(request: HttpRequest, pk: int) -> HttpResponse:
    """One interview and its steps."""
    return _detail(request, _case(request, Interview, pk), "interview", INTERVIEW_ACTS)


@require_http_methods(["GET", "HEAD", "POST"])
@correcting
def interview_new(request: HttpRequest, code: str) -> HttpResponse:
    """Summon one business."""
    entity = opened_file(request, code, "通知约谈")
    said = pack_in_force(clock.today()).interviews
    data = request.POST if request.method == "POST" else None
    form = InterviewForm(data, entity=entity, said=said, viewer=viewer(request))
    return _new(request, entity, form, services.summon_interview, "interview", "通知约谈")


@require_http_methods(["GET", "HEAD", "POST"])
@correcting
def interview_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One step of an interview."""
    return do_act(
        request, _case(request, Interview, pk), INTERVIEW_ACTS, name, argument="interview",
        back=reverse("supervision:interview", args=[pk]),
    )  # fmt: skip


def _orders(request: HttpRequest, form: OrderFilterForm) -> OrderQuerySet:
    """What the filters leave."""
    form.is_valid()
    rows, state = _visible(request, RectificationOrder), form.cleaned_data.get("state", "")
    if state == "past_due":
        rows = rows.past_due(clock.today())
    elif state:
        rows = rows.filter(status=state).order_by("due_on", "pk")
    return _about(rows, form)


def _interviews(request: HttpRequest, form: InterviewFilterForm) -> InterviewQuerySet:
    """What the filters leave."""
    form.is_valid()
    rows = _visible(request, Interview).with_clocks()
    if state := form.cleaned_data.get("state"):
        rows = rows.filter(status=state).order_by("meets_on", "pk")
    return _about(rows, form)


def _about(rows: Any, form: Any) -> Any:
    text = form.cleaned_data.get("q")
    return about(rows, text) if text else rows


def _visible(request: HttpRequest, model: type[C]) -> Any:
    return model.objects.visible_to(viewer(request)).select_related(*RELATED)


def _case(request: HttpRequest, model: type[C], pk: int) -> C:
    """One case; to everybody else it does not exist."""
    return visible_one(_visible(request, model), pk=pk)


def _list(request: HttpRequest, rows: CaseQuerySet, form: Any, template: str) -> HttpResponse:
    context = {"form": form, "page": page_of(rows, request), "today": clock.today()}
    return render(request, template, context)


def _detail(request: HttpRequest, case: Any, name: str, acts: tuple[Act, ...]) -> HttpResponse:
    context = {
        name: case, "acts": acts_for(case, acts), "history": history_of(case),
        "today": clock.today(),
    }  # fmt: skip
    return render(request, f"supervision/correction/{name}.html", context)


def _new(
    request: HttpRequest, entity: Entity, form: Any, service: Callable[..., Any], name: str,
    title: str,
) -> HttpResponse:  # fmt: skip
    if form.is_valid():
        try:
            made = service(
                entity=entity, agency=own_agency(request), by=user_of(request), at=clock.now(),
                **form.cleaned_data,
            )  # fmt: skip
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, f"{title}：已办理。")
            return redirect(f"supervision:{name}", made.pk)
    context = {"form": form, "entity": entity, "title": title}
    return render(request, "supervision/correction/new.html", context)
