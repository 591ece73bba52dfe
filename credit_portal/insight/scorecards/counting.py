"""What every agency did in a month, counted in a few statements, whatever their number."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, time
from functools import cache
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from credit_portal.accounts.models import Agency
from credit_portal.audit.models import AuditEntry
from credit_portal.audit.services import LOOK_UP
from credit_portal.insight.models import Scorecard
from credit_portal.insight.rules import Counts
from credit_portal.policy.selectors import work_calendar
from credit_portal.shared.workdays import add_months, add_workdays
from disputes.choices import Outcome
from disputes.models import Dispute
from entities.choices import RecordKind
from entities.models import CreditRecord, ImportBatch

MONTHS_A_YEAR = 12
# 双公示 and the other acts that go online within so many working days.
ACTS = (
    RecordKind.PENALTY, RecordKind.PERMIT, RecordKind.ENFORCEMENT, RecordKind.CONFIRMATION,
    RecordKind.LEVY, RecordKind.PAYMENT, RecordKind.ADJUDICATION, RecordKind.COMPENSATION,
    RecordKind.REWARD, RecordKind.INSPECTION,
)  # fmt: skip
# An act names its document and its authority; other records have none.
COMPLETE = ~Q(kind__in=ACTS) | (~Q(document_number="") & ~Q(authority_code=""))
All = dict[int, dict[str, Any]]


def counts_of(month: date, act_days: int) -> dict[int, Counts]:
    """The counts of every agency that did anything in the month, or before it in the year."""
    begin, end = (_instant(day) for day in (month, add_months(month, 1)))
    found: All = defaultdict(dict)
    for part in (
        _acts(begin, end, act_days), _records(begin, end), _files(begin, end),
        _upheld(begin, end), _look_ups(begin, end),
    ):  # fmt: skip
        for agency, values in part.items():
            found[agency] |= values
    expected = _kinds_before(month)
    for agency, kinds in expected.items():
        found[agency]["kinds_expected"] = tuple(sorted(kinds))
    return {agency: replace(Counts(), **values) for agency, values in found.items()}


def _acts(begin: datetime, end: datetime, act_days: int) -> All:
    """Acts, and those recorded in time. Older ones, handed in afterwards, are history."""
    calendar = work_calendar()

    @cache
    def due(decided_on: date) -> date:
        return add_workdays(decided_on, act_days, calendar).date

    oldest = add_months(timezone.localdate(begin), -MONTHS_A_YEAR)
    rows = CreditRecord.objects.filter(
        recorded_at__gte=begin, recorded_at__lt=end, kind__in=ACTS, decided_on__gte=oldest,
        reported_by__isnull=False, replaces=None,
    )  # fmt: skip
    found: All = defaultdict(lambda: {"reported": 0, "in_time": 0})
    days = rows.annotate(day=TruncDate("recorded_at")).values("reported_by", "decided_on", "day")
    for row in days.annotate(number=Count("pk")).order_by():
        counts = found[row["reported_by"]]
        counts["reported"] += row["number"]
        counts["in_time"] += row["number"] if row["day"] <= due(row["decided_on"]) else 0
    return found


def _records(begin: datetime, end: datetime) -> All:
    rows = CreditRecord.objects.filter(
        recorded_at__gte=begin, recorded_at__lt=end, reported_by__isnull=False
    )
    found: All = defaultdict(lambda: {"records": 0, "complete": 0, "kinds": ()})
    grouped = rows.values("reported_by", "kind").order_by()
    for row in grouped.annotate(number=Count("pk"), complete=Count("pk", filter=COMPLETE)):
        counts = found[row["reported_by"]]
        counts["records"] += row["number"]
        counts["complete"] += row["complete"]
        counts["kinds"] = tuple(sorted({*counts["kinds"], row["kind"]}))
    return found


def _files(begin: datetime, end: datetime) -> All:
    rows = ImportBatch.objects.filter(
        finished_at__gte=begin, finished_at__lt=end, agency__isnull=False
    )
    grouped = rows.values("agency").order_by()
    sums = grouped.annotate(all_rows=Sum("rows"), rejected_rows=Sum("rejected"))
    return {
        row["agency"]: {"rows": row["all_rows"], "rejected": row["rejected_rows"]} for row in sums
    }


def _upheld(begin: datetime, end: datetime) -> All:
    """Disputes that were upheld, wholly or in part: against records and results that an
    agency reported, its lists and its refusals of repair."""
    rows = Dispute.objects.filter(
        decided_at__gte=begin, decided_at__lt=end, outcome__in=(Outcome.UPHELD, Outcome.PARTLY)
    )
    made_by = Coalesce(
        "record__reported_by", "assessment__reported_by", "listing__agency", "repair__part__agency"
    )
    known = rows.annotate(made_by=made_by).exclude(made_by=None)
    grouped = known.order_by().values_list("made_by").annotate(Count("pk"))
    return {agency: {"upheld": number} for agency, number in grouped}


def _look_ups(begin: datetime, end: datetime) -> All:
    rows = AuditEntry.objects.filter(act=LOOK_UP, at__gte=begin, at__lt=end)
    by_code = dict(rows.order_by().values_list("agency_code").annotate(Count("pk")))
    agencies = Agency.objects.filter(code__in=by_code).values_list("pk", "code")
    return {pk: {"look_ups": by_code[code]} for pk, code in agencies}


def _kinds_before(month: date) -> dict[int, set[str]]:
    """Kinds reported in the year before, as the scorecards have kept them."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = Scorecard.objects.filter(month__lt=month, month__gte=add_months(month, -MONTHS_A_YEAR))
    for agency, kinds in rows.order_by().values_list("agency", "kinds"):
        found[agency] |= set(kinds)
    return found


def _instant(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
