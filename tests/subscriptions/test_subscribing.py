"""Subscribing by e-mail: asked for by anybody, begun and left by the address alone."""

from datetime import timedelta

import pytest
from django.db.models import TextField
from django.db.models.functions import Cast
from django.test import Client
from pytest_django import Settings

from credit_portal.audit.models import AuditEntry
from credit_portal.subscriptions import tasks
from credit_portal.subscriptions.checks import NO_MAIL, mail_is_set
from credit_portal.subscriptions.models import Subscription
from tests.factories.entities import NOW, TODAY, EntityFactory
from tests.subscriptions.conftest import ADDRESS, link_in

pytestmark = pytest.mark.django_db
PENALTIES = "/subscriptions/columns/penalty/"
DAY = timedelta(days=1)


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))


def test_from_the_column_to_the_first_day_and_out_again(client: Client, ask, mailoutbox) -> None:
    assert PENALTIES in client.get("/publications/acts/penalty/").content.decode()
    assert ask(PENALTIES).url == "/subscriptions/asked/"
    (mail,) = mailoutbox
    assert mail.to == [ADDRESS]
    assert "行政处罚公示" in mail.subject
    confirm = link_in(mail, "confirm")

    client.get(confirm)  # as mail programs do by themselves
    assert Subscription.objects.get().confirmed_at is None
    assert "订阅已开始" in client.post(confirm).content.decode()
    client.post(confirm)
    subscription = Subscription.objects.get()
    assert (subscription.confirmed_at, subscription.told_until) == (NOW, TODAY - DAY)

    leave = link_in(mail, "leave")
    assert Subscription.objects.exists()
    assert "已退订" in client.post(leave).content.decode()
    assert "已退订" in client.post(leave).content.decode()
    assert not Subscription.objects.exists()
    assert client.post(confirm).status_code == 410
    names = ["ask_for_mails", "confirm_subscription", "leave_subscription"]
    assert acts() == [f"subscriptions.{name}" for name in names]
    assert ADDRESS not in str(list(AuditEntry.objects.values()))


def test_a_mail_program_leaves_by_itself(client: Client, ask, mailoutbox) -> None:
    ask(PENALTIES)
    headers = mailoutbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip("<>")
    assert address.endswith(link_in(mailoutbox[0], "leave"))

    strict = Client(enforce_csrf_checks=True)
    path = address.partition("8000")[2]
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.exists()


def test_the_address_is_kept_encrypted(ask) -> None:
    entity = EntityFactory()
    ask(f"/subscriptions/entities/{entity.uscc}/")
    raw = Cast("address", TextField())
    assert Subscription.objects.values_list(raw, flat=True).get().startswith("sm4-gcm:")
    assert Subscription.objects.get().address == ADDRESS


def test_a_known_address_is_answered_alike(client: Client, ask, mailoutbox) -> None:
    first = ask(PENALTIES)
    client.post(link_in(mailoutbox[0], "confirm"))
    again = ask(PENALTIES, address=ADDRESS.upper())

    assert (again.status_code, again.url) == (first.status_code, first.url)
    assert "已经确认" in str(mailoutbox[1].body)
    assert Subscription.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"answer": "99"}, "请回答新的问题"),
        ({"token": "x"}, "请回答新的问题"),
        ({"address": "无效"}, "邮箱"),
    ],
)
def test_what_is_refused_sends_nothing(
    ask, mailoutbox, changes: dict[str, str], sentence: str
) -> None:
    response = ask(PENALTIES, **changes)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Subscription.objects.exists()
    assert mailoutbox == []


def test_a_machine_is_thanked_and_forgotten(ask, mailoutbox) -> None:
    assert ask(PENALTIES, website="http://spam").status_code == 302
    assert mailoutbox == []


def test_one_visitor_asks_only_so_often(ask, settings: Settings) -> None:
    settings.PORTAL_SUBSCRIPTIONS_AN_HOUR = 1
    ask(PENALTIES)
    assert "一小时后" in ask(PENALTIES, address="other@example.cn").content.decode()


def test_strangers_cannot_flood_an_address(ask, mailoutbox) -> None:
    answers = {ask(PENALTIES).status_code for _ in range(5)}
    assert answers == {302}
    assert len(mailoutbox) == 3


def test_what_nobody_confirms_is_deleted(client: Client, ask, mailoutbox, day) -> None:
    ask(PENALTIES)
    ask("/subscriptions/columns/permit/")
    client.post(link_in(mailoutbox[1], "confirm"))
    day.move_to(NOW + 3 * DAY + timedelta(minutes=1))

    assert client.get(link_in(mailoutbox[0], "confirm")).status_code == 410
    tasks.delete_unconfirmed()
    tasks.delete_unconfirmed()
    assert Subscription.objects.get().topic == "column:permit"
    assert acts().count("subscriptions.delete_unconfirmed") == 1


@pytest.mark.parametrize("purpose", ["confirm", "leave"])
def test_a_forged_link_does_nothing(client: Client, ask, mailoutbox, purpose: str) -> None:
    ask(PENALTIES)
    other = {"confirm": "leave", "leave": "confirm"}[purpose]
    token = link_in(mailoutbox[0], other).rstrip("/").rsplit("/", 1)[-1]
    for forged in (token, "1", f"{token}x"):
        assert client.post(f"/subscriptions/{purpose}/{forged}/").status_code == 410
    assert Subscription.objects.get().confirmed_at is None


def test_only_what_is_public_can_be_subscribed_to(client: Client) -> None:
    for path in ("columns/complaint", "entities/91990281MA00000000"):
        assert client.get(f"/subscriptions/{path}/").status_code == 404


def test_without_a_mail_server_the_page_says_so(client: Client, settings: Settings) -> None:
    settings.PORTAL_MAIL_IS_SET = False
    for send in (client.get, client.post):
        assert "暂不提供邮件订阅" in send(PENALTIES).content.decode()
    assert PENALTIES not in client.get("/publications/acts/penalty/").content.decode()
    assert mail_is_set() == [NO_MAIL]
