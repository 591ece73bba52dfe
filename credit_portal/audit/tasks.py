"""Celery tasks of the audit log."""

from celery import shared_task

from credit_portal.audit import services
from credit_portal.shared.clock import today


@shared_task(ignore_result=True)
def keep_daily_head() -> None:
    """Shortly before midnight: verify the chain and keep its last link for the day."""
    services.keep_daily_head(on=today())
