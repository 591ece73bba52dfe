from django.apps import AppConfig

from credit_portal.shared import duties
from credit_portal.shared.navigation import NavItem, register

ACTS = {
    "commitments.draft_commitment": "起草承诺",
    "commitments.register_commitment": "登记承诺",
    "commitments.withdraw_draft": "撤回承诺草稿",
    "commitments.attach_scan": "上传承诺书扫描件",
    "commitments.open_scan": "查看承诺书扫描件",
    "commitments.supplement_materials": "登记补交材料",
    "commitments.notify_overdue_supplement": "提醒逾期未补",
    "commitments.recheck_commitment": "复核承诺",
    "commitments.fulfil_commitment": "认定全部履行",
    "commitments.record_partial_fulfilment": "认定部分履行",
    "commitments.record_breach": "认定违诺",
    "commitments.recognise_false": "认定虚假承诺",
    "commitments.revoke_recognition": "撤销认定",
    "commitments.draft_item": "起草承诺事项",
    "commitments.draft_template": "起草承诺书样式",
    "commitments.publish_version": "发布事项或样式",
    "commitments.retire_version": "停用事项或样式",
    "commitments.submit_ledger": "报送承诺台账",
    "commitments.open_ledger": "下载承诺台账",
}


class CommitmentsConfig(AppConfig):
    name = "commitments"
    label = "commitments"
    verbose_name = "信用承诺"

    def ready(self) -> None:
        from commitments import tasks  # noqa: F401 - registers the job kinds
        from commitments.duties import DUTIES
        from commitments.entity_tab import COMMITMENTS_TAB
        from commitments.imports import COMMITMENTS_LAYOUT
        from commitments.permissions import (
            ACCEPTING_ROLES,
            CATALOGUE_ROLES,
            FILING_ROLES,
            VIEWING_ROLES,
        )
        from credit_portal.audit.acts import name_acts
        from entities.imports.layout import register_layout
        from entities.tabs import register_tab

        name_acts(ACTS)
        duties.register(*DUTIES)
        register_layout(COMMITMENTS_LAYOUT)
        register_tab(COMMITMENTS_TAB)
        register(
            NavItem(
                "窗口受理", "commitments:window", "scan", roles=ACCEPTING_ROLES,
                order=10, group="信用承诺",
                hint="扫码或输入企业名称，查看可用的承诺方式，登记并打印承诺书。",
            ),
            NavItem(
                "承诺管理", "commitments:list", "certificate", roles=VIEWING_ROLES, order=20,
                group="信用承诺", hint="补齐期限、履约认定、违诺处理和定期复核。",
            ),
            NavItem(
                "承诺备案公示", "commitments:file", "speakerphone", roles=FILING_ROLES, order=25,
                group="信用承诺", hint="主动型和行业自律型承诺备案，向社会公示。",
            ),
            NavItem(
                "承诺台账", "commitments:ledgers", "file-spreadsheet", roles=ACCEPTING_ROLES,
                order=30, group="信用承诺", hint="按月生成登记表、违诺表和汇总表并报送。",
            ),
            NavItem(
                "事项与样式", "commitments:catalogue", "clipboard-list", roles=CATALOGUE_ROLES,
                order=40, group="信用承诺",
            ),
            NavItem(
                "待履行承诺", "commitments:my_list", "certificate", order=30, face="my",
                hint="尚待履行的承诺、需要补齐的材料和期限。",
            ),
            NavItem(
                "信用承诺公示", "commitments:published", "certificate", order=20, face="public",
                hint="经营主体向社会公开作出的信用承诺，可按名称、代码和类型查询。",
            ),
        )  # fmt: skip
