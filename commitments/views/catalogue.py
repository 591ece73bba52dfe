"""事项清单 and letters on the desk."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from commitments import services
from commitments.forms import ItemForm, TemplateForm
from commitments.models import CommitmentItem, CommitmentTemplate
from commitments.permissions import CATALOGUE_ROLES, NOT_KEEPER, require_keeper
from credit_portal.accounts.models import Agency
from credit_portal.accounts.permissions import role_required
from credit_portal.accounts.viewers import ViewerKind
from credit_portal.shared import clock
from credit_portal.shared.errors import NotAllowed
from credit_portal.shared.forms import ReasonForm
from supervision.pages import user_of, viewer

keeping = role_required(*CATALOGUE_ROLES)
SHELVES: dict[str, Any] = {
    "items": (CommitmentItem, ItemForm, services.draft_item, "承诺事项"),
    "letters": (CommitmentTemplate, TemplateForm, services.draft_template, "承诺书样式"),
}


@dataclass(frozen=True)
class Step:
    """A step of a version's life, as the confirming page names it."""

    label: str
    service: Callable[..., Any]
    hint: str
    tone: str


STEPS = {
    "publish": Step(
        "发布", services.publish_version,
        "发布后即启用，不能再修改；正在使用的上一版本随之停用。", "primary",
    ),
    "retire": Step(
        "停用", services.retire_version, "停用后不再用于新的承诺，已登记的承诺不受影响。", "danger"
    ),
}  # fmt: skip


@require_safe
@keeping
def catalogue(request: HttpRequest) -> HttpResponse:
    """Items and letters with all their versions."""
    context = {
        "items": CommitmentItem.objects.select_related("agency"),
        "letters": CommitmentTemplate.objects.all(),
    }
    return render(request, "commitments/catalogue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
def edit(request: HttpRequest, shelf: str, pk: int | None = None) -> HttpResponse:
    """Write a draft; from a published version it is a new version, the old one stays in force."""
    model, form_class, draft, label = _shelf(shelf)
    source = get_object_or_404(model, pk=pk) if pk else None
    if source:
        require_keeper(user_of(request), getattr(source, "agency", None))
    form = form_class(request.POST or None, instance=source)
    _limit(request, form)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        code = source.code if source else values["code"]
        values.pop("code")
        draft(code=code, values=values, by=user_of(request), at=clock.now())
        return redirect("commitments:catalogue")
    context = {"form": form, "label": label, "source": source}
    return render(request, "commitments/catalogue_edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
def change_stage(request: HttpRequest, shelf: str, pk: int, step: str) -> HttpResponse:
    """Ask why, then publish a draft or retire what is in force."""
    version = get_object_or_404(_shelf(shelf)[0], pk=pk)
    require_keeper(user_of(request), getattr(version, "agency", None))
    if step not in STEPS:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        STEPS[step].service(
            version=version, by=user_of(request), at=clock.now(), **form.cleaned_data
        )
        return redirect("commitments:catalogue")
    context = {"form": form, "version": version, "step": STEPS[step]}
    return render(request, "commitments/catalogue_step.html", context)


def _shelf(name: str) -> Any:
    if name not in SHELVES:
        raise Http404
    return SHELVES[name]


def _limit(request: HttpRequest, form: Any) -> None:
    """A department writes items of its own agencies only, and no letters."""
    asking = viewer(request)
    if asking.kind == ViewerKind.LEAD_OFFICE:
        return
    if "agency" not in form.fields:
        raise NotAllowed("not_keeper", NOT_KEEPER)
    form.fields["agency"].queryset = Agency.objects.filter(pk__in=asking.agency_ids)
    form.fields["agency"].required = True
