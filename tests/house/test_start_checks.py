"""A production start with something unsafe is refused with a sentence; other modes are not."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from credit_portal.shared import start_checks

SAFE = {
    "PORTAL_MODE": "production",
    "DEBUG": False,
    "SECRET_KEY": "a secret of our own, as long as Django wants it to be",
    "FIELD_INDEX_KEY": "an index key of our own",
    "FIELD_KEYS": {"1": "0123456789abcdef0123456789abcdef"},
    "TEST_IDENTITY_PROVIDER": False,
    "PORTAL_ENTERPRISE_PASSWORD_LOGIN": False,
    "IDENTITY_PROVIDERS": ["https://sso.example.gov.cn/oidc", ""],
    "PORTAL_SECOND_FACTOR_REQUIRED": True,
    "PORTAL_PUBLIC_URL": "https://portal.example",
    "PORTAL_REGION_CODE": "320000",
    "PORTAL_CITY_NAME": "某市",
    "PORTAL_ORGANISER": "某市信用管理办公室",
    "ALLOWED_HOSTS": ["portal.example"],
}
UNSAFE = {
    "DJANGO_DEBUG": {"DEBUG": True},
    "DJANGO_SECRET_KEY": {"SECRET_KEY": start_checks.DEFAULT_SECRET_KEY},
    "PORTAL_FIELD_INDEX_KEY": {"FIELD_INDEX_KEY": start_checks.DEFAULT_INDEX_KEY},
    "at least one key": {"FIELD_KEYS": {}},
    "32 hexadecimal digits": {"FIELD_KEYS": {"1": "0123"}},
    "PORTAL_ENTERPRISE_PASSWORD_LOGIN": {"PORTAL_ENTERPRISE_PASSWORD_LOGIN": True},
    "must begin with https": {"IDENTITY_PROVIDERS": ["http://sso.example.gov.cn/oidc"]},
    "PORTAL_TEST_IDENTITY_PROVIDER": {"TEST_IDENTITY_PROVIDER": True},
    "PORTAL_SECOND_FACTOR_REQUIRED": {"PORTAL_SECOND_FACTOR_REQUIRED": False},
    "PORTAL_PUBLIC_URL": {"PORTAL_PUBLIC_URL": "http://127.0.0.1:8000"},
    "PORTAL_ORGANISER": {"PORTAL_ORGANISER": "澄江市信用管理办公室（演示）"},
    "DJANGO_ALLOWED_HOSTS": {"ALLOWED_HOSTS": ["*"]},
}


def test_safe_settings_start() -> None:
    start_checks.refuse_unsafe_start(SAFE)


@pytest.mark.parametrize("named", UNSAFE)
def test_production_refuses_and_names_the_one_reason(named: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        start_checks.refuse_unsafe_start(SAFE | UNSAFE[named])
    reasons = str(refusal.value).splitlines()[1:]
    assert len(reasons) == 1
    assert named in reasons[0]
    assert "。" in reasons[0], "the sentence stands in Chinese too"


@pytest.mark.parametrize("mode", ["demo", "test"])
def test_other_modes_start_with_all_of_it(mode: str) -> None:
    everything = {key: value for change in UNSAFE.values() for key, value in change.items()}
    start_checks.refuse_unsafe_start(SAFE | everything | {"PORTAL_MODE": mode})


@pytest.mark.parametrize("setting", ["SECRET_KEY", "FIELD_INDEX_KEY", "PORTAL_REGION_CODE"])
def test_a_line_left_empty_in_the_environment_file_is_refused(setting: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=setting):
        start_checks.refuse_unsafe_start(SAFE | {setting: ""})


def test_each_reason_has_its_row() -> None:
    assert len(UNSAFE) == len(start_checks.REFUSALS)


def test_unknown_mode_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="PORTAL_MODE"):
        start_checks.refuse_unsafe_start(SAFE | {"PORTAL_MODE": "staging"})


def test_a_bare_environment_is_production_and_refused() -> None:
    bare = {key: value for key, value in os.environ.items() if "PORTAL" not in key}
    result = subprocess.run(
        [sys.executable, "-c", "import credit_portal.settings"],
        cwd=settings.BASE_DIR,
        env=bare,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 1
    assert "系统拒绝以生产模式启动" in result.stderr
