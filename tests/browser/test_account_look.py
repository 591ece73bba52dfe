"""How one gets in, and where administrators see to it: the account pages and the back office."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.look import looks_right
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEW_PASSWORD = "My-Own-2027"
USERS = "/admin/accounts/user/"


def test_the_first_log_in(open_page, settings):
    settings.PORTAL_SECOND_FACTOR_REQUIRED = True
    UserFactory(auditor=True, username="newcomer", password_is_temporary=True)
    page: Page = open_page("/login/")
    page.get_by_label("用户名").fill("newcomer")
    page.get_by_label("密码", exact=False).fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("heading", name="修改初始密码").wait_for()
    looks_right(page)

    page.get_by_label("当前密码").fill(PASSWORD)
    for again in ("新密码（重复）", "新密码"):
        page.get_by_label(again).first.fill(NEW_PASSWORD)
    page.get_by_role("button", name="修改密码").click()
    page.get_by_role("heading", name="请再次输入密码").wait_for()
    looks_right(page)

    page.get_by_label("密码").fill(NEW_PASSWORD)
    page.get_by_role("button", name="继续").click()
    page.get_by_role("heading", name="设置第二因素").wait_for()
    looks_right(page)

    page.get_by_label("验证码").fill("000000")
    page.get_by_role("button", name="启用").click()
    page.get_by_role("alert").wait_for()
    looks_right(page)


@pytest.mark.parametrize(
    "name", ["mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"]
)
def test_the_second_factor(open_page, name):
    user = UserFactory(auditor=True)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    RecoveryCodes.activate(user)
    looks_right(open_page(reverse(name), user=user))


@pytest.mark.parametrize("address", ["/admin/", USERS, f"{USERS}add/", f"{USERS}{{user}}/change/"])
def test_the_back_office(open_page, address):
    user = UserFactory(password_is_temporary=True)
    administrator = UserFactory(administrator=True)
    looks_right(open_page(address.format(user=user.pk), user=administrator))
