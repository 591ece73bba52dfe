"""Fields that the forms share."""

from datetime import date

import pytest
from django import forms

from credit_portal.shared.clock import today
from credit_portal.shared.forms import DayField, MonthField


class Sheet(forms.Form):
    day = DayField(required=False)
    month = MonthField(required=False)


@pytest.mark.parametrize(
    ("name", "text"),
    [("day", "1949-09-30"), ("day", "9999-12-31"), ("month", "9999-12"), ("month", "0226-10")],
)
def test_a_mistyped_year_is_said(name: str, text: str) -> None:
    form = Sheet({name: text})
    assert "核对年份" in form.errors[name][0]


@pytest.mark.parametrize("text", ["", "1949-10-01", "2026-11-20", str(today())])
def test_days_of_documents_are_taken(text: str) -> None:
    assert Sheet({"day": text}).is_valid()


def test_a_month_is_its_first_day() -> None:
    form = Sheet({"month": "2026-10"})
    assert form.is_valid()
    assert form.cleaned_data["month"] == date(2026, 10, 1)
    assert 'type="month"' in str(form["month"])
