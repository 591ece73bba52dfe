"""What the pages of supervision share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_fsm import can_proceed

from credit_portal.accounts.choices import Role
from credit_portal.accounts.models import Agency
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError, NotAllowed
from credit_portal.shared.forms import RefusableForm
from entities.pages import about, opened_file, page_of, user_of, viewer
from supervision.permissions import DECIDING_ROLES

__all__ = [
    "Act",
    "about",
    "acts_for",
    "do_act",
    "keeps",
    "opened_file",
    "own_agency",
    "page_of",
    "user_of",
    "viewer",
]


@dataclass(frozen=True)
class Act:
    """A step of a case as its page names it; ``name`` is the transition on the model."""

    name: str
    label: str
    service: Callable[..., Any]
    form: type[RefusableForm]
    hint: str
    tone: str = "primary"


def acts_for(case: Any, acts: tuple[Act, ...]) -> list[Act]:
    """The acts that its state allows; the life cycle on the model decides."""
    return [act for act in acts if can_proceed(getattr(case, act.name))]


def do_act(
    request: HttpRequest, case: Any, acts: tuple[Act, ...], name: str, *, argument: str,
    back: str | Callable[[Any], str], frame: str = "frames/desk.html", **asked: Any,
) -> HttpResponse:  # fmt: skip
    """Ask what an act needs, then do it.

    Args:
        argument: what the service calls the case.
        back: the address of the case's page; a function, where an act leads to another case.
        asked: what the form needs to be built.
    """
    act = next((act for act in acts if act.name == name), None)
    if act is None:
        raise Http404
    address = back if callable(back) else lambda _case: back
    is_post = request.method == "POST"
    form = act.form(request.POST if is_post else None, request.FILES if is_post else None, **asked)
    if form.is_valid():
        try:
            after = act.service(
                **{argument: case}, by=user_of(request), at=clock.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, f"{act.label}：已办理。")
            return redirect(address(after))
    context = {"case": case, "act": act, "form": form, "back": address(case), "frame": frame}
    return render(request, "supervision/act.html", context)


def keeps(request: HttpRequest, agency: Agency, roles: frozenset[Role] = DECIDING_ROLES) -> bool:
    """Whether a step that belongs to an agency is the official's to take."""
    user = user_of(request)
    if user.role == Role.LEAD_OFFICER:
        return True
    return user.role in roles and agency.pk in viewer(request).agency_ids


def own_agency(request: HttpRequest) -> Agency:
    """The agency that the official acts for."""
    agency = user_of(request).agency
    if agency is None:
        raise NotAllowed("no_agency", "您的账号没有所属机构，不能办理此事。")
    return agency
