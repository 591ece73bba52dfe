"""异议编号: given in the filing transaction, without gaps and without doubles."""

from django.conf import settings
from django.db import connection

from disputes import rules

# One statement locks or creates the counter row; a rollback gives the number back.
TAKE = """
    INSERT INTO disputes_disputeserial (region_code, year, last) VALUES (%s, %s, 1)
    ON CONFLICT (region_code, year) DO UPDATE SET last = disputes_disputeserial.last + 1
    RETURNING last
"""


def next_number(year: int) -> str:
    """The next number of the year; must run inside the transaction that uses it."""
    region = settings.PORTAL_REGION_CODE
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [region, year])
        (serial,) = cursor.fetchone()
    return rules.dispute_number(region, year, serial)
