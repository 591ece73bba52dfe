from django.apps import AppConfig

ACTS = {
    "supervision.initiate_measure": "发起监管措施",
    "supervision.respond_to_measure": "响应监管措施",
    "supervision.feed_back_measure": "反馈措施执行情况",
    "supervision.end_measure": "终止监管措施",
    "supervision.suspend_measure": "暂停执行监管措施",
    "supervision.restore_measure": "恢复执行监管措施",
    "supervision.propose_listing": "提出列入名单",
    "supervision.notify_listing": "告知拟列入名单",
    "supervision.state_on_listing": "提交陈述申辩",
    "supervision.decide_listing": "决定列入名单",
    "supervision.drop_listing": "不予列入名单",
    "supervision.deliver_listing": "送达名单决定",
    "supervision.leave_listing": "移出名单",
    "supervision.order_rectification": "责令限期整改",
    "supervision.report_rectification": "登记整改报告",
    "supervision.accept_rectification": "整改验收合格",
    "supervision.send_back_rectification": "退回整改",
    "supervision.find_rectification_overdue": "认定整改逾期",
    "supervision.summon_interview": "通知约谈",
    "supervision.hold_interview": "登记约谈记录",
    "supervision.file_interview": "归集约谈记录",
    "supervision.find_interview_absent": "登记约谈无故缺席",
    "supervision.cancel_interview": "取消约谈",
    "supervision.draft_inspection_item": "起草抽查事项",
    "supervision.publish_inspection_item": "发布抽查事项",
    "supervision.retire_inspection_item": "停用抽查事项",
    "supervision.register_inspector": "登记检查人员",
    "supervision.renew_certificate": "更新执法证",
    "supervision.remove_inspector": "检查人员退出名录",
    "supervision.declare_interest": "申报利害关系",
    "supervision.end_interest": "解除利害关系",
    "supervision.draft_plan": "起草抽查计划",
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
}


class SupervisionConfig(AppConfig):
    name = "supervision"
    label = "supervision"
    verbose_name = "分类监管"

    def ready(self) -> None:
        from credit_portal.audit.acts import name_acts
        from credit_portal.shared import duties
        from credit_portal.shared.navigation import NavItem, register
        from entities.tabs import register_tab
        from supervision.correction.duties import DUTIES as CORRECTION_DUTIES
        from supervision.correction.permissions import CORRECTING_ROLES
        from supervision.inspections.duties import DUTIES as INSPECTION_DUTIES
        from supervision.inspections.entity_tab import INSPECTION_TAB
        from supervision.inspections.permissions import INSPECTING_ROLES
        from supervision.listings.duties import DUTIES as LISTING_DUTIES
        from supervision.measures.duties import DUTIES as MEASURE_DUTIES
        from supervision.permissions import VIEWING_ROLES
        from supervision.treatment.tab import TREATMENT_TAB

        name_acts(ACTS)
        duties.register(*MEASURE_DUTIES)
        duties.register(*LISTING_DUTIES)
        duties.register(*CORRECTION_DUTIES)
        duties.register(*INSPECTION_DUTIES)
        register_tab(TREATMENT_TAB)
        register_tab(INSPECTION_TAB)
        register(
            NavItem(
                "监管措施", "supervision:measures", "hammer", roles=VIEWING_ROLES, order=80,
                group="分类监管", hint="失信惩戒和守信激励措施的发起、响应和反馈。",
            ),
            NavItem(
                "名单管理", "supervision:listings", "clipboard-list", roles=VIEWING_ROLES,
                order=81, group="分类监管", hint="名单的提出、告知、决定、送达和移出。",
            ),
            NavItem(
                "限期整改", "supervision:orders", "list-check", roles=CORRECTING_ROLES, order=82,
                group="分类监管",
            ),
            NavItem(
                "约谈", "supervision:interviews", "users", roles=CORRECTING_ROLES, order=83,
                group="分类监管",
            ),
            NavItem(
                "名单告知", "supervision:my_listings", "bell", order=40, face="my",
                hint="拟列入名单的告知书；可以提出陈述申辩。",
            ),
            NavItem(
                "名单公示", "supervision:published_listings", "clipboard-list", order=30,
                face="public", hint="依法公开的严重失信主体名单、经营异常名录和守信红名单。",
            ),
        )  # fmt: skip
        register(
            NavItem(
                "抽查计划", "supervision:inspection_plans", "calendar", roles=INSPECTING_ROLES,
                order=85, group="双随机抽查", hint="年度计划、抽查任务，公告名册和种子摘要后抽取。",
            ),
            NavItem(
                "检查", "supervision:visits", "scan", roles=INSPECTING_ROLES, order=86,
                group="双随机抽查", hint="通知、入企登记、录入结果、审核和公示。",
            ),
            NavItem(
                "抽查事项", "supervision:inspection_items", "list-check", roles=INSPECTING_ROLES,
                order=87, group="双随机抽查",
            ),
            NavItem(
                "检查人员", "supervision:inspectors", "users", roles=INSPECTING_ROLES, order=88,
                group="双随机抽查",
            ),
            NavItem(
                "检查", "supervision:my_inspections", "scan", order=20, face="my",
                hint="检查通知、入企码、结果，以及一年内接受检查的次数。",
            ),
            NavItem(
                "双随机抽查", "supervision:public_results", "scan", order=30, face="public",
                hint="抽查事项清单、计划、任务和结果；每次抽取都可以由任何人核验。",
            ),
        )  # fmt: skip
