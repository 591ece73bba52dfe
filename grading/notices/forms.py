"""Shape of what officers fill in; the rules themselves are asked by the services."""

from datetime import date
from typing import Any

from django import forms

from credit_portal.shared.forms import DayField, RefusableForm, text_area
from entities import uscc
from entities.models import Entity
from grading.choices import AssessmentSource, CreditGrade, OverrideStatus
from grading.services.assessments import Result
from grading.services.overrides import longest_override

ANY = [("", "全部")]


class AssessmentFilterForm(forms.Form):
    """The filters of the list of results."""

    q = forms.CharField(label="名称或代码", required=False)
    source = forms.ChoiceField(
        label="来源", required=False, choices=[*ANY, *AssessmentSource.choices]
    )
    domain = forms.CharField(label="领域", required=False)
    period = forms.CharField(label="评价周期", required=False)


class AssessmentForm(RefusableForm):
    """One result, by hand."""

    entity = forms.CharField(
        label="统一社会信用代码", max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    source = forms.ChoiceField(label="来源", choices=AssessmentSource)
    domain = forms.CharField(
        label="领域", max_length=50, required=False, help_text="行业信用评价必填，如：交通运输"
    )
    period = forms.CharField(label="评价周期", max_length=20, help_text="如：2026、2026Q3、2026-10")
    grade = forms.CharField(
        label="评价等级", max_length=10,
        help_text="国家评价为A至D（优、良、中、差），其他为A至E",
    )  # fmt: skip
    assessed_on = DayField(label="评价日期")

    def clean_entity(self) -> Entity:
        """The business behind the code."""
        return entity_of(self.cleaned_data["entity"])

    def result(self) -> Result:
        """What was filled in, for the service."""
        values = {**self.cleaned_data, "source": AssessmentSource(self.cleaned_data["source"])}
        values.pop("entity")
        return Result(**values)


class OverrideFilterForm(forms.Form):
    """The filters of the list of overrides."""

    q = forms.CharField(label="名称或代码", required=False)
    status = forms.ChoiceField(
        label="状态", required=False, choices=[*ANY, *OverrideStatus.choices]
    )


class OverrideForm(RefusableForm):
    """A proposal."""

    grade = forms.TypedChoiceField(
        label="调整为", choices=CreditGrade.choices, coerce=CreditGrade, widget=forms.RadioSelect
    )
    from_on = DayField(label="自")
    until_on = DayField(
        label="至（不含当日）",
    )
    reason = forms.CharField(
        label="调整理由", max_length=2000, widget=text_area(4),
        help_text="写入评价说明，经营主体可以看到",
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("from_on", today)
        longest = longest_override(today)
        self.fields["until_on"].help_text = f"最长 {longest} 个月，到期自动失效"


class FallFilterForm(forms.Form):
    """The filters of the list of falls."""

    q = forms.CharField(label="名称或代码", required=False)
    state = forms.ChoiceField(
        label="状态", required=False,
        choices=[("", "待办"), ("handled", "已办结"), ("all", "全部")],
    )  # fmt: skip


class HandlingForm(RefusableForm):
    """What was done about a fall."""

    handling = forms.CharField(
        label="处理情况", max_length=2000, widget=text_area(4),
        help_text="如：已约谈、已督促整改、已列入重点检查",
    )  # fmt: skip


def entity_of(text: str) -> Entity:
    """The business of a code.

    Raises:
        ValidationError: there is none.
    """
    entity = Entity.objects.filter(uscc=uscc.normalise(text)).first()
    if entity is None:
        raise forms.ValidationError("没有这个代码的主体档案，请核对代码。")
    return entity
