from django.apps import AppConfig

ACTS = {
    "grading.record_assessment": "登记外部评价结果",
    "grading.withdraw_assessment": "撤回外部评价结果",
    "grading.propose_override": "提出等级人工调整",
    "grading.approve_override": "批准等级人工调整",
    "grading.reject_override": "不予批准人工调整",
    "grading.end_override": "提前终止人工调整",
    "grading.handle_fall": "办结降级待办",
}


class GradingConfig(AppConfig):
    name = "grading"
    label = "grading"
    verbose_name = "信用评价"

    def ready(self) -> None:
        from credit_portal.audit.acts import name_acts
        from entities.imports.layout import register_layout
        from grading.imports import ASSESSMENTS_LAYOUT

        name_acts(ACTS)
        register_layout(ASSESSMENTS_LAYOUT)
