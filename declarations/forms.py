"""Shape of what businesses, officers and anybody fill in about declarations."""

from collections.abc import Sequence
from typing import Any

from django import forms

from credit_portal.accounts.models import Agency
from credit_portal.policy.schema.procedures import SelfDeclaration
from credit_portal.shared.forms import DayField, FilesField, RefusableForm, text_area
from declarations import rules
from declarations.choices import DeclarationStatus, HonourRank
from declarations.models import Declaration
from declarations.permissions import REVIEWING_KINDS
from declarations.services import DeclarationDraft
from entities.models import Entity

STATES = [
    ("", "全部"), ("waiting", "待审核和复核"),
    *((one.value, one.label) for one in DeclarationStatus if one != DeclarationStatus.DRAFT),
]  # fmt: skip


class FilterForm(forms.Form):
    """The filters of the inbox."""

    q = forms.CharField(label="主体名称或者代码", required=False)
    state = forms.ChoiceField(label="状态", required=False, choices=STATES)


class DraftForm(RefusableForm):
    """What is declared, and what proves it."""

    entity = forms.ModelChoiceField(
        Entity.objects.none(), label="申报主体", to_field_name="uscc", empty_label=None
    )
    kind = forms.ChoiceField(label="信息种类")
    title = forms.CharField(label="申报事项", max_length=200, help_text="例如向某慈善会捐赠款物")
    happened_on = DayField(label="发生日期")
    issuer = forms.CharField(
        label="证明单位", max_length=200, help_text="颁发荣誉、出具证明或者接受捐赠的单位"
    )
    honour_rank = forms.ChoiceField(
        label="荣誉级别", required=False, choices=[("", "请选择"), *HonourRank.choices]
    )
    content = forms.CharField(label="具体情况", max_length=2000, widget=text_area(4))
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="审核单位", empty_label=None,
        help_text="主管该事项的部门；不清楚的选信用主管部门",
    )  # fmt: skip
    evidence = FilesField(label="证明材料", required=False)

    def __init__(
        self, *args: Any, own: Sequence[Entity], kinds: Sequence[str],
        declaration: Declaration | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [(kind, kind) for kind in kinds]
        agencies = Agency.objects.active().filter(kind__in=REVIEWING_KINDS)
        # The lead office first: whoever does not know leaves it.
        fields["agency"].queryset = agencies.order_by("-kind", "name")
        fields["entity"].queryset = Entity.objects.filter(pk__in=[one.pk for one in own])
        fields["entity"].label_from_instance = lambda entity: entity.name
        if declaration or len(own) < 2:
            del fields["entity"]
        if not any(rules.is_honour(kind) for kind in kinds):
            del fields["honour_rank"]

    def draft(self) -> DeclarationDraft:
        """What a valid form declares."""
        values = self.cleaned_data
        return DeclarationDraft(
            kind=values["kind"], title=values["title"], content=values["content"],
            issuer=values["issuer"], happened_on=values["happened_on"], agency=values["agency"],
            honour_rank=values.get("honour_rank", "") if rules.is_honour(values["kind"]) else "",
        )  # fmt: skip


class SubmitForm(RefusableForm):
    """The commitment to the truth and the authorisation, as far as the pack asks for them."""

    is_true = forms.BooleanField(
        label="本单位承诺所申报的信息和证明材料真实、准确、完整，如有虚假，自愿承担违诺责任，并同意记入信用记录",
        required=False,
    )
    is_authorised = forms.BooleanField(
        label="本单位授权信用平台整合、共享和应用所申报的信息", required=False
    )

    def __init__(self, *args: Any, policy: SelfDeclaration, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_true"].help_text = policy.truth_commitment.basis
        self.fields["is_authorised"].help_text = policy.authorises_use.basis


class ReviewForm(RefusableForm):
    """What the review found."""

    review = forms.CharField(
        label="审核意见", max_length=2000, widget=text_area(4),
        help_text="写明核对了哪些材料、向谁核实；告知申报主体",
    )  # fmt: skip


class FindingForm(RefusableForm):
    """Why it is false."""

    finding = forms.CharField(
        label="认定的事实和依据", max_length=1000, widget=text_area(4),
        help_text="按虚假承诺记入违诺记录，告知申报主体",
    )  # fmt: skip


class ObjectionForm(RefusableForm):
    """What anybody says against it."""

    name = forms.CharField(label="姓名或者名称", max_length=60)
    contact = forms.CharField(
        label="联系方式", max_length=60, help_text="只供审核单位核实，不告知申报主体，不公开"
    )
    reasons = forms.CharField(label="事实和理由", max_length=2000, widget=text_area(5))
