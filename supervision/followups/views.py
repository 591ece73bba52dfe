"""Follow-ups on the desk: the list, one with the way to its interview, order or measure."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.permissions import role_required
from credit_portal.policy.choices import FollowUpKind
from credit_portal.shared import clock
from credit_portal.shared.history import history_of
from credit_portal.shared.visibility import visible_one
from supervision.correction.permissions import CORRECTING_ROLES
from supervision.followups.choices import FollowUpStatus
from supervision.followups.forms import FollowUpFilterForm, HandlingForm
from supervision.followups.querysets import FollowUpQuerySet
from supervision.models import FollowUp
from supervision.pages import Act, about, acts_for, do_act, page_of, user_of, viewer
from supervision.permissions import DECIDING_ROLES
from supervision.services.followups import dismiss_follow_up, settle_follow_up

correcting = role_required(*CORRECTING_ROLES)
ACTS = (
    Act(
        "settle", "办结", settle_follow_up, HandlingForm,
        "写明已经通知的约谈、责令的整改或者作出的措施决定。",
    ),
    Act(
        "dismiss", "不予采取", dismiss_follow_up, HandlingForm, "写明不予采取的理由。", "danger"
    ),
)  # fmt: skip
# Where an officer does what a follow-up asks for.
WAYS = {
    FollowUpKind.INTERVIEW: ("通知约谈", "supervision:interview_new", CORRECTING_ROLES),
    FollowUpKind.RECTIFICATION: ("责令限期整改", "supervision:order_new", CORRECTING_ROLES),
    FollowUpKind.KEY_SUPERVISION: ("发起监管措施", "supervision:measure_new", DECIDING_ROLES),
}


@require_safe
@correcting
def follow_ups(request: HttpRequest) -> HttpResponse:
    """The latest first."""
    form = FollowUpFilterForm(request.GET)
    form.is_valid()
    rows, said = _visible(request), form.cleaned_data
    if text := said.get("q"):
        rows = about(rows, text)
    match said.get("state"):
        case FollowUpStatus.OPEN:
            rows = rows.open().order_by("opened_at", "pk")
        case str(state) if state:
            rows = rows.filter(status=state)
    if kind := said.get("kind"):
        rows = rows.filter(kind=kind)
    context = {"form": form, "page": page_of(rows, request)}
    return render(request, "supervision/followups/list.html", context)


@require_safe
@correcting
def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """One follow-up: its ground, and where to do what it asks for."""
    found = _follow_up(request, pk)
    label, name, roles = WAYS[FollowUpKind(found.kind)]
    may_go = user_of(request).role in roles
    context = {
        "follow_up": found,
        "acts": acts_for(found, ACTS),
        "way": (label, reverse(name, args=[found.entity.uscc])) if may_go else None,
        "history": history_of(found),
        "today": clock.today(),
    }
    return render(request, "supervision/followups/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@correcting
def follow_up_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One step of a follow-up."""
    return do_act(
        request, _follow_up(request, pk), ACTS, name, argument="follow_up",
        back=reverse("supervision:follow_up", args=[pk]),
    )  # fmt: skip


def _visible(request: HttpRequest) -> FollowUpQuerySet:
    rows = FollowUp.objects.visible_to(viewer(request))
    return rows.select_related("entity", "agency", "assessment", "record", "handled_by")


def _follow_up(request: HttpRequest, pk: int) -> FollowUp:
    """One follow-up; to everybody else it does not exist."""
    return visible_one(_visible(request), pk=pk)
