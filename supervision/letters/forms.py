"""Shape of what officers fill in about letters."""

from datetime import date
from typing import Any

from django import forms

from credit_portal.accounts.viewers import Viewer
from credit_portal.policy.schema import Pack
from credit_portal.shared.forms import RefusableForm
from entities.choices import SubjectKind
from entities.models import CreditRecord, Entity
from supervision.letters.choices import LetterKind
from supervision.measures.choices import Nature
from supervision.measures.forms import RecordField
from supervision.models import Measure
from supervision.services.letters import LetterDraft, recipients_clause


class LetterFilterForm(forms.Form):
    """The filters of the list."""

    q = forms.CharField(label="名称或代码", required=False)


class MeasureField(forms.ModelChoiceField):
    """Measures by name and record."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title}｜{obj.record.document_number or obj.record.title}"


class LetterForm(RefusableForm):
    """A letter about one subject."""

    kind = forms.TypedChoiceField(
        label="种类", choices=LetterKind.choices, coerce=LetterKind, widget=forms.RadioSelect,
        initial=LetterKind.BODY,
    )  # fmt: skip
    record = RecordField(CreditRecord.objects.none(), label="失信记录")
    measure = MeasureField(
        Measure.objects.none(), label="据此采取的措施", required=False,
        empty_label="只通报失信记录",
    )  # fmt: skip
    recipients = forms.CharField(
        label="主送", max_length=500, help_text="写明单位名称，多个单位用顿号分开"
    )
    staff_name = forms.CharField(
        label="工作人员姓名", max_length=100, required=False,
        help_text="通报工作人员失信时填写",
    )  # fmt: skip
    is_state_firm = forms.BooleanField(label="已核实为国有企业", required=False)

    def __init__(
        self, *args: Any, entity: Entity, pack: Pack, viewer: Viewer, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        records = CreditRecord.objects.visible_to(viewer, today).standing()
        records = records.filter(entity=entity, repaired_at=None).exclude(level="")
        measures = Measure.objects.visible_to(viewer).within_term(today).select_related("record")
        fields: dict[str, Any] = self.fields
        fields["record"].queryset = records.newest_first()
        fields["measure"].queryset = measures.filter(entity=entity, nature=Nature.RESTRICTION)
        named = ("、".join(recipients_clause(kind, pack).value) for kind in LetterKind)
        body, staff = named
        fields["recipients"].help_text += f"。单位失信通报：{body}；工作人员失信通报：{staff}"
        if entity.kind != SubjectKind.ENTERPRISE:
            del fields["is_state_firm"]

    def draft(self) -> LetterDraft:
        """What was filled in, for the service."""
        return LetterDraft(**self.cleaned_data)
