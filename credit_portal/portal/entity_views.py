"""The entity file and its records, on the public site and on the desk."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from credit_portal.accounts.choices import BUSINESS_ROLES
from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.errata.models import Amendment
from credit_portal.errata.permissions import may_amend
from credit_portal.errata.views import revoked
from credit_portal.portal.entity_file import EntityFile, period_of
from credit_portal.portal.faces import DESK, PUBLIC, Face
from credit_portal.portal.look_ups import Purpose, log_look_up
from credit_portal.portal.public.limits import limited
from credit_portal.shared.clock import today
from credit_portal.shared.history import history_of
from disputes.replies.selectors import reply_beside
from entities.models import CreditRecord, Entity
from entities.pages import user_of
from entities.record_state import state_of
from entities.tabs import EntityTab, tabs

REGISTRATION, RECORDS, HISTORY = "registration", "records", "history"


@require_safe
@limited
def entity(request: HttpRequest, code: str) -> HttpResponse:
    """The public file: what is published, personal data masked on the server."""
    return _entity(request, code, PUBLIC, {})


@require_safe
@role_required(*BUSINESS_ROLES)
def desk_entity(request: SignedInRequest, code: str) -> HttpResponse:
    """The file as officials see it; every look-up is logged with its purpose."""
    known = _get_entity(code)
    purpose = log_look_up(request, known.uscc)
    return _entity(request, code, DESK, {"purpose": purpose, "purposes": Purpose}, known)


@require_safe
@limited
def record(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One published record; why a penalty was taken back."""
    try:
        return record_page(request, _get_entity(code), pk, PUBLIC)
    except Http404:
        return revoked(request, code, pk)


@require_safe
@role_required(*BUSINESS_ROLES)
def desk_record(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """One record with its provenance."""
    response = record_page(request, _get_entity(code), pk, DESK)
    log_look_up(request, code)
    return response


def _get_entity(code: str) -> Entity:
    return get_object_or_404(Entity.objects.select_related("town", "parent"), uscc=code)


def _file(request: HttpRequest, known: Entity, face: Face) -> EntityFile:
    return EntityFile(known, face.viewer(request), today(), face.is_public)


def _entity(
    request: HttpRequest, code: str, face: Face, extra: dict[str, Any], known: Entity | None = None
) -> HttpResponse:
    """The head and the tab that is asked for; the other tabs are not read."""
    file = _file(request, known or _get_entity(code), face)
    app_tabs = {tab.key: tab for tab in tabs(is_public=face.is_public)}
    open_tab = request.GET.get("tab", RECORDS)
    context = {
        "site": face,
        "file": file,
        "entity": file.entity,
        "app_tabs": app_tabs.values(),
        **_tab_context(request, file, open_tab, app_tabs),
        **extra,
    }
    return render(request, "entities/file.html", context)


def _tab_context(
    request: HttpRequest, file: EntityFile, open_tab: str, app_tabs: dict[str, EntityTab]
) -> dict[str, Any]:
    """What the open tab shows. An unknown tab is not found."""
    if open_tab == REGISTRATION:
        content, template = file.registration(), "entities/_registration.html"
    elif open_tab == RECORDS:
        category = request.GET.get("category", "")
        page = file.page_of_records(category, request.GET.get("page", "1"))
        content = {"page": page, "category": category}
        template = "entities/_records.html"
    elif open_tab == HISTORY and not file.is_public:
        content, template = {"steps": history_of(file.entity)}, "components/history.html"
    elif tab := app_tabs.get(open_tab):
        content, template = tab.loader(file.entity, file.viewer, file.on), tab.template
    else:
        raise Http404
    return {"open_tab": open_tab, "tab_template": template, **content}


def record_page(request: HttpRequest, known: Entity, pk: int, face: Face) -> HttpResponse:
    """A record that the viewer may not see does not exist for them."""
    file = _file(request, known, face)
    rows = file.records.with_marks(file.on).select_related("reported_by", "batch")
    row = get_object_or_404(rows, pk=pk)
    context = {
        "site": face,
        "file": file,
        "entity": file.entity,
        "record": row,
        "title": file.title(row),
        "state": state_of(row, file.on, is_lifted=row.is_lifted),
        "period": period_of(row),
        "details": file.details(row),
        "reply": reply_beside(row, file.on),
        **file.versions(row),
        **(_amending(request, row) if face is DESK else {}),
    }
    return render(request, "entities/record.html", context)


def _amending(request: HttpRequest, record: CreditRecord) -> dict[str, Any]:
    """Whether the official may take it back or correct it; on which document that was done."""
    amendments = Amendment.objects.visible_to(DESK.viewer(request)).select_related("made_by")
    return {
        "may_amend": may_amend(user_of(request), record),
        "amendment": amendments.filter(record=record).prefetch_related("scans").first(),
    }
