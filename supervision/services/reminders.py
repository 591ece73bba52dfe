"""信用提示: one act tells all businesses of a class."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet, Value
from django.urls import reverse

from credit_portal.accounts.models import Agency
from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.audit import services as audit
from credit_portal.messages.services import tell_all
from credit_portal.policy.choices import CreditClass
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Refused, required
from credit_portal.shared.history import user_of
from entities.choices import EntityStatus
from entities.models import Entity, Town
from grading.models import Grade
from supervision.models import CreditReminder
from supervision.reminders.permissions import REMINDING_ROLES
from supervision.services.steps import day_of


@dataclass(frozen=True, kw_only=True)
class ReminderDraft:
    """Whom an agency reminds of what; ``section`` and ``town`` narrow the class."""

    credit_class: CreditClass
    subject: str
    text: str
    section: str = ""
    town: Town | None = None


@transaction.atomic
def send_credit_reminder(
    *, draft: ReminderDraft, agency: Agency, by: Actor, at: datetime
) -> CreditReminder:
    """Remind every business of a class whose treatment says so.

    Raises:
        NotAllowed: another role, or another agency.
        Refused: the pack reminds no such class, nobody is in it, or it was reminded today.
        Invalid: nothing is said.
    """
    require_role(by, REMINDING_ROLES)
    require_agency(by, agency)
    on = day_of(at)
    said = pack_in_force(on).classes[draft.credit_class]
    if not said.credit_reminder.value:
        raise Refused("no_reminder", f"{said.name.value}类不开展信用提示警示。")
    reminder, is_new = CreditReminder.objects.get_or_create(
        agency=agency, credit_class=draft.credit_class, section=draft.section, town=draft.town,
        sent_on=on,
        defaults={
            "subject": required(draft.subject, "subject", "标题"),
            "text": required(draft.text, "text", "提示内容"),
            "basis": said.credit_reminder.basis, "sent_by": user_of(by), "sent_at": at,
        },
    )  # fmt: skip
    if not is_new:
        raise Refused("reminded_today", "今天已经向这些主体发送过信用提示。")
    reminder.recipients = tell_all(
        _businesses(draft, on).values_list("uscc", Value("")), occasion=f"reminder:{reminder.pk}",
        subject=reminder.subject, text=reminder.text, url=reverse("grading:my_grade"), at=at,
    )  # fmt: skip
    if not reminder.recipients:
        raise Refused("nobody", "没有符合条件的主体，未发送。")
    reminder.save(update_fields=["recipients"])
    audit.record(
        by=by, act="supervision.send_credit_reminder", obj=reminder, at=at,
        after={"credit_class": draft.credit_class, "recipients": reminder.recipients},
    )  # fmt: skip
    return reminder


def _businesses(draft: ReminderDraft, on: date) -> QuerySet[Entity]:
    """The active businesses whose grade in force is of the class."""
    grades = Grade.objects.filter(
        pk__in=Grade.objects.in_force(on).values("pk"), credit_class=draft.credit_class
    )
    rows = Entity.objects.filter(
        pk__in=grades.values("entity"), status=EntityStatus.ACTIVE, confirmed_at__isnull=False
    )
    if draft.section:
        rows = rows.filter(industry_code__startswith=draft.section)
    return rows.filter(town=draft.town) if draft.town else rows
