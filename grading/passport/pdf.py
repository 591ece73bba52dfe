"""The passport as PDF, with the digest of its JSON; the same question gives the same bytes."""

import hashlib
from datetime import UTC

from credit_portal.shared.pdf import render_pdf
from grading.passport.document import Passport

TEMPLATE = "grading/passport/passport.typ"
DATE_PARTS = ("year", "month", "day", "hour", "minute", "second")


def passport_pdf(passport: Passport) -> bytes:
    """The date in the file is the moment that the data stand for, not that of the printing."""
    known_at = passport.known_at.astimezone(UTC)  # typst writes dates as UTC
    made = {part: getattr(known_at, part) for part in DATE_PARTS}
    return render_pdf(TEMPLATE, {**passport.content, "sha256": sha256_of(passport), "made": made})


def sha256_of(passport: Passport) -> str:
    """Digest of the JSON."""
    return hashlib.sha256(passport.as_json()).hexdigest()
