"""Packs with their versions and regions, and the calendar of working days."""

from credit_portal.policy.models.assignment import PackAssignment
from credit_portal.policy.models.calendar import CalendarDay, HolidayNotice
from credit_portal.policy.models.pack import PackVersion, PolicyPack

__all__ = ["CalendarDay", "HolidayNotice", "PackAssignment", "PackVersion", "PolicyPack"]
