"""The home pages, the frames around them and who sees what in the menu."""

import pytest
from django.urls import reverse

from credit_portal.accounts.choices import OFFICIAL_ROLES
from credit_portal.shared import navigation
from credit_portal.shared.navigation import NavItem
from credit_portal.shared.templatetags.portal_ui import icon
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

OFFICIALS = [
    "lead_officer",
    "window_officer",
    "town_officer",
    "court_officer",
    "partner",
    "auditor",
    "administrator",
]


@pytest.fixture
def menu(monkeypatch):
    """An empty menu, put back afterwards."""
    items: dict = {}
    monkeypatch.setattr(navigation, "_items", items)
    return items


def test_the_public_home_page_needs_no_login(client):
    page = client.get("/").content.decode()
    assert "工作人员登录" in page
    assert 'href="#content"' in page


@pytest.mark.parametrize("role", OFFICIALS)
def test_every_official_has_a_desk(client, role):
    user = UserFactory(**{role: True})
    client.force_login(user)
    page = client.get("/desk/").content.decode()
    assert user.display_name in page
    assert user.get_role_display() in page
    assert f'action="{reverse("account_logout")}"' in page


def test_the_desk_asks_for_login_and_refuses_enterprises(client):
    assert client.get("/desk/").status_code == 302
    client.force_login(UserFactory(enterprise=True))
    assert client.get("/desk/").status_code == 403


def test_the_enterprise_centre_is_for_enterprises(client):
    client.force_login(UserFactory(window_officer=True))
    assert client.get("/my/").status_code == 403
    client.force_login(UserFactory(enterprise=True))
    assert "企业中心" in client.get("/my/").content.decode()


def test_the_style_page_is_shown_outside_production_only(client, settings):
    assert client.get("/desk/style/").status_code == 200
    settings.IS_PRODUCTION = True
    assert client.get("/desk/style/").status_code == 404


@pytest.mark.parametrize("item", navigation._items.values(), ids=lambda item: item.url_name)
def test_every_entry_of_the_menu_leads_somewhere_and_has_its_icon(item):
    assert reverse(item.url_name)
    assert icon(item.icon)


def test_the_menu_shows_what_the_role_may_use_and_its_daily_work_as_cards(client, menu):
    counters = frozenset({"window_officer", "town_officer"})
    window, hint = frozenset({"window_officer"}), "一分钟内办结"
    navigation.register(
        NavItem("工作台首页", "portal:desk_home", "home", order=0),
        NavItem("登记承诺", "portal:style", "edit", roles=counters, hint=hint, daily=window),
    )

    def shown_to(**role: bool) -> tuple[int, int]:
        client.force_login(UserFactory(**role))
        page = client.get("/desk/").content.decode()
        return page.count("登记承诺"), page.count(hint)

    assert shown_to(window_officer=True) == (2, 1)  # in the menu and as a card
    assert shown_to(town_officer=True) == (1, 0)
    assert shown_to(auditor=True) == (0, 0)


@pytest.mark.parametrize("role", OFFICIAL_ROLES)
def test_the_first_page_of_the_desk_has_a_handful_of_cards(role):
    items = [link.item for link in navigation.links_for("desk", role, "/desk/", leads=True)]
    cards = [item for item in items if item.is_card_for(role)]
    assert 2 <= len(cards) <= 7


def test_cards_of_the_desk_have_a_hint_and_stand_in_the_menu():
    for item in navigation._items.values():
        if item.face == "desk":
            assert bool(item.hint) == bool(item.daily), item.label
            assert item.daily <= item.roles, item.label


def test_the_entry_nearest_to_the_page_is_active(menu):
    navigation.register(
        NavItem("首页", "portal:desk_home", "home", order=0),
        NavItem("样式", "portal:style", "eye"),
    )
    active = [link.is_active for link in navigation.links_for("desk", "", "/desk/style/more/")]
    assert active == [False, True]
    active = [link.is_active for link in navigation.links_for("desk", "", "/desk/")]
    assert active == [True, False]


@pytest.mark.parametrize("page", ["/commitments/items/", "/disclosure/model/", "/lists/exits/"])
def test_pages_below_an_entry_belong_to_it(page):
    active = [link.url for link in navigation.links_for("public", "", page) if link.is_active]
    assert active == [f"/{page.split('/')[1]}/"]


def test_entries_stand_under_their_heading_in_order(menu):
    navigation.register(
        NavItem("乙", "portal:style", "eye", order=3, group="后"),
        NavItem("甲", "portal:home", "eye", order=2, group="前"),
        NavItem("丙", "portal:my_home", "eye", order=4, group="前"),
    )
    groups = navigation.grouped(navigation.links_for("desk", "", "/"))
    assert [(at.heading, [link.item.label for link in at.links]) for at in groups] == [
        ("前", ["甲", "丙"]),
        ("后", ["乙"]),
    ]


@pytest.mark.usefixtures("menu")
def test_a_long_menu_unfolds_at_its_beginning_and_where_one_is(monkeypatch):
    entries = [
        NavItem(f"第{n}项", name, "eye", order=n, group="远" if n else "近")
        for n, name in enumerate(["portal:desk_home", "portal:style", "portal:home"])
    ]
    navigation.register(*entries)

    def unfolded(path: str) -> list[bool]:
        links = navigation.links_for("desk", "", path)
        return [group.is_open for group in navigation.grouped(links)]

    assert unfolded("/desk/style/") == [True, True]
    monkeypatch.setattr(navigation, "SHORT_MENU", 1)
    assert unfolded("/desk/") == [True, False]
    assert unfolded("/desk/style/") == [True, True]


@pytest.mark.parametrize(
    ("mode", "required", "strip"),
    [
        ("demo", False, "演示环境 · 第二因素已关闭"),
        ("demo", True, "演示环境 · 城市"),
        ("production", True, None),
    ],
)
def test_a_demonstration_says_so_on_every_page(client, settings, mode, required, strip):
    settings.PORTAL_MODE, settings.PORTAL_SECOND_FACTOR_REQUIRED = mode, required
    page = client.get("/").content.decode()
    assert (strip in page) if strip else ("demo-strip" not in page)


def test_no_page_has_inline_script_or_style(client):
    for path in ("/", "/desk/style/", "/nowhere/"):
        page = client.get(path).content.decode()
        assert "<style" not in page
        assert " style=" not in page
        assert "<script>" not in page
        assert " onclick=" not in page
