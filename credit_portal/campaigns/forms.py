"""Shape of what officers fill in about campaigns and education."""

from typing import Any

from django import forms

from credit_portal.accounts.choices import AgencyKind
from credit_portal.accounts.models import Agency
from credit_portal.campaigns.choices import DutyKind
from credit_portal.campaigns.models import Campaign, CampaignDuty
from credit_portal.campaigns.selectors import occasions_of
from credit_portal.campaigns.services import HandIn
from credit_portal.policy.schema import Pack
from credit_portal.shared.forms import DayField, RefusableForm

CASES_OFFERED = 3
DEPARTMENTS = Agency.objects.active().filter(kind=AgencyKind.DEPARTMENT)


class FilterForm(forms.Form):
    """Which duties are listed."""

    campaign = forms.ModelChoiceField(
        label="专项工作", queryset=Campaign.objects.all(), required=False, empty_label="最近一次"
    )
    agency = forms.ModelChoiceField(
        label="责任单位", queryset=DEPARTMENTS, required=False, empty_label="全部单位"
    )
    state = forms.ChoiceField(
        label="状态", required=False,
        choices=[
            ("", "全部"), ("waiting", "待报送"), ("late", "已逾期"), ("to_check", "待审核"),
        ],
    )  # fmt: skip


class CampaignForm(RefusableForm):
    """A new campaign by what a pack says."""

    year = forms.IntegerField(label="年度", min_value=2020, max_value=2099)
    title = forms.CharField(label="名称", max_length=100, initial="企业信用分级分类监管专项工作")
    pack = forms.ChoiceField(label="依据的政策包")
    departments = forms.ModelMultipleChoiceField(
        label="责任单位", queryset=DEPARTMENTS, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, packs: list[Pack], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["pack"].choices = [(pack.header.code, pack.header.name) for pack in packs]
        if not packs:
            return
        said = packs[0].campaign
        named = said.departments.value if said else ()
        fields["departments"].help_text = f"{packs[0].header.name}文件所列：{'、'.join(named)}"
        agencies = list(DEPARTMENTS.all())
        # Of the departments that a document of another region names, perhaps none is here.
        chosen = [agency for agency in agencies if agency.short_name.endswith(named)] or agencies
        fields["departments"].initial = [agency.pk for agency in chosen]


class DomainsForm(RefusableForm):
    """Which fields a department answers for."""

    agency = forms.ModelChoiceField(label="责任单位", queryset=DEPARTMENTS)
    domains = forms.MultipleChoiceField(label="领域", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["domains"].choices = [(name, name) for name in campaign.domains]


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(file, initial) for file in files]


class HandInForm(RefusableForm):
    """A plan, or the summary of one field with its cases; the campaign says what belongs to it."""

    def __init__(self, *args: Any, duty: CampaignDuty, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.duty, campaign = duty, duty.campaign
        if duty.kind == DutyKind.PLAN:
            self._add("text", "方案内容", duty.text, required=True)
        else:
            for number, name in enumerate(campaign.parts):
                self._add(f"part_{number}", name, duty.parts.get(name, ""), required=True)
            for place in range(CASES_OFFERED):
                case = duty.cases[place] if place < len(duty.cases) else {}
                for number, name in enumerate(campaign.case_elements):
                    label = f"案例{place + 1}：{name}"
                    field = f"case_{place}_{number}"
                    self._add(field, label, case.get(name, ""), required=place == 0, lines=2)
        if campaign.needs_explanation:
            self.fields["follows_superior"] = forms.BooleanField(
                label="执行国家部委、自治区（省）已出台的管理制度", required=False,
                initial=duty.follows_superior,
            )  # fmt: skip
            self._add("explanation", "书面说明", duty.explanation, required=False)
        self.fields["files"] = FilesField(
            label="附件", required=False,
            help_text="PDF、JPG 或 PNG，每个不超过 20 MB。"
            "方案附工作方案；总结附信用评价制度、分级分类监管制度、评价结果和监管措施；"
            "执行上级制度的，附佐证材料。",
        )  # fmt: skip

    def content(self) -> HandIn:
        """What was filled in, for the service."""
        said, campaign = self.cleaned_data, self.duty.campaign
        elements = list(enumerate(campaign.case_elements))
        is_summary = self.duty.kind == DutyKind.SUMMARY
        return HandIn(
            text=said.get("text", ""),
            parts={n: said[f"part_{i}"] for i, n in enumerate(campaign.parts)}
            if is_summary
            else {},
            cases=[
                {name: said[f"case_{place}_{number}"] for number, name in elements}
                for place in range(CASES_OFFERED if is_summary else 0)
            ],
            follows_superior=said.get("follows_superior", False),
            explanation=said.get("explanation", ""),
            files=said["files"],
        )

    def _add(self, name: str, label: str, value: str, *, required: bool, lines: int = 4) -> None:
        self.fields[name] = forms.CharField(
            label=label, initial=value, required=required, max_length=20_000,
            widget=forms.Textarea(attrs={"rows": lines}),
        )  # fmt: skip


class TalkFilterForm(forms.Form):
    """Which talks are listed."""

    since = DayField(label="日期起", required=False)
    until = DayField(label="日期止", required=False)


class TalkForm(RefusableForm):
    """One talk."""

    on = DayField(label="日期")
    occasion = forms.ChoiceField(label="教育时机或者对象", widget=forms.RadioSelect)
    people = forms.IntegerField(label="人数", min_value=1, max_value=100_000, initial=1)
    business = forms.CharField(label="经营主体名称", max_length=200, required=False)
    material = forms.CharField(
        label="教育材料", max_length=500, help_text="例如：《诚信经营告知书》、宣传册"
    )
    is_signed = forms.BooleanField(label="已签收材料", required=False)
    note = forms.CharField(label="备注", max_length=500, required=False)

    def __init__(self, *args: Any, pack: Pack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        occasions = occasions_of(pack)
        fields["occasion"].choices = [(name, name) for name in occasions]
        if not self.is_bound:
            fields["occasion"].initial = occasions[0]
