"""Named filters of the audit log."""

from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone


class AuditEntryQuerySet(models.QuerySet):
    """Filters of the audit page."""

    def about(self, text: str) -> "AuditEntryQuerySet":
        """Entries whose object has this very number, or this fragment in its name."""
        return self.filter(Q(object_id=text) | Q(object_label__icontains=text))

    def from_day(self, day: date) -> "AuditEntryQuerySet":
        """Entries of ``day`` (Asia/Shanghai) and later."""
        return self.filter(at__gte=_midnight(day))

    def until_day(self, day: date) -> "AuditEntryQuerySet":
        """Entries up to the end of ``day``."""
        return self.filter(at__lt=_midnight(day + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
