"""Who owes a report: nothing was reported, or what it said of the month has changed since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max
from django.db.models.functions import TruncMonth

from commitments.choices import CommitmentKind, LedgerPart
from commitments.models import Commitment, LedgerSubmission
from credit_portal.accounts.models import Agency

Reports = Mapping[tuple[int, date, str], datetime]


@dataclass(frozen=True)
class Owed:
    """What an agency has to report of a month; ``is_correction``: again, for lines came later, or
    were voided."""

    agency: Agency
    month: date
    is_correction: bool


@dataclass(frozen=True)
class _Lines:
    """Lines of an agency and a month, when the latest of them came, and which reports hold them.

    ``are_void``: they were voided; that corrects a report, and asks for none by itself.
    """

    agency: int
    month: date
    latest: datetime | None
    parts: tuple[LedgerPart, ...]
    are_void: bool


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
        if lines.are_void and not reported:
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
    for rows, day, came, parts, are_void in (
        (made.accepted(), "made_on", "registered_at", whole, False),
        (made.voided(), "made_on", "voided_at", whole, True),
        (broken, "recognised_on", "outcome_record__recorded_at", any_part, False),
    ):
        grouped = rows.order_by().values("agency", month=TruncMonth(day)).annotate(last=Max(came))
        for agency, month, latest in grouped.values_list("agency", "month", "last"):
            yield _Lines(agency, month, latest, parts, are_void)


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
