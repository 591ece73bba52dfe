"""Shape of what officers fill in; the rules themselves are asked by the services."""

import uuid
from datetime import date
from typing import Any, cast

from django import forms

from commitments.choices import (
    CommitmentKind,
    DisqualifyingEvent,
    PublicationLevel,
    RecheckFinding,
    Status,
)
from commitments.models import CommitmentItem, CommitmentTemplate
from commitments.rules import FILED_KINDS, CommitmentPolicy
from commitments.services.outcome import Recognition
from commitments.services.registration import CLASS_REASON, Letter
from credit_portal.accounts.models import Agency
from credit_portal.accounts.viewers import Viewer
from credit_portal.shared.files import MAX_FILE_BYTES, SCAN_TYPES
from credit_portal.shared.forms import DayField, MonthField, RefusableForm, text_area
from entities import uscc
from entities.models import Entity

SCAN_HELP = f"PDF、JPG 或 PNG，不超过 {MAX_FILE_BYTES // 2**20} MB"


class ClassReasonForm(RefusableForm):
    """A letter to be registered: why, where the class of the business excludes its kind."""

    class_reason = forms.CharField(
        label=CLASS_REASON, max_length=500, required=False, widget=text_area(2),
        help_text="信用类别不适用该承诺类型的须填写，记入审计记录",
    )  # fmt: skip


class ItemField(forms.ModelChoiceField):
    """The items under their kinds."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.kind} {obj.get_kind_display()}｜{obj.name}"


class WrittenForm(RefusableForm):
    """What every commitment says."""

    matter = forms.CharField(label="承诺事由", max_length=512)
    made_on = DayField(label="承诺作出日期")
    valid_until = DayField(label="承诺有效期至（留空为长期）", required=False)
    content = forms.CharField(label="承诺内容", max_length=4000, widget=text_area(9))
    liability = forms.CharField(label="违诺责任", max_length=4000, widget=text_area(3))
    form_token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["form_token"] = self.initial.get("form_token") or uuid.uuid4()


class LetterForm(WrittenForm, ClassReasonForm):
    """The register form of the window, in the order in which it is filled in.

    Items and kinds begin with the national code of the kind, so that its digit finds them.
    """

    item = ItemField(
        CommitmentItem.objects.none(), required=False, label="承诺事项",
        empty_label="不在清单内的事项",
    )  # fmt: skip
    kind = forms.ChoiceField(
        choices=[(kind.value, f"{kind.value} {kind.label}") for kind in CommitmentKind],
        label="承诺类型",
    )
    local_name = forms.ChoiceField(label="承诺方式", required=False)
    other_kind_name = forms.CharField(label="其他类型名称", max_length=50, required=False)
    missing_materials = forms.CharField(
        label="所缺材料", max_length=2000, required=False, widget=text_area(2)
    )
    supplement_due_on = DayField(label="补齐期限", required=False)
    publication = forms.ChoiceField(choices=PublicationLevel, label="公开类型")
    remark = forms.CharField(label="备注", max_length=512, required=False)
    template = forms.ModelChoiceField(
        CommitmentTemplate.objects.in_force(), required=False, widget=forms.HiddenInput
    )
    field_order = ("item", "kind", "local_name", "other_kind_name")

    def __init__(self, *args: Any, viewer: Viewer, policy: CommitmentPolicy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self["kind"].value()
        names = policy.names(kind) if kind in CommitmentKind else ()
        local_name = cast(forms.ChoiceField, self.fields["local_name"])
        local_name.choices = [("", "不细分"), *((name, name) for name in names)]
        item = cast(ItemField, self.fields["item"])
        item.queryset = CommitmentItem.objects.offered_by(viewer).order_by("kind", "name")
        item.widget.attrs["autofocus"] = True

    def letter(self) -> Letter:
        """What was filled in, for the service."""
        values = dict(self.cleaned_data)
        for apart in ("form_token", "class_reason"):
            values.pop(apart)
        values["kind"] = CommitmentKind(values["kind"])
        values["publication"] = PublicationLevel(values["publication"])
        if values["kind"] != CommitmentKind.DEFERRED_DOCUMENTS:
            values |= {"missing_materials": "", "supplement_due_on": None}
        return Letter(**values)


class FilingForm(WrittenForm):
    """A commitment made of one's own accord, filed for publication."""

    entity = forms.CharField(
        label="承诺人的统一社会信用代码", max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    kind = forms.TypedChoiceField(
        label="承诺类型", choices=[(kind.value, kind.label) for kind in FILED_KINDS],
        coerce=CommitmentKind, widget=forms.RadioSelect,
    )  # fmt: skip
    scan = forms.FileField(
        label="承诺书扫描件", required=False, help_text=f"{SCAN_HELP}；只供核对，不对外公开",
        widget=forms.FileInput(attrs={"accept": ",".join(SCAN_TYPES)}),
    )  # fmt: skip
    field_order = ("entity", "kind")

    def clean_entity(self) -> Entity:
        """The business behind the code."""
        code = uscc.normalise(self.cleaned_data["entity"])
        entity = Entity.objects.filter(uscc=code).first()
        if entity is None:
            raise forms.ValidationError("没有这个代码的主体档案，请核对代码。")
        return entity

    def filing(self) -> dict[str, Any]:
        """What was filled in, for the service; everybody may read the letter."""
        values = dict(self.cleaned_data)
        apart = {name: values.pop(name) for name in ("entity", "scan", "form_token")}
        return {**apart, "letter": Letter(**values, publication=PublicationLevel.PUBLIC)}


class ScanForm(RefusableForm):
    """Upload of a signed letter."""

    file = forms.FileField(
        label="承诺书扫描件",
        help_text=SCAN_HELP,
        widget=forms.FileInput(attrs={"accept": ",".join(SCAN_TYPES), "data-hotkey": "u"}),
    )


class SupplementForm(RefusableForm):
    """The missing documents came in."""

    supplied_on = DayField(label="补交日期")
    conforms = forms.TypedChoiceField(
        label="补交材料", choices=[("yes", "已补齐，符合要求"), ("no", "不符合要求")],
        coerce=lambda value: value == "yes", widget=forms.RadioSelect,
    )  # fmt: skip
    note = forms.CharField(label="说明", max_length=500, required=False)


class RecheckForm(RefusableForm):
    """A periodic re-check."""

    checked_on = DayField(label="复核日期")
    finding = forms.TypedChoiceField(
        label="复核结果", choices=RecheckFinding.choices, coerce=RecheckFinding,
        widget=forms.RadioSelect,
    )  # fmt: skip
    note = forms.CharField(label="复核情况", max_length=1000, widget=text_area(3))


class FulfilForm(RefusableForm):
    """全部履行."""

    recognised_on = DayField(label="认定日期")
    evidence = forms.CharField(label="认定依据", max_length=2000, widget=text_area(3))

    def finding(self, agency: Agency) -> Recognition:
        values = self.cleaned_data
        event = values.get("disqualifying_event")
        return Recognition(
            agency=agency,
            on=values["recognised_on"],
            evidence=values["evidence"],
            unfulfilled=values.get("unfulfilled_content", ""),
            liability=values.get("liability_pursued", ""),
            event=DisqualifyingEvent(event) if event else None,
        )


class FalseForm(FulfilForm):
    """虚假承诺, and what the other breaches have in common with it."""

    unfulfilled_content = forms.CharField(
        label="未履行的承诺内容", max_length=4000, widget=text_area(3)
    )
    liability_pursued = forms.CharField(
        label="违诺责任追究内容", max_length=4000, widget=text_area(2),
        help_text="例如：撤销许可证、取消审批决定、撤销证明、最长期限公示",
    )  # fmt: skip


class BreachForm(FalseForm):
    """部分履行 or 全部未履行; only events that fit the commitment are offered."""

    disqualifying_event = forms.ChoiceField(label="是否不再适用信用承诺制", required=False)

    def __init__(
        self, *args: Any, events: tuple[DisqualifyingEvent, ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["disqualifying_event"])
        field.choices = [("", "否"), *((event.value, event.label) for event in events)]


class PublishedFilterForm(forms.Form):
    """The filters of the public list."""

    q = forms.CharField(label="承诺编码、名称或代码", required=False)
    kind = forms.ChoiceField(
        label="承诺类型", required=False, choices=[("", "全部"), *CommitmentKind.choices]
    )


WATCHES = (
    ("overdue", "逾期未补"), ("term_over", "到期未认定"), ("recheck", "应当复核"),
    ("no_scan", "缺扫描件"),
)  # fmt: skip


class CommitmentFilterForm(PublishedFilterForm):
    """The filters of the list on the desk."""

    status = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部"), *Status.choices]
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="受理单位", required=False, empty_label="全部"
    )
    month = MonthField(label="月份", required=False)
    watch = forms.ChoiceField(
        label="关注", required=False,
        choices=[("", "全部"), *WATCHES],
    )  # fmt: skip

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["agency"]).queryset = agencies


