"""Declarations in the enterprise centre: draft, edit, hand in, follow, take back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from django_fsm import can_proceed

from credit_portal.accounts.choices import Role
from credit_portal.accounts.permissions import role_required
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError, NotVisible, Refused
from credit_portal.shared.forms import ReasonForm
from declarations import services
from declarations.forms import DraftForm, SubmitForm
from declarations.models import Declaration
from declarations.views import shared
from declarations.views.shared import (
    Face,
    case_context,
    declaration_of,
    policy_today,
    user_of,
    viewer,
    visible,
)
from entities.models import Entity
from supervision.pages import Act, acts_for, do_act, page_of

business = role_required(Role.ENTERPRISE)
MY = Face("frames/my.html", "declarations:my_case", "declarations:my_act")
ACTS = (
    Act(
        "submit", "提交", services.submit_declaration, SubmitForm,
        "提交后由审核单位核对；审核通过的公示，公示期满无异议的计入信用记录。",
    ),
    Act(
        "withdraw", "撤回申报", services.withdraw_declaration, ReasonForm,
        "撤回后不再办理，可以重新申报。", "danger",
    ),
)  # fmt: skip


@require_safe
@business
def declarations(request: HttpRequest) -> HttpResponse:
    """The own declarations, the latest first."""
    context = {"page": page_of(visible(request), request), "policy": policy_today(),
               "today": clock.today()}  # fmt: skip
    return render(request, "declarations/my_list.html", context)


@require_safe
@business
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One declaration: time line, evidence, what can be done."""
    found = declaration_of(request, pk)
    context = {**case_context(found), "acts": acts_for(found, ACTS), "face": MY,
               "may_edit": can_proceed(found.edit)}  # fmt: skip
    return render(request, "declarations/my_case.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@business
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One step of the business."""
    asked = {"policy": policy_today()} if name == "submit" else {}
    return do_act(
        request, declaration_of(request, pk), ACTS, name, argument="declaration", frame=MY.frame,
        back=reverse(MY.case, args=[pk]), **asked,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@business
def new(request: HttpRequest) -> HttpResponse:
    """Begin a declaration for one of the own businesses."""
    own = list(Entity.objects.filter(uscc__in=viewer(request).usccs).order_by("uscc"))
    if not own:
        raise NotVisible("账号尚未关联经营主体，不能申报。")
    form = _form(request, own)

    def save() -> Declaration:
        return services.draft_declaration(
            entity=form.cleaned_data.get("entity") or own[0], draft=form.draft(),
            files=form.cleaned_data["evidence"], by=user_of(request), at=clock.now(),
        )  # fmt: skip

    return _kept(request, form, save) or render(
        request, "declarations/edit.html", {"form": form, "policy": policy_today()}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@business
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    found = declaration_of(request, pk)
    if not can_proceed(found.edit):
        raise Refused("wrong_state", "该申报已经提交，不能修改。")
    form = _form(request, [found.entity], found)

    def save() -> Declaration:
        return services.edit_declaration(
            declaration=found, draft=form.draft(), files=form.cleaned_data["evidence"],
            by=user_of(request), at=clock.now(),
        )  # fmt: skip

    context = {"form": form, "policy": policy_today(), "declaration": found}
    return _kept(request, form, save) or render(request, "declarations/edit.html", context)


def _form(
    request: HttpRequest, own: list[Entity], declaration: Declaration | None = None
) -> DraftForm:
    is_post = request.method == "POST"
    return DraftForm(
        request.POST if is_post else None, request.FILES if is_post else None, own=own,
        kinds=policy_today().kinds.value, declaration=declaration,
        initial=vars(declaration) | {"agency": declaration.agency_id} if declaration else None,
    )  # fmt: skip


def _kept(request: HttpRequest, form: DraftForm, save: Any) -> HttpResponse | None:
    """Save a valid form and show the declaration; nothing where it has to be filled in again."""
    if not form.is_valid():
        return None
    try:
        declaration = save()
    except DomainError as error:
        form.show(error)
        return None
    messages.success(request, "已保存。核对无误后请提交。")
    return redirect(MY.case, declaration.pk)


evidence_file = require_safe(business(shared.evidence_file))
