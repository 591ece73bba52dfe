"""What the portal tells browsers about security on every page."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def policy(client: Client, path: str) -> dict[str, str]:
    header = client.get(path).headers["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in header.split(";"))


def test_pages_run_own_files_only(client: Client) -> None:
    sent = policy(client, "/healthz/")
    assert sent["default-src"] == "'none'"
    assert sent["script-src"] == sent["style-src"] == "'self'"
    assert not any("unsafe" in value or "http" in value for value in sent.values())


def test_only_the_administration_may_evaluate(client: Client) -> None:
    sent = policy(client, "/admin/login/")
    assert sent["script-src"] == "'self' 'unsafe-eval'"
    assert sent["default-src"] == "'none'"


def test_pages_stay_out_of_frames_and_keep_addresses_to_themselves(client: Client) -> None:
    headers = client.get("/healthz/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
