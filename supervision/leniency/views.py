"""免罚轻罚清单 on the desk, and the page to enter one penalty."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.permissions import role_required
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError, Refused
from credit_portal.shared.forms import ReasonForm
from supervision.exports import Column, Table, export
from supervision.leniency.forms import LineFilterForm, LineForm, PenaltyForm
from supervision.leniency.permissions import KEEPING_ROLES, PUNISHING_ROLES
from supervision.leniency.querysets import MinorViolationQuerySet
from supervision.models import MinorViolation
from supervision.pages import opened_file, own_agency, page_of, user_of
from supervision.permissions import VIEWING_ROLES
from supervision.services.leniency import (
    change_violation,
    enter_penalty,
    list_violation,
    retire_violation,
)

viewing = role_required(*VIEWING_ROLES)
keeping = role_required(*KEEPING_ROLES)
punishing = role_required(*PUNISHING_ROLES)
COLUMNS: Sequence[Column] = (
    Column("执法单位", lambda row: row.agency.name, 28),
    Column("违法行为", lambda row: row.violation, 40),
    Column("处理", lambda row: row.get_leniency_display(), 18),
    Column("适用条件", lambda row: row.condition, 40),
    Column("限首次违法", lambda row: row.is_first_only, 12),
    Column("依据", lambda row: row.legal_basis, 40),
    Column("清单版本", lambda row: row.edition),
    Column("施行日期", lambda row: row.from_on, 12),
    Column("停用日期", lambda row: row.retired_on, 12),
)


@require_safe
@viewing
def violations(request: HttpRequest) -> HttpResponse:
    """The list of all agencies; whoever keeps a line may change it."""
    form = LineFilterForm(request.GET)
    context = {
        "form": form, "page": page_of(_chosen(form), request), "keeping_roles": KEEPING_ROLES,
    }  # fmt: skip
    return render(request, "supervision/leniency/list.html", context)


@require_safe
@viewing
def violations_export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    table = Table("免罚轻罚清单", COLUMNS, _chosen(LineFilterForm(request.GET)))
    return export("免罚轻罚清单", table, by=user_of(request), at=clock.now())


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
def violation_new(request: HttpRequest) -> HttpResponse:
    """A new line of the own agency."""
    form = LineForm(
        request.POST if request.method == "POST" else None, initial={"from_on": clock.today()}
    )

    def add() -> MinorViolation:
        return list_violation(
            draft=form.draft(), agency=own_agency(request), by=user_of(request), at=clock.now()
        )

    return _write(request, form, add, "增加免罚轻罚事项")


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
def violation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Word a line anew."""
    line = get_object_or_404(MinorViolation, pk=pk)
    initial = {name: getattr(line, name) for name in LineForm.base_fields}
    form = LineForm(request.POST if request.method == "POST" else None, initial=initial)

    def change() -> MinorViolation:
        return change_violation(line=line, draft=form.draft(), by=user_of(request), at=clock.now())

    return _write(request, form, change, "修改免罚轻罚事项")


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
def violation_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line off the list."""
    line = get_object_or_404(MinorViolation, pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def retire() -> MinorViolation:
        return retire_violation(line=line, by=user_of(request), at=clock.now(), **form.cleaned_data)

    return _write(request, form, retire, f"停用：{line.violation}")


@require_http_methods(["GET", "HEAD", "POST"])
@punishing
def penalty_new(request: HttpRequest, code: str) -> HttpResponse:
    """Enter one penalty of the own agency; what is on the list is asked about first."""
    entity = opened_file(request, code, "登记行政处罚")
    form = PenaltyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = enter_penalty(
                entity=entity, draft=form.draft(), agency=own_agency(request),
                by=user_of(request), at=clock.now(),
            )  # fmt: skip
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "行政处罚已经录入。")
            return redirect("portal:desk_record", entity.uscc, made.pk)
    context = {"form": form, "entity": entity}
    return render(request, "supervision/leniency/penalty.html", context)


def _chosen(form: LineFilterForm) -> MinorViolationQuerySet:
    form.is_valid()
    rows = MinorViolation.objects.select_related("agency")
    if text := form.cleaned_data.get("q"):
        rows = rows.filter(violation__icontains=text)
    return rows if form.cleaned_data.get("retired") else rows.in_force(clock.today())


def _write(
    request: HttpRequest, form: Any, act: Callable[[], MinorViolation], title: str
) -> HttpResponse:
    if form.is_valid():
        try:
            act()
        except Refused as error:
            form.add_error(None, error.message)
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, f"{title}：已办理。")
            return redirect("supervision:violations")
    context = {"form": form, "title": title, "back": reverse("supervision:violations")}
    return render(request, "supervision/leniency/write.html", context)
