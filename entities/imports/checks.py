"""What is asked of a row: each check is one SQL condition with its code, column and sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from entities.choices import IssueCode
from entities.imports.headings import Header, required_in
from entities.imports.layout import CellKind, Column, Layout

INVALID = {
    CellKind.DATE: (IssueCode.DATE_INVALID, "不是有效的日期，请写成 2026/01/31 的形式"),
    CellKind.NUMBER: (IssueCode.NUMBER_INVALID, "不是有效的数字，应为不带单位的非负数"),
    CellKind.USCC: (IssueCode.USCC_INVALID, "校验未通过，请与登记证照核对"),
    CellKind.CHOICE: (IssueCode.CHOICE_INVALID, "不在可选值之内，只能是：{choices}"),
    CellKind.CHOICES: (
        IssueCode.CHOICE_INVALID,
        "不在可选值之内，只能是：{choices}；多项之间用分号隔开",
    ),
}


def invalid_sentence(column: Column) -> str:
    """What is said of a cell that its column cannot take."""
    return INVALID[column.kind][1].format(choices="、".join(column.choices))


@dataclass(frozen=True)
class Check:
    """One thing that can be wrong with a row.

    Attributes:
        column: the heading as it stands in the file; empty for the row as a whole.
        position: index of the column in the file.
        condition: true where it is wrong, over the columns of the row, ``<field>_invalid`` and
            ``<field>_doubtful``.
        is_warning: the row is taken all the same.
    """

    code: IssueCode
    column: str
    position: int
    condition: str
    message: str
    is_warning: bool = False


def checks_of(layout: Layout, header: Header) -> list[Check]:
    """Every check of a layout's columns that stand in the file, in the order of the columns."""
    checks = [
        Check(
            IssueCode.CELLS_SURPLUS, "", 0, "is_ragged",
            "单元格多于表头，可能有内容含逗号而没有加引号",
        )
    ]  # fmt: skip
    for column in layout.columns:
        if column.field in header.position:
            checks.extend(_checks_of_column(layout, column, header))
    return checks


def _checks_of_column(layout: Layout, column: Column, header: Header) -> Iterator[Check]:
    position = header.position[column.field]
    heading = header.headings[position]

    def check(code: IssueCode, condition: str, message: str, is_warning: bool = False) -> Check:
        return Check(code, heading, position, condition, f"“{heading}”{message}。", is_warning)

    name = column.field
    is_typed = column.kind != CellKind.TEXT
    if column in required_in(layout, header.edition):
        blank = f"{name} IS NULL" + (f" AND {name}_invalid IS NULL" if is_typed else "")
        yield check(IssueCode.REQUIRED, blank, "不能为空")
    if is_typed:
        code = INVALID[column.kind][0]
        yield check(code, f"{name}_invalid", invalid_sentence(column))
    if column.max_length is not None:
        # The bytes are known without counting; characters are counted only where they may exceed.
        condition = f"octet_length({name}) > {column.max_length}"
        condition += f" AND char_length({name}) > {column.max_length}"
        yield check(IssueCode.TOO_LONG, condition, f"超过 {column.max_length} 个字")
    if column.not_future:
        yield check(IssueCode.DATE_IN_FUTURE, f"{name} > %(today)s", "晚于导入当日")
    if column.not_before in header.position:
        begin = header.headings[header.position[column.not_before]]
        yield check(
            IssueCode.PERIOD_INVALID, f"{name} < {column.not_before}", f"早于“{begin}”"
        )  # fmt: skip
    if column.kind == CellKind.USCC:
        yield check(
            IssueCode.USCC_DOUBTFUL, f"{name}_doubtful",
            "第 9 至 17 位（组织机构代码）的校验位不符，已照收，请与登记证照核对", True,
        )  # fmt: skip
    if name == layout.subject_name:
        differs = f"{name} <> registered_name AND fold_name({name}) <> fold_name(registered_name)"
        yield check(IssueCode.NAME_MISMATCH, differs, "与登记的名称不一致", True)
    if name == layout.subject:
        yield check(
            IssueCode.ENTITY_UNKNOWN, "entity_id IS NULL", "对应的主体不在库中，已建立待核实档案",
            True,
        )  # fmt: skip
