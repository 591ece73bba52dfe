"""The calendar of working days: one notice a year, one row per day that it changes."""

from django.db import models
from simple_history.models import HistoricalRecords

from credit_portal.policy.choices import DayKind


class HolidayNotice(models.Model):
    """The yearly notice of the State Council's office; a year without one is provisional."""

    year = models.PositiveSmallIntegerField("年份", unique=True)
    title = models.CharField("通知标题", max_length=200)
    number = models.CharField("文号", max_length=60)
    is_confirmed = models.BooleanField("文号已核对", default=True)
    imported_at = models.DateTimeField("录入时间")

    history = HistoricalRecords(
        verbose_name="放假通知历史",
        history_change_reason_field=models.TextField(null=True),
    )

    class Meta:
        verbose_name = "放假通知"
        verbose_name_plural = "放假通知"
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"{self.year}年 {self.number}"


class CalendarDay(models.Model):
    """A day that differs from Monday to Friday."""

    date = models.DateField("日期", unique=True)
    kind = models.CharField("类型", max_length=8, choices=DayKind)
    name = models.CharField("名称", max_length=40)
    notice = models.ForeignKey(
        HolidayNotice, models.CASCADE, related_name="days", verbose_name="放假通知"
    )

    class Meta:
        verbose_name = "日历"
        verbose_name_plural = "日历"
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.get_kind_display()}"
