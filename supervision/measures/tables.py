"""Measures and bans as tables that leave the portal."""

from collections.abc import Sequence

from credit_portal.shared.masking import mask_in_text
from supervision.exports import Column
from supervision.models import Measure

NAME_WIDTH, TEXT_WIDTH = 36, 40
SERIOUS_IN_FIELD = "重点领域严重失信"  # the ground of a ban that names none


def force_of(measure: Measure) -> str:
    """有效, 待复核, 暂停执行 or none of them, of a measure of ``with_force``."""
    if measure.is_in_force:  # type: ignore[attr-defined]
        return "有效"
    if measure.is_to_review:  # type: ignore[attr-defined]
        return "待复核"
    return "暂停执行" if measure.is_suspended else "未生效或者已失效"  # type: ignore[attr-defined]


MEASURE_COLUMNS: Sequence[Column] = (
    Column("统一社会信用代码", lambda row: row.entity.uscc, 22, as_text=True),
    Column("主体名称", lambda row: row.entity.name, NAME_WIDTH),
    Column("性质", lambda row: row.get_nature_display(), 10),
    Column("清单项目编号", lambda row: row.item_code, as_text=True),
    Column("措施", lambda row: row.title, 28),
    Column("清单版本", lambda row: row.edition),
    Column("涉及事项", lambda row: row.convenience_labels, 28),
    Column("对象", lambda row: row.get_target_display(), 12),
    Column("法律依据", lambda row: row.legal_basis, TEXT_WIDTH),
    Column("措施内容", lambda row: row.content, TEXT_WIDTH),
    Column("所依据的文书号", lambda row: row.record.document_number, 28, as_text=True),
    Column("发起单位", lambda row: row.initiator.name, 24),
    Column("执行单位", lambda row: row.executor.name, 24),
    Column("自", lambda row: row.from_on, 12),
    Column("至", lambda row: row.until_on, 12),
    Column("效力", force_of),
    Column("办理状态", lambda row: row.get_status_display(), 12),
    Column("响应时间", lambda row: row.responded_at, 20),
    Column("反馈时间", lambda row: row.fed_back_at, 20),
    Column("终止日期", lambda row: row.ended_on, 12),
    Column("终止原因", lambda row: row.get_end_ground_display(), 12),
)
# For everybody: nothing about persons.
BAN_COLUMNS: Sequence[Column] = (
    Column("统一社会信用代码", lambda row: row.entity.uscc, 22, as_text=True),
    Column("主体名称", lambda row: row.entity.name, NAME_WIDTH),
    Column("禁入领域", lambda row: row.ban_field),
    Column("禁入情形", lambda row: row.ban_trigger or SERIOUS_IN_FIELD, TEXT_WIDTH),
    Column("法律依据", lambda row: mask_in_text(row.legal_basis), TEXT_WIDTH),
    Column("决定单位", lambda row: row.initiator.name, 24),
    Column("自", lambda row: row.from_on, 12),
    Column("至", lambda row: row.until_on, 12),
)
