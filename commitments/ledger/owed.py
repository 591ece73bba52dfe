"""Who owes a report: nothing was reported, or what it said of the month has changed since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncMonth

from commitments.choices import CommitmentKind, LedgerPart
from commitments.models import Commitment, LedgerSubmission
from credit_portal.accounts.models import Agency
from credit_portal.shared.workdays import add_months
from entities.choices import RecordKind
from entities.models import CreditRecord

Reports = Mapping[tuple[int, date, str], datetime]


@dataclass(frozen=True)
class Owed:
    """What an agency has to report of a month; ``is_correction``: again, for lines came later or
    were taken back."""

    agency: Agency
    month: date
    is_correction: bool


@dataclass(frozen=True)
class _Lines:
    """Lines of an agency and a month, when the latest of them changed, and which reports hold them.

    ``gone_since``: it was taken back; when it had come, for only a report made after that told of
    it.
    """

    agency: int
    month: date
    latest: datetime | None
    parts: tuple[LedgerPart, ...]
    gone_since: datetime | None = None


def owed(first: date, last: date, kinds: tuple[CommitmentKind, ...]) -> list[Owed]:
    """Of the months from ``first`` to ``last``, by agency and month; a report of an agency covers
    those below it. Breaches of every kind are reported, in the ledger or alone."""
    parents = dict(Agency.objects.values_list("pk", "parent_id"))
    reports = _reports(first, last)
    found: dict[tuple[int, date], bool] = {}
    for lines in _lines(first, last, kinds):
        reported = [
            reports[key]
            for agency in _chain(lines.agency, parents)
            for part in lines.parts
            if (key := (agency, lines.month, part)) in reports
        ]
        if reported and (lines.latest is None or max(reported) >= lines.latest):
            continue
        if lines.gone_since and not any(at >= lines.gone_since for at in reported):
            continue
        place = (lines.agency, lines.month)
        found[place] = bool(reported) and found.get(place, True)
    agencies = Agency.objects.in_bulk({agency for agency, _ in found})
    return [
        Owed(agencies[agency], month, is_correction)
        for (agency, month), is_correction in sorted(found.items())
    ]


def agencies_missing(month: date, kinds: tuple[CommitmentKind, ...]) -> list[Agency]:
    """Agencies that have not reported at all what they had to of a month."""
    return [each.agency for each in owed(month, month, kinds) if not each.is_correction]


def _lines(first: date, last: date, kinds: tuple[CommitmentKind, ...]) -> Iterator[_Lines]:
    made = Commitment.objects.filter(kind__in=kinds).in_months(first, last)
    broken = Commitment.objects.breached().recognised_in(first, last)
    whole, any_part = (LedgerPart.LEDGER,), tuple(LedgerPart)
    for rows, day, came, parts in (
        (made.accepted(), "made_on", "registered_at", whole),
        (broken, "recognised_on", "outcome_record__recorded_at", any_part),
    ):
        grouped = rows.order_by().values("agency", month=TruncMonth(day)).annotate(last=Max(came))
        for agency, month, latest in grouped.values_list("agency", "month", "last"):
            yield _Lines(agency, month, latest, parts)
    for rows, day, came, went, parts in (
        (made.voided(), "made_on", "registered_at", "voided_at", whole),
        (_revoked(first, last), "decided_on", "recorded_at", "withdrawn_at", any_part),
    ):
        dated = rows.annotate(month=TruncMonth(day))
        for agency, month, since, latest in dated.values_list("agency", "month", came, went):
            yield _Lines(agency, month, latest, parts, gone_since=since)


def _revoked(first: date, last: date) -> QuerySet[Any]:
    """Breaches recognised in the months, and taken back since; with the ``agency`` of each."""
    commitment = Commitment.objects.filter(code=OuterRef("document_number"))
    return CreditRecord.objects.filter(
        kind=RecordKind.COMMITMENT_BREACH, withdrawn_at__isnull=False, replaced_by=None,
        decided_on__gte=first, decided_on__lt=add_months(last, 1),
    ).annotate(agency=Subquery(commitment.values("agency")[:1]))  # fmt: skip


def _reports(first: date, last: date) -> Reports:
    """Agency, month and part → when it was reported last."""
    rows = LedgerSubmission.objects.filter(month__gte=first, month__lte=last).order_by()
    grouped = rows.values_list("agency", "month", "part").annotate(Max("submitted_at"))
    return {(agency, month, part): at for agency, month, part, at in grouped}


def _chain(pk: int | None, parents: Mapping[int, int | None]) -> list[int]:
    """An agency and all above it."""
    chain: list[int] = []
    while pk is not None and pk not in chain:
        chain.append(pk)
        pk = parents.get(pk)
    return chain
