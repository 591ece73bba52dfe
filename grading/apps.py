from django.apps import AppConfig

ACTS = {
    "grading.start_run": "发起评价",
    "grading.complete_run": "完成评价",
    "grading.fail_run": "放弃评价",
    "grading.export_changes": "导出等级变动",
    "grading.record_assessment": "登记外部评价结果",
    "grading.withdraw_assessment": "撤回外部评价结果",
    "grading.propose_override": "提出等级人工调整",
    "grading.approve_override": "批准等级人工调整",
    "grading.reject_override": "不予批准人工调整",
    "grading.end_override": "提前终止人工调整",
    "grading.handle_fall": "办结降级待办",
    "grading.download_passport": "下载信用等级说明书",
    "grading.draft_model": "起草评价模型",
    "grading.edit_model": "修改评价模型",
    "grading.add_indicator": "新增评价指标",
    "grading.edit_indicator": "修改评价指标",
    "grading.remove_indicator": "移出评价指标",
    "grading.submit_model": "提交评价模型",
    "grading.send_back_model": "退回评价模型",
    "grading.discard_model": "作废评价模型草稿",
    "grading.publish_model": "发布评价模型",
    "grading.start_simulation": "发起试算",
    "grading.complete_simulation": "完成试算",
}


class GradingConfig(AppConfig):
    name = "grading"
    label = "grading"
    verbose_name = "信用评价"

    def ready(self) -> None:
        from credit_portal.audit.acts import name_acts
        from credit_portal.policy.guards import register_guard
        from credit_portal.shared import duties
        from credit_portal.shared.navigation import register
        from entities.imports.layout import register_layout
        from entities.tabs import register_tab
        from grading import receivers  # noqa: F401 - registers the receivers
        from grading.imports import ASSESSMENTS_LAYOUT
        from grading.laboratory import jobs  # noqa: F401 - registers the job kind
        from grading.navigation import ENTRIES
        from grading.notices import receivers as notices  # noqa: F401 - registers the receivers
        from grading.notices.duties import DUTIES
        from grading.passport.pages import GRADE_TAB
        from grading.services.soundness import ask_for_trial

        name_acts(ACTS)
        duties.register(*DUTIES)
        register_guard(ask_for_trial)
        register_layout(ASSESSMENTS_LAYOUT)
        register_tab(GRADE_TAB)
        register(*ENTRIES)
