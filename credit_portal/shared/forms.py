"""What forms of the desk share."""

from django import forms

from credit_portal.shared.errors import DomainError, Invalid


def day_input() -> forms.DateInput:
    """The browser's own calendar."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


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


class ReasonForm(RefusableForm):
    """A reason and nothing else, for acts that take something back."""

    reason = forms.CharField(label="理由", max_length=500, widget=text_area(3))
