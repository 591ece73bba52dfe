"""Bulk look-ups: after so many pages a question, which real requests have to answer."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from credit_portal.portal.public import limits
from tests.factories.accounts import UserFactory
from tests.factories.entities import NOW, CreditRecordFactory, EntityFactory

pytestmark = pytest.mark.django_db
MOST, MORE = 4, 3


@pytest.fixture(autouse=True)
def few_pages(settings: Settings) -> None:
    settings.PORTAL_LOOK_UPS_A_MINUTE = MOST
    settings.PORTAL_LOOK_UPS_AFTER_ANSWER = MORE


def open_pages(client: Client, path: str, times: int, **headers: str) -> list[int]:
    return [client.get(path, **headers).status_code for _ in range(times)]


def answer(client: Client, back: str, *, is_right: bool = True) -> int:
    question = client.get(back).context["question"]
    first, second = (limits.NUMERALS.index(question.text[n]) for n in (0, 2))
    given = first + second if is_right else 99
    data = {"token": question.token, "back": back, "answer": str(given)}
    return client.post("/challenge/", data).status_code


def test_one_page_too_many_asks_a_question(client: Client) -> None:
    record = CreditRecordFactory()
    entity = f"/entities/{record.entity.uscc}/"
    for path in ("/search/?q=天润", "/search/?q=天", entity, f"{entity}records/{record.pk}/"):
        response = client.get(path)
        assert response.status_code == 200
        assert response["X-Robots-Tag"] == "noindex, nofollow"
    refused = client.get(entity)
    assert refused.status_code == 429
    assert "等于几" in refused.content.decode()
    assert record.entity.uscc not in refused.content.decode().replace(entity, "")


def test_an_answer_opens_so_many_more_pages(client: Client) -> None:
    path = f"/entities/{EntityFactory().uscc}/"
    open_pages(client, path, MOST)
    assert answer(client, path, is_right=False) == 422
    assert client.get(path).status_code == 429
    assert answer(client, path) == 302
    assert open_pages(client, path, MORE + 1) == [200] * MORE + [429]


def test_an_answer_counts_once_and_for_its_own_question(client: Client) -> None:
    question = limits.ask()
    total = sum(limits.NUMERALS.index(question.text[n]) for n in (0, 2))
    assert not limits.is_answered(question.token + "x", str(total))
    assert not limits.is_answered("", "")
    assert limits.is_answered(question.token, f" {total}")
    assert not limits.is_answered(question.token, str(total))
    late = limits.ask()
    with time_machine.travel(NOW + timedelta(hours=1)):
        total = sum(limits.NUMERALS.index(late.text[n]) for n in (0, 2))
        assert not limits.is_answered(late.token, str(total))


def test_leaving_the_cookies_out_does_not_help(client: Client) -> None:
    path = "/search/?q=天润"
    open_pages(client, path, MOST)
    answer(client, path)
    assert Client().get(path).status_code == 429


def test_other_addresses_and_the_next_minute_are_counted_anew(client: Client) -> None:
    path = "/search/?q=天润"
    assert open_pages(client, path, MOST + 1)[-1] == 429
    assert client.get(path, REMOTE_ADDR="192.0.2.7").status_code == 200
    with time_machine.travel(NOW + timedelta(minutes=1)):
        assert client.get(path).status_code == 200


def test_behind_the_proxy_its_own_word_counts(client: Client, settings: Settings) -> None:
    settings.PORTAL_BEHIND_PROXY = True
    path = "/search/?q=天润"
    for number in range(MOST):  # what the visitor claims stands before what the proxy saw
        client.get(path, HTTP_X_FORWARDED_FOR=f"192.0.2.{number}, 198.51.100.1")
    assert client.get(path, HTTP_X_FORWARDED_FOR="198.51.100.1").status_code == 429
    assert client.get(path, HTTP_X_FORWARDED_FOR="198.51.100.2").status_code == 200


def test_a_session_is_counted_over_addresses(client: Client) -> None:
    session = client.session
    session["x"] = 1
    session.save()
    path = "/search/?q=天润"
    codes = [client.get(path, REMOTE_ADDR=f"192.0.2.{n}").status_code for n in range(MOST + 1)]
    assert codes[-1] == 429


def test_officials_and_other_pages_are_not_counted(client: Client) -> None:
    for path in ("/", "/healthz/", "/robots.txt", "/publications/acts/"):
        assert set(open_pages(client, path, MOST + 2)) == {200}
    client.force_login(UserFactory(window_officer=True))
    assert set(open_pages(client, "/search/?q=天润", MOST + 2)) == {200}


def test_the_way_back_stays_in_the_portal(client: Client) -> None:
    question = limits.ask()
    total = sum(limits.NUMERALS.index(question.text[n]) for n in (0, 2))
    data = {"token": question.token, "answer": total, "back": "https://evil.example/"}
    assert client.post("/challenge/", data)["Location"] == "/"


def test_robots_are_told(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /entities/" in text
    assert "Sitemap" not in text
