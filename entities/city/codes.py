"""Codes of the city: valid in every check, in a region that does not exist."""

from datetime import date, timedelta

from entities import uscc
from entities.choices import SubjectKind
from entities.city.words import REGION

# Registering department and category, positions 1 and 2 of GB 32100.
PREFIXES = {
    SubjectKind.ENTERPRISE: "91",
    SubjectKind.INDIVIDUAL_BUSINESS: "92",
    SubjectKind.COOPERATIVE: "93",
    SubjectKind.SOCIAL_ORGANISATION: "51",
    SubjectKind.PUBLIC_INSTITUTION: "12",
    SubjectKind.GOVERNMENT_BODY: "11",
}
BODY_LENGTH = 8
BODIES = len(uscc.ALPHABET) ** BODY_LENGTH
STRIDE = 618_033_988_751  # prime to 31, near the golden section: neighbours look unrelated

FIRST_BIRTHDAY = date(1946, 1, 1)
BIRTHDAYS = 21_000
SEQUENCES = 999
PERSON_STRIDE = 12_977_911  # prime to BIRTHDAYS × SEQUENCES
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def entity_code(number: int, kind: SubjectKind) -> str:
    """The code of the ``number``-th entity; different numbers give different codes."""
    rest = number * STRIDE % BODIES
    body = ""
    for _ in range(BODY_LENGTH):
        rest, value = divmod(rest, len(uscc.ALPHABET))
        body += uscc.ALPHABET[value]
    first17 = PREFIXES[kind] + REGION + body + uscc.organisation_check(body)
    return first17 + uscc.check_character(first17)


def id_number(number: int) -> str:
    """A resident ID number (GB 11643) of the region; different up to some 21 million."""
    mixed = number * PERSON_STRIDE % (BIRTHDAYS * SEQUENCES)
    day, sequence = divmod(mixed, SEQUENCES)
    birthday = FIRST_BIRTHDAY + timedelta(days=day)
    first17 = f"{REGION}{birthday:%Y%m%d}{sequence + 1:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(first17, ID_WEIGHTS, strict=True))
    return first17 + "10X98765432"[total % 11]
