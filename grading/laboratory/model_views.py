"""Scoring models on the desk: versions, one version, its life."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.accounts.viewers import viewer_of
from credit_portal.policy.services import pack_in_force
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from credit_portal.shared.history import history_of
from credit_portal.shared.visibility import visible_one
from grading import selectors, services
from grading.choices import IndicatorBasis, ModelStatus
from grading.laboratory.forms import DraftForm, PublishForm
from grading.laboratory.wording import bands, indicator_rows
from grading.models import ScoringModel
from grading.permissions import MODEL_EDITORS, MODEL_READERS
from grading.querysets import OPEN
from grading.rules import problems_of

reading = role_required(*MODEL_READERS)
editing = role_required(*MODEL_EDITORS)


@require_safe
@reading
def models(request: SignedInRequest) -> HttpResponse:
    """All versions that one may see, the newest first."""
    rows = ScoringModel.objects.visible_to(viewer_of(request.user)).staged(clock.today())
    context = {
        "models": rows.select_related("author", "approver"),
        "can_edit": request.user.role in MODEL_EDITORS,
    }
    return render(request, "grading/laboratory/models.html", context)


@require_safe
@reading
def model(request: SignedInRequest, version: int) -> HttpResponse:
    """One version: thresholds, indicators with their sources, and what may be done next."""
    rows = ScoringModel.objects.visible_to(viewer_of(request.user)).staged(clock.today())
    found = visible_one(rows.select_related("author", "approver"), version=version)
    policy = selectors.policy_spec(pack_in_force(clock.today()))
    context = {
        "model": found,
        "bands": bands(found, policy),
        "indicators": indicator_rows(found),
        "history": history_of(found),
        "can_edit": request.user.role in MODEL_EDITORS,
    }
    if request.user.role in MODEL_EDITORS:
        context |= _next_steps(request, found, problems_of(selectors.spec_of(found), policy))
    return render(request, "grading/laboratory/model.html", context)


def _next_steps(request: SignedInRequest, found: ScoringModel, problems: Any) -> dict[str, Any]:
    """What an editor is offered."""
    is_draft = found.status == ModelStatus.DRAFT
    return {
        "is_draft": is_draft,
        "problems": problems if found.status in OPEN else (),
        "trial": selectors.trial_of(found, pack_in_force(clock.today())),
        "bases": IndicatorBasis.choices if is_draft else (),
        "can_draft": not ScoringModel.objects.open().exists(),
        "wrote_part": selectors.wrote_part_of(found, request.user),
    }


@require_POST
@editing
def draft_model(request: SignedInRequest, version: int) -> HttpResponse:
    """Copy a version into the next draft."""
    draft = services.draft_model(source=_model(version), by=request.user, at=clock.now())
    messages.success(request, f"已起草第{draft.version}版，可以修改。")
    return redirect("grading:model", draft.version)


@require_http_methods(["GET", "HEAD", "POST"])
@editing
def edit_model(request: SignedInRequest, version: int) -> HttpResponse:
    """Name, scale and thresholds of a draft."""
    found = _model(version)
    form = DraftForm(request.POST or None, instance=found)
    if form.is_valid():
        try:
            services.edit_model(model=found, by=request.user, at=clock.now(), **form.change())
            return redirect("grading:model", version)
        except DomainError as error:
            form.show(error)
    context = {"form": form, "model": found}
    return render(request, "grading/laboratory/model_edit.html", context)


@require_POST
@editing
def submit_model(request: SignedInRequest, version: int) -> HttpResponse:
    """Hand a draft to a second officer."""
    services.submit_model(model=_model(version), by=request.user, at=clock.now())
    messages.success(request, "已提交，等待另一名工作人员批准。")
    return redirect("grading:model", version)


@require_POST
@editing
def send_back_model(request: SignedInRequest, version: int) -> HttpResponse:
    """Return a submitted version to its author."""
    services.send_back_model(
        model=_model(version), reason=request.POST.get("reason", ""),
        by=request.user, at=clock.now(),
    )  # fmt: skip
    messages.success(request, "已退回修改。")
    return redirect("grading:model", version)


@require_POST
@editing
def discard_model(request: SignedInRequest, version: int) -> HttpResponse:
    """Give a draft up."""
    services.discard_model(
        model=_model(version), reason=request.POST.get("reason", ""),
        by=request.user, at=clock.now(),
    )  # fmt: skip
    messages.success(request, f"第{version}版草稿已作废。")
    return redirect("grading:models")


@require_http_methods(["GET", "HEAD", "POST"])
@editing
def publish_model(request: SignedInRequest, version: int) -> HttpResponse:
    """Name the day from which a submitted version holds, and approve it."""
    found = _model(version)
    form = PublishForm(request.POST or None)
    if form.is_valid():
        try:
            services.publish_model(
                model=found, by=request.user, at=clock.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.show(error)
        else:
            day = form.cleaned_data["effective_from"]
            messages.success(request, f"已发布，自 {day} 起生效。")
            return redirect("grading:model", version)
    trial = selectors.trial_of(found, pack_in_force(clock.today()))
    context = {"form": form, "model": found, "trial": trial}
    return render(request, "grading/laboratory/model_publish.html", context)


def _model(version: int) -> ScoringModel:
    return get_object_or_404(ScoringModel, version=version)
