"""Named questions to grading; each takes the date or instant it is asked for."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from credit_portal.accounts.viewers import Viewer, ViewerKind
from grading.choices import ModelStatus, OverrideStatus, RunKind, RunStatus

if TYPE_CHECKING:
    from grading.models import (  # noqa: F401 - named in strings below
        EvaluationRun,
        Grade,
        GradeOverride,
        ScoringModel,
    )

# Runs whose grades count; a reproduction only computes.
GRADING_KINDS = (RunKind.FULL, RunKind.INCREMENTAL)


class ScoringModelQuerySet(models.QuerySet["ScoringModel"]):
    """Versions of the model."""

    def in_force(self, on: date, known_at: datetime) -> Self:
        """The version in force on a day, as known then, first."""
        return self.filter(
            status__in=(ModelStatus.PUBLISHED, ModelStatus.RETIRED),
            published_at__lte=known_at,
            effective_from__lte=on,
        ).order_by("-effective_from", "-version")

    def awaited(self, on: date) -> Self:
        """Published, but not yet in force."""
        return self.filter(status=ModelStatus.PUBLISHED, effective_from__gt=on)


class EvaluationRunQuerySet(models.QuerySet["EvaluationRun"]):
    """Runs."""

    def counting(self, known_at: datetime | None = None) -> Self:
        """Completed runs that gave grades, by an instant if one is named."""
        runs = self.filter(status=RunStatus.COMPLETED, kind__in=GRADING_KINDS)
        return runs.filter(completed_at__lte=known_at) if known_at else runs


class GradeQuerySet(models.QuerySet["Grade"]):
    """Grades; only those of completed runs count."""

    def counting(self, known_at: datetime | None = None) -> Self:
        """Grades of completed runs."""
        from grading.models import EvaluationRun

        runs = EvaluationRun.objects.order_by().counting(known_at)
        return self.filter(run__in=runs.values("pk"))

    def in_force(self, on: date, known_at: datetime | None = None) -> Self:
        """The grade of each business on a day: its last one by then."""
        return (
            self.counting(known_at)
            .filter(on__lte=on)
            .order_by("entity_id", "-pk")
            .distinct("entity_id")
        )

    def visible_to(self, viewer: Viewer) -> Self:
        """Who may see grades: the business its own, officials all; the public none.

        伊春 五(一), 江阴 四(一): real-name enquiry by the business and access for departments.
        """
        match viewer.kind:
            case ViewerKind.LEAD_OFFICE | ViewerKind.AGENCY | ViewerKind.SYSTEM:
                return self.all()
            case ViewerKind.ENTITY:
                return self.filter(entity__uscc__in=viewer.usccs)
            case _:
                return self.none()


class GradeOverrideQuerySet(models.QuerySet["GradeOverride"]):
    """Manual overrides."""

    def in_force(self, on: date, known_at: datetime) -> Self:
        """Approved by then, not ended by then, and covering the day."""
        return self.filter(
            status__in=(OverrideStatus.APPROVED, OverrideStatus.ENDED),
            decided_at__lte=known_at,
            from_on__lte=on,
            until_on__gt=on,
        ).filter(Q(ended_at__isnull=True) | Q(ended_at__gt=known_at))
