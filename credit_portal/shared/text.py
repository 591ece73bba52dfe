"""Text as people and departments type it."""

import unicodedata


def narrow(text: str) -> str:
    """Full-width letters, digits and blanks to half-width (NFKC), trimmed."""
    return unicodedata.normalize("NFKC", text).strip()


def fold(text: str) -> str:
    """Text for comparing: narrowed and upper case, so that （江阴） finds (江阴), abc finds ＡＢＣ.

    The SQL function ``fold_name`` is the same.
    """
    return narrow(text).upper()
