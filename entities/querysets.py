"""Named questions to the register; each takes the date or instant it is asked for."""

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, TextField, Value
from django.db.models.functions import StrIndex

from credit_portal.accounts.viewers import Viewer, ViewerKind, within_sight
from credit_portal.shared.text import fold
from entities import uscc
from entities.choices import PublicationScope, RecordKind

if TYPE_CHECKING:
    from entities.models import (  # noqa: F401 - named in strings below
        CreditRecord,
        DataAuthorisation,
        DisputeMark,
        FactChange,
        FeedConsumer,
        TemporaryLift,
    )

# Three letters, digits or Chinese characters in a row; signs and brackets make no trigram.
TRIGRAM = re.compile(r"[^\W_]{3}")


class FoldedName(Func):
    """A name as it is compared: full width narrowed, upper case."""

    function = "fold_name"
    arity = 1
    output_field = TextField()


class NameBigrams(Func):
    """Every pair of neighbouring characters of a name, for fragments of two characters.

    PostgreSQL's trigram index cannot answer those, the commonest query for a Chinese name; it
    answers the longer ones (docs/decisions/0003).
    """

    function = "name_bigrams"
    arity = 1
    output_field = ArrayField(TextField())


def covering_pairs(fragment: str) -> list[str]:
    """The fewest pairs that cover a fragment: every second one, and the last.

    Overlapping pairs would hardly narrow the search down and make common fragments slow.
    """
    starts = {*range(0, len(fragment) - 1, 2), len(fragment) - 2}
    return sorted({fragment[i : i + 2] for i in starts})


class NamedQuerySet(models.QuerySet):
    """Rows with a name that people search by fragments."""

    def with_name_fragment(self, fragment: str) -> Self:
        """Rows whose name holds ``fragment`` (two characters or more)."""
        folded = fold(fragment)
        if TRIGRAM.search(folded):
            return self.alias(folded=FoldedName("name")).filter(folded__contains=folded)
        # Not LIKE: the index of trigrams would offer itself, and read all names for nothing.
        return self.alias(
            pairs=NameBigrams("name"), at=StrIndex(FoldedName("name"), Value(folded))
        ).filter(pairs__contains=covering_pairs(folded), at__gt=0)


class EntityQuerySet(NamedQuerySet):
    """Entities are registered publicly: all may find them; what is told of them is restricted."""

    def with_code_prefix(self, prefix: str) -> Self:
        """Codes that begin so, as a range: read from the index in order, it stops early.

        ``Z`` stands behind every character of a code; the database compares by code point.
        """
        return self.filter(uscc__range=(prefix, prefix.ljust(uscc.LENGTH, "Z")))


