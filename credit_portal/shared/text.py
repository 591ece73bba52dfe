"""Text as people and departments type it."""

import unicodedata


def narrow(text: str) -> str:
    """Full-width letters, digits and blanks to half-width (NFKC), trimmed."""
    return unicodedata.normalize("NFKC", text).strip()


def is_blank(text: str | None) -> bool:
    """Empty, or nothing but blanks (full-width ones too)."""
    return text is None or not text.strip()
