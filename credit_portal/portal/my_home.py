"""What the first page of the enterprise centre tells of one business."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any

from django.urls import reverse

from commitments.models import Commitment
from credit_portal.accounts.viewers import Viewer
from credit_portal.messages.models import Message
from credit_portal.shared.errors import DomainError
from disputes.choices import DisputeStatus
from disputes.models import Dispute
from entities.models import Entity
from grading.models import Grade
from grading.passport.reading import grades_of, last_asked, passport_for
from repair.choices import ApplicationStatus
from repair.models import RepairApplication
from supervision.correction.choices import OrderStatus
from supervision.models import Listing, RectificationOrder

MESSAGES_SHOWN = 4
LINES_SHOWN = 8


@dataclass(frozen=True)
class Due:
    """Something that the business has to do by a day."""

    label: str
    matter: str
    due_on: date
    url: str


@dataclass(frozen=True)
class GradeNow:
    """The grade in force in one glance."""

    grade: Grade
    since: date
    change: str
    lift: str


def home_of(entity: Entity, viewer: Viewer, on: date) -> dict[str, Any]:
    """The page of one business: grade, what is due, what it was told."""
    messages = Message.objects.addressed_to(viewer)
    return {
        "entity": entity,
        "grade_now": _grade_now(entity, viewer),
        "due": sorted(_due(entity, viewer, on), key=lambda line: line.due_on)[:LINES_SHOWN],
        "latest": messages[:MESSAGES_SHOWN],
        "unread": messages.unread().count(),
    }


def _grade_now(entity: Entity, viewer: Viewer) -> GradeNow | None:
    """The grade with what lifts it; nothing where the viewer may see none."""
    history = grades_of(entity, viewer)
    if not history:
        return None
    now = history[0]
    same = list(takewhile(lambda grade: grade.credit_class == now.credit_class, history))
    try:
        content = passport_for(entity, last_asked(), viewer).content
    except DomainError:
        content = {}
    return GradeNow(
        now, same[-1].on, content.get("change", ""), next(iter(content.get("lifts", ())), "")
    )


def _due(entity: Entity, viewer: Viewer, on: date) -> Iterator[Due]:
    """What has a day, whatever room it belongs to."""
    missing = Commitment.objects.visible_to(viewer, on).awaiting_supplement().filter(entity=entity)
    for commitment in missing:
        if commitment.supplement_due_on:
            yield Due(
                "补交承诺材料", commitment.matter, commitment.supplement_due_on,
                reverse("commitments:my_list"),
            )  # fmt: skip
    orders = RectificationOrder.objects.visible_to(viewer).filter(status=OrderStatus.ORDERED)
    for order in orders.filter(entity=entity):
        url = reverse("supervision:my_order", args=[order.pk])
        yield Due("限期整改", order.matter, order.due_on, url)
    disputes = Dispute.objects.visible_to(viewer).filter(status=DisputeStatus.SUPPLEMENTING)
    for dispute in disputes.filter(entity=entity).select_related("supplement_deadline"):
        if dispute.supplement_deadline:
            url = reverse("disputes:my_case", args=[dispute.number])
            yield Due("补正异议", dispute.number, dispute.supplement_deadline.due_on, url)
    asked = RepairApplication.objects.visible_to(viewer).filter(entity=entity)
    asked = asked.filter(status=ApplicationStatus.SUPPLEMENT).select_related("supplement_deadline")
    for application in asked:
        if application.supplement_deadline:
            url = reverse("repair:my_application", args=[application.pk])
            yield Due("补正修复申请", str(application), application.supplement_deadline.due_on, url)
    told = Listing.objects.visible_to(viewer).hearing(on).filter(entity=entity)
    for listing in told.select_related("statement_deadline"):
        if listing.statement_deadline:
            url = reverse("supervision:my_listing", args=[listing.pk])
            yield Due("陈述申辩", listing.name, listing.statement_deadline.due_on, url)
