"""Mandates in the enterprise centre: what one may act for, and who else may."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts import invitations, mandates
from credit_portal.accounts.choices import Role
from credit_portal.accounts.models import Mandate, MandateInvitation, RealNameIdentity
from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.accounts.viewers import is_real_named, mandates_of
from credit_portal.portal.mandates.forms import CodeForm, OfferForm
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError, NotVisible
from credit_portal.shared.forms import ReasonForm
from credit_portal.shared.visibility import visible_one
from entities.models import Entity

business = role_required(Role.ENTERPRISE)
asking = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@business
def my_mandates(request: SignedInRequest) -> HttpResponse:
    """Who I am to the portal, whom I act for, and those who act beside me."""
    own = list(mandates_of(request.user).order_by("uscc"))
    names = _names({mandate.uscc for mandate in own})
    at = clock.now()
    return render(request, "mandates/my.html", {
        "identity": RealNameIdentity.objects.filter(user=request.user).first(),
        "is_real_named": is_real_named(request.user),
        "businesses": [_business(request, mandate, names, at) for mandate in own],
    })  # fmt: skip


@never_cache
@asking
@business
def invite(request: SignedInRequest, code: str) -> HttpResponse:
    """Name an agent; the code is shown once."""
    if not mandates.represents(request.user, code):
        raise NotVisible
    form = OfferForm(request.POST or None)
    context: dict[str, Any] = {"uscc": code, "business": _names({code}).get(code, code)}
    if form.is_valid():
        try:
            context["issued"] = invitations.invite_agent(
                offer=form.offer(code), by=request.user, at=clock.now()
            )
            return render(request, "mandates/issued.html", {**context, "frame": "frames/my.html"})
        except DomainError as error:
            form.show(error)
    return render(request, "mandates/invite.html", {**context, "form": form})


@asking
@business
def accept(request: SignedInRequest) -> HttpResponse:
    """Take up an invitation."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            mandate = invitations.accept_invitation(
                code=form.cleaned_data["code"], by=request.user, at=clock.now()
            )
        except DomainError as error:
            form.show(error)
        else:
            name = _names({mandate.uscc}).get(mandate.uscc, mandate.uscc)
            messages.success(request, f"已接受授权，您可以办理{name}的事项。")
            return redirect("mandates:my")
    return render(request, "mandates/accept.html", {"form": form})


@asking
@business
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """End the mandate of an agent, or give one's own back."""
    mandate = _endable(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            mandates.end_mandate(
                mandate=mandate, reason=form.cleaned_data["reason"], by=request.user,
                at=clock.now(),
            )  # fmt: skip
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "授权已终止。")
            return redirect("mandates:my")
    context = {"mandate": mandate, "form": form, "business": _names({mandate.uscc})}
    return render(request, "mandates/end.html", {**context, "frame": "frames/my.html"})


@require_http_methods(["POST"])
@business
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = MandateInvitation.objects.filter(pk=pk).first()
    if invitation is None or not mandates.represents(request.user, invitation.uscc):
        raise NotVisible
    invitations.withdraw_invitation(invitation=invitation, by=request.user, at=clock.now())
    messages.success(request, "邀请已撤回，邀请码作废。")
    return redirect("mandates:my")


def _business(
    request: SignedInRequest, mandate: Mandate, names: dict[str, str], at: datetime
) -> dict[str, Any]:
    """One business that the user acts for; a representative also sees who else does."""
    shown: dict[str, Any] = {"mandate": mandate, "name": names.get(mandate.uscc, "")}
    if mandates.represents(request.user, mandate.uscc):
        others = Mandate.objects.in_force(clock.today()).filter(uscc=mandate.uscc)
        shown["others"] = others.exclude(pk=mandate.pk).select_related("user")
        shown["invitations"] = MandateInvitation.objects.open(at).filter(uscc=mandate.uscc)
    return shown


def _endable(request: SignedInRequest, pk: int) -> Mandate:
    mandate = visible_one(Mandate.objects.select_related("user"), pk=pk, ended_at=None)
    if mandate.user_id != request.user.pk and not mandates.represents(request.user, mandate.uscc):
        raise NotVisible
    return mandate


def _names(usccs: set[str]) -> dict[str, str]:
    """The names of businesses today; a renamed one bears the new name at once."""
    return dict(Entity.objects.filter(uscc__in=usccs).values_list("uscc", "name"))
