"""Pages of logging in as a business, and the addresses that providers return to."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from credit_portal.accounts.choices import Role
from credit_portal.accounts.real_name import oidc, ticket


@never_cache
@require_safe
def real_name(request: HttpRequest) -> HttpResponse:
    """Which providers there are; none is said in so many words."""
    if getattr(request.user, "role", "") == Role.ENTERPRISE:
        return redirect("portal:my_home")
    return render(request, "account/real_name.html", {
        "has_oidc": has_oidc(), "has_ticket": has_ticket(),
        "next": request.GET.get("next", ""),
        "is_test": settings.TEST_IDENTITY_PROVIDER,
        "allows_password": settings.PORTAL_ENTERPRISE_PASSWORD_LOGIN,
    })  # fmt: skip


@never_cache
@require_POST
def oidc_login(request: HttpRequest) -> HttpResponse:
    """Go to the OpenID Connect provider."""
    if not has_oidc():
        raise Http404
    return oidc.ask(request)


@never_cache
@require_safe
@sensitive_variables()
def oidc_callback(request: HttpRequest) -> HttpResponse:
    """Come back from it."""
    if not has_oidc():
        raise Http404
    return oidc.answer(request)


@never_cache
@require_POST
def ticket_login(request: HttpRequest) -> HttpResponse:
    """Go to the provider of tickets."""
    if not has_ticket():
        raise Http404
    return ticket.ask(request)


@never_cache
@require_safe
@sensitive_variables()
def ticket_callback(request: HttpRequest) -> HttpResponse:
    """Come back from it."""
    if not has_ticket():
        raise Http404
    return ticket.answer(request)


def has_oidc() -> bool:
    """Whether an OpenID Connect provider is configured."""
    return bool(settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"])


def has_ticket() -> bool:
    """Whether a provider of tickets is configured."""
    return bool(settings.PORTAL_TICKET_LOGIN_URL and settings.PORTAL_TICKET_VALIDATE_URL)
