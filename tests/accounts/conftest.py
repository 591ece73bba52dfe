"""A portal whose businesses log in at the test identity provider, over HTTP."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
import requests
from django.conf import LazySettings
from pytest_django.live_server_helper import LiveServer

from tests.identity import use_test_provider

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Visitor:
    """A browser without scripts."""

    site: str
    session: requests.Session = field(default_factory=requests.Session)

    def get(self, path: str) -> requests.Response:
        """Open a page and follow where it leads."""
        return self.session.get(self._address(path))

    def post(
        self, page: str, path: str = "", *, follow: bool = True, **data: str
    ) -> requests.Response:
        """Send a form that stands on a page."""
        found = TOKEN.search(self.get(page).text)
        assert found, f"no form on {page}"
        return self.session.post(
            self._address(path or page), {**data, "csrfmiddlewaretoken": found[1]},
            headers={"Referer": self._address(page)}, allow_redirects=follow,
        )  # fmt: skip

    def log_in(self, subject: str, kind: str = "oidc", next_url: str = "") -> requests.Response:
        """From the portal's page to the provider's and back."""
        chosen = self.post("/login/enterprise/", f"/login/enterprise/{kind}/", next=next_url)
        return self.post(chosen.url, subject=subject)

    def answer_of(self, subject: str, kind: str = "oidc") -> str:
        """The address that leads back from the provider, not followed."""
        chosen = self.post("/login/enterprise/", f"/login/enterprise/{kind}/")
        return self.post(chosen.url, follow=False, subject=subject).headers["Location"]

    @property
    def session_key(self) -> str | None:
        """The cookie of the session."""
        return self.session.cookies.get("sessionid")

    def _address(self, path: str) -> str:
        return path if path.startswith("http") else self.site + path


@pytest.fixture
def new_visitor(live_server: LiveServer, settings: LazySettings) -> Callable[[], Visitor]:
    """Each call is another browser."""
    use_test_provider(settings, live_server.url)
    return lambda: Visitor(live_server.url)


@pytest.fixture
def visitor(new_visitor: Callable[[], Visitor]) -> Visitor:
    """One browser."""
    return new_visitor()
