"""Shape of what officers fill in about the list and about penalties."""

from typing import Any

from django import forms

from credit_portal.policy.choices import PenaltyKind
from credit_portal.shared.forms import DayField, RefusableForm, text_area
from supervision.leniency.choices import Leniency
from supervision.services.leniency import LineDraft, PenaltyDraft


class LineFilterForm(forms.Form):
    """The filters of the list."""

    q = forms.CharField(label="违法行为", required=False)
    retired = forms.BooleanField(label="包括已停用的", required=False)


class LineForm(RefusableForm):
    """A line of the list."""

    violation = forms.CharField(label="违法行为", max_length=200)
    leniency = forms.TypedChoiceField(
        label="处理", choices=Leniency.choices, coerce=Leniency, widget=forms.RadioSelect
    )
    condition = forms.CharField(
        label="适用条件", max_length=1000, widget=text_area(3),
        help_text="如：违法行为轻微并及时改正，没有造成危害后果",
    )  # fmt: skip
    is_first_only = forms.BooleanField(label="限首次违法", required=False, initial=True)
    legal_basis = forms.CharField(label="依据", max_length=500)
    edition = forms.CharField(label="清单版本", max_length=100, help_text="如：2026年版")
    from_on = DayField(label="施行日期")

    def draft(self) -> LineDraft:
        """What was filled in, for the service."""
        return LineDraft(**self.cleaned_data)


class PenaltyForm(RefusableForm):
    """One penalty, in the order of the national layout."""

    document_number = forms.CharField(label="行政处罚决定书文号", max_length=128)
    violation = forms.CharField(label="违法行为类型", max_length=500)
    facts = forms.CharField(label="违法事实", max_length=4000, widget=text_area(3))
    basis = forms.CharField(label="处罚依据", max_length=2048, widget=text_area(2))
    kinds = forms.TypedMultipleChoiceField(
        label="处罚类别", choices=PenaltyKind.choices, coerce=PenaltyKind,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    content = forms.CharField(label="处罚内容", max_length=4000, widget=text_area(2))
    fine = forms.DecimalField(
        label="罚款金额（万元）", required=False, min_value=0, max_digits=16, decimal_places=6
    )
    is_simple = forms.BooleanField(
        label="按简易程序作出", required=False, help_text="决定失信程度，见政策包“失信程度”"
    )
    decided_on = DayField(label="处罚决定日期")
    valid_until = DayField(label="处罚有效期", required=False)
    is_considered = forms.BooleanField(
        label="已核对免罚轻罚清单，仍需处罚", required=False,
        help_text="清单所列的违法行为，首次违法的，录入前先核对",
    )  # fmt: skip

    def draft(self) -> PenaltyDraft:
        """What was filled in, for the service."""
        values: dict[str, Any] = {**self.cleaned_data, "kinds": tuple(self.cleaned_data["kinds"])}
        return PenaltyDraft(**values)
