"""What an entity file shows: read through the one visibility rule, in a few queries."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from credit_portal.accounts.viewers import Viewer
from credit_portal.shared.masking import mask_id_number, mask_in_text
from entities import catalogue
from entities.choices import PersonRole, RecordCategory
from entities.details import details_of
from entities.industries import section_name
from entities.models import CreditRecord, Entity, EntityPerson
from entities.record_state import RecordState, state_of

PER_PAGE = 20
BRANCHES_SHOWN = 20


class CountedPaginator(Paginator):
    """A paginator over a queryset whose number of rows is known already."""

    def __init__(self, rows: QuerySet, per_page: int, count: int) -> None:
        super().__init__(rows, per_page)
        self.count = count  # type: ignore[misc] - in place of the cached property


@dataclass(frozen=True)
class LinkedPerson:
    """A person behind the entity; the number is masked, and empty on the public site."""

    name: str
    role: str
    id_type: str
    masked_number: str
    until: date | None


@dataclass(frozen=True)
class ShownRecord:
    """A record with its state on the day it is shown."""

    record: CreditRecord
    state: RecordState
    title: str

    @property
    def is_dishonest(self) -> bool:
        return bool(self.record.level)


@dataclass(frozen=True)
class EntityFile:
    """The file of one entity as one viewer may see it on a date."""

    entity: Entity
    viewer: Viewer
    on: date
    is_public: bool

    @property
    def section(self) -> str:
        return section_name(self.entity.industry_code)

    @property
    def records(self) -> QuerySet[CreditRecord]:
        return self.entity.records.visible_to(self.viewer, self.on)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Number of visible records by category of the catalogue."""
        by_kind = self.records.order_by().values_list("kind").annotate(number=Count("pk"))
        counts: Counter[str] = Counter()
        for kind, number in by_kind:
            counts[self._categories[kind]] += number
        return counts

    @cached_property
    def _categories(self) -> Mapping[str, str]:
        return catalogue.categories()

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def categories(self) -> list[tuple[RecordCategory, int]]:
        """The categories that hold records, in the order of the catalogue."""
        return [(c, self.counts[c]) for c in RecordCategory if self.counts.get(c)]

    def page_of_records(self, category: str, number: str) -> Page:
        """One page of the records of a category, all for an unknown or empty one."""
        rows = self.records.newest_first().select_related("reported_by", "batch")
        total = self.total
        if category in self.counts:
            kinds = [kind for kind, held_in in self._categories.items() if held_in == category]
            rows, total = rows.filter(kind__in=kinds), self.counts[category]
        page = CountedPaginator(rows, PER_PAGE, total).get_page(number)
        page.object_list = [self.shown(record) for record in page.object_list]
        return page

    def shown(self, record: CreditRecord) -> ShownRecord:
        title = mask_in_text(record.title) if self.is_public else record.title
        return ShownRecord(record, state_of(record, self.on), title)

    def versions(self, record: CreditRecord) -> dict[str, CreditRecord | None]:
        """The records that correct this one and that it corrects, as far as they are visible."""
        rows = self.records.filter(Q(pk=record.replaced_by_id) | Q(replaced_by=record))
        versions = {row.pk == record.replaced_by_id: row for row in rows}
        return {"corrected_by": versions.get(True), "corrects": versions.get(False)}

    def details(self, record: CreditRecord) -> list[tuple[str, str]]:
        """Details by heading; free text is masked on the public site."""
        rows = details_of(record)
        return [(label, mask_in_text(v)) for label, v in rows] if self.is_public else rows

    def people(self) -> list[LinkedPerson]:
        """The desk sees all with masked numbers, the public the present legal representative."""
        rows = self.entity.people.select_related("person").order_by("until", "-since", "pk")
        if self.is_public:
            rows = rows.filter(role=PersonRole.LEGAL_REPRESENTATIVE, until__isnull=True)
            rows = rows.defer("person__id_number")
        return [self._linked(row) for row in rows]

    def _linked(self, row: EntityPerson) -> LinkedPerson:
        return LinkedPerson(
            name=row.person.name,
            role=str(PersonRole(row.role).label),
            id_type="" if self.is_public else row.person.id_type,
            masked_number="" if self.is_public else mask_id_number(row.person.id_number),
            until=timezone.localdate(row.until) if row.until else None,
        )

    def registration(self) -> dict[str, Any]:
        """What the first tab shows."""
        branches = list(self.entity.branches.order_by("pk")[: BRANCHES_SHOWN + 1])
        return {
            "people": self.people(),
            "former_names": list(self.entity.former_names.all()),
            "branches": branches[:BRANCHES_SHOWN],
            "has_more_branches": len(branches) > BRANCHES_SHOWN,
        }
