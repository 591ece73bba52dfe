"""成效统计 on the desk."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from credit_portal.accounts.models import Agency
from credit_portal.accounts.permissions import role_required
from credit_portal.policy.services import pack_in_force
from credit_portal.shared import clock
from credit_portal.shared.forms import DayField
from supervision.effects.selectors import Effect, effects, total_of
from supervision.exports import Column, Table, export
from supervision.pages import user_of, viewer
from supervision.permissions import VIEWING_ROLES

viewing = role_required(*VIEWING_ROLES)
COLUMNS: Sequence[Column] = (
    Column("措施类别", lambda row: row.family, 24),
    Column("措施", lambda row: row.name, 32),
    Column("文件要求统计", lambda row: row.is_required, 14),
    Column("发起", lambda row: row.initiated, 10),
    Column("响应", lambda row: row.responded, 10),
    Column("按期响应", lambda row: row.in_time, 10),
    Column("反馈", lambda row: row.fed_back, 10),
    Column("按期反馈", lambda row: row.fed_in_time, 10),
    Column("提前终止", lambda row: row.ended, 10),
    Column("曾经暂停", lambda row: row.suspended, 10),
    Column("平均响应天数", lambda row: row.to_respond, 14),
    Column("平均反馈天数", lambda row: row.to_feed_back, 14),
)


class EffectForm(forms.Form):
    """Which measures are counted."""

    from_on = DayField(label="发起日期自", required=False)
    until_on = DayField(label="至", required=False)
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="发起或者执行单位", required=False, empty_label="全部"
    )

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        self.fields["agency"].queryset = (  # type: ignore[attr-defined]
            Agency.objects.active().order_by("name")
        )


@require_safe
@viewing
def measure_effects(request: HttpRequest) -> HttpResponse:
    """By family and item."""
    form = EffectForm(request.GET)
    lines = _lines(request, form)
    context = {
        "form": form, "lines": lines, "total": total_of(lines),
        "clause": pack_in_force(clock.today()).measures.statistics,
    }  # fmt: skip
    return render(request, "supervision/effects/effects.html", context)


@require_safe
@viewing
def measure_effects_export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    table = Table("成效统计", COLUMNS, _lines(request, EffectForm(request.GET)))
    return export("监管措施成效统计", table, by=user_of(request), at=clock.now())


def _lines(request: HttpRequest, form: EffectForm) -> list[Effect]:
    form.is_valid()
    chosen = {name: form.cleaned_data.get(name) for name in ("from_on", "until_on", "agency")}
    required = pack_in_force(clock.today()).measures.statistics.value
    return effects(viewer(request), required=required, **chosen)
