"""What the pages about businesses share, here and in the rooms above."""

from typing import TypeVar, cast

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from credit_portal.accounts.models import User
from credit_portal.accounts.viewers import Viewer, viewer_of
from credit_portal.audit import services as audit
from credit_portal.shared import clock
from entities.models import Entity
from entities.search import SearchMode, parse

PAGE_ROWS = 30
Q = TypeVar("Q", bound=QuerySet)


def user_of(request: HttpRequest) -> User:
    """The user behind a request that a role check let through."""
    return cast(User, request.user)


def viewer(request: HttpRequest) -> Viewer:
    return viewer_of(request.user)


def opened_file(request: HttpRequest, code: str, purpose: str) -> Entity:
    """The business of a form that shows its records: who looks is noted (江西 三十二).

    Also when it is sent: one with mistakes shows the records, too, opened before or not.
    """
    entity = get_object_or_404(Entity, uscc=code)
    audit.record_lookup(by=user_of(request), entity_uscc=code, purpose=purpose, at=clock.now())
    return entity


def about(rows: Q, text: str) -> Q:
    """The rows about businesses with this beginning of their code or part of their name."""
    match parse(text):
        case SearchMode.CODE, prefix:
            return rows.filter(entity__in=Entity.objects.with_code_prefix(prefix))
        case SearchMode.NAME, fragment:
            return rows.filter(entity__in=Entity.objects.with_name_fragment(fragment))
    return rows.none()


def page_of(rows: QuerySet, request: HttpRequest) -> Page:
    return Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page"))
