"""Own commitments in the enterprise centre: what was promised, and by when it is to be kept."""

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.choices import Status
from commitments.models import Commitment
from credit_portal.accounts.choices import Role
from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.accounts.viewers import viewer_of
from credit_portal.shared import clock

PAGE_ROWS = 30


@require_safe
@role_required(Role.ENTERPRISE)
def my_commitments(request: SignedInRequest) -> HttpResponse:
    """What is still to be kept, the nearest day first; or all, the latest first."""
    today, is_all = clock.today(), "all" in request.GET
    rows = Commitment.objects.visible_to(viewer_of(request.user), today)
    if not is_all:
        nearest = F("supplement_due_on").asc(nulls_last=True), F("valid_until").asc(nulls_last=True)
        rows = rows.filter(status=Status.REGISTERED).order_by(*nearest, "pk")
    page = Paginator(rows.select_related("entity", "agency"), PAGE_ROWS)
    context = {"page": page.get_page(request.GET.get("page")), "today": today, "is_all": is_all}
    return render(request, "commitments/my_list.html", context)
