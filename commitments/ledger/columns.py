"""The sheets in their official layout: heading, width in characters, and how a row is made.

No official layout of the 登记表 was published; the columns are those of the national collection
standard for 信用承诺, the kinds are named in the words of the document in force.
"""

import re
from datetime import date
from typing import Any, NamedTuple

from commitments.choices import DisqualifyingEvent, PublicationLevel
from commitments.rules import CommitmentPolicy, reported_status
from entities.imports.layouts.common import subject_kind_of

REGISTER_TITLE = "信用承诺登记表"
BREACH_TITLE = "违诺信息表"
SUMMARY_TITLE = "信用承诺汇总表"
REPORTING_TITLE = "台账报送情况表"

REGISTER = (
    ("序号", 6), ("承诺编码", 23), ("承诺人名称", 30), ("统一社会信用代码", 21),
    ("承诺人类别", 14), ("承诺类型", 14), ("承诺事由", 34), ("承诺作出日期", 12),
    ("承诺有效期", 12), ("受理单位", 24), ("公开类型", 14), ("履行状态", 12),
    ("附件文件名", 40), ("备注", 20),
)  # fmt: skip
BREACH = (
    *REGISTER[:-2],
    ("未履行的承诺内容", 34), ("履行状态认定日期", 12), ("履行状态认定单位", 24),
    ("违诺责任追究内容", 30), ("不再适用承诺制的情形", 22), ("附件文件名", 40), ("备注", 20),
)  # fmt: skip
SUMMARY = (
    ("受理单位", 28), ("承诺类型", 16), ("登记数", 10), ("可向社会公开", 14),
    ("缺扫描件", 10), ("全部履行", 10), ("部分履行", 10), ("全部未履行", 12),
    ("虚假承诺", 10), ("逾期未补", 10), ("已作废", 10),
)  # fmt: skip
REPORTING = (("填报单位", 30), ("报送情况", 22), ("回执编号", 26), ("最近报送时间", 25))

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
MAX_NAME = 80  # leaves a path that Windows can unpack


class CommitmentRow(NamedTuple):
    """What both sheets take of a commitment; the fields are columns of one query."""

    code: str
    name: str
    uscc: str
    subject_kind: str
    kind: str
    local_name: str
    other_kind_name: str
    matter: str
    made_on: date
    valid_until: date | None
    agency: str
    publication: str
    status: str
    extension: str | None
    remark: str


class BreachRow(NamedTuple):
    """What the breach sheet takes beside that."""

    unfulfilled: str
    recognised_on: date
    recognised_by: str
    liability: str
    event: str


def register_line(number: int, row: CommitmentRow, policy: CommitmentPolicy) -> tuple[Any, ...]:
    """One line of the register sheet."""
    return (*_common(number, row, policy), attachment_name(row), row.remark or None)


def breach_line(
    number: int, row: CommitmentRow, breach: BreachRow, policy: CommitmentPolicy
) -> tuple[Any, ...]:
    """One line of the breach sheet."""
    return (
        *_common(number, row, policy),
        breach.unfulfilled,
        breach.recognised_on.isoformat(),
        breach.recognised_by,
        breach.liability,
        _EVENTS.get(breach.event),
        attachment_name(row),
        row.remark or None,
    )


def attachment_name(row: CommitmentRow) -> str | None:
    """``承诺编码_主体名称.pdf``, the name of the scan in the zip; ``None`` while there is none."""
    if not row.extension:
        return None
    name = _FORBIDDEN.sub("_", row.name).strip(" .")[:MAX_NAME]
    return f"{row.code}_{name}{row.extension}"


def _common(number: int, row: CommitmentRow, policy: CommitmentPolicy) -> tuple[Any, ...]:
    name = policy.reported_name(row.kind, row.local_name)
    return (
        number,
        row.code,
        row.name,
        row.uscc,
        subject_kind_of(row.subject_kind),
        f"{name}（{row.other_kind_name}）" if row.other_kind_name else name,
        row.matter,
        row.made_on.isoformat(),
        row.valid_until.isoformat() if row.valid_until else None,
        row.agency,
        _PUBLICATION[row.publication],
        reported_status(row.status),
    )


_PUBLICATION = dict(PublicationLevel.choices)
_EVENTS = dict(DisqualifyingEvent.choices)
