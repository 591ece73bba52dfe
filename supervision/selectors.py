"""Reads of supervision: what follows for a business on a day."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import TypeVar, cast

from credit_portal.policy.choices import Convenience, CreditClass, CreditGrade, GradeSource
from credit_portal.policy.schema import Pack
from credit_portal.policy.services import pack_in_force
from entities.models import Entity
from grading.passport.document import mark_of
from grading.selectors import grade_of
from supervision.listings.querysets import ListingQuerySet
from supervision.measures.choices import Target
from supervision.measures.querysets import MeasureQuerySet
from supervision.models import Listing, Measure
from supervision.rules import Check, ListingInForce, MeasureInForce, Standing, Treatment, compose

Row = TypeVar("Row", Listing, Measure)
Value = TypeVar("Value")


def treatment_for(entity: Entity, on: date) -> Treatment:
    """How a business is treated on a day: by its class, and by lists and measures in force."""
    pack = pack_in_force(on)
    return compose(
        uscc=entity.uscc,
        name=entity.name,
        on=on,
        pack=pack,
        standing=standing_of(entity, on, pack),
        measures=measures_in_force(entity, on),
        listings=listings_in_force(entity, on),
    )


def check(entity: Entity, on: date) -> Check:
    """Whether a business is hit, and which measures must be applied (淮安区 四(一) 自动比对)."""
    return check_many([entity], on)[entity.pk]


def check_many(entities: Collection[Entity], on: date) -> dict[int, Check]:
    """The same for many businesses, in two queries."""
    must_intercept = pack_in_force(on).lists.automatic_interception.value
    listings = _by_entity(_listings(entities, on), _listing)
    measures = _by_entity(_measures(entities, on), _measure)
    return {
        entity.pk: Check(
            uscc=entity.uscc,
            name=entity.name,
            on=on,
            must_intercept=must_intercept,
            listings=tuple(line for line in listings[entity.pk] if line.is_adverse),
            measures=tuple(measure for measure in measures[entity.pk] if measure.is_restriction),
        )
        for entity in entities
    }


def standing_of(entity: Entity, on: date, pack: Pack) -> Standing:
    """The grade in force; before the first evaluation what the pack says of those unknown."""
    grade = grade_of(entity, on)
    if grade is None:
        unknown = CreditGrade(pack.grading.no_data_grade.value)
        return Standing(unknown, pack.class_of(unknown), False, "", None)
    return Standing(
        grade=CreditGrade(grade.grade),
        credit_class=CreditClass(grade.credit_class),
        is_graded=True,
        mark=mark_of(grade.run.model, GradeSource(grade.source), grade.on),
        graded_on=grade.on,
    )


def measures_in_force(entity: Entity, on: date) -> tuple[MeasureInForce, ...]:
    """Measures on the business itself; those on linked persons leave its own rights alone."""
    return tuple(_measure(row) for row in _measures([entity], on))


def listings_in_force(entity: Entity, on: date) -> tuple[ListingInForce, ...]:
    """Lists that the business stands on."""
    return tuple(_listing(row) for row in _listings([entity], on))


def _measures(entities: Collection[Entity], on: date) -> MeasureQuerySet:
    rows = Measure.objects.in_force(on).filter(entity__in=entities, target=Target.ORGANISATION)
    return rows.select_related("initiator", "executor", "record")


def _listings(entities: Collection[Entity], on: date) -> ListingQuerySet:
    return Listing.objects.in_force(on).filter(entity__in=entities).select_related("agency")


def _by_entity(rows: Iterable[Row], value: Callable[[Row], Value]) -> dict[int, list[Value]]:
    found: dict[int, list[Value]] = defaultdict(list)
    for row in rows:
        found[row.entity_id].append(value(row))
    return found


def _listing(row: Listing) -> ListingInForce:
    return ListingInForce(
        pk=row.pk,
        name=row.name,
        decision=row.decision_number,
        agency=row.agency.name,
        from_on=cast(date, row.from_on),  # a delivered listing has its days
        until_on=row.until_on,
        is_adverse=row.list_kind.is_adverse,
        tier=row.list_kind.tier,
    )


def _measure(row: Measure) -> MeasureInForce:
    return MeasureInForce(
        pk=row.pk,
        name=row.title,
        edition=row.edition,
        is_restriction=row.is_restriction,
        conveniences=frozenset(Convenience(code) for code in row.conveniences),
        key_supervision=row.key_supervision,
        content=row.content,
        legal_basis=row.legal_basis,
        document=row.record.document_number or row.record.title,
        imposed_by=row.initiator.name,
        executed_by=row.executor.name,
        from_on=row.from_on,
        until_on=row.until_on,
    )
