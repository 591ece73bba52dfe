"""The own file in the enterprise centre: every record about the own businesses, as it stands."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from credit_portal.accounts.choices import Role
from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.accounts.viewers import viewer_of
from credit_portal.portal.entity_file import EntityFile
from credit_portal.portal.entity_views import record_page
from credit_portal.portal.faces import MY
from credit_portal.shared.clock import today
from credit_portal.shared.visibility import visible_one
from entities.models import Entity
from entities.querysets import EntityQuerySet

business = role_required(Role.ENTERPRISE)


@require_safe
@business
def my_records(request: SignedInRequest, code: str = "") -> HttpResponse:
    """The records of the own business, unpublished ones too; the first unless one is named."""
    own = list(_own(request).order_by("uscc"))
    entity = _named(request, code) if code else next(iter(own), None)
    context = {"site": MY, "own": own, "entity": entity}
    if entity:
        file = EntityFile(entity, viewer_of(request.user), today(), is_public=False)
        category = request.GET.get("category", "")
        page = file.page_of_records(category, request.GET.get("page", "1"))
        context |= {"file": file, "page": page, "category": category}
    return render(request, "portal/my_records.html", context)


@require_safe
@business
def my_record(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """One own record; that of another business does not exist."""
    return record_page(request, _named(request, code), pk, MY)


def _own(request: SignedInRequest) -> EntityQuerySet:
    return Entity.objects.filter(uscc__in=viewer_of(request.user).usccs)


def _named(request: SignedInRequest, code: str) -> Entity:
    return visible_one(_own(request), uscc=code)
