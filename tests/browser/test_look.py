"""Every frame as a browser shows it: clean console, accessible, no wider than the screen."""

import pytest

from tests.browser.look import NARROWEST, fits, looks_right
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    ("/", None, 200),
    ("/desk/style/", "window_officer", 200),
    ("/desk/", "window_officer", 200),
    ("/my/", "enterprise", 200),
    ("/nowhere/", None, 404),
]


@pytest.mark.parametrize(("path", "role", "status"), PAGES)
def test_a_page_looks_right_at_every_width(open_page, path, role, status):
    user = UserFactory(**{role: True}) if role else None
    looks_right(open_page(path, user=user, status=status))


def test_nothing_is_lost_at_twice_the_size(open_page):
    page = open_page("/desk/style/", viewport={"width": 683, "height": 450})
    fits(page)
    page.get_by_role("button", name="关怀版").click()
    fits(page)


def test_big_print_stays_over_pages(open_page):
    page = open_page("/")
    page.get_by_role("button", name="关怀版").click()
    page.reload()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "22px"
    assert page.get_by_role("button", name="关怀版").get_attribute("aria-pressed") == "true"


def test_keys_reach_the_search_box_and_can_be_turned_off(open_page):
    page = open_page("/desk/style/")
    page.locator("body").press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.locator("h1").click()
    page.keyboard.press("?")
    page.get_by_label("启用单键快捷键").uncheck()
    page.get_by_role("button", name="关闭").click()
    page.keyboard.press("?")
    assert not page.locator("#keys").is_visible()


def test_the_menu_folds_on_a_phone(open_page):
    page = open_page("/", viewport=NARROWEST)
    entry = page.get_by_role("navigation").get_by_role("link", name="企业登录")
    assert not entry.is_visible()
    page.get_by_role("button", name="栏目").click()
    assert entry.is_visible()


def test_the_first_stop_of_the_keyboard_skips_to_the_text(open_page):
    page = open_page("/desk/style/", user=UserFactory(window_officer=True))
    page.evaluate("document.activeElement.blur()")
    page.locator(".skip-link").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
