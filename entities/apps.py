from django.apps import AppConfig

ACTS = {
    "entities.record_fact": "登记信用记录",
    "entities.withdraw_fact": "撤回信用记录",
    "entities.correct_fact": "更正信用记录",
    "entities.reinstate_fact": "撤销修复，恢复信用记录",
    "entities.repair_fact": "修复信用记录",
    "entities.mark_disputed": "标注异议",
    "entities.clear_dispute_mark": "解除异议标注",
    "entities.lift_fact": "暂时解除信用记录",
    "entities.end_lift": "终止暂时解除",
    "entities.follow_feed": "订阅信用记录变动",
    "entities.leave_feed": "退订信用记录变动",
    "entities.receipt_feed": "确认同步信用记录变动",
    "entities.download_feed": "下载信用记录变动",
    "entities.grant_authorisation": "授权查询信息",
    "entities.withdraw_authorisation": "撤回信息查询授权",
    "entities.install_catalogue": "装入信用信息目录",
    "entities.change_catalogue_item": "修改信用信息目录",
}


class EntitiesConfig(AppConfig):
    name = "entities"
    label = "entities"
    verbose_name = "主体档案"

    def ready(self) -> None:
        from credit_portal.audit.acts import name_acts
        from entities import receivers  # noqa: F401
        from entities.authorisations import setup as authorisations
        from entities.feed import setup as feed
        from entities.imports import setup as imports
        from entities.upward import setup as upward

        name_acts(ACTS)
        imports.prepare()
        feed.prepare()
        authorisations.prepare()
        upward.prepare()
