"""Masking of personal data on everything that leaves the server.

Rules by published practice; no document fixes them, so a deployment may tighten them here only.
"""

import re

ID_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d\d[01]\d[0-3]\d{4}[\dXx](?![0-9A-Za-z])"
)
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
COMPOUND_SURNAMES = frozenset(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 "
    "司徒 长孙 宇文 端木 百里 东郭 南宫".split()
)


def mask_id_number(number: str) -> str:
    """First four and last four characters: ``3202**********1234``."""
    if len(number) <= 8:
        return "*" * len(number)
    return number[:4] + "*" * (len(number) - 8) + number[-4:]


def mask_phone(phone: str) -> str:
    """First three and last four digits: ``138****1234``."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 8 else "*" * len(phone)


def mask_person_name(name: str) -> str:
    """The surname stays: ``张*``, ``欧阳*``."""
    surname = name[:2] if name[:2] in COMPOUND_SURNAMES else name[:1]
    return surname + "*" * max(len(name) - len(surname), 1) if name else ""


def mask_in_text(text: str) -> str:
    """Free text of a document with every ID number and mobile number in it masked."""
    text = ID_NUMBER.sub(lambda found: mask_id_number(found.group()), text)
    return MOBILE.sub(lambda found: mask_phone(found.group()), text)