class CreditRecordQuerySet(models.QuerySet["CreditRecord"]):
    """States of a record, derived from its timestamps and a date; none is stored."""

    def known(self, at: datetime) -> Self:
        """Recorded by then and not withdrawn by then."""
        return self.filter(recorded_at__lte=at).filter(
            Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at)
        )

    def standing(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def unrepaired(self, on: date) -> Self:
        """Not repaired by the end of a day: on the day of its repair a record is repaired."""
        return self.filter(Q(repaired_at__isnull=True) | Q(repaired_at__date__gt=on))

    def published(self, on: date) -> Self:
        """Shown to the public on a date: public by kind, inside its period, neither withdrawn nor
        repaired nor lifted. Publication may stop *on* ``published_until``."""
        return (
            self.standing()
            .unrepaired(on)
            .filter(scope=PublicationScope.PUBLIC, published_from__lte=on)
            .filter(Q(published_until__isnull=True) | Q(published_until__gt=on))
            .exclude(_lifted(on))
        )

    def revoked(self, on: date) -> Self:
        """Penalties that were taken back and would still be published; the public is told why
        (行政处罚法 48)."""
        fallen = self.filter(withdrawn_at__isnull=False, replaced_by=None, repaired_at=None)
        public = fallen.filter(kind=RecordKind.PENALTY, scope=PublicationScope.PUBLIC)
        return public.filter(published_from__lte=on, published_until__gt=on)

    def with_marks(self, on: date) -> Self:
        """With ``is_disputed`` and ``is_lifted`` on a day."""
        return self.annotate(is_disputed=_disputed(), is_lifted=_lifted(on))

    def visible_to(self, viewer: Viewer, on: date) -> Self:
        """The one visibility rule: what ``viewer`` may see on a date."""
        match viewer.kind:
            case ViewerKind.LEAD_OFFICE | ViewerKind.SYSTEM:
                return self.all()
            case ViewerKind.AGENCY:
                return self.filter(
                    _shared(on, viewer.agency_id) | Q(reported_by_id__in=viewer.agency_ids)
                )
            case ViewerKind.ENTITY:
                return self.filter(entity__uscc__in=viewer.usccs)
            case ViewerKind.AUDITOR:
                return self.none()
            case _:
                return self.published(on)

    def newest_first(self) -> Self:
        return self.order_by(F("decided_on").desc(), F("pk").desc())


class DisputeMarkQuerySet(models.QuerySet["DisputeMark"]):
    """Marks of contested records."""

    def open(self) -> Self:
        return self.filter(cleared_at=None)

    def resting(self) -> Self:
        """Open, and measures on the record are not executed meanwhile."""
        return self.open().filter(measures_rest=True)


class TemporaryLiftQuerySet(models.QuerySet["TemporaryLift"]):
    """Temporary lifts."""

    def in_force(self, on: date) -> Self:
        ended = Q(ended_on__isnull=False, ended_on__lte=on)
        return self.filter(from_on__lte=on, until_on__gt=on).exclude(ended)


class DataAuthorisationQuerySet(models.QuerySet["DataAuthorisation"]):
    """Authorisations of businesses."""

    def in_force(self, on: date) -> Self:
        """Between its days, and not taken back."""
        return self.filter(from_on__lte=on, until_on__gt=on, withdrawn_at=None)

    def visible_to(self, viewer: Viewer) -> Self:
        """A business sees its own, an agency those that name it, the lead office all."""
        return within_sight(self, viewer, agency=Q(agencies=viewer.agency_id), entity="entity")


class FactChangeQuerySet(models.QuerySet["FactChange"]):
    """The change feed."""

    def with_facts(self) -> Self:
        """With what a line of the feed shows."""
        return self.select_related("entity", "record")

    def visible_to(self, viewer: Viewer) -> Self:
        """Changes of what a viewer could see before the change; a withdrawn fact still counts."""
        match viewer.kind:
            case ViewerKind.LEAD_OFFICE | ViewerKind.SYSTEM:
                return self.all()
            case ViewerKind.AGENCY:
                shared = ~Q(record__scope=PublicationScope.AUTHORISED)
                return self.filter(shared | Q(record__reported_by_id__in=viewer.agency_ids))
            case ViewerKind.PARTNER:
                return self.filter(record__scope=PublicationScope.PUBLIC)
            case _:
                return self.none()


class FeedConsumerQuerySet(models.QuerySet["FeedConsumer"]):
    """Readers of the feed."""

    def current(self) -> Self:
        return self.filter(ended_at=None)


def _shared(on: date, agency_id: int | None) -> Q:
    """What agencies see of each other: a repair ends the sharing too (Order 36); what needs an
    authorisation is open to the agencies that a business named, as long as it holds."""
    unrepaired = Q(repaired_at__isnull=True) | Q(repaired_at__date__gt=on)
    opened = ~Q(scope=PublicationScope.AUTHORISED) | Q(_authorised(on, agency_id))
    return opened & Q(withdrawn_at__isnull=True) & unrepaired


def _authorised(on: date, agency_id: int | None) -> Exists:
    from entities.models import DataAuthorisation

    opening = DataAuthorisation.objects.in_force(on).filter(agencies=agency_id)
    return Exists(opening.filter(entity=OuterRef("entity"), kind=OuterRef("kind")))


def _disputed() -> Exists:
    from entities.models import DisputeMark

    return Exists(DisputeMark.objects.open().filter(record=OuterRef("pk")))


def _lifted(on: date) -> Exists:
    from entities.models import TemporaryLift

    return Exists(TemporaryLift.objects.in_force(on).filter(record=OuterRef("pk")))
