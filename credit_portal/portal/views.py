"""Home pages of the desk and the enterprise centre, and the style page."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from credit_portal.accounts.choices import Role
from credit_portal.accounts.permissions import SignedInRequest, official_required, role_required
from credit_portal.accounts.viewers import is_real_named, viewer_of
from credit_portal.portal.my_home import home_of
from credit_portal.portal.style import style_context
from credit_portal.shared import clock, duties
from credit_portal.shared.errors import NotVisible
from entities.models import Entity


@official_required
def desk_home(request: SignedInRequest) -> HttpResponse:
    """The first page of an official: what waits for them today and what their role does here."""
    return render(request, "portal/desk_home.html", _waiting(request))


@role_required(Role.ENTERPRISE)
def my_home(request: SignedInRequest, code: str = "") -> HttpResponse:
    """The first page of the enterprise centre: own grade, what is due, what there is to do."""
    viewer, today = viewer_of(request.user), clock.today()
    own = list(Entity.objects.filter(uscc__in=viewer.usccs).order_by("uscc"))
    entity = next((one for one in own if code in ("", one.uscc)), None)
    if code and entity is None:
        raise NotVisible
    shown = home_of(entity, viewer, today) if entity else {"entity": None}
    context = {
        **_waiting(request), **shown, "own": own, "has_business": bool(own),
        "is_real_named": is_real_named(request.user),
    }  # fmt: skip
    return render(request, "portal/my_home.html", context)


def _waiting(request: SignedInRequest) -> dict[str, Any]:
    """The duties of the user; those with nothing to do are folded away."""
    today = clock.today()
    found = duties.waiting_for(request.user.role, viewer_of(request.user), today)
    waiting = [item for item in found if item.count]
    return {"today": today, "waiting": waiting, "idle": [x for x in found if not x.count]}


def style(request: HttpRequest) -> HttpResponse:
    """Every component with sample data, for those who build pages; not in production."""
    if settings.IS_PRODUCTION:
        raise Http404
    if request.method == "POST":
        return redirect("portal:style")
    return render(request, "portal/style.html", style_context(clock.now()))
