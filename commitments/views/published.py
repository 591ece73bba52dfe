"""Commitments for everybody to see: filed on the desk, listed on the public site."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from commitments import services
from commitments.forms import FilingForm, PublishedFilterForm
from commitments.models import Commitment, CommitmentItem, CommitmentTemplate
from commitments.permissions import FILING_ROLES, VIEWING_ROLES
from commitments.querysets import CommitmentQuerySet
from commitments.selectors import commitment_policy
from commitments.views.shared import visible_commitments
from credit_portal.accounts.permissions import role_required
from credit_portal.accounts.viewers import PUBLIC_VIEWER
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from supervision.pages import own_agency, user_of

PAGE_ROWS = 20


@require_safe
def published_list(request: HttpRequest) -> HttpResponse:
    """承诺书公示 (江阴 三(一)): what was promised, never the scan and never how it was kept."""
    form = PublishedFilterForm(request.GET)
    form.is_valid()
    rows = Commitment.objects.visible_to(PUBLIC_VIEWER, clock.today())
    if text := form.cleaned_data.get("q"):
        rows = rows.matching(text)
    if kind := form.cleaned_data.get("kind"):
        rows = rows.filter(kind=kind)
    return render(
        request, "commitments/published.html", {"form": form, "page": _page(request, rows)}
    )


@require_safe
def public_catalogue(request: HttpRequest) -> HttpResponse:
    """事项清单 and letters in force (江阴 三(一)、淮安区 二(一)、江西 (一)); the letters where the
    pack wants them published."""
    items = CommitmentItem.objects.in_force().select_related("agency").order_by("kind", "name")
    letters = CommitmentTemplate.objects.in_force().order_by("kind", "title")
    policy = commitment_policy(clock.today())
    context = {
        "page": Paginator(items, PAGE_ROWS).get_page(request.GET.get("page")),
        "letters": letters if policy.publishes_templates else [],
        "applies_to": policy.applies_to,
    }
    return render(request, "commitments/public_catalogue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*FILING_ROLES)
def file_commitment(request: HttpRequest) -> HttpResponse:
    """File a commitment made of one's own accord; below it what the own agency filed."""
    is_post = request.method == "POST"
    form = FilingForm(
        request.POST if is_post else None,
        request.FILES if is_post else None,
        initial={"made_on": clock.today()},
    )
    if is_post and form.is_valid() and (commitment := _file(request, form)):
        messages.success(request, f"已备案公示，承诺编码 {commitment.code}。")
        return redirect("commitments:file")
    context = {
        "form": form,
        "page": _page(request, visible_commitments(request).filed()),
        "may_open": user_of(request).role in VIEWING_ROLES,
    }
    return render(request, "commitments/file.html", context)


def _file(request: HttpRequest, form: FilingForm) -> Commitment | None:
    """File it; a refusal goes onto the form and nothing typed is lost."""
    try:
        return services.file_published_commitment(
            **form.filing(), agency=own_agency(request), by=user_of(request), at=clock.now()
        )
    except DomainError as error:
        form.show(error)
        return None


def _page(request: HttpRequest, rows: CommitmentQuerySet) -> Page:
    paginator = Paginator(rows.select_related("entity", "agency"), PAGE_ROWS)
    return paginator.get_page(request.GET.get("page"))
