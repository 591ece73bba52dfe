"""Lists for the business concerned, which answers its notice, and for everybody."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.choices import Role
from credit_portal.accounts.permissions import role_required
from credit_portal.policy.services import pack_in_force
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError, NotVisible
from credit_portal.shared.masking import mask_person_name
from entities.choices import PersonRole
from entities.models import EntityPerson
from supervision import services
from supervision.listings.choices import ListKind
from supervision.listings.forms import PublishedFilterForm, StatementForm
from supervision.measures.choices import Target
from supervision.models import Listing, Measure
from supervision.pages import about, page_of, user_of, viewer

business = role_required(Role.ENTERPRISE)
BANS_SHOWN = 200
ANSWERABLE = (PersonRole.LEGAL_REPRESENTATIVE, PersonRole.CONTROLLER)


@require_safe
@business
def my_listings(request: HttpRequest) -> HttpResponse:
    """Notices to the own businesses and the lists that they stand on."""
    rows = Listing.objects.visible_to(viewer(request)).select_related("entity", "agency")
    today = clock.today()
    context = {"page": page_of(rows.with_force(today), request), "today": today}
    return render(request, "supervision/listings/my_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@business
def my_listing(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice, and the answer of the business while there is time."""
    today = clock.today()
    rows = Listing.objects.visible_to(viewer(request)).select_related("entity", "agency")
    found = rows.with_force(today).filter(pk=pk).first()
    if found is None:
        raise NotVisible
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
    form.is_valid()
    rows = Listing.objects.published(clock.today())
    if text := form.cleaned_data.get("q"):
        rows = about(rows, text)
    if kind := form.cleaned_data.get("kind"):
        rows = rows.filter(kind=kind)
    people = EntityPerson.objects.filter(until=None, role__in=ANSWERABLE).select_related("person")
    people = people.defer("person__id_number")
    rows = rows.select_related("entity", "agency").prefetch_related(
        Prefetch("entity__people", people, to_attr="answerable")
    )
    page = page_of(rows, request)
    lines = [(row, _masked_people(row)) for row in page.object_list]
    context = {"form": form, "page": page, "lines": lines, "bans": _published_bans()}
    return render(request, "supervision/listings/published.html", context)


def _published_bans() -> list[Measure]:
    """江西 (二十三): bans in force, where the pack publishes them; persons are left out."""
    today = clock.today()
    if not pack_in_force(today).bans.cases_published.value:
        return []
    bans = Measure.objects.in_force(today).bans().filter(target=Target.ORGANISATION)
    return list(bans.select_related("entity", "initiator")[:BANS_SHOWN])


def _masked_people(listing: Listing) -> list[tuple[str, str]]:
    """江阴 三(五): legal representative and controller are named with a serious listing alone."""
    if listing.kind != ListKind.SERIOUS:
        return []
    people: list[EntityPerson] = listing.entity.answerable  # type: ignore[attr-defined]
    return [(link.get_role_display(), mask_person_name(link.person.name)) for link in people]
