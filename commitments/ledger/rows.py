"""What a ledger reports: streamed rows, counts, and what is missing."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone

from commitments.choices import CommitmentKind, LedgerPart, PublicationLevel, Status
from commitments.ledger.columns import BreachRow, CommitmentRow
from commitments.ledger.owed import owed
from commitments.models import Commitment, CommitmentScan, LedgerSubmission
from commitments.querysets import CommitmentQuerySet
from commitments.rules import CommitmentPolicy
from credit_portal.accounts.models import Agency

CHUNK = 500
_COMMON = (
    "code", "entity__name", "entity__uscc", "entity__kind", "kind", "local_name",
    "other_kind_name", "matter",
    "made_on", "valid_until", "agency__name", "publication", "status", "extension", "remark",
)  # fmt: skip
_BREACH = (
    "unfulfilled_content", "recognised_on", "recognised_by__name", "liability_pursued",
    "disqualifying_event",
)  # fmt: skip


@dataclass(frozen=True)
class LedgerScope:
    """Which ledger: month (its first day), agency tree (``None``: all), kinds, and which part."""

    month: date
    agency: Agency | None
    kinds: tuple[CommitmentKind, ...]
    part: LedgerPart = LedgerPart.LEDGER

    def registered(self) -> CommitmentQuerySet:
        """Made in the month: the register sheet; a voided one stays in it under its code."""
        return self._own().numbered().filter(kind__in=self.kinds).in_months(self.month)

    def broken(self) -> CommitmentQuerySet:
        """Recognised as broken in the month, whenever made and of whatever kind: the breach sheet
        (淮安区 二(一): 违背信用承诺的市场主体信息)."""
        return self._own().breached().recognised_in(self.month)

    def lines(self) -> CommitmentQuerySet:
        """What the report is about."""
        return self.broken() if self.part == LedgerPart.BREACHES else self.registered()

    def _own(self) -> CommitmentQuerySet:
        rows = Commitment.objects.all()
        if self.agency:
            rows = rows.filter(agency__in=Agency.objects.within(self.agency))
        return rows


def register_rows(scope: LedgerScope) -> Iterator[CommitmentRow]:
    """The register, in the order of the codes, through a server-side cursor."""
    rows = _with_scan(scope.registered()).order_by("code").values_list(*_COMMON)
    return map(CommitmentRow._make, rows.iterator(chunk_size=CHUNK))


def breach_rows(scope: LedgerScope) -> Iterator[tuple[CommitmentRow, BreachRow]]:
    """The breaches likewise."""
    rows = _with_scan(scope.broken()).order_by("code").values_list(*_COMMON, *_BREACH)
    width = len(_COMMON)
    for row in rows.iterator(chunk_size=CHUNK):
        yield CommitmentRow._make(row[:width]), BreachRow._make(row[width:])


def scans(scope: LedgerScope) -> Iterator[tuple[CommitmentRow, str]]:
    """Lines that have a scan, with the name under which it is stored."""
    rows = (
        _with_scan(scope.lines())
        .filter(extension__isnull=False)
        .order_by("code")
        .values_list(*_COMMON, "stored")
    )
    for row in rows.iterator(chunk_size=CHUNK):
        yield CommitmentRow._make(row[:-1]), row[-1]


def summary_rows(scope: LedgerScope, on: date, policy: CommitmentPolicy) -> list[tuple[Any, ...]]:
    """Counts by agency, kind and local name, with a line for the total."""
    overdue = Commitment.objects.supplement_overdue(on)
    unscanned = scope.registered().accepted().without_scan()
    standing = ~Q(status=Status.VOIDED)
    counts = {
        "registered": Count("pk"),
        "public": Count("pk", filter=standing & Q(publication=PublicationLevel.PUBLIC)),
        "unscanned": Count("pk", filter=Q(pk__in=unscanned.values("pk"))),
        "fulfilled": Count("pk", filter=Q(status=Status.FULFILLED)),
        "partly": Count("pk", filter=Q(status=Status.PARTLY_FULFILLED)),
        "broken": Count("pk", filter=Q(status=Status.NOT_FULFILLED)),
        "untrue": Count("pk", filter=Q(status=Status.FALSE)),
        "overdue": Count("pk", filter=Q(pk__in=overdue.values("pk"))),
        "voided": Count("pk", filter=~standing),
    }
    groups = (
        scope.registered()
        .values("agency__name", "kind", "local_name")
        .annotate(**counts)
        .order_by("agency__name", "kind", "local_name")
        .values_list("agency__name", "kind", "local_name", *counts)
    )
    lines = [
        (agency, policy.reported_name(kind, name), *numbers)
        for agency, kind, name, *numbers in groups
    ]
    totals = [sum(column) for column in zip(*(line[2:] for line in lines), strict=True)]
    return [*lines, ("合计", None, *(totals or [0] * len(counts)))]


def reporting_rows(month: date, kinds: tuple[CommitmentKind, ...]) -> list[tuple[Any, ...]]:
    """Every agency that reported of a month or has to, how far it is, and its latest receipt."""
    sent = LedgerSubmission.objects.filter(month=month).select_related("agency")
    reports = {report.agency: report for report in sent.order_by("submitted_at")}
    due = {each.agency: each.is_correction for each in owed(month, month, kinds)}
    return [
        _reporting_line(agency, reports.get(agency), due.get(agency))
        for agency in sorted({*reports, *due}, key=lambda agency: agency.name)
    ]


def _reporting_line(
    agency: Agency, report: LedgerSubmission | None, is_correction: bool | None
) -> tuple[Any, ...]:
    """``is_correction``: of what it still has to report; ``None``: of nothing."""
    state = {None: "已报送", True: "报送后有变动，待更正", False: "未报送"}[is_correction]
    if report is None:
        return agency.name, state
    sent_at = timezone.localtime(report.submitted_at)
    return agency.name, state, report.receipt, f"{sent_at:%Y-%m-%d %H:%M}"


class ReportedLines:
    """Code and digest of every line of a sheet, to tell later what has changed.

    Packed into one buffer: as a dictionary the lines of a big ledger would weigh more than all
    the rest of it.
    """

    def __init__(self) -> None:
        self._packed = bytearray()
        self.count = 0

    def add(self, code: str, line: tuple[Any, ...]) -> None:
        """Note a line; its number does not count, for a line that only moved has not changed."""
        text = "\x1f".join(map(str, line[1:]))
        digest = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
        self._packed += f"{code} {digest}\n".encode()
        self.count += 1

    def packed(self) -> str:
        return self._packed.decode()

    @staticmethod
    def unpack(packed: str) -> dict[str, str]:
        """Code → digest."""
        return dict(line.split(" ") for line in packed.splitlines())


def _with_scan(rows: CommitmentQuerySet) -> CommitmentQuerySet:
    """The latest scan counts."""
    latest = CommitmentScan.objects.filter(commitment=OuterRef("pk")).order_by("-pk")
    return rows.annotate(
        extension=Subquery(latest.values("extension")[:1]),
        stored=Subquery(latest.values("file")[:1]),
    )
