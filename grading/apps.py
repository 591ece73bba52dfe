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
        from credit_portal.shared import duties
        from credit_portal.shared.navigation import NavItem, register
        from entities.imports.layout import register_layout
        from entities.tabs import register_tab
        from grading import receivers  # noqa: F401 - registers the receivers
        from grading.imports import ASSESSMENTS_LAYOUT
        from grading.laboratory import jobs  # noqa: F401 - registers the job kind
        from grading.notices import receivers as notices  # noqa: F401 - registers the receivers
        from grading.notices.duties import DUTIES
        from grading.passport.pages import GRADE_TAB
        from grading.permissions import (
            ASSESSMENT_READERS,
            MODEL_EDITORS,
            MODEL_READERS,
            OVERRIDING_ROLES,
            SUPERVISING_ROLES,
        )
        from grading.runs.permissions import READING_ROLES

        name_acts(ACTS)
        duties.register(*DUTIES)
        register_layout(ASSESSMENTS_LAYOUT)
        register_tab(GRADE_TAB)
        register(
            NavItem(
                "信用等级", "grading:my_grade", "certificate", order=10, face="my",
                hint="查看本企业的信用等级、计分明细、提升办法和信用等级说明书。",
            ),
        )  # fmt: skip
        register(
            NavItem(
                "评价运行", "grading:runs", "refresh", roles=READING_ROLES, order=50,
                group="信用评价", hint="每次评价的结果、等级变动及原因，历史复算核对。",
            ),
            NavItem(
                "等级分布", "grading:distribution", "report", roles=READING_ROLES, order=55,
                group="信用评价", hint="各镇街、各行业的等级分布和变化。",
            ),
        )  # fmt: skip
        register(
            NavItem(
                "降级待办", "grading:falls", "bell", roles=SUPERVISING_ROLES, order=60,
                group="信用评价", hint="降为D级、E级的经营主体，由监管单位处理。",
            ),
            NavItem(
                "等级人工调整", "grading:overrides", "edit", roles=OVERRIDING_ROLES, order=65,
                group="信用评价",
            ),
            NavItem(
                "外部评价结果", "grading:assessments", "clipboard-list", roles=ASSESSMENT_READERS,
                order=70, group="信用评价",
            ),
            NavItem(
                "评价模型", "grading:models", "clipboard-list", roles=MODEL_READERS, order=75,
                group="信用评价", hint="指标、分值和门槛的各个版本；修改须试算并由第二人批准。",
            ),
            NavItem(
                "政策实验室", "grading:laboratory", "scale", roles=MODEL_EDITORS, order=80,
                group="信用评价", hint="在全部主体上试算新模型或新政策，不影响现行等级。",
            ),
            NavItem("消息", "grading:messages", "bell", order=30, face="my"),
        )  # fmt: skip
