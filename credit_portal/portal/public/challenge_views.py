"""The answer to the question of ``limits``, and what robots are told."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.portal.public import limits

CLOSED_TO_ROBOTS = (
    "/search/", "/entities/", "/challenge/", "/subscriptions/", "/my/", "/desk/", "/admin/",
    "/login/",
)  # fmt: skip
ROBOTS = "\n".join(["User-agent: *", *(f"Disallow: {path}" for path in CLOSED_TO_ROBOTS), ""])


@require_http_methods(["GET", "HEAD", "POST"])
def challenge(request: HttpRequest) -> HttpResponse:
    """Take the answer and lead back to where the visitor was going."""
    back = _safe(request.POST.get("back", "/"))
    if request.method != "POST":
        return limits.challenge(request, back)
    if limits.is_answered(request.POST.get("token", ""), request.POST.get("answer", "")):
        limits.grant_allowance(request)
        return redirect(back)
    return limits.challenge(request, back, is_wrong=True, status=422)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Pages about single businesses are not for search engines."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


def _safe(address: str) -> str:
    """Within the portal, or the home page."""
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) else "/"
