from django.apps import AppConfig

from credit_portal.shared import duties
from credit_portal.shared.navigation import register

ACTS = {
    "commitments.draft_commitment": "起草承诺",
    "commitments.register_commitment": "登记承诺",
    "commitments.withdraw_draft": "撤回承诺草稿",
    "commitments.void_commitment": "作废承诺",
    "commitments.attach_scan": "上传承诺书扫描件",
    "commitments.open_scan": "查看承诺书扫描件",
    "commitments.supplement_materials": "登记补交材料",
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
        from commitments import receivers  # noqa: F401 - connects the receivers and the job kinds
        from commitments.duties import DUTIES
        from commitments.entity_tab import COMMITMENTS_TAB
        from commitments.imports import COMMITMENTS_LAYOUT
        from commitments.navigation import ENTRIES
        from credit_portal.audit.acts import name_acts
        from entities.imports.layout import register_layout
        from entities.tabs import register_tab

        name_acts(ACTS)
        duties.register(*DUTIES)
        register_layout(COMMITMENTS_LAYOUT)
        register_tab(COMMITMENTS_TAB)
        register(*ENTRIES)
