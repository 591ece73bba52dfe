"""Search on the public site and on the desk: one page, one rule."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from credit_portal.accounts.choices import BUSINESS_ROLES
from credit_portal.accounts.permissions import role_required
from credit_portal.portal.faces import DESK, PUBLIC, Face
from credit_portal.portal.public.limits import limited
from entities import uscc
from entities.search import SearchMode, find_entities

SHOWN = 50


@require_safe
@limited
def search(request: HttpRequest) -> HttpResponse:
    """Public search."""
    return _search(request, PUBLIC)


@require_safe
@role_required(*BUSINESS_ROLES)
def desk_search(request: HttpRequest) -> HttpResponse:
    """Search on the desk, by keyboard or scanner."""
    return _search(request, DESK)


def _search(request: HttpRequest, face: Face) -> HttpResponse:
    """A code, or a name that only one entity bears, leads straight to its file."""
    query = request.GET.get("q", "").strip()
    result = find_entities(query, SHOWN) if query else None
    if result and result.exact:
        return redirect(face.entity_url, result.exact.uscc)
    context = {
        "site": face,
        "query": query,
        "result": result,
        "is_too_short": result is not None and result.mode is SearchMode.TOO_SHORT,
        "suggestion": "" if not result or result.rows else uscc.suggestion(uscc.normalise(query)),
    }
    return render(request, "entities/search.html", context)
