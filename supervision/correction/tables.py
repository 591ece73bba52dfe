"""Orders and interviews as tables that leave the portal."""

from collections.abc import Sequence

from supervision.exports import Column

NAME_WIDTH, TEXT_WIDTH = 36, 40
SUBJECT: Sequence[Column] = (
    Column("统一社会信用代码", lambda row: row.entity.uscc, 22, as_text=True),
    Column("主体名称", lambda row: row.entity.name, NAME_WIDTH),
)
ORDER_COLUMNS: Sequence[Column] = (
    *SUBJECT,
    Column("责令单位", lambda row: row.agency.name, 24),
    Column("责令文书号", lambda row: row.number, 28, as_text=True),
    Column("整改要求", lambda row: row.matter, TEXT_WIDTH),
    Column("法律依据", lambda row: row.legal_basis, TEXT_WIDTH),
    Column("责令时间", lambda row: row.ordered_at, 20),
    Column("整改期限", lambda row: row.due_on, 12),
    Column("状态", lambda row: row.get_status_display(), 14),
    Column("报告时间", lambda row: row.reported_at, 20),
    Column("整改情况", lambda row: row.report, TEXT_WIDTH),
    Column("验收时间", lambda row: row.done_at, 20),
    Column("验收意见", lambda row: row.finding, TEXT_WIDTH),
)
INTERVIEW_COLUMNS: Sequence[Column] = (
    *SUBJECT,
    Column("约谈单位", lambda row: row.agency.name, 24),
    Column("约谈种类", lambda row: row.name, 12),
    Column("约谈事由", lambda row: row.reason, TEXT_WIDTH),
    Column("通知时间", lambda row: row.summoned_at, 20),
    Column("约谈日期", lambda row: row.meets_on, 12),
    Column("约谈地点", lambda row: row.place, 24),
    Column("状态", lambda row: row.get_status_display(), 14),
    Column("参加人", lambda row: row.attendee, 20),
    Column("约谈记录", lambda row: row.minutes, TEXT_WIDTH),
    Column("归集期限", lambda row: row.filing_deadline and row.filing_deadline.due_on, 12),
    Column("归集时间", lambda row: row.filed_at, 20),
)
