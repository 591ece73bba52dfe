"""Reads of inspections: clashes, the burden of a business, deadlines of publication."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from credit_portal.policy.choices import InspectionTier
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.workdays import Deadline, WorkCalendar, add_months, add_workdays
from entities.models import Entity
from grading.choices import AssessmentSource
from grading.models import ExternalAssessment
from supervision.drawing import WHOLE
from supervision.inspections.policy import InspectionPolicy, inspection_policy
from supervision.inspections.querysets import MONTHS_OF_CAP
from supervision.models import Inspection, InspectionTask
from supervision.rules import Said
from supervision.selectors import standing_of, treatment_for


@dataclass(frozen=True)
class Burden:
    """检查负担: how often a business was visited, and how often it may be.

    Attributes:
        made: visits begun in the twelve months, the latest first.
        open: drawn and not finished.
        cap: at most so many in twelve months; ``None`` where inspected as needed.
        free_from: from this day on another visit fits under the cap.
    """

    on: date
    made: list[Inspection]
    open: list[Inspection]
    tier_label: str
    cap: int | None
    free_from: date

    @property
    def is_full(self) -> bool:
        return self.free_from > self.on

    @property
    def items(self) -> int:
        """Items inspected in those visits: what a visit for each item would have cost."""
        return sum(visit.draw.task.items.count() for visit in self.made)


def burden_of(entity: Entity, on: date) -> Burden:
    """The burden meter of a business."""
    policy = inspection_policy(on)
    tier = treatment_for(entity, on).inspection.tier.value
    rows = Inspection.objects.filter(entity=entity).select_related("draw__task__agency")
    rows = rows.prefetch_related("draw__task__partners", "draw__task__items")
    made = list(rows.made_within_year(on).order_by("-started_at"))
    cap = policy.tiers[tier].cap
    return Burden(
        on=on,
        made=made,
        open=list(rows.open().order_by("pk")),
        tier_label=tier.label,
        cap=cap,
        free_from=_free_from(made, cap, on),
    )


def clashes_of(task: InspectionTask) -> list[InspectionTask]:
    """Issued tasks that overlap in time and may draw the same businesses.

    A task of an exception clashes with none: it goes to whom the exception names.
    """
    if task.exception:
        return []
    others = InspectionTask.objects.issued().exclude(pk=task.pk).filter(exception="")
    others = others.overlapping(task.starts_on, task.ends_on)
    if towns := list(task.towns.values_list("pk", flat=True)):
        others = others.filter(Q(towns=None) | Q(towns__in=towns)).distinct()
    return [
        other
        for other in others
        if _meet(task.kinds, other.kinds) and _overlap(task.industries, other.industries)
    ]


def assessed_domains() -> list[str]:
    """The industries with results of their own (行业信用评价)."""
    rows = ExternalAssessment.objects.filter(source=AssessmentSource.INDUSTRY, withdrawn_at=None)
    return list(rows.order_by("domain").values_list("domain", flat=True).distinct())


def share_of(task: InspectionTask, policy: InspectionPolicy, tier: InspectionTier) -> int:
    """Per cent of a tier: the task's, else the pack's; an exception goes to all it names."""
    if task.exception:
        return WHOLE
    share: int = task.shares.get(tier.value, policy.tiers[tier].share)
    return share


def shares_of(task: InspectionTask, policy: InspectionPolicy) -> list[tuple[str, str, int]]:
    """Name, grades and share of each tier that the pack uses."""
    return [
        (tier.label, "、".join(grades), share_of(task, policy, tier))
        for tier in InspectionTier
        if (grades := policy.grades_of(tier))
    ]


def leniency_of(visit: Inspection, on: date) -> Said[str] | None:
    """包容审慎 (江阴 三(五), 伊春 三-2): of a joint visit to a class for which the pack asks it."""
    if not visit.draw.task.partners.exists():
        return None
    pack = pack_in_force(on)
    said = pack.classes[standing_of(visit.entity, on, pack).credit_class]
    clause = said.lenient_joint_inspection
    return Said(said.name.value, said.name.value, clause.basis) if clause.value else None


def publish_by(visit: Inspection, policy: InspectionPolicy, calendar: WorkCalendar) -> Deadline:
    """Until when the result may be published, counted from its forming."""
    if visit.entered_at is None:
        raise ValueError("a visit without a result has no day of publication")
    formed_on = timezone.localdate(visit.entered_at)
    return add_workdays(formed_on, policy.days_to_publish, calendar)


def _free_from(made: list[Inspection], cap: int | None, on: date) -> date:
    """The day on which the ``cap``-th last visit leaves the twelve months."""
    if cap is None or len(made) < cap:
        return on
    oldest = made[cap - 1].started_at
    if oldest is None:
        raise ValueError("a visit that was made has begun")
    return add_months(timezone.localdate(oldest), MONTHS_OF_CAP)


def _meet(mine: list[str], theirs: list[str]) -> bool:
    return not mine or not theirs or bool(set(mine) & set(theirs))


def _overlap(mine: list[str], theirs: list[str]) -> bool:
    """Industries by the beginning of their code."""
    if not mine or not theirs:
        return True
    return any(a.startswith(b) or b.startswith(a) for a in mine for b in theirs)
