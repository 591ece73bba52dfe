"""``/healthz/`` tells a monitor whether the deployment can work, and tells nobody anything else."""

import pytest
from django.test import Client

from credit_portal import health

pytestmark = pytest.mark.django_db


def test_all_well(client: Client) -> None:
    answer = client.get("/healthz/")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "checks": {"database": "ok", "cache": "ok", "broker": "ok", "migrations": "ok"},
    }
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("name", health.CHECKS)
def test_what_fails_is_named_and_its_error_is_kept_back(
    client: Client, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def fail() -> bool:
        raise ConnectionError("redis://:a-secret@10.0.0.1")

    monkeypatch.setitem(health.CHECKS, name, fail)
    answer = client.get("/healthz/")
    assert answer.status_code == 503
    assert answer.json()["checks"][name] == "failed"
    assert list(answer.json()["checks"].values()).count("failed") == 1
    assert "secret" not in answer.content.decode()


def test_it_changes_nothing(client: Client) -> None:
    assert client.post("/healthz/").status_code == 405
