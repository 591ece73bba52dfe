"""Every address as every role, from inside and outside the agency that holds the data.

An address that nobody has decided about fails ``test_every_address_is_decided``.
"""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.plugin import DjangoDbBlocker

from credit_portal.accounts.choices import Role
from tests.permissions import (
    addresses,
    addresses_grading,
    addresses_insight,
    addresses_my,
    addresses_public,
    addresses_repair,
    addresses_supervision,
)
from tests.permissions.addresses import BUSINESS, LEAD, Address, of_restricted
from tests.permissions.rows import SECRET
from tests.permissions.world import World, build_world

# Log-in and second factor: about oneself only; tests/accounts walks them.
OWN_ACCOUNT = ("account_", "mfa_")
ROOMS = (
    addresses, addresses_grading, addresses_insight, addresses_my, addresses_public,
    addresses_repair, addresses_supervision,
)  # fmt: skip
MATRIX: dict[str, Address] = {name: at for room in ROOMS for name, at in room.MATRIX.items()}


def names_of(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    """Full names of every address outside ``/admin/``."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from names_of(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}"


def test_every_address_is_decided() -> None:
    named = set(names_of(get_resolver().url_patterns))
    undecided = {name for name in named - set(MATRIX) if not name.startswith(OWN_ACCOUNT)}
    assert undecided == set()
    assert set(MATRIX) <= named


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One world for all, in a transaction around those of the tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(built: World, db: None) -> World:
    """The world, as whole as it was built: what a test does is undone."""
    return built


def open_as(address: Address, name: str, world: World, client: Client) -> HttpResponseBase:
    return getattr(client, address.method)(reverse(name, kwargs=address.arguments(world)))


def verdict(response: HttpResponseBase) -> str:
    """``in``, ``out`` or ``login``; a form that is not filled in, or a wrong state, is still in."""
    if response.status_code in (403, 404):
        return "out"
    if response.status_code == 302 and response["Location"].startswith("/login/"):
        return "login"
    assert response.status_code in (200, 302, 400, 409, 422), response.status_code
    return "in"


def text_of(response: HttpResponseBase) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode(errors="replace")


def mistakes(world: World, role: Role | None, *, inside: bool) -> list[str]:
    """Open every address as a user of the role, each undone afterwards; what is not as decided."""
    wrong = []
    client = Client()
    if role:
        client.force_login((world.insiders if inside else world.outsiders)[role])
    for name, address in MATRIX.items():
        with transaction.atomic():
            response = open_as(address, name, world, client)
            found, text = verdict(response), text_of(response)
            transaction.set_rollback(True)
        if found != address.wanted(role, inside=inside):
            wrong.append(f"{name}: {found}")
        if SECRET in text and not (role == LEAD or (inside and role in BUSINESS)):
            wrong.append(f"{name} tells what is not theirs")
    return wrong


def test_anonymous(world: World) -> None:
    assert mistakes(world, None, inside=False) == []


@pytest.mark.parametrize("role", Role)
def test_insiders(role: Role, world: World) -> None:
    assert mistakes(world, role, inside=True) == []


@pytest.mark.parametrize("role", Role)
def test_outsiders(role: Role, world: World) -> None:
    assert mistakes(world, role, inside=False) == []


def test_the_public_record_page_hides_what_is_not_public(world: World) -> None:
    address = reverse("portal:record", kwargs=of_restricted(world))
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize(
    "model", ["accounts/agency", "accounts/user", "accounts/mandate", "entities/catalogueitem"]
)
def test_administration_is_the_administrators(model: str, world: World) -> None:
    for role, user in world.insiders.items():
        client = Client()
        client.force_login(user)
        response = client.get(f"/admin/{model}/")
        assert (response.status_code == 200) == (role == Role.ADMINISTRATOR), role
