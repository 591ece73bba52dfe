"""Lists on the desk: the cases, one case with its steps, a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.permissions import role_required
from credit_portal.accounts.viewers import Viewer
from credit_portal.policy.services import pack_in_force
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError, NotVisible
from credit_portal.shared.forms import ReasonForm, RefusableForm
from credit_portal.shared.history import history_of
from credit_portal.shared.visibility import visible_one
from supervision import services
from supervision.exports import Table, export
from supervision.listings.forms import (
    DecisionForm,
    DeliveryForm,
    LeaveForm,
    ListingFilterForm,
    ProposalForm,
    StatementForm,
)
from supervision.listings.querysets import ListingQuerySet
from supervision.listings.tables import LISTING_COLUMNS
from supervision.models import Listing
from supervision.pages import (
    Act,
    about,
    acts_for,
    do_act,
    keeps,
    opened_file,
    own_agency,
    page_of,
    user_of,
    viewer,
)
from supervision.permissions import DECIDING_ROLES, VIEWING_ROLES

viewing = role_required(*VIEWING_ROLES)
deciding = role_required(*DECIDING_ROLES)
RELATED = ("entity", "agency", "proposed_by", "decided_by", "basis")
ACTS = (
    Act(
        "notify", "告知", services.notify_listing, RefusableForm,
        "向经营主体送达告知书，写明理由、依据和权利；陈述申辩期限自告知次日起计算。",
    ),
    Act(
        "state", "登记陈述申辩", services.state_on_listing, StatementForm,
        "经营主体书面提交的，由认定单位登记；也可由其在企业中心自行提交。",
    ),
    Act(
        "decide", "决定列入", services.decide_listing, DecisionForm,
        "由提出人以外的人员决定。陈述申辩期满，或者已经收到意见后，方可决定。",
    ),
    Act(
        "deliver", "送达", services.deliver_listing, DeliveryForm,
        "送达后生效，记入信用记录；依法公开的，同时公示。",
    ),
    Act("drop", "不予列入", services.drop_listing, ReasonForm, "本件办结，不列入名单。", "danger"),
    Act(
        "rescind", "撤回决定", services.rescind_listing, ReasonForm,
        "尚未送达的决定可以撤回，如所依据的文书已经撤销。撤回后本件办结，不列入名单。", "danger",
    ),
    Act(
        "uphold", "维持名单", services.uphold_listing, ReasonForm,
        "由提出人以外的人员决定。更正后的记录仍足以列入的，名单改以更正后的记录为依据，暂停的措施恢复执行。",
    ),
    Act(
        "leave", "移出名单", services.leave_listing, LeaveForm,
        "异议成立或者撤销决定的，名单记录同时撤回；信用修复的，先在修复程序中办结。到期自动移出，无需办理。",
        "danger",
    ),
)  # fmt: skip


@require_safe
@viewing
def listings(request: HttpRequest) -> HttpResponse:
    """The cases, the latest first; the longest waiting first where something is due."""
    form = ListingFilterForm(request.GET)
    page = page_of(_chosen(request, form).with_clocks(), request)
    context = {"form": form, "page": page, "today": clock.today()}
    return render(request, "supervision/listings/list.html", context)


@require_safe
@viewing
def listings_export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    rows = _chosen(request, ListingFilterForm(request.GET))
    table = Table("名单认定", LISTING_COLUMNS, rows.iterator())
    return export("名单认定", table, by=user_of(request), at=clock.now())


@require_safe
@viewing
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """One case: what, on what document, what was told and answered, what was decided."""
    found = _listing(request, pk)
    context = {
        "listing": found,
        "acts": acts_for(found, ACTS) if keeps(request, found.agency) else [],
        "history": history_of(found),
        "today": clock.today(),
    }
    return render(request, "supervision/listings/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@deciding
def listing_new(request: HttpRequest, code: str) -> HttpResponse:
    """Put one business forward."""
    entity, pack = opened_file(request, code, "名单认定"), pack_in_force(clock.today())
    form = ProposalForm(
        request.POST if request.method == "POST" else None,
        entity=entity,
        pack=pack,
        viewer=viewer(request),
        today=clock.today(),
    )
    if form.is_valid():
        try:
            made = services.propose_listing(
                entity=entity, proposal=form.proposal(), agency=own_agency(request),
                by=user_of(request), at=clock.now(),
            )  # fmt: skip
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "已提出，请告知经营主体。")
            return redirect("supervision:listing", made.pk)
    context = {"form": form, "entity": entity, "documents": pack.lists.required_documents}
    return render(request, "supervision/listings/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@deciding
def listing_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One step of a case that the own agency keeps."""
    found = _listing(request, pk)
    if not keeps(request, found.agency):
        raise NotVisible
    return do_act(
        request, found, ACTS, name, argument="listing",
        back=reverse("supervision:listing", args=[pk]),
    )  # fmt: skip


def _chosen(request: HttpRequest, form: ListingFilterForm) -> ListingQuerySet:
    """What the filters leave."""
    form.is_valid()
    said = form.cleaned_data
    rows = _in_state(_visible(request), said.get("state", ""), viewer(request))
    if text := said.get("q"):
        rows = about(rows, text)
    if kind := said.get("kind"):
        rows = rows.filter(kind=kind)
    return rows


def _visible(request: HttpRequest) -> ListingQuerySet:
    rows = Listing.objects.visible_to(viewer(request)).select_related(*RELATED)
    return rows.with_force(clock.today())


def _listing(request: HttpRequest, pk: int) -> Listing:
    """One case; to everybody else it does not exist."""
    return visible_one(_visible(request), pk=pk)


def _in_state(rows: ListingQuerySet, state: str, asking: Viewer) -> ListingQuerySet:
    match state:
        case "to_notify":
            return rows.to_notify().order_by("proposed_at", "pk")
        case "to_decide":
            return rows.to_decide(clock.today()).order_by("statement_deadline__due_on", "pk")
        case "to_deliver":
            return rows.to_deliver().order_by("decided_at", "pk")
        case "to_review":
            return rows.kept_by(asking).under_review().order_by("review_deadline__due_on", "pk")
        case "in_force":
            return rows.in_force(clock.today())
        case _:
            return rows
