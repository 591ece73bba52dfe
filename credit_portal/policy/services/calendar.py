"""The yearly holiday notice enters the calendar."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from credit_portal.accounts.permissions import require_role
from credit_portal.audit import services as audit
from credit_portal.policy.events import HolidayNoticeImported
from credit_portal.policy.models import CalendarDay, HolidayNotice
from credit_portal.policy.notices import NoticeDay, shipped_notices
from credit_portal.policy.permissions import EDITORS
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Refused
from credit_portal.shared.events import publish
from credit_portal.shared.history import save_with_history


def import_holiday_notice(
    *, year: int, title: str, number: str, days: Sequence[NoticeDay], by: Actor, at: datetime,
    is_confirmed: bool = True, reason: str = "",
) -> HolidayNotice:  # fmt: skip
    """Enter the notice of a year, or put right the one that is there.

    Raises:
        NotAllowed: not an officer of the lead office.
        Refused: a day already belongs to the notice of another year.
    """
    require_role(by, EDITORS)
    with transaction.atomic():
        notice = HolidayNotice.objects.select_for_update().filter(year=year).first()
        before = _facts(notice) if notice else None
        notice = notice or HolidayNotice(year=year)
        _refuse_days_of_others(year, days)
        notice.title, notice.number = title, number
        notice.is_confirmed, notice.imported_at = is_confirmed, at
        save_with_history(notice, by=by, at=at, reason=reason)
        notice.days.all().delete()
        CalendarDay.objects.bulk_create(
            CalendarDay(date=day.date, kind=day.kind, name=day.name, notice=notice) for day in days
        )
        audit.record(
            obj=notice, act="policy.import_holiday_notice", by=by, at=at, reason=reason,
            before=before, after=_facts(notice),
        )  # fmt: skip
        publish(HolidayNoticeImported(year))
    return notice


def install_notices(*, by: Actor, at: datetime) -> list[HolidayNotice]:
    """Enter the shipped notices of years that have none; safe to run again."""
    known = set(HolidayNotice.objects.values_list("year", flat=True))
    return [
        import_holiday_notice(
            year=notice.year,
            title=notice.title,
            number=notice.number,
            days=notice.days,
            is_confirmed=notice.is_confirmed,
            reason="随平台安装",
            by=by,
            at=at,
        )
        for notice in shipped_notices()
        if notice.year not in known
    ]


def _refuse_days_of_others(year: int, days: Sequence[NoticeDay]) -> None:
    dates = [day.date for day in days]
    taken = CalendarDay.objects.filter(date__in=dates).exclude(notice__year=year).first()
    if taken:
        raise Refused("day_taken", f"{taken.date} 已属于另一年的通知。")


def _facts(notice: HolidayNotice) -> dict[str, Any]:
    kinds = Counter(notice.days.values_list("kind", flat=True))
    return {"number": notice.number, "days_off": kinds["off"], "workdays": kinds["work"]}
