"""Every address as every role, from inside and outside the agency that holds the data.

An address that nobody has decided about fails ``test_every_address_is_decided``.
"""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from credit_portal.accounts.choices import Role
from credit_portal.accounts.models import User
from tests.permissions.addresses import BUSINESS, LEAD, MATRIX, Address, of_restricted
from tests.permissions.world import SECRET, World, build_world

# Log-in and second factor: about oneself only; tests/accounts walks them.
OWN_ACCOUNT = ("account_", "mfa_")


def addresses(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    """Full names of every address outside ``/admin/``."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from addresses(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}"


def test_every_address_is_decided() -> None:
    named = set(addresses(get_resolver().url_patterns))
    undecided = {name for name in named - set(MATRIX) if not name.startswith(OWN_ACCOUNT)}
    assert undecided == set()
    assert set(MATRIX) <= named


@pytest.fixture
def world(db: None) -> World:
    return build_world()


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


def try_all(world: World, users: dict[Role | None, User | None], *, inside: bool) -> list[str]:
    """Open every address as every user, each undone afterwards; returns what is not as decided."""
    wrong = []
    for name, address in MATRIX.items():
        for role, user in users.items():
            client = Client()
            if user:
                client.force_login(user)
            with transaction.atomic():
                response = open_as(address, name, world, client)
                found, text = verdict(response), text_of(response)
                transaction.set_rollback(True)
            if found != address.wanted(role, inside=inside):
                wrong.append(f"{name} as {role}: {found}")
            if SECRET in text and not (role == LEAD or (inside and role in BUSINESS)):
                wrong.append(f"{name} tells {role} what is not theirs")
    return wrong


def test_anonymous(world: World) -> None:
    assert try_all(world, {None: None}, inside=False) == []


def test_insiders(world: World) -> None:
    assert try_all(world, world.insiders, inside=True) == []


def test_outsiders(world: World) -> None:
    assert try_all(world, world.outsiders, inside=False) == []


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
