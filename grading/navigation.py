"""Entries of grading in the menus."""

from credit_portal.accounts.choices import Role
from credit_portal.shared.navigation import NavItem
from grading.permissions import (
    ASSESSMENT_READERS,
    MODEL_EDITORS,
    MODEL_READERS,
    OVERRIDING_ROLES,
    SUPERVISING_ROLES,
)
from grading.runs.permissions import READING_ROLES

ENTRIES = (
    NavItem(
        "信用等级", "grading:my_grade", "certificate", order=10, face="my", group="信用档案",
        hint="查看本企业的信用等级、计分明细、提升办法和信用等级说明书。",
    ),
    NavItem(
        "评价运行", "grading:runs", "refresh", roles=READING_ROLES, order=50,
        group="信用评价", hint="每次评价的结果、等级变动及原因，历史复算核对。",
        daily=frozenset({Role.LEAD_OFFICER}),
    ),
    NavItem(
        "等级分布", "grading:distribution", "report", roles=READING_ROLES, order=55,
        group="信用评价",
    ),
    NavItem(
        "降级待办", "grading:falls", "bell", roles=SUPERVISING_ROLES, order=60,
        group="信用评价", hint="降为D级、E级的经营主体，由监管单位处理。",
        daily=frozenset({Role.TOWN_OFFICER}),
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
        group="信用评价",
    ),
    NavItem(
        "政策实验室", "grading:laboratory", "scale", roles=MODEL_EDITORS, order=80,
        group="信用评价",
    ),
    NavItem("类别变动", "grading:messages", "bell", order=12, face="my", group="信用档案"),
)  # fmt: skip
