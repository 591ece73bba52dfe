"""Numbers without gaps and codes that nobody guesses."""

import secrets
from datetime import date

from django.conf import settings
from django.db import connection

from credit_portal.reports import rules

# One statement locks or creates the counter of the day; a rollback gives the number back.
TAKE = """
    INSERT INTO reports_reportserial (day, last) VALUES (%s, 1)
    ON CONFLICT (day) DO UPDATE SET last = reports_reportserial.last + 1
    RETURNING last
"""


def next_number(day: date) -> str:
    """The next number of a day; inside the transaction that uses it."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [day])
        return rules.report_number(settings.PORTAL_REGION_CODE, day, cursor.fetchone()[0])


def new_verification_code() -> str:
    """A code that cannot be guessed from another."""
    return "".join(secrets.choice(rules.CODE_ALPHABET) for _ in range(rules.CODE_LENGTH))
