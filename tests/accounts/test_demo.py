"""The demo city: every role, valid codes, refused in production, safe to run twice."""

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from credit_portal.accounts import demo
from credit_portal.accounts.choices import AgencyKind, Role
from credit_portal.accounts.models import Agency, User
from credit_portal.shared.clock import now
from entities import uscc

pytestmark = pytest.mark.django_db


def test_demo_city_has_every_role_and_valid_codes() -> None:
    demo.build_demo_accounts(at=now())
    assert set(User.objects.values_list("role", flat=True)) == set(Role.values)
    codes = Agency.objects.exclude(uscc="").values_list("uscc", flat=True)
    assert all(uscc.is_valid(code) and uscc.has_organisation_check(code) for code in codes)
    assert Agency.objects.filter(kind=AgencyKind.TOWN).count() == 8
    assert User.objects.filter(role=Role.PARTNER, agency__kind=AgencyKind.ASSOCIATION).exists()
    assert not User.objects.filter(password_is_temporary=True).exists()


def test_building_twice_changes_nothing() -> None:
    demo.build_demo_accounts(at=now())
    before = (Agency.objects.count(), User.objects.count())
    demo.build_demo_accounts(at=now())
    assert (Agency.objects.count(), User.objects.count()) == before


def test_command_prints_accounts_and_password(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("demo_accounts")
    printed = capsys.readouterr().out
    assert demo.PASSWORD in printed
    assert all(user.username in printed for user in demo.USERS)


def test_production_refuses(settings: Settings) -> None:
    settings.IS_PRODUCTION = True
    with pytest.raises(CommandError, match="正式环境"):
        call_command("demo_accounts")
    assert not User.objects.exists()
