"""Forms of mandates."""

from typing import Any

from django import forms

from credit_portal.accounts.choices import MandateKind, MandateScope
from credit_portal.accounts.invitations import Offer
from credit_portal.shared.forms import DayField, RefusableForm, text_area
from entities.models import Entity
from entities.uscc import normalise


class OfferForm(RefusableForm):
    """Who is to act, how far and how long."""

    name = forms.CharField(label="姓名", max_length=60)
    id_number = forms.CharField(
        label="身份证件号码", max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="须与本人实名认证的姓名、号码一致，否则不能接受授权。",
    )  # fmt: skip
    scope = forms.ChoiceField(
        label="办理范围", choices=MandateScope, help_text="各种范围都可以查看本企业的信用信息。"
    )
    until_on = DayField(
        label="失效日期",
        required=False,
        help_text="自该日起不再有效；留空为长期有效。",
    )

    def offer(self, uscc: str, **more: Any) -> Offer:
        """What the form says."""
        told = self.cleaned_data
        return Offer(
            uscc=uscc, name=told["name"], id_number=told["id_number"],
            scope=MandateScope(told["scope"]), until_on=told["until_on"], **more,
        )  # fmt: skip


class MultipleFileInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class PapersField(forms.FileField):
    """A list of scans."""

    widget = MultipleFileInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(PapersField, self).clean(file, initial) for file in files]


class WindowForm(OfferForm):
    """The same at the window, on papers."""

    field_order = ["uscc", "kind", "name", "id_number", "scope", "until_on", "papers", "reason"]

    uscc = forms.CharField(label="统一社会信用代码", max_length=18)
    kind = forms.ChoiceField(label="身份", choices=MandateKind, widget=forms.RadioSelect)
    papers = PapersField(
        label="核验材料扫描件",
        help_text="营业执照、授权委托书（经办人）、本人身份证件，PDF、JPG 或 PNG，可以多选。",
    )
    reason = forms.CharField(
        label="核验情况", max_length=500, widget=text_area(3),
        help_text="写明核验了哪些原件、为何到窗口办理。",
    )  # fmt: skip

    def clean_uscc(self) -> str:
        """A business of the register."""
        code = normalise(self.cleaned_data["uscc"])
        if not Entity.objects.filter(uscc=code).exists():
            raise forms.ValidationError("没有找到该统一社会信用代码的主体，请核对。")
        return code


class CodeForm(RefusableForm):
    """The code of an invitation."""

    code = forms.CharField(
        label="邀请码", max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text="法定代表人或者政务服务窗口交给您的 10 位邀请码。",
    )  # fmt: skip


class SearchForm(forms.Form):
    """Find mandates of a business."""

    q = forms.CharField(
        label="统一社会信用代码或姓名", required=False, max_length=60,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
