"""The unified social credit code (统一社会信用代码, GB 32100-2015)."""

from credit_portal.shared.text import narrow

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # I, O, S, V, Z never occur
LENGTH = 18
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_REGISTRARS = frozenset("123456789ANY")  # position 1: registering department
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714
_LOOKALIKES = str.maketrans("OISVZ", "01572")


def normalise(raw: str) -> str:
    """Blanks gone, full width narrowed, upper case. Never guesses: ``O`` stays ``O``."""
    return "".join(narrow(raw).upper().split())


def check_character(first17: str) -> str:
    """The 18th character of a code from its first 17 (which must be of the alphabet)."""
    total = sum(_VALUES[c] * w for c, w in zip(first17, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def is_valid(code: str) -> bool:
    """Whether a normalised code is well formed and its check character is right."""
    return (
        len(code) == LENGTH
        and code[0] in _REGISTRARS
        and code[1] in "123456789"
        and code[2:8].isascii()
        and code[2:8].isdigit()
        and all(character in _VALUES for character in code)
        and check_character(code[:17]) == code[17]
    )


def organisation_check(body: str) -> str:
    """The check digit of an organisation code (GB 11714) from its first eight characters."""
    total = sum(int(c, 36) * w for c, w in zip(body, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def has_organisation_check(code: str) -> bool:
    """Whether positions 9-17 carry a right check digit of their own: a warning only."""
    return code[16] == organisation_check(code[8:16])


def suggestion(code: str) -> str:
    """A valid code that differs only in look-alike letters (O/0, I/1 …), else an empty text."""
    candidate = code.translate(_LOOKALIKES)
    return candidate if candidate != code and is_valid(candidate) else ""


def region_of(code: str) -> str:
    """Six-digit region of the registering authority (GB/T 2260)."""
    return code[2:8]
