"""What officials fill in on the policy pages."""

from datetime import date
from typing import Any

from django import forms

from credit_portal.policy.models import PolicyPack
from credit_portal.shared.forms import DayField

EDITOR_ROWS = 30
NOTICE_ROWS = 12
NOTICE_HELP = (
    "每行三列：日期（或起~止）、放假或上班、名称，以逗号分隔。"
    "例：2027-10-01~2027-10-07，放假，国庆节"
)


class PackEditForm(forms.Form):
    """The text of a pack and why it is changed."""

    content = forms.CharField(
        label="政策包内容（TOML）",
        widget=forms.Textarea(attrs={"rows": EDITOR_ROWS, "class": "pack-editor"}),
    )
    reason = forms.CharField(
        label="修改理由", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_content(self) -> str:
        """Browsers send CRLF; the digest is taken over the text as it ships, with LF."""
        text: str = self.cleaned_data["content"]
        return text.replace("\r\n", "\n").strip() + "\n"


class AssignmentForm(forms.Form):
    """Which pack is followed from a day on."""

    pack = forms.ModelChoiceField(label="政策包", queryset=PolicyPack.objects.all())
    from_date = DayField(label="起始日期", help_text="已指定过的，最早为明日")
    reason = forms.CharField(
        label="理由", max_length=2000,
        help_text="会改变信用评价的，须先在政策实验室用现行模型和这个政策包试算",
    )  # fmt: skip


class NoticeForm(forms.Form):
    """The yearly holiday notice, pasted."""

    year = forms.IntegerField(label="年份", min_value=2000, max_value=2100)
    title = forms.CharField(label="通知标题", max_length=200)
    number = forms.CharField(label="文号", max_length=60)
    days = forms.CharField(
        label="放假和调休安排", help_text=NOTICE_HELP,
        widget=forms.Textarea(attrs={"rows": NOTICE_ROWS}),
    )  # fmt: skip
    reason = forms.CharField(label="理由", max_length=2000)

    @classmethod
    def for_next_year(cls, today: date, known_years: frozenset[int]) -> "NoticeForm":
        """An empty form for the first year that has no notice."""
        year = next(year for year in range(today.year, today.year + 100) if year not in known_years)
        initial: dict[str, Any] = {
            "year": year,
            "title": f"国务院办公厅关于{year}年部分节假日安排的通知",
            "reason": f"录入{year}年放假通知",
        }
        return cls(initial=initial)
