"""Shape of what leaders choose."""

from typing import Any

from django import forms

from credit_portal.accounts.models import Agency
from credit_portal.insight.figures.spread import NOT_KNOWN, Chosen
from credit_portal.insight.figures.topic import State
from credit_portal.shared.forms import DayField
from entities.industries import SECTIONS
from entities.models import Town
from grading.choices import CreditClass, CreditGrade


class PeriodForm(forms.Form):
    """The period of the figures."""

    since = DayField(label="统计期间起")
    until = DayField(label="统计期间止")

    def clean(self) -> dict[str, Any]:
        """A period in order."""
        said = dict(super().clean() or self.cleaned_data)
        if len(said) > 1 and said["until"] < said["since"]:
            self.add_error("until", "止日不能早于起日。")
        return said


class TopicForm(forms.Form):
    """Which rows of a topic are listed."""

    since = DayField(label="统计期间起")
    until = DayField(label="统计期间止")
    state = forms.ChoiceField(label="情况", required=False)
    agency = forms.ModelChoiceField(
        label="单位", queryset=Agency.objects.all(), required=False, empty_label="全部单位"
    )

    def __init__(self, *args: Any, states: dict[str, State], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["state"].choices = [("", "全部")] + [
            (name, state.label) for name, state in states.items()
        ]


class BusinessesForm(forms.Form):
    """Which businesses of the last full run are listed; what cannot be chosen filters nothing."""

    credit_class = forms.ChoiceField(
        label="信用类别", required=False, choices=[("", "全部类别"), *CreditClass.choices]
    )
    grade = forms.ChoiceField(
        label="信用等级", required=False, choices=[("", "全部等级"), *CreditGrade.choices]
    )
    town = forms.ChoiceField(label="镇街", required=False)
    section = forms.ChoiceField(
        label="行业门类", required=False,
        choices=[("", "全部行业"), *SECTIONS.items(), (NOT_KNOWN, "未登记")],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        towns = [(str(pk), name) for pk, name in Town.objects.values_list("pk", "name")]
        fields["town"].choices = [("", "全市"), *towns, (NOT_KNOWN, "未登记")]

    @property
    def chosen(self) -> Chosen:
        self.is_valid()
        return Chosen(**{name: self.cleaned_data.get(name, "") for name in self.fields})
