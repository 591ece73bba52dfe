"""Shape of what is filled in to get, to verify and to check."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from credit_portal.accounts.models import Agency
from credit_portal.policy.schema import Pack
from credit_portal.reports import rules
from credit_portal.reports.checks.services import MAX_BYTES as MAX_LIST_BYTES
from credit_portal.reports.choices import ReportKind
from credit_portal.reports.content import Wish, domain_agencies
from credit_portal.reports.models import CreditReport
from credit_portal.shared.errors import Invalid
from credit_portal.shared.files import check_scan
from credit_portal.shared.forms import DayField, RefusableForm
from credit_portal.shared.workdays import add_months
from entities.models import Entity
from grading.notices.forms import entity_of

MAX_PDF_BYTES = 20 * 2**20
USUAL_MONTHS = 36
PURPOSE_HELP = {
    ReportKind.BASIC: "例如：自查、投标、贷款。",
    ReportKind.REVIEW: "写明办理的具体事项，查询留痕。",
    ReportKind.SPECIAL: "例如：上市、申请资金、参加评优。",
}


class ReportForm(RefusableForm):
    """What a report is for; the fields follow from its kind."""

    scene = forms.ChoiceField(label="应用事项")
    purpose = forms.CharField(label="用途", max_length=200)
    period_from = DayField(label="查询期间起")
    period_until = DayField(label="查询期间止")
    domains = forms.ModelMultipleChoiceField(
        label="查询领域", queryset=Agency.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="按作出决定的单位选择；不选为全部领域。",
    )  # fmt: skip

    def __init__(
        self, *args: Any, kind: ReportKind, pack: Pack, today: date,
        again: CreditReport | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["purpose"].help_text = PURPOSE_HELP[kind]
        if kind == ReportKind.REVIEW:
            scenes = pack.reports.scenes.value
            cast(forms.ChoiceField, self.fields["scene"]).choices = _named(scenes)
        else:
            del self.fields["scene"]
        if kind == ReportKind.SPECIAL:
            self._prepare_special(pack, today)
        else:
            for name in ("period_from", "period_until", "domains"):
                del self.fields[name]
        if again and again.kind == kind:
            self.initial = {**self.initial, **_as_before(again)}

    def _prepare_special(self, pack: Pack, today: date) -> None:
        longest = pack.reports.longest_period
        cast(forms.ModelMultipleChoiceField, self.fields["domains"]).queryset = domain_agencies()
        self.fields["period_from"].help_text = f"最长{longest.value}年（{longest.basis}）。"
        since = add_months(today, -USUAL_MONTHS)
        self.initial = {**self.initial, "period_from": since, "period_until": today}

    def wish(self) -> Wish:
        """What was filled in, for the service."""
        said = self.cleaned_data
        return Wish(
            kind=self.kind, purpose=said["purpose"], scene=said.get("scene", ""),
            period_from=said.get("period_from"), period_until=said.get("period_until"),
            domains=tuple(said.get("domains", ())),
        )  # fmt: skip


def _named(words: Sequence[str]) -> list[tuple[str, str]]:
    """What the pack names, to choose from."""
    return [("", "请选择"), *((word, word) for word in words)]


def _as_before(report: CreditReport) -> dict[str, Any]:
    """The question of an earlier report, to be asked again."""
    return {
        "scene": report.scene, "purpose": report.purpose, "period_from": report.period_from,
        "period_until": report.period_until,
        "domains": list(report.domains.values_list("pk", flat=True)),
    }  # fmt: skip


class EntityChoice(forms.ModelChoiceField):
    """Businesses by name and code."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}（{obj.uscc}）"


class OwnReportForm(ReportForm):
    """A business asks about itself."""

    entity = EntityChoice(Entity.objects.none(), label="经营主体", empty_label=None)
    field_order = ["entity"]

    def __init__(self, *args: Any, own: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["entity"]).queryset = own


class DeskReportForm(ReportForm):
    """An official asks about any business, or for the one at the counter."""

    entity = forms.CharField(
        label="统一社会信用代码", max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    field_order = ["entity"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.kind != ReportKind.REVIEW:
            self.fields["purpose"].label = "申请人和用途"
            self.fields["purpose"].help_text = "写明窗口申请人、核验的证件和用途，查询留痕。"

    def clean_entity(self) -> Entity:
        """The business behind the code."""
        return entity_of(self.cleaned_data["entity"])


class ReceivedForm(RefusableForm):
    """A report by a bank or a credit service, and the matter for which it was handed in."""

    kind = forms.ChoiceField(label="报告种类")
    issuer = forms.CharField(label="出具机构", max_length=200)
    number = forms.CharField(label="报告编号", max_length=64, required=False)
    issued_on = DayField(label="出具日期")
    scene = forms.ChoiceField(label="应用事项")
    purpose = forms.CharField(
        label="用途", max_length=200, help_text="写明办理的具体事项；只用于该事项。"
    )
    upload = forms.FileField(label="文件", help_text="PDF、JPG 或 PNG，不超过 20 MB")

    def __init__(
        self, *args: Any, scenes: Sequence[str], kinds: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (("kind", kinds), ("scene", scenes)):
            cast(forms.ChoiceField, self.fields[name]).choices = _named(words)


class ReportFilterForm(forms.Form):
    """The filters of the list."""

    q = forms.CharField(label="名称或代码", required=False)
    kind = forms.ChoiceField(
        label="种类", required=False, choices=[("", "全部"), *ReportKind.choices]
    )


class VerifyForm(forms.Form):
    """A code, from paper or from the QR code."""

    code = forms.CharField(
        label="核验码", max_length=60,
        help_text=f"报告首页的{rules.CODE_LENGTH}位数字和字母，不区分大小写，短横线可以省略。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip


class CompareForm(forms.Form):
    """The file that the visitor holds; it is read and not kept."""

    file = forms.FileField(
        label="报告文件（PDF）", help_text="只用于比对，不保存。",
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
    )  # fmt: skip

    def clean_file(self) -> UploadedFile:
        """A PDF by its content."""
        upload: UploadedFile = self.cleaned_data["file"]
        try:
            check_scan(upload, MAX_PDF_BYTES, {".pdf"})
        except Invalid as error:
            sentence = "只能比对 PDF 文件；文件内容不是 PDF。"
            raise forms.ValidationError(
                sentence if error.code == "file_type" else error.message, code=error.code
            ) from error
        return upload


class CheckForm(RefusableForm):
    """A list of codes, and what it is checked for."""

    file = forms.FileField(
        label="名单文件",
        help_text=f"xlsx、xls 或 csv，含“统一社会信用代码”一列；最多一万行、"
        f"{MAX_LIST_BYTES // 2**20} MB。",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )  # fmt: skip
    scene = forms.ChoiceField(label="应用事项")
    purpose = forms.CharField(
        label="用途", max_length=200, help_text="写明办理的具体事项，查询留痕。"
    )

    def __init__(self, *args: Any, pack: Pack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scenes = pack.reports.scenes.value
        cast(forms.ChoiceField, self.fields["scene"]).choices = _named(scenes)
