from django.apps import AppConfig

ACTS = {
    "declarations.draft_declaration": "起草自主申报",
    "declarations.edit_declaration": "修改自主申报",
    "declarations.submit_declaration": "提交自主申报",
    "declarations.approve_declaration": "自主申报审核通过",
    "declarations.refuse_declaration": "自主申报审核不通过",
    "declarations.contest_declaration": "对公示的自主申报提出异议",
    "declarations.confirm_declaration": "确认自主申报",
    "declarations.withdraw_declaration": "撤回自主申报",
    "declarations.find_declaration_false": "认定自主申报虚假",
    "declarations.open_evidence": "查看申报证明材料",
}


class DeclarationsConfig(AppConfig):
    name = "declarations"
    label = "declarations"
    verbose_name = "自主申报"

    def ready(self) -> None:
        from credit_portal.audit.acts import name_acts
        from credit_portal.shared import duties
        from credit_portal.shared.navigation import register
        from declarations.duties import DUTIES
        from declarations.navigation import ENTRIES

        name_acts(ACTS)
        duties.register(*DUTIES)
        register(*ENTRIES)
