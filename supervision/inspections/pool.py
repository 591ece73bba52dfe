"""Who can be drawn: the businesses of a task by tier, and the inspectors who may go.

Left out are businesses with a visit still open (综合查一次: never two at once) and, unless an
exception holds, those that have had as many visits in twelve months as their tier allows.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, CharField, F, Func, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat

from credit_portal.policy.choices import InspectionTier
from entities.choices import EntityStatus
from entities.models import Entity
from grading.choices import AssessmentSource
from grading.models import ExternalAssessment, Grade
from supervision.drawing import KEY_LENGTH, Candidate, PoolMember
from supervision.inspections.policy import InspectionPolicy
from supervision.listings.choices import ListKind
from supervision.measures.choices import Target
from supervision.models import (
    DeclaredInterest,
    Inspection,
    InspectionTask,
    Inspector,
    Listing,
    Measure,
    Visitor,
)
from supervision.rules import TIERS

ROWS_AT_ONCE = 20_000


def businesses_of(task: InspectionTask, policy: InspectionPolicy, on: date) -> QuerySet[Entity]:
    """The businesses that the task may draw, each with its ``tier``."""
    rows = _with_tier(_within_filters(task), task, policy, on)
    rows = rows.exclude(pk__in=Inspection.objects.open().order_by().values("entity"))
    return rows if task.exception else rows.exclude(_at_cap(policy, on))


def businesses_at_cap(task: InspectionTask, policy: InspectionPolicy, on: date) -> int:
    """How many the yearly cap keeps out."""
    if task.exception:
        return 0
    rows = _with_tier(_within_filters(task), task, policy, on)
    return rows.filter(_at_cap(policy, on)).count()


def results_of(domain: str, on: date) -> QuerySet[ExternalAssessment]:
    """An industry's own results (行业信用评价) that bear on a day, the latest period first."""
    rows = ExternalAssessment.objects.filter(source=AssessmentSource.INDUSTRY, domain=domain)
    rows = rows.filter(withdrawn_at=None, counts_from__lte=on, counts_until__gt=on)
    return rows.order_by("-period_ends_on", "-pk")


def candidates(
    task: InspectionTask, policy: InspectionPolicy, on: date, salt: str
) -> Iterator[Candidate]:
    """The roster in order, read as a stream."""
    barred = barred_inspectors(task, policy)
    rows = with_key(businesses_of(task, policy, on), salt).order_by("key")
    for pk, key, tier in rows.values_list("pk", "key", "tier").iterator(ROWS_AT_ONCE):
        yield Candidate(key, tier, barred.get(pk, frozenset()))


def with_key(rows: QuerySet[Entity], salt: str) -> QuerySet[Any, Any]:
    """With ``key`` as ``drawing.roster_key`` computes it."""
    return rows.annotate(key=_Digest(Concat(Value(salt), F("uscc"))) if salt else F("uscc"))


def pool_of(task: InspectionTask, on: date) -> list[PoolMember]:
    """The inspectors of the agencies of a task whose certificates hold until its end."""
    rows = Inspector.objects.able(on).filter(valid_until__gte=task.ends_on)
    rows = rows.filter(agency__in=task.agencies).order_by("pk")
    return [PoolMember(row.number, row.agency.code) for row in rows.select_related("agency")]


def barred_inspectors(task: InspectionTask, policy: InspectionPolicy) -> dict[int, frozenset[str]]:
    """Business → inspectors who stand back: a declared interest, or there the last time."""
    barred: dict[int, set[str]] = defaultdict(set)
    if policy.recusal:
        interests = DeclaredInterest.objects.standing()
        interests = interests.filter(inspector__agency__in=task.agencies)
        for entity, inspector in interests.values_list("entity", "inspector"):
            barred[entity].add(str(inspector))
    if policy.avoid_same_inspector:
        last = Inspection.objects.filter(started_at__isnull=False)
        last = last.order_by("entity", "-started_at").distinct("entity")
        visitors = Visitor.objects.going().filter(inspection__in=last.values("pk"))
        for entity, inspector in visitors.values_list("inspection__entity", "inspector"):
            barred[entity].add(str(inspector))
    return {entity: frozenset(numbers) for entity, numbers in barred.items()}


