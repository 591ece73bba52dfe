"""What forms of the desk share."""

from datetime import date
from typing import Any

from django import forms

from credit_portal.shared.clock import today
from credit_portal.shared.errors import DomainError, Invalid
from credit_portal.shared.workdays import LONG_TERM, add_months

EARLIEST = date(1949, 10, 1)
MONTHS_AHEAD = 12 * 50
FILES_HELP = "PDF、JPG 或 PNG，每个不超过 20 MB，可以一次选择多个"


def day_input() -> forms.DateInput:
    """The browser's own calendar."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day that a document can name; a mistyped year is not one."""

    widget = day_input()

    def validate(self, value: date | None) -> None:
        super().validate(value)
        latest = add_months(today(), MONTHS_AHEAD)
        if value and value != LONG_TERM and not EARLIEST <= value <= latest:
            raise forms.ValidationError(
                f"请填写 {EARLIEST} 至 {latest} 之间的日期，核对年份是否有误。", "out_of_range"
            )


class MonthField(DayField):
    """A month, as its first day."""

    widget = forms.DateInput(attrs={"type": "month"}, format="%Y-%m")
    input_formats = ["%Y-%m"]


class FilesInput(forms.ClearableFileInput):
    """The browser's control for several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; a list, empty where none is chosen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": FilesInput(), "help_text": FILES_HELP, **kwargs})

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = [file for file in data or [] if file]
        if not files:
            return [super().clean(None, initial)] if self.required else []
        clean = super().clean
        return [clean(file, initial) for file in files]


def text_area(rows: int) -> forms.Textarea:
    """A text of about so many lines."""
    return forms.Textarea(attrs={"rows": rows})


class RefusableForm(forms.Form):
    """A form that shows a refusal of the domain beside what was typed."""

    def show(self, error: DomainError) -> None:
        """Put the refusal to its fields, or above the form."""
        fields = error.fields if isinstance(error, Invalid) else {}
        for name, sentence in fields.items():
            self.add_error(name if name in self.fields else None, sentence)
        if not fields:
            self.add_error(None, error.message)


class VisitorForm(RefusableForm):
    """A form for everybody, with a field that people do not see (``components/trap.html``)."""

    @property
    def is_machine(self) -> bool:
        """Programs fill in whatever there is."""
        return bool(self.data.get("website"))


class ReasonForm(RefusableForm):
    """A reason and nothing else, for acts that take something back."""

    reason = forms.CharField(label="理由", max_length=500, widget=text_area(3))
