"""Mandates at the window: papers are checked, an offer is handed over, mandates are ended."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts import invitations, mandates
from credit_portal.accounts.choices import MandateKind, MandateOrigin, Role
from credit_portal.accounts.models import Mandate, MandateInvitation, MandatePaper
from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.accounts.viewers import viewer_of
from credit_portal.audit import services as audit
from credit_portal.portal.mandates.forms import SearchForm, WindowForm
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from credit_portal.shared.forms import ReasonForm
from entities.models import Entity

PAGE_ROWS = 30
window = role_required(Role.WINDOW_OFFICER)
watching = role_required(Role.WINDOW_OFFICER, Role.LEAD_OFFICER)
asking = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@watching
def desk_mandates(request: SignedInRequest) -> HttpResponse:
    """Mandates in force, and the window's offers that nobody has taken up yet."""
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"].strip() if form.is_valid() else ""
    rows = Mandate.objects.in_force(clock.today()).select_related("user", "invitation")
    rows = rows.prefetch_related(Prefetch("invitation__papers", _papers(request)))
    if text:
        rows = rows.filter(Q(uscc=text.upper()) | Q(user__display_name__icontains=text))
    page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page"))
    waiting = MandateInvitation.objects.open(clock.now()).filter(origin=MandateOrigin.WINDOW)
    offers = list(waiting.prefetch_related(Prefetch("papers", _papers(request))))
    _name_businesses([*page.object_list, *offers])
    return render(request, "mandates/desk.html", {
        "form": form, "page": page, "offers": offers,
        "may_act": request.user.role == Role.WINDOW_OFFICER,
    })  # fmt: skip


@never_cache
@asking
@window
def new(request: SignedInRequest) -> HttpResponse:
    """Check the papers and hand the code over."""
    initial = {"uscc": request.GET.get("uscc", ""), "kind": MandateKind.AGENT}
    form = WindowForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        told = form.cleaned_data
        offer = form.offer(told["uscc"], kind=MandateKind(told["kind"]))
        try:
            issued = invitations.invite_at_window(
                offer=offer, reason=told["reason"], papers=told["papers"], by=request.user,
                at=clock.now(),
            )  # fmt: skip
        except DomainError as error:
            form.show(error)
        else:
            business = Entity.objects.get(uscc=told["uscc"]).name
            context: dict[str, Any] = {"issued": issued, "business": business}
            return render(request, "mandates/issued.html", {**context, "frame": "frames/desk.html"})
    return render(request, "mandates/desk_new.html", {"form": form})


@asking
@window
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """End a mandate on request of the business, or of the person."""
    mandate = get_object_or_404(Mandate.objects.select_related("user"), pk=pk, ended_at=None)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            mandates.end_mandate(
                mandate=mandate, reason=form.cleaned_data["reason"], by=request.user,
                at=clock.now(),
            )  # fmt: skip
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "授权已终止，已通知该主体和本人。")
            return redirect("mandates:desk")
    context = {"mandate": mandate, "form": form, "frame": "frames/desk.html"}
    return render(request, "mandates/end.html", context)


@require_http_methods(["POST"])
@window
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an offer of the window back."""
    invitation = get_object_or_404(MandateInvitation, pk=pk, origin=MandateOrigin.WINDOW)
    invitations.withdraw_invitation(invitation=invitation, by=request.user, at=clock.now())
    messages.success(request, "邀请已撤回，邀请码作废。")
    return redirect("mandates:desk")


@require_safe
@watching
def paper(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """A scan of what the own window checked; opening it is noted."""
    found = get_object_or_404(_papers(request).select_related("invitation"), pk=pk)
    audit.record(
        by=request.user, act="accounts.open_paper", obj=found.invitation,
        after={"sha256": found.sha256}, at=clock.now(),
    )  # fmt: skip
    return FileResponse(found.file.open(), filename=f"授权材料{found.pk}{found.extension}")


def _papers(request: SignedInRequest) -> QuerySet[MandatePaper]:
    """Identity cards lie open to the window that checked them, and to the lead office."""
    if request.user.role == Role.LEAD_OFFICER:
        return MandatePaper.objects.all()
    own = viewer_of(request.user).agency_ids
    return MandatePaper.objects.filter(invitation__invited_by__agency__in=own)


def _name_businesses(rows: list[Any]) -> None:
    """Give each row the name of its business as ``business``, in one query."""
    found = Entity.objects.filter(uscc__in={row.uscc for row in rows})
    names = dict(found.values_list("uscc", "name"))
    for row in rows:
        row.business = names.get(row.uscc, "")
