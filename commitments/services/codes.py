"""承诺编码: given in the registering transaction, without gaps and without doubles."""

from datetime import date

from django.db import connection

from commitments import rules

# One statement locks or creates the counter row; a rollback gives the numbers back.
TAKE = """
    INSERT INTO commitments_commitmentserial (region_code, day, last) VALUES (%s, %s, %s)
    ON CONFLICT (region_code, day) DO UPDATE
        SET last = commitments_commitmentserial.last + EXCLUDED.last
    RETURNING last
"""


def take_serials(region_code: str, day: date, count: int = 1) -> int:
    """Reserve ``count`` neighbouring serials of a region and a day; returns the first.

    Must run inside the transaction that uses them.
    """
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [region_code, day, count])
        return cursor.fetchone()[0] - count + 1


def next_code(region_code: str, made_on: date) -> str:
    """The next free commitment code."""
    return rules.commitment_code(region_code, made_on, take_serials(region_code, made_on))
