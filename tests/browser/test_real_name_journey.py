"""An owner logs in with the real name, reads the grade, names an agent; the agent acts."""

import re

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from credit_portal.portal.test_provider import people
from credit_portal.shared.crypto import blind_index
from entities.models import Entity, Person
from supervision.models import RectificationOrder
from tests.browser.conftest import OpenPage
from tests.browser.look import PHONE, fits, is_accessible
from tests.browser.test_grade_look import entity  # noqa: F401 - a fixture
from tests.factories.accounts import IdentityFactory, MandateFactory, UserFactory
from tests.factories.supervision import EntityPersonFactory, OrderFactory
from tests.identity import use_test_provider

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OWNER = "990281198811200028"


@pytest.fixture(autouse=True)
def _provider(settings: LazySettings, live_server: LiveServer) -> None:
    use_test_provider(settings, live_server.url)


@pytest.fixture
def owned(entity: Entity) -> Entity:  # noqa: F811
    """The business with a grade, and 闻法人 who represents it."""
    person = Person.objects.create(name="闻法人", id_number=OWNER, id_index=blind_index(OWNER))
    EntityPersonFactory(entity=entity, person=person)
    return entity


def log_in(page: Page, name: str) -> None:
    """From the portal's login page through the provider's and back."""
    page.get_by_role("button", name="统一身份认证登录").click()
    expect(page.get_by_role("heading", name="测试认证平台")).to_be_visible()
    page.get_by_role("button", name=name).click()
    page.wait_for_url("**/my/**")


def test_owner_and_agent(open_page: OpenPage, owned: Entity, live_server: LiveServer) -> None:
    owner = open_page("/my/grade/")
    log_in(owner, "闻法人")
    expect(owner.get_by_role("heading", name="信用等级", exact=True).first).to_be_visible()
    expect(owner.get_by_text(owned.name).first).to_be_visible()
    code = invite_agent(owner)

    order = OrderFactory(entity=owned)
    agent = open_page("/my/mandates/accept/")
    log_in(agent, people.AGENT.name)
    agent.get_by_label("邀请码").fill(code)
    agent.get_by_role("button", name="接受授权").click()
    expect(agent.get_by_text(f"您可以办理{owned.name}的事项")).to_be_visible()

    agent.goto(f"{live_server.url}/my/orders/{order.pk}/")
    agent.get_by_label(re.compile("整改情况")).first.fill("已按要求整改，附现场照片。")
    agent.get_by_role("button", name="提交整改情况").click()
    expect(agent.get_by_text("整改情况已提交")).to_be_visible()
    assert RectificationOrder.objects.get().status == "reported"

    owner.goto(f"{live_server.url}/my/mandates/")
    owner.get_by_role("link", name=re.compile(r"终止\s*季经办")).click()
    owner.get_by_label(re.compile("理由")).fill("不再委托")
    owner.get_by_role("button", name="终止授权").click()
    expect(owner.get_by_text("授权已终止")).to_be_visible()
    agent.goto(f"{live_server.url}/my/")
    expect(agent.get_by_text("您还没有可以办理的主体")).to_be_visible()


def invite_agent(page: Page) -> str:
    """Name 季经办; the code as it is shown, once."""
    page.get_by_role("link", name="授权管理").first.click()
    page.get_by_role("link", name="授权经办人").click()
    page.get_by_label(re.compile("姓名")).fill(people.AGENT.name)
    page.get_by_label(re.compile("身份证件号码")).fill(people.AGENT.id_number)
    page.get_by_role("button", name="生成邀请码").click()
    expect(page.get_by_text("邀请码只显示这一次")).to_be_visible()
    return page.locator(".code-text").first.inner_text()


def test_who_is_not_verified_reads_what_to_do(open_page: OpenPage) -> None:
    page = open_page("/my/grade/")
    log_in(page, people.UNPROVED.name)
    expect(page.get_by_text("尚无可以查看的经营主体")).to_be_visible()
    page.get_by_role("link", name="授权管理").first.click()
    expect(page.get_by_text("请先完成实名认证")).to_be_visible()


def test_the_pages_are_accessible(open_page: OpenPage, walk, owned: Entity) -> None:
    identity = IdentityFactory(id_number=OWNER, name="闻法人")
    MandateFactory(user=identity.user, uscc=owned.uscc, representative=True)
    MandateFactory(uscc=owned.uscc)
    officer = UserFactory(window_officer=True)
    own = ["/my/mandates/", f"/my/mandates/{owned.uscc}/invite/", "/my/mandates/accept/"]
    walk(["/login/enterprise/"])
    walk(own, user=identity.user)
    walk(["/desk/mandates/", "/desk/mandates/new/"], user=officer)
    page = open_page("/login/enterprise/", viewport=PHONE)
    page.get_by_role("button", name="统一身份认证登录").click()
    is_accessible(page)
    fits(page)
