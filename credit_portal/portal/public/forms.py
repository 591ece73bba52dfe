"""What visitors choose above a column."""

from collections.abc import Iterable
from typing import Any

from django import forms

from credit_portal.portal.public.publications import PublicationFilter
from credit_portal.shared.forms import DayField


class PublicationFilterForm(forms.Form):
    """Period of the decision, and the authority that took it."""

    first = DayField(label="作出日期自", required=False)
    last = DayField(label="作出日期至", required=False)
    authority = forms.ChoiceField(label="作出机关", required=False)

    def __init__(self, data: Any, authorities: Iterable[str]) -> None:
        super().__init__(data)
        choices = [(name, name) for name in authorities]
        self.fields["authority"].choices = [("", "全部机关"), *choices]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> PublicationFilter:
        """What was chosen; a mistyped value filters nothing and is shown beside its field."""
        self.is_valid()
        return PublicationFilter(
            first=self.cleaned_data.get("first"),
            last=self.cleaned_data.get("last"),
            authority=self.cleaned_data.get("authority", ""),
        )
