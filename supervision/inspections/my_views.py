"""检查 in the enterprise centre: notices, the code for the door, the rating, the burden."""

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.choices import Role
from credit_portal.accounts.permissions import role_required
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from credit_portal.shared.visibility import visible_one
from entities.models import Entity
from supervision.drawing import roster_key
from supervision.inspections.choices import OPEN_VISITS
from supervision.inspections.forms import RatingForm
from supervision.inspections.querysets import InspectionQuerySet
from supervision.inspections.selectors import burden_of
from supervision.models import Inspection, InspectionDraw
from supervision.pages import page_of, user_of, viewer
from supervision.services.visits import rate_visit

QR_PIXELS = 6
LATEST_DRAWS = 10
business = role_required(Role.ENTERPRISE)


@require_safe
@business
def my_inspections(request: HttpRequest) -> HttpResponse:
    """Visits to the own businesses that were announced or made, and how often they may come."""
    rows = _visits(request).order_by("-pk")
    own = Entity.objects.filter(uscc__in=viewer(request).usccs).order_by("uscc")
    context = {
        "page": page_of(rows, request),
        "burdens": [(entity, burden_of(entity, clock.today())) for entity in own],
        "numbers": [
            (draw, entity, roster_key(draw.salt, entity.uscc))
            for draw in InspectionDraw.objects.select_related("task")[:LATEST_DRAWS]
            for entity in own
        ],
    }
    return render(request, "supervision/inspections/my/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@business
def my_inspection(request: HttpRequest, pk: int) -> HttpResponse:
    """One visit: the notice, the code to show, the result, the rating."""
    found = visible_one(_visits(request), pk=pk)
    form = RatingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            rate_visit(visit=found, by=user_of(request), at=clock.now(), **form.cleaned_data)
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "感谢您的评价。")
            return redirect("supervision:my_inspection", pk)
    context = {
        "visit": found,
        "visitors": found.visitors.going().select_related("inspector__user", "agency"),
        "code": _code_of(request, found) if found.status in OPEN_VISITS else "",
        "form": form if found.started_at and not found.rated_at else None,
    }
    return render(request, "supervision/inspections/my/detail.html", context)


def _visits(request: HttpRequest) -> InspectionQuerySet:
    rows = Inspection.objects.visible_to(viewer(request))
    return rows.with_corrections().select_related("entity", "draw__task__agency")


def _code_of(request: HttpRequest, visit: Inspection) -> SafeString:
    """The address that the inspectors open by scanning (扫码入企), as a drawing."""
    address = request.build_absolute_uri(reverse("supervision:visit_scan", args=[visit.token]))
    drawing = segno.make(address, error="m").svg_inline(scale=QR_PIXELS, border=2)
    return mark_safe(drawing)  # noqa: S308 - drawn here from an address of the portal
