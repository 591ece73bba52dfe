"""What a production start refuses, one sentence each (等保 2.0, GB/T 39786-2021: no default keys).

Settings call this when they are read, so that web, worker, beat and commands all refuse alike.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured

DEFAULT_SECRET_KEY = "insecure-development-key"  # noqa: S105 - known to all, hence refused
DEFAULT_INDEX_KEY = "insecure-development-index-key"
DEFAULT_REGION_CODE = "990281"  # of the demo city
DEMONSTRATION = "（演示）"
SECRET_KEY_LENGTH = 50
MODES = ("production", "demo", "test")


@dataclass(frozen=True)
class Refusal:
    """A state of the settings that must not go into production."""

    applies: Callable[[Mapping[str, Any]], bool]
    english: str
    chinese: str


def _has_bad_field_key(settings: Mapping[str, Any]) -> bool:
    keys = settings["FIELD_KEYS"].values()
    return not all(re.fullmatch(r"[0-9a-fA-F]{32}", key) for key in keys)


def _asks_in_the_clear(settings: Mapping[str, Any]) -> bool:
    addresses = filter(None, settings["IDENTITY_PROVIDERS"])
    return not all(address.startswith("https://") for address in addresses)


def _is_unnamed(settings: Mapping[str, Any]) -> bool:
    code = settings["PORTAL_REGION_CODE"]
    names = settings["PORTAL_CITY_NAME"], settings["PORTAL_ORGANISER"]
    return (
        not re.fullmatch(r"[0-9]{6}", code)
        or code == DEFAULT_REGION_CODE
        or any(not name or DEMONSTRATION in name for name in names)
    )


REFUSALS = (
    Refusal(
        lambda settings: settings["DEBUG"],
        "DJANGO_DEBUG must not be on: error pages would show data and settings.",
        "生产环境不得开启 DJANGO_DEBUG：错误页面会泄露数据和配置。",
    ),
    Refusal(
        lambda settings: len(settings["SECRET_KEY"]) < SECRET_KEY_LENGTH,
        f"DJANGO_SECRET_KEY must be your own secret of {SECRET_KEY_LENGTH} characters or more.",
        f"必须设置自有的 DJANGO_SECRET_KEY，至少 {SECRET_KEY_LENGTH} 个随机字符。",
    ),
    Refusal(
        lambda settings: settings["FIELD_INDEX_KEY"] in ("", DEFAULT_INDEX_KEY),
        "PORTAL_FIELD_INDEX_KEY must be set to a secret of your own.",
        "必须设置自有的 PORTAL_FIELD_INDEX_KEY，不得使用默认值。",
    ),
    Refusal(
        lambda settings: not settings["FIELD_KEYS"],
        "PORTAL_FIELD_KEYS must name at least one key: ID numbers are kept encrypted.",
        "必须在 PORTAL_FIELD_KEYS 中至少设置一个密钥：身份证件号码须加密保存。",
    ),
    Refusal(
        _has_bad_field_key,
        "Each key of PORTAL_FIELD_KEYS must have 32 hexadecimal digits (SM4).",
        "PORTAL_FIELD_KEYS 中的每个密钥必须为 32 位十六进制数（SM4）。",
    ),
    Refusal(
        lambda settings: settings["TEST_IDENTITY_PROVIDER"],
        "PORTAL_TEST_IDENTITY_PROVIDER must be off: anyone could log in as any business.",
        "生产环境不得启用 PORTAL_TEST_IDENTITY_PROVIDER：任何人都可冒用经营主体身份登录。",
    ),
    Refusal(
        lambda settings: settings["PORTAL_ENTERPRISE_PASSWORD_LOGIN"],
        "PORTAL_ENTERPRISE_PASSWORD_LOGIN must be off: businesses log in with their real names.",
        "生产环境不得开启 PORTAL_ENTERPRISE_PASSWORD_LOGIN：经营主体须实名登录。",
    ),
    Refusal(
        _asks_in_the_clear,
        "PORTAL_OIDC_SERVER_URL and PORTAL_TICKET_…_URL must begin with https://.",
        "PORTAL_OIDC_SERVER_URL、PORTAL_TICKET_…_URL 必须以 https:// 开头：实名信息须加密传输。",
    ),
    Refusal(
        lambda settings: not settings["PORTAL_SECOND_FACTOR_REQUIRED"],
        "PORTAL_SECOND_FACTOR_REQUIRED must be on: officials log in with two factors.",
        "生产环境必须开启 PORTAL_SECOND_FACTOR_REQUIRED：工作人员须使用双因素登录。",
    ),
    Refusal(
        lambda settings: not settings["PORTAL_PUBLIC_URL"].startswith("https://"),
        "PORTAL_PUBLIC_URL must be the public https:// address: reports carry it as QR code.",
        "必须将 PORTAL_PUBLIC_URL 设为对外的 https:// 地址：信用报告的核验二维码使用该地址。",
    ),
    Refusal(
        _is_unnamed,
        "PORTAL_REGION_CODE (six digits), PORTAL_CITY_NAME and PORTAL_ORGANISER must name your own "
        "region, city and office: numbers and credit reports carry them.",
        "必须设置本地区的 PORTAL_REGION_CODE（6 位行政区划代码）、PORTAL_CITY_NAME 和"
        " PORTAL_ORGANISER：文书编号和信用报告载明这些内容。",
    ),
    Refusal(
        lambda settings: "*" in settings["ALLOWED_HOSTS"],
        "DJANGO_ALLOWED_HOSTS must name the hosts, not *.",
        "DJANGO_ALLOWED_HOSTS 必须列明主机名，不得使用 *。",
    ),
)


def refuse_unsafe_start(settings: Mapping[str, Any]) -> None:
    """Raise ``ImproperlyConfigured`` with every reason why these settings must not start."""
    mode = settings["PORTAL_MODE"]
    if mode not in MODES:
        raise ImproperlyConfigured(
            f"PORTAL_MODE must be one of {', '.join(MODES)}, not {mode!r}. "
            f"PORTAL_MODE 只能是 {'、'.join(MODES)}。"
        )
    if mode != "production":
        return
    reasons = [refusal for refusal in REFUSALS if refusal.applies(settings)]
    if reasons:
        raise ImproperlyConfigured(
            "The portal does not start in production. 系统拒绝以生产模式启动。\n"
            + "\n".join(f"- {reason.english} {reason.chinese}" for reason in reasons)
        )
