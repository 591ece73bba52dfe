"""The test identity provider exists where it is wanted, and sends nobody elsewhere."""

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests import identity_urls

pytestmark = pytest.mark.django_db
WITH_PROVIDER = pytest.mark.urls(identity_urls.__name__)


def test_the_test_provider_is_not_there_unless_it_is_on(client: Client) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("test_provider:authorize")
    assert client.get("/test-identity/authorize/").status_code == 404


@WITH_PROVIDER
@pytest.mark.parametrize("change", [{"TEST_IDENTITY_PROVIDER": False}, {"IS_PRODUCTION": True}])
def test_its_pages_ask_the_setting_themselves(
    client: Client, settings: LazySettings, change: dict
) -> None:
    settings.TEST_IDENTITY_PROVIDER = True
    for name, value in change.items():
        setattr(settings, name, value)
    for name in ("issuer", "keys", "authorize", "userinfo", "ticket_login", "ticket_validate"):
        assert client.get(reverse(f"test_provider:{name}")).status_code == 404


@WITH_PROVIDER
@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/login/enterprise/oidc/return/", "http://testserver/x"]
)
def test_the_test_provider_sends_nobody_elsewhere(
    client: Client, settings: LazySettings, address: str
) -> None:
    settings.TEST_IDENTITY_PROVIDER = True
    asked = {"client_id": "credit-portal", "code_challenge_method": "S256", "redirect_uri": address}
    assert client.get(reverse("test_provider:authorize"), asked).status_code == 400
    assert (
        client.get(reverse("test_provider:ticket_login"), {"service": address}).status_code == 400
    )