class _Digest(Func):
    """The first characters of SHA-256 in hex."""

    template = f"left(encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex'), {KEY_LENGTH})"
    output_field = CharField()


def _within_filters(task: InspectionTask) -> QuerySet[Entity]:
    rows = Entity.objects.filter(status=EntityStatus.ACTIVE, confirmed_at__isnull=False)
    if task.codes:
        return rows.filter(uscc__in=task.codes)
    if task.kinds:
        rows = rows.filter(kind__in=task.kinds)
    if task.industries:
        prefixes = (Q(industry_code__startswith=code) for code in task.industries)
        rows = rows.filter(_any(prefixes))
    if towns := list(task.towns.values_list("pk", flat=True)):
        rows = rows.filter(town__in=towns)
    return rows


def _with_tier(
    rows: QuerySet[Entity], task: InspectionTask, policy: InspectionPolicy, on: date
) -> QuerySet[Entity]:
    """With the ``tier`` of the result, or a stricter one that a measure or a list asks for: what
    the treatment of the business says (``supervision.rules``)."""
    raised = [
        When(asking & Q(graded__in=TIERS[: TIERS.index(tier)]), then=Value(tier.value))
        for tier, asking in _asking(on)
    ]
    rows = rows.annotate(graded=_tier_of_result(task, policy, on))
    return rows.annotate(tier=Case(*raised, default=F("graded"), output_field=CharField()))


def _asking(on: date) -> Iterator[tuple[InspectionTier, Q]]:
    """Tiers that somebody asks for beside the class, the strictest first, and for whom."""
    measures = Measure.objects.in_force(on).filter(key_supervision=True, target=Target.ORGANISATION)
    for tier in reversed(TIERS):
        kinds = [kind for kind in ListKind if kind.tier == tier]
        asking = Q(pk__in=Listing.objects.in_force(on).filter(kind__in=kinds).values("entity"))
        if tier == InspectionTier.STRICT:
            yield tier, asking | Q(pk__in=measures.values("entity"))
        elif kinds:
            yield tier, asking


def _tier_of_result(task: InspectionTask, policy: InspectionPolicy, on: date) -> Coalesce:
    """The tier of the task's industry's own result, else of the grade in force (江阴 三(四), 吴忠
    二(三)); the pack says what holds for those with neither."""
    sources: list[QuerySet[Any]] = []
    if task.domain:
        sources.append(results_of(task.domain, on))
    if policy.falls_back or not task.domain:
        sources.append(Grade.objects.counting().filter(on__lte=on).order_by("-pk"))
    tiers = [_tier_in(rows.filter(entity=OuterRef("pk")), policy) for rows in sources]
    return Coalesce(*tiers, Value(policy.ungraded.value), output_field=CharField())


def _tier_in(rows: QuerySet[Any], policy: InspectionPolicy) -> Subquery:
    """The tier of the grade in the first of the rows."""
    whens = (
        When(grade__in=letters, then=Value(tier.value))
        for tier in InspectionTier
        if (letters := policy.grades_of(tier))
    )
    tier = Case(*whens, output_field=CharField())
    return Subquery(rows.annotate(tier=tier).values("tier")[:1])


def _at_cap(policy: InspectionPolicy, on: date) -> Q:
    """As many visits in twelve months as the tier allows."""
    made = Inspection.objects.made_within_year(on)
    return _any(
        Q(pk__in=made.at_least(rules.cap), tier=tier.value)
        for tier, rules in policy.tiers.items()
        if rules.cap is not None
    )


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions, Q(pk__in=[]))
