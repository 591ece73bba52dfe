"""The result of a bulk check as a workbook."""

from collections.abc import Sequence
from datetime import datetime
from typing import IO, Any

from credit_portal.reports import wording
from credit_portal.reports.checks.answers import Answer
from credit_portal.reports.models import BulkCheck
from credit_portal.shared.spreadsheet import add_sheet, new_workbook, safe_row

HEADINGS = (
    "行号", "填写的代码", "核查结果", "名称", "登记状态", "信用等级", "信用类别",
    "国家公共信用综合评价结果", "国家评价周期", "名单",
    "限制措施", "未修复且未满公示期的行政处罚", "说明",
)  # fmt: skip
WIDTHS = (8, 24, 22, 40, 10, 10, 12, 26, 14, 50, 60, 16, 30)
NOTE = (
    "本结果反映核查时点的情况，仅限所填用途使用，不得转作他用。是否采取限制措施，须依照法律、"
    "法规和全国失信惩戒措施基础清单办理。"
)


def write_result(
    check: BulkCheck, answers: Sequence[Answer], at: datetime, stream: IO[bytes]
) -> None:
    """A line for each line of the list, and what it was checked for."""
    workbook, sheet = new_workbook("核查结果", WIDTHS)
    sheet.freeze_panes = "C2"
    sheet.append(HEADINGS)
    for answer in answers:
        sheet.append(safe_row(sheet, _cells(answer)))
    about = add_sheet(workbook, "核查说明", (16, 80))
    for row in (
        ("核查单位", check.agency.name), ("应用事项", check.scene), ("用途", check.purpose),
        ("核查时点", wording.moment(at)), ("名单文件", check.file_name),
        ("名单摘要", check.file_sha256), ("行数", len(answers)), ("使用要求", NOTE),
    ):  # fmt: skip
        about.append(safe_row(about, row))
    workbook.save(stream)


def _cells(answer: Answer) -> tuple[Any, ...]:
    line, entity, grade, check = answer.listed, answer.entity, answer.grade, answer.check
    national = answer.national
    head = (line.row, line.text, str(answer.result.label))
    if entity is None or check is None:
        return (*head, *[""] * 8, None, answer.hint)
    return (
        *head,
        entity.name,
        entity.get_status_display(),
        grade.grade if grade else "尚未评价",
        grade.get_credit_class_display() if grade else "",
        national.grade_label if national else "没有结果",
        national.period if national else "",
        "；".join(listing.citation for listing in check.listings),
        "；".join(measure.citation for measure in check.measures),
        answer.penalties,
        "档案待核实" if entity.is_provisional else "",
    )
