"""限期整改 and 约谈 in the enterprise centre: read, report, confirm."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from django_fsm import can_proceed

from credit_portal.accounts.choices import Role
from credit_portal.accounts.permissions import role_required
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from credit_portal.shared.forms import RefusableForm
from credit_portal.shared.visibility import visible_one
from supervision import services
from supervision.correction.forms import ConfirmationForm, ReportForm
from supervision.models import Interview, RectificationOrder
from supervision.pages import page_of, user_of, viewer

business = role_required(Role.ENTERPRISE)


@dataclass(frozen=True)
class Answer:
    """What a business says to a case: the transition, the service, and where it stands."""

    case: str
    transition: str
    service: Callable[..., Any]
    form: type[RefusableForm]
    thanks: str


REPORT = Answer(
    "order", "report_done", services.report_rectification, ReportForm,
    "整改情况已提交，由责令单位验收。",
)  # fmt: skip
CONFIRMATION = Answer(
    "interview", "confirm", services.confirm_interview, ConfirmationForm,
    "已确认参加，请准时到场。",
)  # fmt: skip


@require_safe
@business
def my_orders(request: HttpRequest) -> HttpResponse:
    """Orders to the own businesses, the latest first."""
    return _list(request, RectificationOrder, "my_orders")


@require_http_methods(["GET", "HEAD", "POST"])
@business
def my_order(request: HttpRequest, pk: int) -> HttpResponse:
    """One order; the business hands in what it put right."""
    return _answer(request, _case(request, RectificationOrder, pk), REPORT)


@require_safe
@business
def my_interviews(request: HttpRequest) -> HttpResponse:
    """Interviews of the own businesses, the latest first."""
    return _list(request, Interview, "my_interviews")


@require_http_methods(["GET", "HEAD", "POST"])
@business
def my_interview(request: HttpRequest, pk: int) -> HttpResponse:
    """One interview: when and where; the business says who will come."""
    return _answer(request, _case(request, Interview, pk), CONFIRMATION)


def _own(request: HttpRequest, model: Any) -> Any:
    return model.objects.visible_to(viewer(request)).select_related("entity", "agency")


def _case(request: HttpRequest, model: Any, pk: int) -> Any:
    return visible_one(_own(request, model), pk=pk)


def _list(request: HttpRequest, model: Any, template: str) -> HttpResponse:
    context = {"page": page_of(_own(request, model), request), "today": clock.today()}
    return render(request, f"supervision/correction/{template}.html", context)


def _answer(request: HttpRequest, case: Any, answer: Answer) -> HttpResponse:
    """The case, and the form while its state takes an answer."""
    form = answer.form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            answer.service(
                **{answer.case: case}, by=user_of(request), at=clock.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, answer.thanks)
            return redirect(f"supervision:my_{answer.case}", case.pk)
    may_answer = can_proceed(getattr(case, answer.transition))
    context = {
        answer.case: case, "form": form if may_answer or form.errors else None,
        "today": clock.today(),
    }  # fmt: skip
    return render(request, f"supervision/correction/my_{answer.case}.html", context)
