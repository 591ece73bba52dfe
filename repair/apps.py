from django.apps import AppConfig

ACTS = {
    "repair.draft_application": "起草信用修复申请",
    "repair.describe_application": "填写信用修复申请",
    "repair.attach_proof": "上传修复材料",
    "repair.open_proof": "查看修复材料",
    "repair.submit_application": "提交信用修复申请",
    "repair.forward_application": "转办信用修复申请",
    "repair.withdraw_application": "撤回信用修复申请",
    "repair.ask_supplement": "要求补正",
    "repair.supply_supplement": "提交补正",
    "repair.go_on_without": "逾期未补正，恢复办理",
    "repair.verify_part": "登记信用核查",
    "repair.find_item_needless": "以无需修复办结",
    "repair.grant_contested_item": "异议成立后准予信用修复",
    "repair.grant_item": "准予信用修复",
    "repair.refuse_item": "不予信用修复",
    "repair.revoke_repair": "撤销信用修复",
    "repair.issue_notices": "发出信用修复告知书",
    "repair.draft_course": "起草培训课程",
    "repair.add_question": "添加测试题",
    "repair.publish_course": "发布培训课程",
    "repair.retire_course": "停用培训课程",
    "repair.take_test": "参加培训测试",
}


class RepairConfig(AppConfig):
    name = "repair"
    label = "repair"
    verbose_name = "信用修复"

    def ready(self) -> None:
        from credit_portal.audit.acts import name_acts
        from credit_portal.shared import duties
        from credit_portal.shared.navigation import register
        from entities.tabs import register_tab
        from repair import receivers  # noqa: F401 - registers the receivers
        from repair.duties import DUTIES
        from repair.entity_tab import REPAIR_TAB
        from repair.navigation import ENTRIES

        name_acts(ACTS)
        duties.register(*DUTIES)
        register_tab(REPAIR_TAB)
        register(*ENTRIES)
