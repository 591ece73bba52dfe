"""Disputes in the enterprise centre: file, follow, supplement, urge, withdraw, review."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.choices import Role
from credit_portal.accounts.permissions import role_required
from credit_portal.shared import clock
from credit_portal.shared.errors import NotVisible
from credit_portal.shared.forms import ReasonForm, RefusableForm
from disputes import services
from disputes.forms import FilingForm, ReviewForm, SupplementForm
from disputes.views import shared
from disputes.views.shared import (
    Act,
    Face,
    case_context,
    dispute_of,
    lines_of,
    target_of,
    visible,
)
from entities.models import Entity
from grading.selectors import grade_of
from supervision.pages import acts_for, page_of, user_of, viewer

business = role_required(Role.ENTERPRISE)
MY = Face("frames/my.html", "disputes:my_case", "disputes:my_act")
ACTS = (
    Act(
        "supply", "补正", services.supplement_dispute, SupplementForm,
        "按要求补充说明和材料；逾期未补正的，可能不予受理。",
    ),
    Act(
        "urge", "催办", services.urge_dispute, RefusableForm,
        "提醒经办人抓紧办理，每天可以催办一次。",
    ),
    Act(
        "ask_review", "申请复核", services.request_review, ReviewForm,
        "对未获支持的项目，由信用主管部门其他人员复核一次。",
    ),
    Act(
        "withdraw", "撤回异议", services.withdraw_dispute, ReasonForm,
        "撤回后不再办理，暂停的措施恢复执行；有新的事实和证据可以重新提出。", "danger",
    ),
)  # fmt: skip


@require_safe
@business
def disputes(request: HttpRequest) -> HttpResponse:
    """The own disputes, the latest first."""
    page, today = page_of(visible(request), request), clock.today()
    context = {"page": page, "lines": lines_of(page.object_list), "today": today}
    return render(request, "disputes/my_list.html", context)


@require_safe
@business
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One dispute: receipt, time line, answer, what can be done."""
    found = dispute_of(request, number)
    context = {**case_context(found), "acts": acts_for(found, ACTS), "face": MY}
    return render(request, "disputes/my_case.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@business
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One step of the applicant."""
    return shared.do_act(request, dispute_of(request, number), ACTS, name, MY)


@require_http_methods(["GET", "HEAD", "POST"])
@business
def new(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Contest what is held of the own business: a record, the grade, a result, a listing."""
    initial = {"contact_name": user_of(request).display_name}
    target = target_of(request, kind, pk)
    return shared.file(request, target, MY, FilingForm, "异议已收到，编号{}。", initial)


@require_safe
@business
def new_about_grade(request: HttpRequest, code: str) -> HttpResponse:
    """Contest the grade that the own business has today."""
    entity = Entity.objects.filter(uscc=code, uscc__in=viewer(request).usccs).first()
    grade = grade_of(entity, clock.today()) if entity else None
    if grade is None:
        raise NotVisible
    return redirect("disputes:my_new", "grade", grade.pk)


receipt = require_safe(business(shared.receipt))
answer = require_safe(business(shared.answer))
evidence_file = require_safe(business(shared.evidence_file))
