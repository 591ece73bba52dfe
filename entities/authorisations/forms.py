"""Shape of an authorisation."""

from collections.abc import Sequence
from typing import Any

from django import forms

from credit_portal.accounts.choices import PARTNER_KINDS
from credit_portal.accounts.models import Agency
from credit_portal.shared.forms import DayField, RefusableForm
from entities.choices import RecordKind
from entities.models import Entity
from entities.services import AuthorisationDraft


class AuthorisationForm(RefusableForm):
    """What is opened to whom, for what and how long."""

    entity = forms.ModelChoiceField(
        Entity.objects.none(), label="授权主体", to_field_name="uscc", empty_label=None
    )
    kind = forms.TypedChoiceField(label="信息种类", coerce=RecordKind)
    scope = forms.CharField(
        label="授权范围", max_length=500, help_text="例如近 12 个月的用电量和缴费情况"
    )
    purpose = forms.CharField(
        label="使用目的", max_length=500, help_text="例如办理惠企资金申报审核；只能用于所写目的"
    )
    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.none(), label="接收单位", widget=forms.CheckboxSelectMultiple
    )
    from_on = DayField(label="开始日期")
    until_on = DayField(label="到期日期", help_text="自该日起不再有效")

    def __init__(
        self, *args: Any, own: Sequence[Entity], kinds: Sequence[RecordKind], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        agencies = Agency.objects.active().exclude(kind__in=PARTNER_KINDS)
        fields["agencies"].queryset = agencies.order_by("-kind", "name")
        fields["entity"].queryset = Entity.objects.filter(pk__in=[one.pk for one in own])
        fields["entity"].label_from_instance = lambda entity: entity.name
        if len(own) < 2:
            del fields["entity"]

    def draft(self) -> AuthorisationDraft:
        """What a valid form opens."""
        names = ("kind", "scope", "purpose", "from_on", "until_on")
        values = {name: self.cleaned_data[name] for name in names}
        return AuthorisationDraft(**values, agencies=list(self.cleaned_data["agencies"]))
