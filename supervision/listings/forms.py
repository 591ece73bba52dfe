"""Shape of what is filled in about lists; the services know the rules."""

from datetime import date
from typing import Any

from django import forms

from credit_portal.accounts.viewers import Viewer
from credit_portal.policy.schema import Pack
from credit_portal.shared.forms import DayField, RefusableForm, text_area
from entities.models import CreditRecord, Entity
from supervision.listings.choices import PUBLIC_KINDS, ExitGround, ListKind
from supervision.measures.forms import RecordField
from supervision.services.proposals import CourtDecision, Proposal

ANY = [("", "全部")]
STATES = [
    *ANY,
    ("to_notify", "待告知"),
    ("to_decide", "待决定"),
    ("to_deliver", "待送达"),
    ("to_review", "待复核"),
    ("in_force", "在名单内"),
]


class ListingFilterForm(forms.Form):
    """The filters of the list of cases."""

    q = forms.CharField(label="名称或代码", required=False)
    state = forms.ChoiceField(label="状态", required=False, choices=STATES)
    kind = forms.ChoiceField(label="名单类别", required=False, choices=[*ANY, *ListKind.choices])


class PublishedFilterForm(forms.Form):
    """The filters of the public page."""

    q = forms.CharField(label="名称或代码", required=False)
    kind = forms.ChoiceField(
        label="名单类别", required=False,
        choices=[*ANY, *((kind.value, kind.label) for kind in PUBLIC_KINDS)],
    )  # fmt: skip


class ExitFilterForm(PublishedFilterForm):
    """The filters of the exits."""

    first = DayField(label="移出日期自", required=False)
    last = DayField(label="移出日期至", required=False)


class ProposalForm(RefusableForm):
    """A proposal: which list, on what document, why."""

    kind = forms.TypedChoiceField(
        label="名单类别", choices=ListKind.choices, coerce=ListKind, widget=forms.RadioSelect
    )
    name = forms.ChoiceField(
        label="名单名称", required=False, help_text="严重失信主体名单必选，限于法律法规规定的种类"
    )
    field = forms.CharField(label="领域", max_length=50, required=False)
    record = RecordField(
        CreditRecord.objects.none(), required=False, label="所依据的信用记录",
        empty_label="库中没有，以下填写司法裁判",
    )  # fmt: skip
    court_number = forms.CharField(label="裁判文书号", max_length=128, required=False)
    court_authority = forms.CharField(label="裁判机关", max_length=200, required=False)
    court_on = DayField(label="裁判日期", required=False)
    facts = forms.CharField(
        label="事实和理由", max_length=2000, widget=text_area(4), help_text="写入告知书"
    )
    legal_basis = forms.CharField(
        label="法律依据", max_length=500, help_text="法律、法规的名称和条款"
    )

    def __init__(
        self, *args: Any, entity: Entity, pack: Pack, viewer: Viewer, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        records = CreditRecord.objects.visible_to(viewer, today).standing()
        records = records.filter(entity=entity, repaired_at=None)
        fields: dict[str, Any] = self.fields
        fields["record"].queryset = records.newest_first()
        fields["name"].choices = [
            ("", "请选择（其他名单留空）"), *((name, name) for name in pack.lists.kinds.value)
        ]  # fmt: skip
        if watched := pack.lists.watch_fields:
            fields["field"].help_text = f"重点关注对象名单限于：{'、'.join(watched.value)}"

    def proposal(self) -> Proposal:
        """What was filled in, for the service."""
        said = dict(self.cleaned_data)
        number, authority, on = (
            said.pop(f"court_{part}") for part in ("number", "authority", "on")
        )
        decision = CourtDecision(number=number, authority=authority, on=on) if on else None
        return Proposal(**said, court_decision=decision)


class DecisionForm(RefusableForm):
    """The decision of the second officer."""

    decision_number = forms.CharField(label="决定书文号", max_length=128)
    decision = forms.CharField(
        label="决定理由", max_length=4000, widget=text_area(4),
        help_text="包括对陈述申辩意见的采纳情况",
    )  # fmt: skip
    from_on = DayField(label="自", help_text="送达后生效")
    until_on = DayField(label="至（留空为至依法移出）", required=False)


class DeliveryForm(RefusableForm):
    """How the decision reached the business."""

    delivery = forms.CharField(
        label="送达方式", max_length=200, help_text="如：直接送达、邮寄送达、电子送达、公告送达"
    )


class StatementForm(RefusableForm):
    """What the business says to it."""

    statement = forms.CharField(
        label="陈述申辩意见", max_length=4000, widget=text_area(6),
        help_text="写明意见、事实和理由；提交后不能修改",
    )  # fmt: skip


class LeaveForm(RefusableForm):
    """Why the business leaves the list."""

    ground = forms.TypedChoiceField(
        label="移出原因", choices=ExitGround.choices, coerce=ExitGround, widget=forms.RadioSelect
    )
    reference = forms.CharField(label="案件编号", max_length=60, required=False)
    reason = forms.CharField(label="移出理由", max_length=500, widget=text_area(3))
