"""The clock. Only views, tasks and commands read it; everything below takes time as an argument."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """The present instant, aware."""
    return timezone.now()


def today() -> date:
    """Today in Asia/Shanghai, the only zone in which the portal counts dates."""
    return timezone.localdate()
