"""Settings under which businesses log in at the test identity provider of the same server."""

from django.conf import LazySettings

# Read before the setting below is on: the portal's own addresses must stay without the provider.
from tests import identity_urls

PROVIDER = "/test-identity"


def use_test_provider(settings: LazySettings, site: str) -> None:
    """Point OpenID Connect and tickets at the test provider."""
    settings.TEST_IDENTITY_PROVIDER = True
    settings.ROOT_URLCONF = identity_urls.__name__
    known = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
    app = {
        "provider_id": "oidc", "name": "测试", "client_id": "credit-portal", "secret": "test",
        "settings": {
            "server_url": site + PROVIDER, "oauth_pkce_enabled": True,
            "scope": ["openid", "profile"], "uid_field": "sub",
        },
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {**known, "APPS": [app]}}
    settings.PORTAL_TICKET_LOGIN_URL = f"{site}{PROVIDER}/ticket/login/"
    settings.PORTAL_TICKET_VALIDATE_URL = f"{site}{PROVIDER}/ticket/validate/"
