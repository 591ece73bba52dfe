"""What an identity provider says of a person, in the portal's own words.

Every provider names its claims otherwise; which is which is set in the environment.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from credit_portal.accounts.choices import Assurance
from credit_portal.accounts.models.mandate import USCC
from credit_portal.accounts.rules import clean_id_number, is_id_number
from credit_portal.shared.claim_names import ClaimNames
from credit_portal.shared.errors import Invalid

LONGEST_NAME = 60


@dataclass(frozen=True)
class Claims:
    """Who logged in at a provider.

    Args:
        represents: codes of the businesses whose legal representative this is.
    """

    provider: str
    subject: str
    assurance: Assurance
    name: str = ""
    id_number: str = ""
    represents: frozenset[str] = frozenset()


def read_claims(
    data: Mapping[str, Any], *, provider: str, subject: str, names: ClaimNames
) -> Claims:
    """Translate; what is not proved (level below verified) is not taken over.

    Raises:
        Invalid: no subject, or a verified person without a name or a possible ID number.
    """
    assurance = _assurance(str(data.get(names.level, "")).strip(), names)
    name = str(data.get(names.name) or "").strip()[:LONGEST_NAME]
    if not subject:
        raise Invalid("claims_subject", "认证平台没有返回账号标识，无法登录，请联系平台。")
    if assurance < Assurance.VERIFIED:
        return Claims(provider, subject, assurance, name)
    number = clean_id_number(str(data.get(names.id_number) or ""))
    if not name or not is_id_number(number):
        raise Invalid("claims_person", "认证平台返回的姓名或身份证件号码不完整，无法登录。")
    codes = _codes(data.get(names.represents))
    return Claims(provider, subject, assurance, name, number, codes)


def _assurance(level: str, names: ClaimNames) -> Assurance:
    if level in names.strong_levels:
        return Assurance.STRONG
    return Assurance.VERIFIED if level in names.verified_levels else Assurance.BASIC


def _codes(value: Any) -> frozenset[str]:
    """A list or a text with commas; whatever is no code is left out."""
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        return frozenset()
    codes = (str(part).strip().upper() for part in parts)
    return frozenset(code for code in codes if USCC.regex.fullmatch(code))  # type: ignore[union-attr]
