"""The question to a passport: on which day, as known when."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from credit_portal.shared.forms import DayField, RefusableForm
from grading.passport.reading import Asked

MOMENT = forms.DateTimeInput(
    attrs={"type": "datetime-local", "step": "1"}, format="%Y-%m-%dT%H:%M:%S"
)


class AskedForm(RefusableForm):
    """Any day in the past, as known at any moment; what is left empty is as last evaluated."""

    on = DayField(label="评价日期", required=False)
    known_at = forms.DateTimeField(label="数据截至", required=False, widget=MOMENT)

    def __init__(self, *args: Any, latest: Asked, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"on": latest.on, "known_at": latest.known_at}
        self.latest, self.now = latest, now

    def clean_on(self) -> date | None:
        """The grade of a day to come is a forecast, not a grade."""
        on: date | None = self.cleaned_data["on"]
        if on and on > timezone.localdate(self.now):
            raise forms.ValidationError("评价日期不能晚于今天。")
        return on

    def clean_known_at(self) -> datetime | None:
        """Nothing is known of the future: a passport of it would not stay the same."""
        known_at: datetime | None = self.cleaned_data["known_at"]
        if known_at and known_at > self.now:
            raise forms.ValidationError("数据截至时刻不能晚于现在。")
        return known_at

    def asked(self) -> Asked:
        """The question; that of the last evaluation where the form asks nothing valid."""
        if not self.is_bound or not self.is_valid():
            return self.latest
        chosen = self.cleaned_data
        return Asked(chosen["on"] or self.latest.on, chosen["known_at"] or self.latest.known_at)
