"""Logging out at the provider too, where it can be done; of the portal in any case."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client
from pytest_django import Settings

from credit_portal.accounts.real_name import oidc
from credit_portal.accounts.real_name.entrance import ENTERED_BY
from tests.factories.accounts import UserFactory
from tests.identity import use_test_provider

pytestmark = pytest.mark.django_db
END = "https://id.example/end"


@pytest.fixture
def entered(client: Client, settings: Settings) -> Client:
    """A browser that logs out again; which provider let it in is told by ``by``."""
    use_test_provider(settings, "http://testserver")
    client.force_login(UserFactory(enterprise=True))
    return client


def by(client: Client, provider: str) -> str:
    """Where the browser is sent when it logs out; its session is over."""
    session = client.session
    session[ENTERED_BY] = provider
    session.save()
    address = str(client.post("/logout/").url)
    assert "_auth_user_id" not in client.session
    return address


@pytest.mark.parametrize("end", [END, f"{END}?realm=city"])
def test_openid_connect_ends_where_the_metadata_say(
    entered: Client, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    monkeypatch.setattr(oidc.Adapter, "openid_config", {"end_session_endpoint": end})
    address = by(entered, "oidc")
    assert address.startswith(end)
    asked = parse_qs(urlsplit(address).query)
    assert asked["client_id"] == ["credit-portal"]
    assert asked["post_logout_redirect_uri"] == ["http://testserver/"]


def test_a_provider_without_such_an_end_is_left_alone(
    entered: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(oidc.Adapter, "openid_config", {})
    assert by(entered, "oidc") == "/"


def test_a_provider_that_does_not_answer_keeps_nobody_logged_in(
    entered: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(_adapter: object) -> None:
        raise requests.ConnectionError

    monkeypatch.setattr(oidc.Adapter, "openid_config", property(unreachable))
    assert by(entered, "oidc") == "/"


def test_tickets_end_at_the_address_of_the_settings(entered: Client, settings: Settings) -> None:
    settings.PORTAL_TICKET_LOGOUT_URL = f"{END}/cas"
    assert by(entered, "ticket") == f"{END}/cas?service=http%3A%2F%2Ftestserver%2F"


def test_a_password_account_only_leaves_the_portal(entered: Client) -> None:
    assert entered.post("/logout/").url == "/"