LEDGERS = (("required", "按规定报送的承诺类型和全部违诺"), ("all", "全部承诺类型和全部违诺"))
BREACHES_ALONE = ("breaches", "仅违诺表（当月随时可以报送）")


class MonthForm(forms.Form):
    """Which ledger."""

    month = MonthField(label="统计月份")
    scope = forms.ChoiceField(label="报送内容")
    with_scans = forms.BooleanField(label="附承诺书扫描件（压缩包）", required=False)

    def __init__(self, *args: Any, breaches_alone: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scope = cast(forms.ChoiceField, self.fields["scope"])
        scope.choices = [*LEDGERS, BREACHES_ALONE] if breaches_alone else LEDGERS

    def clean_month(self) -> date:
        return self.cleaned_data["month"].replace(day=1)


class VersionForm(forms.ModelForm):
    """A draft version; the service finds its number, so uniqueness is asked of the code alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].disabled = self.instance.pk is not None

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if self.instance.pk is None and self._meta.model.objects.filter(code=code).exists():
            raise forms.ValidationError("该编码已在使用，请另取编码，或从清单中修改原有版本。")
        return code

    def validate_unique(self) -> None:
        """Not of the version that is only the source of this draft."""

    def validate_constraints(self) -> None:
        """Likewise."""


class ItemForm(VersionForm):
    class Meta:
        model = CommitmentItem
        fields = [
            "code", "name", "kind", "local_name", "agency", "basis", "missing_materials",
            "supplement_days",
        ]  # fmt: skip
        widgets = {"missing_materials": text_area(2)}


class TemplateForm(VersionForm):
    class Meta:
        model = CommitmentTemplate
        fields = ["code", "kind", "item_code", "title", "body", "liability"]
        widgets = {"body": text_area(10), "liability": text_area(4)}
        help_texts = {"body": "可用的名称：{承诺人} {统一社会信用代码} {事项} {受理单位}"}
