"""Pages and files of the passport: on the desk, and for the business itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from credit_portal.accounts.choices import BUSINESS_ROLES, Role
from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.accounts.viewers import viewer_of
from credit_portal.audit import services as audit
from credit_portal.shared import clock
from credit_portal.shared.errors import Invalid, NotVisible, Refused
from entities.models import Entity
from grading.models import ExternalAssessment
from grading.passport.forms import AskedForm
from grading.passport.pages import DESK, MY, page_of
from grading.passport.pdf import passport_pdf, sha256_of
from grading.passport.reading import Asked, awaited_result, last_asked, passport_for

PURPOSE = "查看信用等级"
official = role_required(*BUSINESS_ROLES)
business = role_required(Role.ENTERPRISE)


@require_safe
@official
def desk_passport(request: SignedInRequest, code: str) -> HttpResponse:
    """The grade of a business on any day, as known at any moment."""
    entity = get_object_or_404(Entity, uscc=code)
    form = _form(request)
    try:
        shown = page_of(entity, form.asked(), viewer_of(request.user), DESK)
    except Refused as error:
        form.show(error)
        shown = page_of(entity, form.latest, viewer_of(request.user), DESK)
    audit.record_lookup(by=request.user, entity_uscc=code, purpose=PURPOSE, at=clock.now())
    return render(request, "grading/passport/page.html", {**shown, "form": form})


@require_safe
@official
def desk_file(request: SignedInRequest, code: str, kind: str) -> HttpResponse:
    """The passport of a business as a file; the business sees who took it."""
    response = _file(request, get_object_or_404(Entity, uscc=code), kind)
    audit.record_lookup(by=request.user, entity_uscc=code, purpose=PURPOSE, at=clock.now())
    return response


@require_safe
@business
def my_grade(request: SignedInRequest, code: str = "") -> HttpResponse:
    """The business's own grade and why, and its results from outside; the first of several
    businesses, unless one is named."""
    own = _own(request)
    entity = _named(own, code) if code else next(iter(own), None)
    results = ExternalAssessment.objects.visible_to(viewer_of(request.user)).filter(entity=entity)
    standing = results.standing(clock.today()).select_related("reported_by")
    shown: dict[str, Any] = {"entity": entity, "own": own, "results": standing}
    try:
        if entity:
            shown |= _own_page(request, entity)
    except NotVisible:
        shown["passport"] = None
    return render(request, "grading/passport/my.html", shown)


@require_safe
@business
def my_file(request: SignedInRequest, code: str, kind: str) -> HttpResponse:
    """The own passport as a file; that of another business does not exist."""
    return _file(request, _named(_own(request), code), kind)


def _own(request: SignedInRequest) -> list[Entity]:
    """The businesses that the user acts for."""
    return list(Entity.objects.filter(uscc__in=viewer_of(request.user).usccs).order_by("uscc"))


def _named(own: list[Entity], code: str) -> Entity:
    entity = next((entity for entity in own if entity.uscc == code), None)
    if entity is None:
        raise NotVisible
    return entity


def _own_page(request: SignedInRequest, entity: Entity) -> dict[str, Any]:
    asked = last_asked()
    awaited = awaited_result(entity, Asked(clock.today(), clock.now()))
    return {**page_of(entity, asked, viewer_of(request.user), MY), "awaited": awaited}


def _form(request: HttpRequest) -> AskedForm:
    is_asked = not {"on", "known_at"}.isdisjoint(request.GET)
    data = request.GET if is_asked else None
    return AskedForm(data, latest=last_asked(), now=clock.now())


def _file(request: SignedInRequest, entity: Entity, kind: str) -> HttpResponse:
    """The file, downloaded on record."""
    form = _form(request)
    if form.is_bound and not form.is_valid():
        raise Invalid("question_invalid", "评价日期或者数据截至时刻不正确。")
    asked = form.asked()
    passport = passport_for(entity, asked, viewer_of(request.user))
    audit.record(
        by=request.user, act="grading.download_passport", obj=entity, at=clock.now(),
        after={"kind": kind, "on": asked.on.isoformat(), "known_at": asked.known_at.isoformat(),
               "sha256": sha256_of(passport)},
    )  # fmt: skip
    if kind == "pdf":
        content, mime = passport_pdf(passport), "application/pdf"
    else:
        content, mime = passport.as_json(), "application/json"
    name = f"{entity.uscc}_{asked.on}_信用等级说明书.{kind}"
    disposition = content_disposition_header(kind == "json", name) or "inline"
    return HttpResponse(content, content_type=mime, headers={"Content-Disposition": disposition})
