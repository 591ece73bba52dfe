"""Whom to remind of the monthly report."""

from datetime import date

from commitments.ledger.difference import agencies_missing
from commitments.ledger.services import ledger_dates, required_kinds
from credit_portal.accounts.models import Agency
from credit_portal.shared.workdays import add_months


def month_to_report(on: date) -> date:
    """First day of the month whose report is being made: the one before."""
    return add_months(on.replace(day=1), -1)


def due_reminders(on: date) -> list[Agency]:
    """Agencies to remind on a day: on the workday before the due day, those still missing."""
    # The workday before the due day may lie in the month that is reported on.
    for month in (month_to_report(on), on.replace(day=1)):
        if ledger_dates(month, on).remind_on == on:
            return agencies_missing(month, required_kinds(on))
    return []
