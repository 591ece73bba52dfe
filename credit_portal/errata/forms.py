"""Shapes of error reports, and of what an agency takes back or corrects."""

from collections.abc import Sequence
from typing import Any

from django import forms

from credit_portal.errata.choices import ErrorKind
from credit_portal.errata.services import Basis
from credit_portal.shared.forms import (
    DayField,
    FilesField,
    RefusableForm,
    VisitorForm,
    day_input,
    text_area,
)
from disputes.rules import DATES
from disputes.targets import ContestedField
from entities.choices import DishonestyLevel

LONG, LONGEST = 60, 4000  # characters that a line holds; that a new value may have


class ReportForm(VisitorForm):
    """What a reader fills in."""

    kind = forms.ChoiceField(label="问题", choices=ErrorKind)
    text = forms.CharField(
        label="哪里有误", max_length=1000, widget=text_area(5),
        help_text="请说明有误之处和正确的内容；不要填写身份证号码等个人信息",
    )  # fmt: skip
    contact = forms.CharField(
        label="联系方式", max_length=100, required=False,
        help_text="选填，仅用于核实，加密保存，不公开",
    )  # fmt: skip


class AnswerForm(RefusableForm):
    """What was found and done."""

    answer = forms.CharField(
        label="处理情况", max_length=1000, widget=text_area(4),
        help_text="核实的结果；记录确有错误的，先在上方更正或者撤回",
    )  # fmt: skip


class BasisForm(RefusableForm):
    """Why, and on which document."""

    reason = forms.CharField(
        label="理由", max_length=300, widget=text_area(3), help_text="告知主体，并写入信用记录"
    )
    number = forms.CharField(
        label="依据文书号", max_length=128, help_text="撤销、变更的决定书或者更正所依据的文书"
    )
    on = DayField(label="依据文书日期")
    scans = FilesField(label="依据文书扫描件", required=False)

    def basis(self) -> Basis:
        """What a valid form says."""
        return Basis(**{name: self.cleaned_data[name] for name in BasisForm.base_fields})


class CorrectionForm(BasisForm):
    """Every value of a record, to be written over where it is wrong."""

    def __init__(self, *args: Any, fields: Sequence[ContestedField], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recorded = [field for field in fields if not field.is_whole]
        values = {f"value{n}": _value(field) for n, field in enumerate(self.recorded)}
        self.fields = values | self.fields

    def values(self) -> dict[str, str]:
        """Field → what should stand there."""
        named = enumerate(self.recorded)
        return {field.name: self.cleaned_data[f"value{n}"] for n, field in named}


def _value(field: ContestedField) -> forms.Field:
    if field.name == "level":
        levels = [(level.label, level.label) for level in DishonestyLevel]
        return forms.ChoiceField(label=field.label, initial=field.value, choices=levels)
    widget: forms.Widget = forms.TextInput()
    if field.name in DATES:
        widget = day_input()
    elif len(field.value) > LONG or len(field.value.splitlines()) > 1:
        widget = text_area(4)
    return forms.CharField(
        label=field.label, initial=field.value, required=False, widget=widget,
        max_length=max(LONGEST, len("\r\n".join(field.value.splitlines()))),
    )  # fmt: skip
