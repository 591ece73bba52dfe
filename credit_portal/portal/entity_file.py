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

from credit_portal.accounts.viewers import Viewer, ViewerKind
from credit_portal.shared.masking import mask_id_number, mask_in_text
from entities import catalogue
from entities.choices import PersonRole, PublicationScope, RecordCategory, RecordKind
from entities.details import details_of
from entities.industries import section_name
from entities.models import CreditRecord, Entity, EntityPerson
from entities.querysets import CreditRecordQuerySet
from entities.record_state import Dated, RecordState, state_of
from grading.models import Grade
from grading.passport.reading import grade_in_force

PER_PAGE = 20
KIND_LABELS = {kind.value: str(kind.label) for kind in RecordKind}
# What a line of the list needs: plain values are several times cheaper than objects.
COLUMNS = (
    "pk", "title", "kind", "level", "scope", "document_number", "authority_name", "decided_on",
    "published_from", "published_until", "withdrawn_at", "repaired_at", "replaced_by_id",
    "source_row", "reported_by__short_name", "batch__file_name", "is_disputed", "is_lifted",
)  # fmt: skip
BRANCHES_SHOWN = 20
# Who sees from which file of a department a record came.
OFFICIAL = (ViewerKind.LEAD_OFFICE, ViewerKind.AGENCY)


class CountedPaginator(Paginator):
    """A paginator over a queryset whose number of rows is known already."""

    def __init__(self, rows: QuerySet, per_page: int, count: int) -> None:
        super().__init__(rows, per_page)
        self.__dict__["count"] = count  # where Paginator would cache what it counts


@dataclass(frozen=True)
class LinkedPerson:
    """A person behind the entity; the number is masked, and empty on the public site."""

    name: str
    role: str
    id_type: str
    masked_number: str
    until: date | None


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One line of the list of records, in words."""

    pk: int
    title: str
    kind: str
    level: str
    number: str
    authority: str
    decided_on: str
    period: str
    state: RecordState
    is_disputed: bool
    source: str
    source_file: str


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
    def records(self) -> CreditRecordQuerySet:
        return CreditRecord.objects.filter(entity=self.entity).visible_to(self.viewer, self.on)

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

    @cached_property
    def grade(self) -> Grade | None:
        """The grade in force, where the viewer may see it."""
        return grade_in_force(self.entity, self.viewer, self.on)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def categories(self) -> list[tuple[RecordCategory, int]]:
        """The categories that hold records, in the order of the catalogue."""
        return [(c, self.counts[c]) for c in RecordCategory if self.counts.get(c)]

    def page_of_records(self, category: str, number: str) -> Page:
        """One page of the records of a category, all for an unknown or empty one."""
        rows = self.records.newest_first()
        total = self.total
        if category in self.counts:
            kinds = [kind for kind, held_in in self._categories.items() if held_in == category]
            rows, total = rows.filter(kind__in=kinds), self.counts[category]
        rows = rows.with_marks(self.on)
        page = CountedPaginator(rows.values_list(*COLUMNS, named=True), PER_PAGE, total)
        found = page.get_page(number)
        found.object_list = [self._row(values) for values in found.object_list]
        return found

    def _row(self, values: Any) -> RecordRow:
        has_file = self.viewer.kind in OFFICIAL and values.batch__file_name
        return RecordRow(
            pk=values.pk,
            title=self.title(values),
            kind=KIND_LABELS[values.kind],
            level=values.level,
            number=values.document_number,
            authority=values.authority_name,
            decided_on=values.decided_on.isoformat(),
            period=period_of(values),
            state=state_of(values, self.on, is_lifted=values.is_lifted),
            is_disputed=values.is_disputed,
            source="" if self.is_public else values.reported_by__short_name or "",
            source_file=f"{values.batch__file_name} 第 {values.source_row} 行" if has_file else "",
        )

    def title(self, record: Any) -> str:
        """What the record is about; personal numbers in it are masked on the public site."""
        return mask_in_text(record.title) if self.is_public else str(record.title)

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


def period_of(record: Dated) -> str:
    """The publication period in words; empty where nothing is published."""
    if record.scope != PublicationScope.PUBLIC or record.published_from is None:
        return ""
    return f"{record.published_from} 至 {record.published_until or '长期'}"
