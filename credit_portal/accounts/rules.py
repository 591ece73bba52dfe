"""Pure rules of identities and mandates."""

import re

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
RESIDENT = re.compile(r"\d{17}[\dX]")
OTHER_DOCUMENT = re.compile(r"[0-9A-Z]{5,17}")


def clean_id_number(text: str) -> str:
    """As on the card: no spaces, capital X."""
    return "".join(text.split()).upper()


def is_id_number(number: str) -> bool:
    """A resident's number with its check character (GB 11643-1999), or a shorter one of another
    document (passport, permit of Hong Kong, Macao and Taiwan residents)."""
    if not RESIDENT.fullmatch(number):
        return bool(OTHER_DOCUMENT.fullmatch(number))
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return CHECK_CHARACTERS[total % 11] == number[17]
