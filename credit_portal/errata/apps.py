from datetime import date
from typing import Any

from django.apps import AppConfig

from credit_portal.shared.duties import Duty
from credit_portal.shared.duties import register as add_duty
from credit_portal.shared.navigation import NavItem, register


class ErrataConfig(AppConfig):
    name = "credit_portal.errata"
    label = "errata"
    verbose_name = "数据纠错"

    def ready(self) -> None:
        from credit_portal.errata.permissions import ANSWERING_ROLES

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
