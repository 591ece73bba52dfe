"""Named questions to grading; each takes the date or instant it is asked for."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Subquery, Value, When

from credit_portal.accounts.viewers import Viewer, ViewerKind, within_sight
from grading.choices import ModelStage, ModelStatus, OverrideStatus, RunKind, RunStatus

if TYPE_CHECKING:
    from grading.models import (  # noqa: F401 - named in strings below
        ClassNotice,
        EvaluationRun,
        ExternalAssessment,
        Grade,
        GradeOverride,
        ScoringModel,
        SimulatedMove,
        SimulationReport,
    )

# Runs whose grades count; a reproduction only computes.
GRADING_KINDS = (RunKind.FULL, RunKind.INCREMENTAL)
# Versions of the model that are being written or wait for approval.
OPEN = (ModelStatus.DRAFT, ModelStatus.SUBMITTED)
# A version that begins before an earlier one does takes its place.
LATEST_FIRST = ("-version",)


class ScoringModelQuerySet(models.QuerySet["ScoringModel"]):
    """Versions of the model."""

    def in_force(self, on: date, known_at: datetime) -> Self:
        """The version in force on a day, as known then, first."""
        return self.published(known_at).filter(effective_from__lte=on).order_by(*LATEST_FIRST)

    def awaited(self, on: date, known_at: datetime) -> Self:
        """Published by then but not yet in force, the nearest first."""
        published = self.published(known_at)
        awaited = published.filter(~Exists(_replacing(published)), effective_from__gt=on)
        return awaited.order_by("effective_from")

    def published(self, known_at: datetime) -> Self:
        """Published by then."""
        return self.filter(status=ModelStatus.PUBLISHED, published_at__lte=known_at)

    def open(self) -> Self:
        """Being written or waiting for approval."""
        return self.filter(status__in=OPEN)

    def staged(self, on: date) -> Self:
        """With ``stage``: where each version stands on a day."""
        published = self.model.objects.filter(status=ModelStatus.PUBLISHED)
        begun = published.filter(effective_from__lte=on)
        current = begun.order_by(*LATEST_FIRST).values("pk")[:1]
        return self.annotate(
            stage=Case(
                When(~Q(status=ModelStatus.PUBLISHED), then=F("status")),
                When(Exists(_replacing(published)), then=Value(ModelStage.RETIRED.value)),
                When(effective_from__gt=on, then=Value(ModelStage.AWAITED.value)),
                When(pk=Subquery(current), then=Value(ModelStage.IN_FORCE.value)),
                default=Value(ModelStage.RETIRED.value),
                output_field=CharField(),
            )
        )

    def visible_to(self, viewer: Viewer) -> Self:
        """The lead office sees drafts too, other officials what is published."""
        match viewer.kind:
            case ViewerKind.LEAD_OFFICE:
                return self.all()
            case ViewerKind.AGENCY:
                return self.filter(status=ModelStatus.PUBLISHED)
            case _:
                return self.none()


def _replacing(published: ScoringModelQuerySet) -> ScoringModelQuerySet:
    """Later versions that begin no later than the one of the outer query: it never holds."""
    return published.filter(
        version__gt=OuterRef("version"), effective_from__lte=OuterRef("effective_from")
    )


class SimulationReportQuerySet(models.QuerySet["SimulationReport"]):
    """Trials."""

    def of_content(self, model: "ScoringModel", digest: str, edition: str) -> Self:
        """Completed trials of exactly this model under exactly the packs of an edition."""
        unchanged = Q(pack_version=None) | Q(started_at__gte=F("pack_version__drafted_at"))
        return self.filter(
            unchanged, model=model, digest=digest, policy=edition, completed_at__isnull=False
        )


class SimulatedMoveQuerySet(models.QuerySet["SimulatedMove"]):
    """Businesses whose grade a trial would change."""

    def rising(self) -> Self:
        """Those that would be graded better ('A' is the smallest letter)."""
        return self.filter(grade_after__lt=F("grade_before"))

    def falling(self) -> Self:
        return self.filter(grade_after__gt=F("grade_before"))


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
        return within_sight(self, viewer, agency=Q(), entity="entity")


class GradeOverrideQuerySet(models.QuerySet["GradeOverride"]):
    """Manual overrides."""

    def proposed(self) -> Self:
        """Those that wait for a second officer."""
        return self.filter(status=OverrideStatus.PROPOSED)

    def in_force(self, on: date, known_at: datetime) -> Self:
        """Approved by then, not ended by then, and covering the day."""
        return self.filter(
            status__in=(OverrideStatus.APPROVED, OverrideStatus.ENDED),
            decided_at__lte=known_at,
            from_on__lte=on,
            until_on__gt=on,
        ).filter(Q(ended_at__isnull=True) | Q(ended_at__gt=known_at))


class ExternalAssessmentQuerySet(models.QuerySet["ExternalAssessment"]):
    """Results from outside."""

    def standing(self, on: date) -> Self:
        """Not withdrawn, and not over on a day: those that count, and those that will."""
        return self.filter(withdrawn_at=None, counts_until__gt=on)

    def in_force(self, on: date, known_at: datetime) -> Self:
        """Those that count on a day, as known then: of each source and domain the latest period."""
        counting = self.filter(
            Q(withdrawn_at=None) | Q(withdrawn_at__gt=known_at),
            counts_from__lte=on, counts_until__gt=on, recorded_at__lte=known_at,
        )  # fmt: skip
        each = ("entity_id", "source", "domain")
        return counting.order_by(*each, "-period_ends_on", "-pk").distinct(*each)

    def visible_to(self, viewer: Viewer) -> Self:
        """Like grades: the business its own, officials all; the public none."""
        return within_sight(self, viewer, agency=Q(), entity="entity")


class ClassNoticeQuerySet(models.QuerySet["ClassNotice"]):
    """Messages to businesses, and the tasks that come with a fall."""

    def messages_for(self, viewer: Viewer) -> Self:
        """The messages to the businesses of an enterprise user."""
        return self.filter(to_entity=True, entity__uscc__in=viewer.usccs)

    def unread(self) -> Self:
        """Messages nobody at the business has opened."""
        return self.filter(read_at=None)

    def falls(self) -> Self:
        """Those that are a task for a supervisor."""
        return self.filter(supervisor__isnull=False)

    def open(self) -> Self:
        """Tasks not handled yet."""
        return self.falls().filter(handled_at=None)

    def visible_to(self, viewer: Viewer) -> Self:
        """The tasks of the own agencies; the lead office sees all."""
        return within_sight(self, viewer, agency="supervisor")
