"""The indicators of a draft on the desk."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from credit_portal.accounts.permissions import SignedInRequest
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from grading import services
from grading.choices import IndicatorBasis
from grading.laboratory.forms import IndicatorForm
from grading.laboratory.model_views import editing
from grading.models import Indicator, ScoringModel


@require_http_methods(["GET", "HEAD", "POST"])
@editing
def add_indicator(request: SignedInRequest, version: int, basis: str) -> HttpResponse:
    """A new indicator of a kind."""
    if basis not in IndicatorBasis.values:
        raise Http404
    model = get_object_or_404(ScoringModel, version=version)
    indicator = Indicator(model=model, basis=basis)
    form = _form(request, indicator)
    if form.is_valid():
        try:
            services.add_indicator(
                model=model, values=form.values(), by=request.user, at=clock.now()
            )
            return redirect("grading:model", version)
        except DomainError as error:
            form.show(error)
    return _page(request, form, indicator, "新增指标")


@require_http_methods(["GET", "HEAD", "POST"])
@editing
def edit_indicator(request: SignedInRequest, version: int, code: str) -> HttpResponse:
    """Points, limits and source of an indicator."""
    indicator = _indicator(version, code)
    form = _form(request, indicator)
    if form.is_valid():
        try:
            services.edit_indicator(
                indicator=indicator, values=form.values(), by=request.user, at=clock.now()
            )
            return redirect("grading:model", version)
        except DomainError as error:
            form.show(error)
    return _page(request, form, indicator, "修改指标")


@require_POST
@editing
def remove_indicator(request: SignedInRequest, version: int, code: str) -> HttpResponse:
    """Take an indicator out."""
    services.remove_indicator(
        indicator=_indicator(version, code), reason=request.POST.get("reason", ""),
        by=request.user, at=clock.now(),
    )  # fmt: skip
    messages.success(request, f"已移出指标 {code}。")
    return redirect("grading:model", version)


def _form(request: SignedInRequest, indicator: Indicator) -> IndicatorForm:
    basis = IndicatorBasis(indicator.basis)
    return IndicatorForm(request.POST or None, instance=indicator, basis=basis)


def _page(
    request: SignedInRequest, form: IndicatorForm, indicator: Indicator, title: str
) -> HttpResponse:
    context = {"form": form, "indicator": indicator, "model": indicator.model, "title": title}
    return render(request, "grading/laboratory/indicator.html", context)


def _indicator(version: int, code: str) -> Indicator:
    rows = Indicator.objects.select_related("model")
    return get_object_or_404(rows, model__version=version, code=code)
