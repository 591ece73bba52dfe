"""One application as its pages show it: parts, steps, files, what happened, who has followed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from credit_portal.accounts.viewers import Viewer
from credit_portal.policy.selectors import pack_in_force
from entities.feed.selectors import Reception, receptions_by_change
from repair.choices import ApplicationStatus, ItemStatus
from repair.models import RepairApplication, RepairItem, RepairPart, RepairProof
from repair.requirements import Requirement, requirements
from repair.selectors import RecordOption, options_of
from repair.services.decision import change_of
from repair.services.drafting import items_of

Line = tuple[RepairItem, RecordOption]


@dataclass(frozen=True)
class Part:
    """What one agency decides."""

    part: RepairPart
    lines: list[Line]

    @property
    def is_decided(self) -> bool:
        return all(item.decided_at for item, _ in self.lines)


@dataclass(frozen=True)
class Case:
    """Everything about one application on a day."""

    application: RepairApplication
    items: list[RepairItem]
    parts: list[Part]
    requirements: list[Requirement]
    proofs: list[RepairProof]
    receptions: list[tuple[RepairItem, list[Reception]]]
    timeline: list[dict[str, Any]]


def case_of(application: RepairApplication, viewer: Viewer, on: date) -> Case:
    """The application as a viewer may see it: an agency the parts that it decides."""
    parts = application.parts.visible_to(viewer).select_related("agency", "deadline", "verified_by")
    keys = {part.pk for part in parts}
    items = [item for item in items_of(application) if item.part_id in keys]
    found = {option.record.pk: option for option in options_of([i.record for i in items], on)}
    return Case(
        application=application,
        items=items,
        parts=[
            Part(
                part=part,
                lines=[(i, found[i.record_id]) for i in items if i.part_id == part.pk],
            )
            for part in parts
        ],
        requirements=requirements(application, items, pack_in_force(on)) if items else [],
        proofs=list(proofs_of(application, items)),
        receptions=list(_receptions(items)),
        timeline=sorted(_happenings(application, items), key=lambda line: line["at"]),
    )


def proofs_of(application: RepairApplication, items: list[RepairItem]) -> QuerySet[RepairProof]:
    """The files of the application as a whole, and those of the given records."""
    own = Q(item=None) | Q(item__in=items)
    return application.proofs.filter(own).select_related("item__record")


def _receptions(items: list[RepairItem]) -> Iterator[tuple[RepairItem, list[Reception]]]:
    granted = [item for item in items if item.status == ItemStatus.GRANTED]
    changes = {item.pk: change for item in granted if (change := change_of(item))}
    readers = receptions_by_change(list(changes.values()))
    for item in granted:
        if item.pk in changes:
            yield item, readers[changes[item.pk].pk]


def _happenings(
    application: RepairApplication, items: list[RepairItem]
) -> Iterator[dict[str, Any]]:
    """What happened, for the time line."""

    def line(title: str, at: datetime | None, text: str = "", tone: str = "info") -> Any:
        return {"title": title, "at": at, "text": text, "tone": tone}

    steps = [
        line("起草申请", application.drafted_at, tone="neutral"),
        line("提交申请", application.submitted_at, application.number or ""),
        line("转认定单位办理", application.forwarded_at),
        line("要求补正", application.supplement_asked_at, application.supplement_request,
             "warning"),
        line("提交补正", application.supplemented_at, application.supplement),
    ]  # fmt: skip
    for item in items:
        decided = item.decision
        steps += [
            line(f"{decided.label}：{item.record}", item.decided_at, item.reason, decided.tone),
            line(f"异议成立，准予修复：{item.record}", item.upheld_at, item.upheld_reason,
                 "success"),
            line(f"撤销修复：{item.record}", item.revoked_at, item.revoke_reason, "danger"),
        ]  # fmt: skip
    ended = "撤回申请" if application.status == ApplicationStatus.WITHDRAWN else "办结"
    steps.append(line(ended, application.closed_at, tone="success"))
    return (step for step in steps if step["at"])
