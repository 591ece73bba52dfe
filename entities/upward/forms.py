"""Shape of what is filled in about reports to the platform above."""

from django import forms

from credit_portal.shared.forms import DayField, MonthField, RefusableForm
from entities.imports.layout import Layout, layout_of
from entities.upward.rows import LAYOUTS
from entities.upward.services import RECEIPT_MAX


class MakeForm(RefusableForm):
    """Which records of which month."""

    layout = forms.ChoiceField(
        label="数据种类", choices=[(layout.code, layout.name) for layout in LAYOUTS]
    )
    month = MonthField(label="入库月份", help_text="该月入库而未撤回的记录；迟报的列在入库的当月")

    def clean_layout(self) -> Layout:
        return layout_of(self.cleaned_data["layout"])


class NoteForm(RefusableForm):
    """When it was taken, and what was answered."""

    reported_on = DayField(label="上报日期")
    receipt = forms.CharField(
        label="回执", max_length=RECEIPT_MAX, help_text="上级平台的回执编号或者接收情况"
    )
