"""The sheets of inspections: what each page lists, column by column."""

from collections.abc import Iterable
from typing import Any

from credit_portal.shared.masking import mask_in_text
from supervision.exports import Column, Table
from supervision.inspections.effect import Effect
from supervision.models import Inspection, InspectionItem, InspectionTask, Inspector

TEXT, WIDE = 30, 44
CODE_WIDTH = 22


def _names(rows: Iterable[Any]) -> str:
    return "、".join(str(row) for row in rows)


ITEM_COLUMNS = (
    Column("编号", lambda item: item.code, as_text=True),
    Column("版本", lambda item: item.version, 8),
    Column("事项名称", lambda item: item.name, TEXT),
    Column("子项", lambda item: item.sub_item, TEXT),
    Column("检查依据", lambda item: item.basis, WIDE),
    Column("检查主体", lambda item: item.agency.name, TEXT),
    Column("检查对象", lambda item: item.subject, TEXT),
    Column("比例", lambda item: item.ratio, TEXT),
    Column("频次", lambda item: item.frequency, TEXT),
    Column("方式", lambda item: item.method),
    Column("检查人员要求", lambda item: item.inspectors, TEXT),
    Column("备注", lambda item: item.note, TEXT),
)
ITEM_STAGE = Column("状态", lambda item: item.stage, 10)
TASK_COLUMNS = (
    Column("计划名称", lambda task: task.plan.title, WIDE),
    Column("年度", lambda task: task.plan.year, 8),
    Column("制定单位", lambda task: task.plan.agency.name, TEXT),
    Column("任务名称", lambda task: task.name, TEXT),
    Column("牵头单位", lambda task: task.agency.name, TEXT),
    Column("联合单位", lambda task: _names(row.name for row in task.partners.all()), TEXT),
    Column("抽查事项", lambda task: _names(task.items.all()), WIDE),
    Column("开始日期", lambda task: task.starts_on, 12),
    Column("结束日期", lambda task: task.ends_on, 12),
    Column("行业代码", lambda task: " ".join(task.industries) or "全部", as_text=True),
    Column("镇街", lambda task: _names(task.towns.all()) or "全部", TEXT),
    Column("行业信用评价领域", lambda task: task.domain, 18),
    Column("状态", lambda task: task.get_status_display(), 10),
)
# Of the desk only: why inspectors come although the cap is reached, or twice.
TASK_REASONS = (
    Column("不受频次上限的情形", lambda task: task.exception),
    Column("情形说明", lambda task: task.exception_reason, WIDE),
    Column("与其他任务并行的理由", lambda task: task.clash_reason, WIDE),
)
INSPECTOR_COLUMNS = (
    Column("姓名", lambda row: row.user.display_name, 12),
    Column("单位", lambda row: row.agency.name, TEXT),
    Column("执法证号", lambda row: row.certificate, CODE_WIDTH, as_text=True),
    Column("有效期至", lambda row: row.valid_until, 12),
    Column("专业领域", lambda row: row.speciality),
    Column("退出名录日期", lambda row: row.left_on, 14),
)
RESULT_COLUMNS = (
    Column("统一社会信用代码", lambda visit: visit.entity.uscc, CODE_WIDTH, as_text=True),
    Column("检查对象", lambda visit: visit.entity.name, WIDE),
    Column("任务", lambda visit: visit.draw.task.name, TEXT),
    Column("检查单位", lambda visit: visit.draw.task.agency.name, TEXT),
    Column("结果代码", lambda visit: visit.result_code, 10, as_text=True),
    Column("检查结果", lambda visit: visit.result_label, TEXT),
    Column("公示时间", lambda visit: visit.published_at, 18),
)
VISIT_COLUMNS = (
    *RESULT_COLUMNS[:-1],
    Column("检查情况", lambda visit: mask_in_text(visit.finding), WIDE),
    Column("监管档次", lambda visit: visit.get_tier_display(), 12),
    Column("状态", lambda visit: visit.get_status_display(), 10),
    Column("通知时间", lambda visit: visit.notified_at, 18),
    Column("入企时间", lambda visit: visit.started_at, 18),
    Column("录入时间", lambda visit: visit.entered_at, 18),
    RESULT_COLUMNS[-1],
    Column("企业评价", lambda visit: visit.get_rating_display() or "", 12),
)
LINE_COLUMNS = (
    Column("分组", lambda line: line.label, TEXT),
    Column("检查次数", lambda line: line.now["made"]),
    Column("受检主体", lambda line: line.now["businesses"]),
    Column("有结果的检查", lambda line: line.now["concluded"]),
    Column("发现问题", lambda line: line.now["found"]),
    Column("问题发现率（%）", lambda line: _rounded(line.hit_rate)),
    Column("重复检查占比（%）", lambda line: _rounded(line.repeated), 18),
    Column("前期检查次数", lambda line: line.before["made"]),
    Column("前期问题发现率（%）", lambda line: _rounded(line.hit_rate_before), 20),
    Column("前期重复检查占比（%）", lambda line: _rounded(line.repeated_before), 22),
)
TIMES_COLUMNS = (
    Column("期间检查次数", lambda line: line.label),
    Column("主体数", lambda line: line.now["businesses"]),
    Column("前期主体数", lambda line: line.before["businesses"]),
)
VISITED_COLUMNS = (
    Column("统一社会信用代码", lambda row: row["entity__uscc"], CODE_WIDTH, as_text=True),
    Column("主体", lambda row: row["entity__name"], WIDE),
    Column("检查次数", lambda row: row["made"]),
    Column("发现问题", lambda row: row["found"]),
)


def items_table(rows: Iterable[InspectionItem], *, with_stage: bool) -> Table:
    columns = (*ITEM_COLUMNS, ITEM_STAGE) if with_stage else ITEM_COLUMNS
    return Table("抽查事项清单", columns, rows)


def tasks_table(rows: Iterable[InspectionTask], *, with_reasons: bool) -> Table:
    columns = (*TASK_COLUMNS, *TASK_REASONS) if with_reasons else TASK_COLUMNS
    return Table("抽查计划和任务", columns, rows)


def inspectors_table(rows: Iterable[Inspector]) -> Table:
    return Table("检查人员名录", INSPECTOR_COLUMNS, rows)


def results_table(rows: Iterable[Inspection]) -> Table:
    return Table("抽查结果", RESULT_COLUMNS, rows)


def visits_table(rows: Iterable[Inspection]) -> Table:
    return Table("检查", VISIT_COLUMNS, rows)


def effect_tables(effect: Effect) -> list[Table]:
    """A sheet for each part of the page."""
    groups = [Table(f"按{label}", LINE_COLUMNS, lines) for label, lines in effect.groups]
    return [
        Table("总体", LINE_COLUMNS, [effect.total]),
        *groups,
        Table("检查次数分布", TIMES_COLUMNS, effect.times),
        Table("检查最多的主体", VISITED_COLUMNS, effect.visited),
    ]


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 1)
