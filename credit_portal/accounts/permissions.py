"""Who may open a page, and who may do an act."""

from collections.abc import Callable, Collection
from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url

from credit_portal.accounts.choices import OFFICIAL_ROLES, Role
from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.viewers import viewer_of
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import NotAllowed

View = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """For annotations: a request behind ``role_required``, whose user is a known one."""

    user: User


def role_required(*roles: Role, hidden: bool = False) -> Callable[[View], View]:
    """Open a view to the given roles only.

    Anonymous visitors go to the login page; other roles get 403, or 404 where even the existence
    of the page is none of their business (``hidden=True``). On a class-based view use
    ``@method_decorator(role_required(…), name="dispatch")``.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return to_login(request)
            if request.user.role in roles:
                return view(request, *args, **kwargs)
            if hidden:
                raise Http404
            raise PermissionDenied("您的角色无权打开此页面。")

        return guarded

    return decorate


def to_login(request: HttpRequest) -> HttpResponseBase:
    """Businesses log in with their real names, officials with password and second factor."""
    page = "account_real_name" if request.path.startswith("/my/") else settings.LOGIN_URL
    return redirect_to_login(request.get_full_path(), resolve_url(page))


official_required = role_required(*OFFICIAL_ROLES)


def require_role(by: Actor, roles: Collection[str]) -> None:
    """The act belongs to users of the given roles; the portal itself may do it as well.

    Every service of an officer's act asks this, whatever page, command or program calls it.

    Raises:
        NotAllowed: the user's role is another.
    """
    if not isinstance(by, User) or by.role in roles:
        return
    able = "、".join(label for value, label in Role.choices if value in roles)
    raise NotAllowed(
        "role_not_allowed", f"此事由{able}办理，您的角色（{by.get_role_display()}）不能办理。"
    )


def require_agency(by: Actor, agency: Agency) -> None:
    """The act belongs to officers of the agency or above it; the lead office and the portal itself
    may do it as well.

    Raises:
        NotAllowed: the user belongs to another agency.
    """
    if not isinstance(by, User) or by.role == Role.LEAD_OFFICER:
        return
    if agency.pk not in viewer_of(by).agency_ids:
        raise NotAllowed("other_agency", f"此事由{agency.short_name}办理。")
