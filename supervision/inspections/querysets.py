"""Named questions to inspections; each takes the date it is asked for."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q

from credit_portal.accounts.viewers import Viewer, ViewerKind
from credit_portal.shared.versions import VersionedQuerySet
from credit_portal.shared.workdays import add_months
from entities.choices import FactChangeKind
from entities.models import FactChange
from supervision.inspections.choices import (
    OPEN_VISITS,
    DrawStatus,
    PlanStatus,
    TaskStatus,
    VisitStatus,
)

MONTHS_OF_CAP = 12
WRONG = (FactChangeKind.WITHDRAWN, FactChangeKind.CORRECTED)
OFFICE = (ViewerKind.LEAD_OFFICE, ViewerKind.SYSTEM)


class InspectionItemQuerySet(VersionedQuerySet):
    """事项清单."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Everybody what is published; an agency its own drafts too."""
        published = Q(published_at__isnull=False)
        if viewer.kind in OFFICE:
            return self.all()
        return self.filter(published | Q(agency__in=viewer.agency_ids))


class InspectorQuerySet(models.QuerySet):
    """检查人员名录."""

    def able(self, on: date) -> Self:
        """With a certificate that holds, and not gone."""
        return self.filter(valid_until__gte=on, user__is_active=True).filter(
            Q(left_on__isnull=True) | Q(left_on__gt=on)
        )

    def visible_to(self, viewer: Viewer) -> Self:
        if viewer.kind in OFFICE:
            return self.all()
        return self.filter(agency__in=viewer.agency_ids)


class DeclaredInterestQuerySet(models.QuerySet):
    """利害关系."""

    def standing(self) -> Self:
        return self.filter(ended_at__isnull=True)


class InspectionPlanQuerySet(models.QuerySet):
    """抽查计划."""

    def published(self) -> Self:
        return self.filter(status=PlanStatus.PUBLISHED)

    def visible_to(self, viewer: Viewer) -> Self:
        """Everybody what is published; an agency its own drafts too."""
        if viewer.kind in OFFICE:
            return self.all()
        return self.filter(Q(status=PlanStatus.PUBLISHED) | Q(agency__in=viewer.agency_ids))


class InspectionTaskQuerySet(models.QuerySet):
    """抽查任务."""

    def issued(self) -> Self:
        return self.filter(status=TaskStatus.ISSUED)

    def visible_to(self, viewer: Viewer) -> Self:
        """Everybody what is issued; the agencies of a task its draft too."""
        if viewer.kind in OFFICE:
            return self.all()
        own = Q(agency__in=viewer.agency_ids) | Q(partners__in=viewer.agency_ids)
        return self.filter(Q(status=TaskStatus.ISSUED) | own).distinct()

    def announced(self) -> Self:
        """Published with their plan, or issued since; what is added later stays a draft."""
        with_plan = Q(drafted_at__lte=F("plan__published_at"))
        return self.filter(with_plan | Q(status=TaskStatus.ISSUED))

    def overlapping(self, starts_on: date, ends_on: date) -> Self:
        return self.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)


class InspectionDrawQuerySet(models.QuerySet):
    """抽取."""

    def current(self) -> Self:
        return self.exclude(status=DrawStatus.REPLACED)


class InspectionQuerySet(models.QuerySet):
    """Visits."""

    def with_corrections(self) -> Self:
        """With ``was_corrected``, for the pages of a draw."""
        return self.annotate(was_corrected=_fell_since_drawn())

    def corrected(self) -> Self:
        """Of businesses of which a fact fell since they were drawn."""
        return self.filter(_fell_since_drawn())

    def open(self) -> Self:
        """Drawn or under way: no other task draws the business meanwhile."""
        return self.filter(status__in=OPEN_VISITS)

    def made_within_year(self, on: date) -> Self:
        """Begun in the twelve months up to a day: what the yearly cap counts."""
        since = add_months(on, -MONTHS_OF_CAP)
        return self.filter(started_at__date__gt=since, started_at__date__lte=on)

    def at_least(self, times: int) -> models.QuerySet[Any, Any]:
        """Keys of the businesses with so many of these visits."""
        return self.times_by_entity().filter(times__gte=times).values("entity")

    def times_by_entity(self) -> models.QuerySet[Any, Any]:
        """Each business with the number of these visits."""
        return self.order_by().values("entity").annotate(times=Count("pk", distinct=True))

    def published(self) -> Self:
        return self.filter(status=VisitStatus.PUBLISHED, record__withdrawn_at__isnull=True)

    def to_publish(self) -> Self:
        """With a result that is not published yet."""
        return self.filter(status__in=(VisitStatus.ENTERED, VisitStatus.REVIEWED))

    def visible_to(self, viewer: Viewer) -> Self:
        """The agencies that visit, and those above them; the business once it is told; the
        public the published result."""
        match viewer.kind:
            case ViewerKind.LEAD_OFFICE | ViewerKind.SYSTEM:
                return self.all()
            case ViewerKind.AGENCY:
                task = Q(draw__task__agency__in=viewer.agency_ids)
                partner = Q(draw__task__partners__in=viewer.agency_ids)
                return self.filter(task | partner).distinct()
            case ViewerKind.ENTITY:
                told = ~Q(status__in=(VisitStatus.PLANNED, VisitStatus.CANCELLED))
                return self.filter(told, entity__uscc__in=viewer.usccs)
            case _:
                return self.published()


def _fell_since_drawn() -> Exists:
    """A fact that stood when the business was drawn turned out wrong.

    The draw stays as it is, since it followed from what was known.
    """
    drawn_at = OuterRef("draw__announced_at")
    wrong = FactChange.objects.filter(
        entity=OuterRef("entity"), kind__in=WRONG, at__gt=drawn_at,
        record__recorded_at__lte=drawn_at,
    )  # fmt: skip
    return Exists(wrong.order_by())


class VisitorQuerySet(models.QuerySet):
    """Inspectors of visits."""

    def going(self) -> Self:
        """Not replaced by another one."""
        return self.filter(replaced_by__isnull=True)
