"""What every act of supervision shares: lock, take the step or refuse, and whose turn it is."""

from datetime import date, datetime
from typing import Any, TypeVar

from django.db import models
from django.db.models import Max
from django.utils import timezone
from django_fsm import can_proceed

from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.accounts.viewers import viewer_of
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Refused
from credit_portal.shared.visibility import visible_one
from entities.models import CreditRecord
from supervision.inspections.permissions import INSPECTING_ROLES

CHANGED_MEANWHILE = "其他人员刚刚修改过，您的修改没有保存；请刷新后再看。"
M = TypeVar("M", bound=models.Model)


def locked(case: M, *related: str) -> M:
    """The case as it stands now, locked until the end of the transaction."""
    rows = type(case)._default_manager.select_for_update(of=("self",)).select_related(*related)
    return rows.get(pk=case.pk)


def step(case: Any, act: str) -> None:
    """Make the transition ``act``.

    Raises:
        Refused: the state does not allow it; perhaps another officer was quicker.
    """
    transition = getattr(case, act)
    if not can_proceed(transition):
        steps = case.get_all_status_transitions()
        label = next(step.custom["label"] for step in steps if step.name == act)
        raise Refused(
            "wrong_state",
            f"该{case._meta.verbose_name}现为“{case.get_status_display()}”，不能办理“{label}”；"
            "可能已由其他人员办理，请刷新后再看。",
        )
    transition()


def require_inspecting(by: Actor, agency: Agency) -> None:
    """Items, inspectors, plans, draws and visits belong to officers who inspect, of the agency.

    Raises:
        NotAllowed: an officer of another role, or of another agency.
    """
    require_role(by, INSPECTING_ROLES)
    require_agency(by, agency)


def visible_record(record: CreditRecord, by: Actor, on: date) -> CreditRecord:
    """The record on which an act rests, locked; an officer rests nothing on what is kept from him.

    Raises:
        NotVisible: the officer may not see it.
    """
    rows = CreditRecord.objects.select_for_update(of=("self",))
    if isinstance(by, User):
        rows = rows.visible_to(viewer_of(by), on)
    return visible_one(rows, pk=record.pk)


def too_far(day: date) -> str:
    """Why a last day cannot be reckoned with, or nothing: the calendar itself ends."""
    return "日期过远，没有截止日期的请留空。" if day.year == date.max.year else ""


def version_of(case: Any) -> int:
    """The number of the last saved version, for ``require_unchanged``."""
    number: int | None = case.history.aggregate(last=Max("history_id"))["last"]
    return number or 0


def require_unchanged(case: Any, seen: int | None) -> None:
    """Whoever edits a text must have read what it replaces.

    Raises:
        Refused: another officer saved since ``seen``.
    """
    if seen is not None and version_of(case) != seen:
        raise Refused("changed_meanwhile", CHANGED_MEANWHILE)


def day_of(at: datetime) -> date:
    """The calendar day of an instant, in Asia/Shanghai."""
    return timezone.localdate(at)
