"""What the pages of commitments share."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from commitments.models import Commitment
from commitments.querysets import CommitmentQuerySet
from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.viewers import Viewer, viewer_of
from credit_portal.shared import clock
from credit_portal.shared.errors import NotAllowed, NotVisible


def user_of(request: HttpRequest) -> User:
    """The official behind a request that a role check let through."""
    return cast(User, request.user)


def viewer(request: HttpRequest) -> Viewer:
    return viewer_of(request.user)


def own_agency(request: HttpRequest) -> Agency:
    """The agency that the official acts for."""
    agency = user_of(request).agency
    if agency is None:
        raise NotAllowed("no_agency", "您的账号没有所属机构，不能办理此事。")
    return agency


def visible_commitments(request: HttpRequest) -> CommitmentQuerySet:
    return Commitment.objects.visible_to(viewer(request), clock.today())


def visible_commitment(request: HttpRequest, pk: int) -> Commitment:
    """One commitment; to everybody else it does not exist."""
    rows = visible_commitments(request).select_related(
        "entity", "agency", "item", "template", "officer", "recognised_by", "record",
        "outcome_record",
    )  # fmt: skip
    commitment = rows.filter(pk=pk).first()
    if commitment is None:
        raise NotVisible
    return commitment


def inline_pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF that the browser shows, ready to print."""
    disposition = content_disposition_header(as_attachment=False, filename=name) or "inline"
    headers = {"Content-Disposition": disposition}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
