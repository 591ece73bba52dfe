"""What a user, a fragment and a program get when something is refused."""

import pytest
from django.test import Client

from tests.portal.refusing_urls import REFUSALS

pytestmark = pytest.mark.django_db


@pytest.fixture
def refusing_client(client, settings) -> Client:
    """A client of a portal that has the refusing addresses as well."""
    settings.ROOT_URLCONF = "tests.portal.refusing_urls"
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("how", "status", "sentence"),
    [
        ("refused", 409, "该承诺已经办结，不能再补正。"),
        ("invalid", 422, "代码的校验位不对。"),
        ("hidden", 404, "没有找到您要的内容"),
        ("plain", 400, "还没有到办理时间。"),
        ("denied", 403, "您的角色无权打开此页面。"),
        ("suspicious", 400, "请求无法识别"),
        ("broken", 500, "系统没有完成您的操作"),
        ("nowhere/else", 404, "请核对网址"),
    ],
)
def test_a_refusal_is_a_page_with_its_status_and_a_sentence(refusing_client, how, status, sentence):
    response = refusing_client.get(f"/refuse/{how}/")
    assert response.status_code == status
    page = response.content.decode()
    assert sentence in page
    assert '<html lang="zh-CN"' in page


def test_a_program_gets_problem_json(refusing_client):
    response = refusing_client.get("/refuse/invalid/", headers={"accept": "application/json"})
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "about:blank",
        "title": "请更正后再提交。",
        "status": 422,
        "code": "form_invalid",
        "fields": {"uscc": "代码的校验位不对。"},
    }


def test_htmx_gets_the_sentence_alone_at_the_place_for_messages(refusing_client):
    response = refusing_client.get("/refuse/refused/", headers={"hx-request": "true"})
    assert response.status_code == 409
    assert response["HX-Retarget"] == "#messages"
    page = response.content.decode()
    assert "该承诺已经办结，不能再补正。" in page
    assert "<html" not in page


def test_a_refusal_never_shows_its_reason_as_markup(refusing_client, monkeypatch):
    monkeypatch.setattr(REFUSALS["plain"], "message", "<script>x</script>")
    assert "<script>x" not in refusing_client.get("/refuse/plain/").content.decode()


def test_too_many_requests_say_to_wait(refusing_client):
    response = refusing_client.get("/too-many/")
    assert response.status_code == 429
    assert "请稍等几分钟再试" in response.content.decode()


def test_a_stale_form_says_what_to_do():
    response = Client(enforce_csrf_checks=True).post("/desk/style/")
    assert response.status_code == 403
    assert "页面已失效" in response.content.decode()


@pytest.mark.parametrize("address", ["/inspections/?q=%00abc", "/entities/9199%000/"])
def test_a_nul_in_an_address_is_refused_in_words(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 422
    assert "地址中有不能识别的字符" in response.content.decode()
