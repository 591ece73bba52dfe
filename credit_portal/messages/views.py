"""The messages of a user, in the enterprise centre and on the desk."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from credit_portal.accounts.choices import OFFICIAL_ROLES, Role
from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.accounts.viewers import viewer_of
from credit_portal.messages import services
from credit_portal.messages.models import Message
from credit_portal.shared import clock
from credit_portal.shared.visibility import visible_one

PAGE_ROWS = 30
everybody = role_required(*OFFICIAL_ROLES, Role.ENTERPRISE)


@require_safe
@role_required(Role.ENTERPRISE)
def my_messages(request: SignedInRequest) -> HttpResponse:
    """What the own businesses were told."""
    return _page(request, "frames/my.html")


@require_safe
@role_required(*OFFICIAL_ROLES)
def desk_messages(request: SignedInRequest) -> HttpResponse:
    """What the official and the own agency were told."""
    return _page(request, "frames/desk.html")


@require_POST
@everybody
def message_open(request: SignedInRequest, pk: int) -> HttpResponse:
    """Receipt the message and go to the page on which to act."""
    message = visible_one(Message.objects.addressed_to(viewer_of(request.user)), pk=pk)
    services.mark_message_read(message=message, by=request.user, at=clock.now())
    home = "messages:desk" if request.user.is_official else "messages:my"
    return redirect(message.url or home)


def _page(request: SignedInRequest, frame: str) -> HttpResponse:
    rows = Message.objects.addressed_to(viewer_of(request.user)).select_related("agency", "read_by")
    page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page"))
    return render(request, "messages/list.html", {"page": page, "frame": frame})
