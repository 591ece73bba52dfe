"""Shape of what officers choose on the pages of runs."""

from datetime import date

from django import forms

from credit_portal.shared.forms import DayField, RefusableForm
from entities.industries import SECTIONS
from entities.models import Town
from grading.choices import CreditGrade, RunKind
from grading.runs.changes import Direction

STARTED_KINDS = [
    (RunKind.INCREMENTAL.value, "增量评价：只评价上次评价以后有新信息或有记录到期的主体"),
    (RunKind.FULL.value, "全面评价：按现行模型和政策重新评价全部主体"),
]


class StartForm(RefusableForm):
    """Which run to start, and why."""

    kind = forms.ChoiceField(
        label="评价范围", choices=STARTED_KINDS, initial=RunKind.INCREMENTAL,
        widget=forms.RadioSelect,
    )  # fmt: skip
    cause = forms.CharField(label="起因", max_length=200)


class ReproductionForm(RefusableForm):
    """Which past day to compute again."""

    on = DayField(label="评价日期")

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.today = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("只能复算今天或以前的日期。")
        return on


class ChangesForm(forms.Form):
    """Which changes a list shows."""

    direction = forms.ChoiceField(
        label="变动", required=False, choices=[("", "全部变动"), *Direction.choices]
    )
    grade = forms.ChoiceField(
        label="新等级", required=False, choices=[("", "全部等级"), *CreditGrade.choices]
    )

    @property
    def chosen(self) -> dict[str, str]:
        """The filter; what cannot be chosen filters nothing."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class DistributionForm(forms.Form):
    """Of which town or industry the spread is shown."""

    town = forms.ModelChoiceField(
        label="镇街", queryset=Town.objects.all(), required=False, empty_label="全市"
    )
    section = forms.ChoiceField(
        label="行业门类", required=False, choices=[("", "全部行业"), *SECTIONS.items()]
    )

    @property
    def chosen(self) -> tuple[Town | None, str]:
        """Nothing chosen, or what cannot be chosen: the whole city, every industry."""
        self.is_valid()
        return self.cleaned_data.get("town"), self.cleaned_data.get("section", "")
