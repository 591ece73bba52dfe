"""抽查成效 on the desk: does it work, and what does it cost."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from credit_portal.accounts.permissions import role_required
from credit_portal.shared import clock
from credit_portal.shared.errors import Invalid
from supervision.exports import export
from supervision.inspections.effect import Effect, Period, effect_of
from supervision.inspections.forms import PeriodForm
from supervision.inspections.permissions import EFFECT_ROLES
from supervision.inspections.tables import effect_tables
from supervision.pages import user_of, viewer

deciding = role_required(*EFFECT_ROLES)


@require_safe
@deciding
def effect(request: HttpRequest) -> HttpResponse:
    """The figures of a period; the last twelve months unless another is asked for."""
    form = _form(request)
    context = {"form": form, "effect": _effect(request, form) if form.is_valid() else None}
    return render(request, "supervision/inspections/effect.html", context)


@require_safe
@deciding
def effect_export(request: HttpRequest) -> FileResponse:
    """The same as a workbook."""
    form = _form(request)
    if not form.is_valid():
        raise Invalid("period_not_valid", "请先填写正确的起止日期，再导出。", {})
    tables = effect_tables(_effect(request, form))
    return export("抽查成效", *tables, by=user_of(request), at=clock.now())


def _form(request: HttpRequest) -> PeriodForm:
    usual = Period.last_year(clock.today())
    is_asked = "since" in request.GET or "until" in request.GET
    return PeriodForm(request.GET if is_asked else {"since": usual.since, "until": usual.until})


def _effect(request: HttpRequest, form: PeriodForm) -> Effect:
    return effect_of(viewer(request), Period(**form.cleaned_data))
