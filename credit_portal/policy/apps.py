from django.apps import AppConfig

from credit_portal.shared import duties
from credit_portal.shared.navigation import NavItem, register

ACTS = {
    "policy.install_pack": "安装政策包",
    "policy.edit_pack": "修改政策包",
    "policy.submit_pack_version": "提交政策包审批",
    "policy.approve_pack_version": "批准政策包",
    "policy.reject_pack_version": "退回政策包",
    "policy.propose_assignment": "提出适用政策包",
    "policy.approve_assignment": "批准适用政策包",
    "policy.reject_assignment": "不予批准适用政策包",
    "policy.import_holiday_notice": "录入放假通知",
}


class PolicyConfig(AppConfig):
    name = "credit_portal.policy"
    label = "policy"
    verbose_name = "政策包"

    def ready(self) -> None:
        from credit_portal.accounts.choices import Role
        from credit_portal.audit.acts import name_acts
        from credit_portal.policy.duties import DUTIES
        from credit_portal.policy.permissions import READERS

        name_acts(ACTS)
        duties.register(*DUTIES)
        group = "政策"
        register(
            NavItem(
                "政策包", "policy:list", "scale", roles=READERS, order=700, group=group,
                daily=frozenset({Role.AUDITOR, Role.ADMINISTRATOR}),
                hint="各地文件的期限、分类和措施，逐项注明出处；修改须经另一名工作人员批准。",
            ),
            NavItem("文件差异", "policy:conflicts", "arrows-diff", READERS, 710, group),
            NavItem("适用政策包", "policy:assignments", "map-pin", READERS, 720, group),
            NavItem("工作日历", "policy:calendar", "calendar", READERS, 730, group),
        )  # fmt: skip
