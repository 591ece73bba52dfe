"""Shape of what officers fill in about orders and interviews."""

from typing import Any

from django import forms

from credit_portal.accounts.viewers import Viewer
from credit_portal.policy.schema.procedures import Interviews
from credit_portal.shared.forms import DayField, RefusableForm, text_area
from entities.models import Entity
from supervision.correction.choices import InterviewKind, InterviewStatus, OrderStatus
from supervision.models import RectificationOrder

ANY = [("", "全部")]


class OrderFilterForm(forms.Form):
    """The filters of the list of orders."""

    q = forms.CharField(label="名称或代码", required=False)
    state = forms.ChoiceField(
        label="状态", required=False,
        choices=[*ANY, ("past_due", "逾期未报告"), *OrderStatus.choices],
    )  # fmt: skip


class InterviewFilterForm(forms.Form):
    """The filters of the list of interviews."""

    q = forms.CharField(label="名称或代码", required=False)
    state = forms.ChoiceField(
        label="状态", required=False, choices=[*ANY, *InterviewStatus.choices]
    )


class OrderForm(RefusableForm):
    """A new order."""

    number = forms.CharField(label="责令文书号", max_length=128)
    matter = forms.CharField(label="整改要求", max_length=2000, widget=text_area(4))
    legal_basis = forms.CharField(
        label="法律依据", max_length=500, help_text="法律、法规的名称和条款"
    )
    due_on = DayField(label="整改期限", help_text="由责令文书逐案载明，当日有效")


class ReportForm(RefusableForm):
    """What the business put right."""

    report = forms.CharField(
        label="整改情况", max_length=4000, widget=text_area(6),
        help_text="逐项写明采取了哪些措施、何时完成、结果如何",
    )  # fmt: skip


class FindingForm(RefusableForm):
    """What the agency found."""

    finding = forms.CharField(label="意见", max_length=2000, widget=text_area(3))


class InterviewForm(RefusableForm):
    """A summons."""

    kind = forms.TypedChoiceField(
        label="约谈种类", choices=InterviewKind.choices, coerce=InterviewKind,
        widget=forms.RadioSelect,
    )  # fmt: skip
    order = forms.ModelChoiceField(
        RectificationOrder.objects.none(), label="逾期的整改", required=False,
        empty_label="与限期整改无关",
    )  # fmt: skip
    reason = forms.CharField(label="约谈事由", max_length=2000, widget=text_area(3))
    meets_on = DayField(label="约谈日期")
    starts_at = forms.TimeField(
        label="约谈时间", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(label="约谈地点", max_length=200)

    def __init__(
        self, *args: Any, entity: Entity, said: Interviews, viewer: Viewer, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["order"].queryset = (
            RectificationOrder.objects.visible_to(viewer).open().filter(entity=entity)
        )
        fields["meets_on"].help_text = f"至少提前 {said.summons_days.value} 个工作日通知"
        fields["kind"].choices = [
            (InterviewKind.REMINDER.value, said.reminder_name.value),
            (InterviewKind.WARNING.value, said.warning_name.value),
        ]


class ConfirmationForm(RefusableForm):
    """Who will come."""

    confirmation = forms.CharField(
        label="参加人员", max_length=200, help_text="姓名、职务；需要改期的，请先联系约谈单位"
    )


class MinutesForm(RefusableForm):
    """Who came and what was said."""

    attendee = forms.CharField(label="参加人", max_length=100)
    minutes = forms.CharField(
        label="约谈记录", max_length=4000, widget=text_area(6), help_text="经参加人签字确认的内容"
    )
