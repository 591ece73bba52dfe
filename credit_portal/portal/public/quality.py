"""Data quality for everybody: what departments sent, and how much of it could be taken."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncMonth

from credit_portal.shared.workdays import add_months
from entities.choices import BatchStatus, IssueCode
from entities.models import Entity, ImportBatch, QuarantinedRow

MONTHS = 12
NO_AGENCY = "信用办代报"


@dataclass(frozen=True)
class Delivery:
    """What one agency sent, or all in a month."""

    label: str
    batches: int
    rows: int
    accepted: int
    duplicates: int
    rejected: int

    @property
    def rejected_percent(self) -> float:
        return 100 * self.rejected / self.rows if self.rows else 0.0


@dataclass(frozen=True)
class DataQuality:
    """The last twelve months."""

    agencies: list[Delivery]
    months: list[Delivery]
    wrong_codes: int
    entities: int
    unconfirmed: int

    @property
    def rows(self) -> int:
        return sum(line.rows for line in self.months)

    @property
    def rejected_percent(self) -> float:
        """Of all rows sent."""
        rejected = sum(line.rejected for line in self.months)
        return 100 * rejected / self.rows if self.rows else 0.0

    @property
    def valid_codes_percent(self) -> float:
        """Rows whose code could be taken; a wrong one never gets into the register."""
        return 100 - 100 * self.wrong_codes / self.rows if self.rows else 100.0


def data_quality(on: date) -> DataQuality:
    """Four grouped questions."""
    since = add_months(on.replace(day=1), 1 - MONTHS)
    batches = ImportBatch.objects.filter(status=BatchStatus.IMPORTED, received_at__date__gte=since)
    registered = Entity.objects.aggregate(
        entities=Count("pk"), unconfirmed=Count("pk", filter=Q(confirmed_at=None))
    )
    wrong = QuarantinedRow.objects.filter(
        batch__in=batches, issues__contains=[{"code": IssueCode.USCC_INVALID.value}]
    )
    by_agency = _summed(batches.order_by().values_list("agency__name"))
    by_month = _summed(
        batches.order_by().annotate(month=TruncMonth("received_at")).values_list("month")
    )
    return DataQuality(
        agencies=[Delivery(name or NO_AGENCY, *n) for name, *n in by_agency.order_by("-all_rows")],
        months=[Delivery(f"{m:%Y-%m}", *n) for m, *n in by_month.order_by("-month")],
        wrong_codes=wrong.count(),
        **registered,
    )


def _summed(groups: QuerySet) -> QuerySet:
    """Sums of the batches of each group, in the order of the fields of ``Delivery``."""
    return groups.annotate(
        number=Count("pk"),
        all_rows=Coalesce(Sum("rows"), 0),
        taken=Coalesce(Sum("accepted"), 0),
        known=Coalesce(Sum("duplicates"), 0),
        refused=Coalesce(Sum("rejected"), 0),
    )
