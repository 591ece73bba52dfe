"""Shapes of error reports."""

from django import forms

from credit_portal.errata.choices import ErrorKind
from credit_portal.shared.forms import RefusableForm, text_area


class ReportForm(RefusableForm):
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

    @property
    def is_machine(self) -> bool:
        """Programs fill in whatever there is, also the field that people do not see."""
        return bool(self.data.get("website"))


class AnswerForm(RefusableForm):
    """What was found and done."""

    answer = forms.CharField(
        label="处理情况", max_length=1000, widget=text_area(4),
        help_text="核实的结果；记录确有错误的，先更正或者撤回记录",
    )  # fmt: skip
