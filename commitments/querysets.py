"""Named questions to commitments; each takes the date it is asked for."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Max, Q
from django.db.models.functions import Coalesce

from commitments.choices import (
    ACCEPTED,
    BREACHED,
    NUMBERED,
    CommitmentKind,
    PublicationLevel,
    Status,
)
from commitments.rules import CODE_LENGTH, FILED_KINDS
from credit_portal.accounts.viewers import Viewer, ViewerKind
from credit_portal.policy.selectors import pack_in_force
from credit_portal.shared.versions import VersionedQuerySet
from credit_portal.shared.workdays import add_months
from entities import uscc
from entities.models import CreditRecord, Entity
from entities.search import SearchMode, parse


class CommitmentItemQuerySet(VersionedQuerySet):
    def offered_by(self, viewer: Viewer) -> Self:
        """Items that a window may take: its own agency tree's and the common ones."""
        if viewer.kind in (ViewerKind.LEAD_OFFICE, ViewerKind.SYSTEM):
            return self.in_force()
        return self.in_force().filter(Q(agency=None) | Q(agency__in=viewer.agency_ids))


class CommitmentQuerySet(models.QuerySet):
    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """The one visibility rule: an agency or partner sees what its own tree took, a
        business its own, the public what is open to all and not withdrawn from the register."""
        match viewer.kind:
            case ViewerKind.LEAD_OFFICE | ViewerKind.SYSTEM:
                return self.all()
            case ViewerKind.AGENCY | ViewerKind.PARTNER:
                return self.filter(agency__in=viewer.agency_ids)
            case ViewerKind.ENTITY:
                return self.numbered().filter(entity__uscc__in=viewer.usccs)
            case ViewerKind.AUDITOR:
                return self.none()
            case _:
                return self.published(on)

    def published(self, on: date) -> Self:
        """承诺书公示 (江阴 三(一), 淮安区 二(一)): open to everybody, and its record stands.

        None, where the pack publishes no letters.
        """
        if not pack_in_force(on).commitments.letters_published.value:
            return self.none()
        return self.accepted().filter(
            publication=PublicationLevel.PUBLIC,
            made_on__lte=on,
            record__isnull=False,
            record__withdrawn_at__isnull=True,
        )

    def filed(self) -> Self:
        """Filed for everybody to see (淮安区 二(一) 主动公示型、行业自律型; 江西 三)."""
        return self.accepted().filter(kind__in=FILED_KINDS, publication=PublicationLevel.PUBLIC)

    def matching(self, text: str) -> Self:
        """By commitment code, the first characters of the business's code, or part of its name."""
        code = uscc.normalise(text)
        if len(code) == CODE_LENGTH and code.isdigit():
            return self.filter(code=code)
        match parse(text):
            case SearchMode.CODE, prefix:
                return self.filter(entity__in=Entity.objects.with_code_prefix(prefix))
            case SearchMode.NAME, fragment:
                return self.filter(entity__in=Entity.objects.with_name_fragment(fragment))
        return self.none()

    def accepted(self) -> Self:
        """Taken into the register, and not voided since."""
        return self.filter(status__in=ACCEPTED)

    def numbered(self) -> Self:
        """It has a code, voided or not."""
        return self.filter(status__in=NUMBERED)

    def voided(self) -> Self:
        """Taken into the register, and voided since."""
        return self.filter(status=Status.VOIDED)

    def of_record(self, record: CreditRecord) -> Self:
        """Whose own fact, or that of its outcome, the record is, also after corrections."""
        versions = record.lineage
        return self.filter(Q(record__in=versions) | Q(outcome_record__in=versions))

    def breached(self) -> Self:
        return self.filter(status__in=BREACHED)

    def in_months(self, first: date, last: date | None = None) -> Self:
        """Made in the months from ``first`` to ``last`` (first days of months), both included."""
        return self.filter(made_on__gte=first, made_on__lt=add_months(last or first, 1))

    def recognised_in(self, first: date, last: date | None = None) -> Self:
        """Recognised in the months from ``first`` to ``last``, both included."""
        end = add_months(last or first, 1)
        return self.filter(recognised_on__gte=first, recognised_on__lt=end)

    def without_scan(self) -> Self:
        """The signed letter is not there yet; a repair applied for online is signed online, and
        filed by no officer."""
        return self.filter(scans=None).exclude(kind=CommitmentKind.CREDIT_REPAIR, officer=None)

    def awaiting_supplement(self) -> Self:
        """容缺受理 whose missing documents are not all in."""
        return self.filter(
            Q(supplement_conforms__isnull=True) | Q(supplement_conforms=False),
            kind=CommitmentKind.DEFERRED_DOCUMENTS,
            status=Status.REGISTERED,
            supplement_due_on__isnull=False,
        )

    def supplement_overdue(self, on: date) -> Self:
        """逾期未补: the promised day has passed; derived from dates, stored nowhere."""
        return self.awaiting_supplement().filter(supplement_due_on__lt=on)

    def term_over(self, on: date) -> Self:
        """到期未认定: its term has passed, and nobody has recognised how it was kept."""
        return self.filter(status=Status.REGISTERED, valid_until__lt=on)

    def recheck_due(self, on: date, months: int) -> Self:
        """Running commitments not looked at for so many months (江西 一: 定期复核)."""
        return (
            self.filter(status=Status.REGISTERED)
            .annotate(looked_at_on=Coalesce(Max("rechecks__checked_on"), F("made_on")))
            .filter(looked_at_on__lte=add_months(on, -months))
        )
