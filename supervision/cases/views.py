"""典型案例: on the desk, and for everybody."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.permissions import role_required
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from credit_portal.shared.forms import ReasonForm, RefusableForm
from credit_portal.shared.history import history_of
from credit_portal.shared.visibility import visible_one
from supervision.cases.forms import CaseForm
from supervision.cases.masking import public_text
from supervision.cases.querysets import TypicalCaseQuerySet
from supervision.models import Measure, TypicalCase
from supervision.pages import Act, acts_for, do_act, page_of, user_of, viewer
from supervision.permissions import DECIDING_ROLES
from supervision.services.cases import draft_case, edit_case, publish_case, withdraw_case

deciding = role_required(*DECIDING_ROLES)
ACTS = (
    Act("publish", "公开", publish_case, RefusableForm, "公开后不能修改；有误的撤下后重新撰写。"),
    Act("withdraw", "撤下", withdraw_case, ReasonForm, "撤下后不再对外公开。", "danger"),
)


@require_safe
def published_cases(request: HttpRequest) -> HttpResponse:
    """What everybody may read, the latest first."""
    rows = TypicalCase.objects.published(clock.today()).select_related("agency")
    context = {"page": page_of(rows.order_by("-published_at", "-pk"), request)}
    return render(request, "supervision/cases/published.html", context)


@require_safe
@deciding
def cases(request: HttpRequest) -> HttpResponse:
    """All of the own agency, the latest first."""
    return render(request, "supervision/cases/list.html", {"page": page_of(_own(request), request)})


@require_safe
@deciding
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case as it was written and as everybody reads it."""
    found = _case(request, pk)
    context = {
        "case": found, "acts": acts_for(found, ACTS), "history": history_of(found),
        "public_title": found.public_title or public_text(found.title, found.measure),
        "public_body": found.public_body or public_text(found.body, found.measure),
    }  # fmt: skip
    return render(request, "supervision/cases/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@deciding
def case_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a case about one measure."""
    measure = get_object_or_404(Measure.objects.visible_to(viewer(request)), pk=pk)
    form = CaseForm(request.POST if request.method == "POST" else None)
    back = reverse("supervision:measure", args=[pk])
    return _write(request, form, draft_case, {"measure": measure}, "撰写典型案例", back)


@require_http_methods(["GET", "HEAD", "POST"])
@deciding
def case_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a draft anew."""
    found = _case(request, pk)
    form = CaseForm(
        request.POST if request.method == "POST" else None,
        initial={"title": found.title, "body": found.body},
    )
    back = reverse("supervision:case", args=[pk])
    return _write(request, form, edit_case, {"case": found}, "修改典型案例", back)


@require_http_methods(["GET", "HEAD", "POST"])
@deciding
def case_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One step of a case."""
    return do_act(
        request, _case(request, pk), ACTS, name, argument="case",
        back=reverse("supervision:case", args=[pk]),
    )  # fmt: skip


def _write(
    request: HttpRequest, form: CaseForm, service: Any, about: dict[str, Any], title: str, back: str
) -> HttpResponse:
    if form.is_valid():
        try:
            made = service(**about, by=user_of(request), at=clock.now(), **form.cleaned_data)
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "已保存草稿，核对脱敏效果后公开。")
            return redirect("supervision:case", made.pk)
    context = {"form": form, "title": title, "back": back}
    return render(request, "supervision/cases/write.html", context)


def _own(request: HttpRequest) -> TypicalCaseQuerySet:
    rows = TypicalCase.objects.visible_to(viewer(request))
    return rows.select_related("agency", "measure__entity", "measure__record", "written_by")


def _case(request: HttpRequest, pk: int) -> TypicalCase:
    """One case; to everybody else it does not exist."""
    return visible_one(_own(request), pk=pk)
