"""Shape of what businesses and officers fill in about disputes."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from credit_portal.accounts.models import User
from credit_portal.shared.forms import (
    FilesField,
    ReasonForm,
    RefusableForm,
    day_input,
    text_area,
)
from disputes import rules
from disputes.choices import FIELD_OUTCOMES, DisputeStatus, Outcome
from disputes.models import DisputedField
from disputes.services import Claim, FieldDecision, Filing
from disputes.targets import ContestedField
from entities.choices import DishonestyLevel

STATES = [
    ("", "办理中"), ("late", "已逾期"), ("mine", "我经办的"), ("all", "全部"),
    *DisputeStatus.choices,
]  # fmt: skip


class FilterForm(forms.Form):
    """The filters of the inbox."""

    q = forms.CharField(label="名称、代码或者异议编号", required=False)
    state = forms.ChoiceField(label="状态", required=False, choices=STATES)


class FilingForm(RefusableForm):
    """A new dispute: what is claimed field by field, why, and what proves it."""

    grounds = forms.CharField(
        label="事实和理由", max_length=4000, widget=text_area(5),
        help_text="逐项写明哪里有误、依据是什么",
    )  # fmt: skip
    evidence = FilesField(label="证据材料", required=False)
    contact_name = forms.CharField(label="联系人", max_length=60)
    contact_phone = forms.CharField(label="联系电话", max_length=30)

    def __init__(self, *args: Any, fields: Sequence[ContestedField], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contested = fields
        for number, field in enumerate(fields):
            self.fields[f"claim{number}"] = _claim(field, is_only=len(fields) == 1)

    def claim_rows(self) -> Iterator[tuple[ContestedField, Any]]:
        """Each contestable field beside its input."""
        for number, field in enumerate(self.contested):
            yield field, self[f"claim{number}"]

    def other_fields(self) -> list[Any]:
        """What is asked beside the claims."""
        return [bound for bound in self if not bound.name.startswith("claim")]

    def filing(self) -> Filing:
        """What a valid form hands in."""
        values = self.cleaned_data
        claims = [
            Claim(field.name, values[f"claim{number}"])
            for number, field in enumerate(self.contested)
            if values[f"claim{number}"]
        ]
        return Filing(
            grounds=values["grounds"], claims=claims, contact_name=values["contact_name"],
            contact_phone=values["contact_phone"], evidence=values["evidence"],
        )  # fmt: skip


class PaperForm(FilingForm):
    """The same from paper: the signed application is scanned."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["evidence"].required = True
        fields["evidence"].label = "异议申请书扫描件和证据材料"


class DecisionForm(RefusableForm):
    """Every field decided, and what is told about the whole."""

    decision = forms.CharField(
        label="处理意见", max_length=4000, widget=text_area(4), help_text="写入答复书，告知申请人"
    )

    def __init__(self, *args: Any, fields: Sequence[DisputedField], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.disputed = fields
        for field in fields:
            self.fields.update(_decided(field))

    def groups(self) -> Iterator[tuple[DisputedField, list[Any]]]:
        """Each disputed field with its inputs."""
        for field in self.disputed:
            names = (name for name in _decided(field) if name in self.fields)
            yield field, [self[name] for name in names]

    def decisions(self) -> dict[str, FieldDecision]:
        """What a valid form decides."""
        return {field.name: self._of(field) for field in self.disputed}

    def _of(self, field: DisputedField) -> FieldDecision:
        values = self.cleaned_data
        return FieldDecision(
            field=field.name,
            is_upheld=values[f"outcome{field.pk}"] == Outcome.UPHELD,
            reasons=values[f"reasons{field.pk}"],
            corrected=values.get(f"corrected{field.pk}", ""),
        )


class SupplementRequestForm(RefusableForm):
    """What is missing."""

    request = forms.CharField(
        label="补正要求", max_length=2000, widget=text_area(4),
        help_text="一次性写明全部需要补正的内容；补正只能通知一次",
    )  # fmt: skip


class SupplementForm(RefusableForm):
    """What was missing."""

    supplement = forms.CharField(label="补正说明", max_length=4000, widget=text_area(4))
    evidence = FilesField(label="补正材料", required=False)


class PaperWithdrawalForm(ReasonForm):
    """Why, with what the applicant signed."""

    evidence = FilesField(label="撤回申请书扫描件")


class HandOverForm(ReasonForm):
    """To whom, and why."""

    def __init__(self, *args: Any, officers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        handler = forms.ModelChoiceField(officers, label="改派给")
        self.fields = {"handler": handler, **self.fields}


class ReviewForm(RefusableForm):
    """Why another team should look."""

    grounds = forms.CharField(label="申请复核的理由", max_length=4000, widget=text_area(5))
    evidence = FilesField(label="补充证据", required=False)


class PaperReviewForm(ReviewForm):
    """The same from paper."""

    evidence = FilesField(label="复核申请书扫描件和补充证据")


class FindingForm(RefusableForm):
    """What the source found."""

    finding = forms.CharField(
        label="核实情况", max_length=4000, widget=text_area(5),
        help_text="逐项写明查阅了哪些原始文书、核实结果如何",
    )  # fmt: skip


class DeliveryForm(RefusableForm):
    """How the answer reached the business."""

    delivery = forms.CharField(
        label="送达方式", max_length=200, initial="企业中心消息送达",
        help_text="例如企业中心消息送达、窗口领取、邮寄（单号）",
    )  # fmt: skip


def _claim(field: ContestedField, *, is_only: bool) -> forms.Field:
    label = f"{field.label}：您的主张"
    if field.name == "level":
        levels = [(level.label, level.label) for level in DishonestyLevel]
        return forms.ChoiceField(label=label, required=False, choices=[("", "无异议"), *levels])
    widget = day_input() if field.name in rules.DATES else forms.TextInput()
    if field.is_whole:
        widget.attrs["placeholder"] = (
            "例如：应为B级" if field.name == rules.GRADE else "例如：应当撤销"
        )
    return forms.CharField(label=label, required=is_only, max_length=1000, widget=widget)


def _decided(field: DisputedField) -> dict[str, forms.Field]:
    outcomes = [(one.value, str(one.label)) for one in FIELD_OUTCOMES]
    inputs: dict[str, forms.Field] = {
        f"outcome{field.pk}": forms.ChoiceField(
            label="结果", choices=outcomes, widget=forms.RadioSelect
        )
    }
    if not field.is_whole:
        widget = day_input() if field.name in rules.DATES else forms.TextInput()
        inputs[f"corrected{field.pk}"] = forms.CharField(
            label="更正为", required=False, max_length=1000, initial=field.claimed, widget=widget,
            help_text="异议成立时填写，默认为申请人主张的内容",
        )  # fmt: skip
    inputs[f"reasons{field.pk}"] = forms.CharField(
        label="理由", max_length=2000, widget=text_area(2)
    )
    return inputs
