"""Shape of what officers fill in about follow-ups."""

from django import forms

from credit_portal.policy.choices import FollowUpKind
from credit_portal.shared.forms import RefusableForm, text_area
from supervision.followups.choices import FollowUpStatus

ANY = [("", "全部")]


class FollowUpFilterForm(forms.Form):
    """The filters of the list."""

    q = forms.CharField(label="名称或代码", required=False)
    state = forms.ChoiceField(label="状态", required=False, choices=[*ANY, *FollowUpStatus.choices])
    kind = forms.ChoiceField(
        label="待办事项", required=False, choices=[*ANY, *FollowUpKind.choices]
    )


class HandlingForm(RefusableForm):
    """What was done, or why nothing is."""

    handling = forms.CharField(label="办理情况", max_length=500, widget=text_area(3))
