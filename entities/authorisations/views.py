"""Authorisations: given and taken back in the enterprise centre, read on the desk."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.choices import BUSINESS_ROLES, Role
from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.accounts.viewers import viewer_of
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError, NotVisible
from credit_portal.shared.visibility import visible_one
from credit_portal.shared.workdays import add_months
from entities import services
from entities.authorisations.forms import AuthorisationForm
from entities.models import DataAuthorisation, Entity
from entities.querysets import DataAuthorisationQuerySet
from entities.services.authorisations import kinds_on, policy_on

PAGE_ROWS = 50
business = role_required(Role.ENTERPRISE)


@require_safe
@business
def my_authorisations(request: SignedInRequest) -> HttpResponse:
    """What the own businesses have opened to whom."""
    return _list(request, _visible(request), "entities/authorisations/my_list.html")


@require_http_methods(["GET", "HEAD", "POST"])
@business
def new(request: SignedInRequest) -> HttpResponse:
    """Open a kind of data to agencies."""
    own = list(Entity.objects.filter(uscc__in=viewer_of(request.user).usccs).order_by("uscc"))
    if not own:
        raise NotVisible("账号尚未关联经营主体，不能授权。")
    today = clock.today()
    policy = policy_on(today)
    form = AuthorisationForm(
        request.POST if request.method == "POST" else None, own=own, kinds=kinds_on(today),
        initial={"from_on": today, "until_on": add_months(today, int(policy.longest.value))},
    )  # fmt: skip
    if form.is_valid():
        try:
            services.grant_authorisation(
                entity=form.cleaned_data.get("entity") or own[0], draft=form.draft(),
                by=request.user, at=clock.now(),
            )  # fmt: skip
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "已授权，并告知接收单位。随时可以撤回。")
            return redirect("authorisations:my_list")
    return render(request, "entities/authorisations/new.html", {"form": form, "policy": policy})


@require_http_methods(["GET", "HEAD", "POST"])
@business
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take it back, at once."""
    found = visible_one(_visible(request), pk=pk)
    if request.method == "POST":
        services.withdraw_authorisation(authorisation=found, by=request.user, at=clock.now())
        messages.success(request, "授权已撤回，接收单位即刻不能再查看。")
        return redirect("authorisations:my_list")
    return render(request, "entities/authorisations/withdraw.html", {"authorisation": found})


@require_safe
@role_required(*BUSINESS_ROLES)
def authorisations(request: SignedInRequest) -> HttpResponse:
    """What is open to the own agency."""
    rows = _visible(request)
    if "all" not in request.GET:
        rows = rows.in_force(clock.today())
    return _list(request, rows, "entities/authorisations/list.html")


def _visible(request: SignedInRequest) -> DataAuthorisationQuerySet:
    rows = DataAuthorisation.objects.visible_to(viewer_of(request.user))
    return rows.select_related("entity").prefetch_related("agencies")


def _list(request: SignedInRequest, rows: DataAuthorisationQuerySet, template: str) -> HttpResponse:
    today = clock.today()
    page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page"))
    lines = [(row, row.is_in_force(today)) for row in page.object_list]
    context = {"page": page, "lines": lines, "today": today, "is_all": "all" in request.GET}
    return render(request, template, context)
