"""Shape of what officers fill in about cases."""

from django import forms

from credit_portal.shared.forms import RefusableForm, text_area


class CaseForm(RefusableForm):
    """A case; what is masked, the portal sees to."""

    title = forms.CharField(label="标题", max_length=100)
    body = forms.CharField(
        label="案情", max_length=4000, widget=text_area(10),
        help_text="时间、地点、主体、做法、成效；证件号码、电话和相关责任人姓名公开时自动脱敏",
    )  # fmt: skip
