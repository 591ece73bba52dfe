"""A refusal of the domain becomes one answer: a page, a fragment for htmx, or problem+json."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from credit_portal.shared.errors import DomainError, Invalid

HTML = "text/html"
PROBLEM = "application/problem+json"
NUL = Invalid("address_invalid", "地址中有不能识别的字符，请检查后重试。")


class DomainErrorMiddleware:
    """Answers a ``DomainError`` that a view let through with its own status and sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # PostgreSQL holds no NUL in a text; forms refuse it, addresses did not.
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return render(request, "errors/refused.html", {"error": NUL}, status=NUL.status)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        if request.get_preferred_type([HTML, "application/json", PROBLEM]) not in (HTML, None):
            return _problem(error)
        if request.headers.get("HX-Request"):
            return _fragment(request, error)
        return render(request, "errors/refused.html", {"error": error}, status=error.status)


def _problem(error: DomainError) -> HttpResponse:
    """RFC 9457; ``code`` names the refusal for programs, ``fields`` the sentence of each field."""
    body = {
        "type": "about:blank",
        "title": error.message,
        "status": error.status,
        "code": error.code,
    }
    if isinstance(error, Invalid) and error.fields:
        body["fields"] = error.fields
    return JsonResponse(body, status=error.status, content_type=PROBLEM)


def _fragment(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The sentence alone, sent to the place for messages whatever the request had targeted."""
    response = render(
        request,
        "components/message.html",
        {"text": error.message, "tone": "danger"},
        status=error.status,
    )
    response["HX-Retarget"] = "#messages"
    response["HX-Reswap"] = "innerHTML"
    return response
