"""What the pages of this room share."""

from typing import TypeVar, cast

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from credit_portal.accounts.models import User
from credit_portal.accounts.viewers import Viewer, viewer_of
from entities.models import Entity
from entities.search import SearchMode, parse

PAGE_ROWS = 30
Q = TypeVar("Q", bound=QuerySet)


def user_of(request: HttpRequest) -> User:
    """The user behind a request that a role check let through."""
    return cast(User, request.user)


def viewer(request: HttpRequest) -> Viewer:
    return viewer_of(request.user)


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
