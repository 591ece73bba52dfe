"""Named filters of jobs."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from credit_portal.accounts.viewers import Viewer, ViewerKind
from credit_portal.jobs.choices import JobStatus

SILENCE = timedelta(seconds=90)


class JobQuerySet(models.QuerySet):
    """Filters of jobs."""

    def visible_to(self, viewer: Viewer) -> "JobQuerySet":
        """A job shows to who started it and to the lead office."""
        if viewer.kind in (ViewerKind.LEAD_OFFICE, ViewerKind.SYSTEM):
            return self.all()
        if viewer.user_id is None:
            return self.none()
        return self.filter(created_by_id=viewer.user_id)

    def silent(self, *, at: datetime) -> "JobQuerySet":
        """Unfinished jobs without a sign of life: their worker died or their message got lost."""
        unfinished = Q(status__in=[JobStatus.QUEUED, JobStatus.RUNNING])
        return self.filter(unfinished, heartbeat_at__lt=at - SILENCE)
