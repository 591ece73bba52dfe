"""When a light turns yellow: by the calendar and the pack, read once for a page."""

from dataclasses import dataclass
from datetime import date, timedelta

from credit_portal.policy.selectors import pack_in_force, work_calendar
from credit_portal.shared.workdays import WorkCalendar, add_workdays, workdays_until


@dataclass(frozen=True)
class Lights:
    """What all lights of a day share.

    Attributes:
        yellow_days: with so many working days left, or fewer, a light is yellow
            (``deadlines.yellow_days_left`` of the pack).
    """

    today: date
    calendar: WorkCalendar
    yellow_days: int

    def left(self, due_on: date) -> int:
        """Working days left; negative once the last day is past."""
        return workdays_until(self.today, due_on, self.calendar)

    @property
    def yellow_up_to(self) -> date:
        """The latest last day whose light is yellow today."""
        first_green = add_workdays(self.today, self.yellow_days + 1, self.calendar).date
        return first_green - timedelta(days=1)


def lights_on(today: date) -> Lights:
    """The lights of a day."""
    yellow_days = int(pack_in_force(today).deadlines.yellow_days_left.value)
    return Lights(today, work_calendar(), yellow_days)
