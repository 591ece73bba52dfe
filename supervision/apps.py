from django.apps import AppConfig

ACTS = {
    "supervision.initiate_measure": "发起监管措施",
    "supervision.respond_to_measure": "响应监管措施",
    "supervision.feed_back_measure": "反馈措施执行情况",
    "supervision.open_measure_review": "提出措施复核",
    "supervision.uphold_measure": "复核后维持监管措施",
    "supervision.end_measure": "终止监管措施",
    "supervision.suspend_measure": "暂停执行监管措施",
    "supervision.restore_measure": "恢复执行监管措施",
    "supervision.propose_listing": "提出列入名单",
    "supervision.notify_listing": "告知拟列入名单",
    "supervision.state_on_listing": "提交陈述申辩",
    "supervision.decide_listing": "决定列入名单",
    "supervision.drop_listing": "不予列入名单",
    "supervision.rescind_listing": "撤回列入名单的决定",
    "supervision.deliver_listing": "送达名单决定",
    "supervision.leave_listing": "移出名单",
    "supervision.order_rectification": "责令限期整改",
    "supervision.report_rectification": "登记整改报告",
    "supervision.accept_rectification": "整改验收合格",
    "supervision.send_back_rectification": "退回整改",
    "supervision.find_rectification_overdue": "认定整改逾期",
    "supervision.summon_interview": "通知约谈",
    "supervision.confirm_interview": "确认参加约谈",
    "supervision.hold_interview": "登记约谈记录",
    "supervision.file_interview": "归集约谈记录",
    "supervision.find_interview_absent": "登记约谈无故缺席",
    "supervision.cancel_interview": "取消约谈",
    "supervision.open_listing_review": "提出名单复核",
    "supervision.uphold_listing": "复核后维持名单",
    "supervision.open_follow_up": "提出监管待办",
    "supervision.settle_follow_up": "办结监管待办",
    "supervision.dismiss_follow_up": "监管待办不予采取",
    "supervision.list_violation": "增加免罚轻罚事项",
    "supervision.change_violation": "修改免罚轻罚事项",
    "supervision.retire_violation": "停用免罚轻罚事项",
    "supervision.send_credit_reminder": "发送信用提示",
    "supervision.issue_letter": "发通报函",
    "supervision.draft_case": "撰写典型案例",
    "supervision.edit_case": "修改典型案例",
    "supervision.publish_case": "公开典型案例",
    "supervision.withdraw_case": "撤下典型案例",
    "supervision.draft_inspection_item": "起草抽查事项",
    "supervision.publish_inspection_item": "发布抽查事项",
    "supervision.retire_inspection_item": "停用抽查事项",
    "supervision.register_inspector": "登记检查人员",
    "supervision.renew_certificate": "更新执法证",
    "supervision.remove_inspector": "检查人员退出名录",
    "supervision.declare_interest": "申报利害关系",
    "supervision.end_interest": "解除利害关系",
    "supervision.draft_plan": "起草抽查计划",
    "supervision.edit_plan": "修改抽查计划",
    "supervision.discard_plan": "作废抽查计划",
    "supervision.publish_plan": "公布抽查计划",
    "supervision.draft_task": "起草抽查任务",
    "supervision.edit_task": "修改抽查任务",
    "supervision.issue_task": "下达抽查任务",
    "supervision.announce_draw": "公告抽取",
    "supervision.reveal_draw": "抽取",
    "supervision.redraw": "重新抽取",
    "supervision.swap_visitor": "更换检查人员",
    "supervision.approve_visit": "批准检查",
    "supervision.notify_business": "通知检查",
    "supervision.start_visit": "入企登记",
    "supervision.attach_photo": "上传现场照片",
    "supervision.enter_result": "录入检查结果",
    "supervision.send_back_result": "退回检查结果",
    "supervision.review_result": "审核检查结果",
    "supervision.publish_result": "公示检查结果",
    "supervision.rate_visit": "评价检查",
    "supervision.export_table": "导出监管表格",
}


class SupervisionConfig(AppConfig):
    name = "supervision"
    label = "supervision"
    verbose_name = "分类监管"

    def ready(self) -> None:
        from credit_portal.audit.acts import name_acts
        from credit_portal.shared import duties
        from credit_portal.shared.navigation import register
        from entities.imports.layout import register_layout
        from entities.tabs import register_tab
        from supervision import receivers  # noqa: F401 - registers the receivers
        from supervision.correction.duties import DUTIES as CORRECTION_DUTIES
        from supervision.followups.duties import DUTIES as FOLLOW_UP_DUTIES
        from supervision.inspections.duties import DUTIES as INSPECTION_DUTIES
        from supervision.inspections.entity_tab import INSPECTION_TAB
        from supervision.listings.duties import DUTIES as LISTING_DUTIES
        from supervision.listings.imports import LISTINGS_LAYOUT
        from supervision.measures.duties import DUTIES as MEASURE_DUTIES
        from supervision.navigation import ENTRIES
        from supervision.treatment.tab import TREATMENT_TAB

        name_acts(ACTS)
        duties.register(*FOLLOW_UP_DUTIES)
        duties.register(*MEASURE_DUTIES, *LISTING_DUTIES, *CORRECTION_DUTIES, *INSPECTION_DUTIES)
        register_layout(LISTINGS_LAYOUT)
        register_tab(TREATMENT_TAB)
        register_tab(INSPECTION_TAB)
        register(*ENTRIES)
