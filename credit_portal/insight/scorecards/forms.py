"""Shape of what the lead office fills in about notices."""

from typing import Any

from django import forms

from credit_portal.insight.choices import NoticeKind
from credit_portal.shared.forms import RefusableForm


class MonthForm(forms.Form):
    """Which month the table shows."""

    month = forms.ChoiceField(label="月份", required=False)

    def __init__(self, *args: Any, months: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["month"].choices = [(f"{day:%Y-%m-%d}", f"{day:%Y年%-m月}") for day in months]


class NoticeForm(RefusableForm):
    """Praise or criticism."""

    kind = forms.TypedChoiceField(
        label="种类", choices=NoticeKind.choices, coerce=NoticeKind, widget=forms.RadioSelect
    )
    reason = forms.CharField(label="事由", max_length=2000, widget=forms.Textarea)
