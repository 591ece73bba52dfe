from django.apps import AppConfig

ACTS = {
    "disputes.file_dispute": "提出异议",
    "disputes.request_review": "申请异议复核",
    "disputes.ask_supplement": "通知异议补正",
    "disputes.supplement_dispute": "补正异议",
    "disputes.decline_dispute": "异议不予受理",
    "disputes.accept_dispute": "受理异议",
    "disputes.verify_dispute": "提交异议核实情况",
    "disputes.hand_over_dispute": "改派异议经办人",
    "disputes.extend_dispute": "延长异议办理期限",
    "disputes.urge_dispute": "催办异议",
    "disputes.decide_dispute": "决定异议",
    "disputes.close_dispute": "送达异议答复",
    "disputes.withdraw_dispute": "撤回异议",
    "disputes.open_evidence": "查看异议证据",
    "disputes.draft_reply": "起草主体声明",
    "disputes.edit_reply": "修改主体声明",
    "disputes.submit_reply": "提交主体声明",
    "disputes.withdraw_reply": "撤回主体声明",
    "disputes.approve_reply": "审核通过主体声明",
    "disputes.refuse_reply": "不予刊登主体声明",
    "disputes.open_reversal": "开始纠正影响",
    "disputes.settle_reversal": "影响纠正完毕",
}


class DisputesConfig(AppConfig):
    name = "disputes"
    label = "disputes"
    verbose_name = "异议处理"

    def ready(self) -> None:
        from credit_portal.audit.acts import name_acts
        from credit_portal.shared import duties
        from credit_portal.shared.navigation import register
        from disputes import receivers  # noqa: F401 - registers itself
        from disputes.duties import DUTIES
        from disputes.harm import receivers as harm  # noqa: F401 - registers itself
        from disputes.harm.duties import DUTIES as HARM_DUTIES
        from disputes.navigation import ENTRIES
        from disputes.replies.duties import DUTIES as REPLY_DUTIES

        name_acts(ACTS)
        duties.register(*DUTIES, *REPLY_DUTIES, *HARM_DUTIES)
        register(*ENTRIES)
