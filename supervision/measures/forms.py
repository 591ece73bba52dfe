"""Shape of what officers fill in about measures; the services know the rules."""

from datetime import date
from typing import Any

from django import forms

from credit_portal.accounts.models import Agency
from credit_portal.accounts.viewers import Viewer
from credit_portal.policy.choices import Convenience
from credit_portal.policy.schema import Pack
from credit_portal.policy.schema.procedures import Bans
from credit_portal.shared.forms import DayField, RefusableForm, text_area
from entities.models import CreditRecord, Entity, EntityPerson
from supervision.measures.choices import EndGround, Nature, SuspensionCause
from supervision.services.measure_drafts import MeasureDraft

STATES = [
    ("", "全部"),
    ("in_force", "有效"),
    ("to_respond", "待响应"),
    ("to_feed_back", "待反馈"),
    ("suspended", "暂停执行"),
    ("to_review", "待复核"),
]


class RecordField(forms.ModelChoiceField):
    """Records by kind, number and day."""

    def label_from_instance(self, obj: Any) -> str:
        number = obj.document_number or obj.title
        return f"{obj.get_kind_display()}｜{number}｜{obj.authority_name}｜{obj.decided_on}"


class PersonField(forms.ModelChoiceField):
    """Linked persons by role and name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.get_role_display()}｜{obj.person.name}"


class MeasureFilterForm(forms.Form):
    """The filters of the list of measures."""

    q = forms.CharField(label="名称或代码", required=False)
    state = forms.ChoiceField(label="状态", required=False, choices=STATES)
    nature = forms.ChoiceField(
        label="性质", required=False, choices=[("", "全部"), *Nature.choices]
    )
    mine = forms.BooleanField(label="只看本单位执行的", required=False)


class MeasureForm(RefusableForm):
    """A measure on one business, in the order of the decision."""

    nature = forms.TypedChoiceField(
        label="性质", choices=Nature.choices, coerce=Nature, widget=forms.RadioSelect,
        initial=Nature.RESTRICTION,
    )  # fmt: skip
    record = RecordField(
        CreditRecord.objects.none(), label="所依据的信用记录",
        help_text="未撤回、未修复且在有效期内的记录",
    )  # fmt: skip
    item_code = forms.ChoiceField(
        label="清单项目", required=False, help_text="惩戒措施必选；激励措施留空"
    )
    counted_as = forms.ChoiceField(
        label="成效统计归入", required=False, help_text="文件要求统计成效的措施；都不是的不选"
    )
    conveniences = forms.TypedMultipleChoiceField(
        label="限制或者给予的事项", choices=Convenience.choices, coerce=Convenience,
        required=False, widget=forms.CheckboxSelectMultiple,
        help_text="不得超出清单项目所及的事项，与失信程度相当",
    )  # fmt: skip
    ban_field = forms.CharField(label="禁入领域", max_length=50, required=False)
    ban_trigger = forms.ChoiceField(label="禁入情形", required=False)
    legal_basis = forms.CharField(
        label="法律依据", max_length=500, help_text="法律、法规的名称和条款"
    )
    content = forms.CharField(label="措施内容", max_length=2000, widget=text_area(3))
    person = PersonField(
        EntityPerson.objects.none(), label="相关责任人", required=False,
        empty_label="措施针对经营主体本身",
    )  # fmt: skip
    executor = forms.ModelChoiceField(Agency.objects.none(), label="执行单位")
    from_on = DayField(label="自")
    until_on = DayField(label="至（留空为至依法终止）", required=False)

    def __init__(
        self, *args: Any, entity: Entity, pack: Pack, viewer: Viewer, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("from_on", today)
        records = CreditRecord.objects.visible_to(viewer, today).standing()
        records = records.filter(entity=entity, repaired_at=None)
        people = EntityPerson.objects.filter(entity=entity, until=None).select_related("person")
        items = pack.measures.items.value
        fields: dict[str, Any] = self.fields
        fields["record"].queryset = records.newest_first()
        fields["person"].queryset = people
        fields["executor"].queryset = Agency.objects.active().order_by("name")
        self._explain_bans(pack.bans)
        listed = [(item.code, f"{item.code} {item.name}") for item in items]
        fields["item_code"].choices = [("", "请选择（激励措施留空）"), *listed]
        if statistics := pack.measures.statistics.value:
            named = ((name, name) for name in statistics)
            fields["counted_as"].choices = [("", "按清单项目统计"), *named]
        else:
            del fields["counted_as"]

    def _explain_bans(self, bans: Bans) -> None:
        """The field is free; where the pack does not name it, a ground is needed."""
        fields: dict[str, Any] = self.fields
        fields["ban_field"].help_text = (
            "限制市场或行业准入时必填，写明禁止进入的市场或行业；"
            f"重点领域：{'、'.join(bans.fields.value)}"
        )
        fields["ban_trigger"].help_text = "依据重点领域的严重失信记录禁入的，可以不选"
        triggers = bans.triggers.value
        fields["ban_trigger"].choices = [("", "无"), *((word, word) for word in triggers)]

    def draft(self) -> MeasureDraft:
        """What was filled in, for the service."""
        values = {**self.cleaned_data, "conveniences": tuple(self.cleaned_data["conveniences"])}
        return MeasureDraft(**values)


class ResponseForm(RefusableForm):
    """The answer of the executing agency."""

    response = forms.CharField(
        label="响应意见", max_length=2000, widget=text_area(3), help_text="如何执行、由谁执行"
    )


class FeedbackForm(RefusableForm):
    """What the executing agency did."""

    feedback = forms.CharField(
        label="执行情况", max_length=2000, widget=text_area(4),
        help_text="何时、对何事采取了措施，效果如何",
    )  # fmt: skip


class EndForm(RefusableForm):
    """Why a measure is lifted before its day."""

    ground = forms.TypedChoiceField(
        label="终止原因", choices=EndGround.choices, coerce=EndGround, widget=forms.RadioSelect
    )
    reference = forms.CharField(label="案件编号", max_length=60, required=False)
    reason = forms.CharField(label="终止理由", max_length=500, widget=text_area(3))


class SuspensionForm(RefusableForm):
    """Why a measure rests."""

    cause = forms.TypedChoiceField(
        label="原因", choices=SuspensionCause.choices, coerce=SuspensionCause,
        widget=forms.RadioSelect,
    )  # fmt: skip
    reference = forms.CharField(label="案件编号", max_length=60, required=False)
    reason = forms.CharField(label="说明", max_length=500, widget=text_area(3))
