"""Lists for the business concerned, which answers its notice, and for everybody."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.choices import Role
from credit_portal.accounts.permissions import role_required
from credit_portal.policy.services import pack_in_force
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from credit_portal.shared.visibility import visible_one
from entities.choices import PersonRole
from entities.models import EntityPerson
from supervision import services
from supervision.exports import Table, export
from supervision.listings.forms import PublishedFilterForm, StatementForm
from supervision.listings.querysets import ListingQuerySet
from supervision.listings.tables import PUBLISHED_COLUMNS, masked_people
from supervision.measures.choices import Target
from supervision.measures.querysets import MeasureQuerySet
from supervision.measures.tables import BAN_COLUMNS
from supervision.models import Listing, Measure
from supervision.pages import about, page_of, user_of, viewer

business = role_required(Role.ENTERPRISE)
BANS_SHOWN = 200
ANSWERABLE = (PersonRole.LEGAL_REPRESENTATIVE, PersonRole.CONTROLLER)


@require_safe
@business
def my_listings(request: HttpRequest) -> HttpResponse:
    """Notices to the own businesses and the lists that they stand on."""
    today = clock.today()
    rows = Listing.objects.visible_to(viewer(request)).with_clocks()
    rows = rows.select_related("entity", "agency").with_force(today)
    context = {"page": page_of(rows, request), "today": today}
    return render(request, "supervision/listings/my_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@business
def my_listing(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice, and the answer of the business while there is time."""
    today = clock.today()
    rows = Listing.objects.visible_to(viewer(request)).with_clocks()
    rows = rows.select_related("entity", "agency").with_force(today)
    found = visible_one(rows, pk=pk)
    form = StatementForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.state_on_listing(
                listing=found, by=user_of(request), at=clock.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "陈述申辩意见已提交，认定单位将在决定中说明采纳情况。")
            return redirect("supervision:my_listing", pk)
    may_state = found.is_hearing(today) and found.stated_at is None
    context = {"listing": found, "form": form, "may_state": may_state, "today": today}
    return render(request, "supervision/listings/my_detail.html", context)


@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """名单公示: what is in force today; persons behind a business with their names masked."""
    form = PublishedFilterForm(request.GET)
    page = page_of(_chosen(form), request)
    lines = [(row, masked_people(row)) for row in page.object_list]
    context = {
        "form": form, "page": page, "lines": lines, "bans": _published_bans()[:BANS_SHOWN],
        "rules": pack_in_force(clock.today()).lists.rules_published,
    }  # fmt: skip
    return render(request, "supervision/listings/published.html", context)


@require_safe
def published_export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook, for everybody."""
    tables = (
        Table("名单公示", PUBLISHED_COLUMNS, _chosen(PublishedFilterForm(request.GET))),
        Table("市场和行业禁入", BAN_COLUMNS, _published_bans()),
    )
    return export("名单公示", *tables, at=clock.now())


def _chosen(form: PublishedFilterForm) -> ListingQuerySet:
    """What the filters leave, each with the persons behind it."""
    form.is_valid()
    rows = Listing.objects.published(clock.today())
    if text := form.cleaned_data.get("q"):
        rows = about(rows, text)
    if kind := form.cleaned_data.get("kind"):
        rows = rows.filter(kind=kind)
    people = EntityPerson.objects.filter(until=None, role__in=ANSWERABLE).select_related("person")
    people = people.defer("person__id_number")
    return rows.select_related("entity", "agency").prefetch_related(
        Prefetch("entity__people", people, to_attr="answerable")
    )


def _published_bans() -> MeasureQuerySet:
    """江西 (二十三): bans in force, where the pack publishes them; persons are left out."""
    today = clock.today()
    if not pack_in_force(today).bans.cases_published.value:
        return Measure.objects.none()
    bans = Measure.objects.in_force(today).bans().filter(target=Target.ORGANISATION)
    return bans.select_related("entity", "initiator")
