"""Shape of a reminder."""

from typing import Any

from django import forms

from credit_portal.policy.choices import CreditClass
from credit_portal.policy.schema import Pack
from credit_portal.shared.forms import RefusableForm, text_area
from entities.industries import SECTIONS
from entities.models import Town
from supervision.services.reminders import ReminderDraft


class ReminderForm(RefusableForm):
    """Whom to remind of what."""

    credit_class = forms.TypedChoiceField(
        label="信用类别", coerce=CreditClass, widget=forms.RadioSelect
    )
    section = forms.ChoiceField(
        label="行业", required=False, choices=[("", "全部行业"), *SECTIONS.items()]
    )
    town = forms.ModelChoiceField(
        Town.objects.all(), label="镇街", required=False, empty_label="全部镇街"
    )
    subject = forms.CharField(label="标题", max_length=200, initial="信用提示")
    text = forms.CharField(
        label="提示内容", max_length=2000, widget=text_area(6),
        help_text="说明应当注意的信用风险、怎样改正和修复；不得写入限制性要求",
    )  # fmt: skip

    def __init__(self, *args: Any, pack: Pack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["credit_class"].choices = [
            (credit_class.value, f"{said.name.value}（{said.credit_reminder.basis}）")
            for credit_class, said in pack.classes.items()
            if said.credit_reminder.value
        ]

    def draft(self) -> ReminderDraft:
        """What was filled in, for the service."""
        return ReminderDraft(**self.cleaned_data)
