from datetime import date
from typing import Any

from django.apps import AppConfig

from credit_portal.shared.duties import Duty
from credit_portal.shared.duties import register as add_duty
from credit_portal.shared.navigation import NavItem, register

ACTS = {
    "errata.report_error": "提交数据纠错",
    "errata.answer_error": "处理数据纠错",
    "errata.withdraw_record": "撤回本单位报送的记录",
    "errata.correct_record": "更正本单位报送的记录",
    "errata.open_scan": "查看撤回更正依据",
}


class ErrataConfig(AppConfig):
    name = "credit_portal.errata"
    label = "errata"
    verbose_name = "数据纠错"

    def ready(self) -> None:
        from credit_portal.audit.acts import name_acts
        from credit_portal.errata.permissions import ANSWERING_ROLES

        name_acts(ACTS)
        roles = frozenset(str(role) for role in ANSWERING_ROLES)
        register(NavItem("数据纠错", "errata:list", "alert-triangle", roles, 60, "信用档案"))
        add_duty(
            Duty(
                "待核实的数据纠错", _to_answer, "errata:list", roles,
                hint="公示网站访客指出的数据错误，核实后填写处理情况。", order=60,
            )
        )  # fmt: skip


def _to_answer(viewer: Any, _on: date) -> int:
    from credit_portal.errata.models import ErrorReport

    return ErrorReport.objects.to_answer(viewer).count()
