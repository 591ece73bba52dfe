"""Shape of what is filled in about the change feed."""

from typing import Any, cast

from django import forms

from credit_portal.accounts.models import Agency
from credit_portal.shared.forms import RefusableForm
from entities.models import FeedConsumer


class ReceiptForm(forms.Form):
    """What the reader was shown: the last change, and how many."""

    up_to = forms.IntegerField(min_value=1)
    count = forms.IntegerField(min_value=1)


class FollowForm(RefusableForm):
    """Which agency follows the feed from now on."""

    agency = forms.ModelChoiceField(
        label="单位", queryset=Agency.objects.none(),
        help_text="取得过信用记录副本的单位。订阅以后发生的变动由其逐条确认同步。",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        following = FeedConsumer.objects.current().order_by().values("agency")
        choice = cast(forms.ModelChoiceField, self.fields["agency"])
        choice.queryset = Agency.objects.active().exclude(pk__in=following)


class ChangeFilterForm(forms.Form):
    """Which changes the lead office looks at."""

    state = forms.ChoiceField(
        label="同步情况", required=False,
        choices=[("", "全部"), ("awaited", "未全部同步"), ("overdue", "逾期未同步")],
    )  # fmt: skip
