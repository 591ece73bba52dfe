"""Lists as tables that leave the portal: of the desk, and for everybody."""

from collections.abc import Sequence

from credit_portal.shared.masking import mask_in_text, mask_person_name
from entities.models import EntityPerson
from supervision.exports import Column
from supervision.listings.choices import ListKind
from supervision.models import Listing

NAME_WIDTH, TEXT_WIDTH = 36, 40


def masked_people(listing: Listing) -> list[tuple[str, str]]:
    """江阴 三(五): legal representative and controller are named with a serious listing alone."""
    if listing.kind != ListKind.SERIOUS:
        return []
    people: list[EntityPerson] = listing.entity.answerable  # type: ignore[attr-defined]
    return [(link.get_role_display(), mask_person_name(link.person.name)) for link in people]


def people_in_words(listing: Listing) -> str:
    return "；".join(f"{role}：{name}" for role, name in masked_people(listing))


SUBJECT: Sequence[Column] = (
    Column("统一社会信用代码", lambda row: row.entity.uscc, 22, as_text=True),
    Column("主体名称", lambda row: row.entity.name, NAME_WIDTH),
    Column("名单类别", lambda row: row.get_kind_display(), 18),
    Column("名单名称", lambda row: row.name, 24),
)
LISTING_COLUMNS: Sequence[Column] = (
    *SUBJECT,
    Column("状态", lambda row: row.get_status_display(), 12),
    Column("是否在名单内", lambda row: row.is_in_force, 14),
    Column("认定单位", lambda row: row.agency.name, 24),
    Column("认定依据", lambda row: row.document_kind, 12),
    Column("文书号", lambda row: row.document_number, 28, as_text=True),
    Column("事实和理由", lambda row: row.facts, TEXT_WIDTH),
    Column("法律依据", lambda row: row.legal_basis, TEXT_WIDTH),
    Column("提出时间", lambda row: row.proposed_at, 20),
    Column("告知时间", lambda row: row.notified_at, 20),
    Column("决定书文号", lambda row: row.decision_number, 28, as_text=True),
    Column("决定时间", lambda row: row.decided_at, 20),
    Column("送达时间", lambda row: row.delivered_at, 20),
    Column("自", lambda row: row.from_on, 12),
    Column("至", lambda row: row.until_on, 12),
    Column("移出日期", lambda row: row.exited_on, 12),
    Column("移出原因", lambda row: row.get_exit_ground_display(), 12),
)
PUBLISHED_COLUMNS: Sequence[Column] = (
    *SUBJECT,
    Column("相关责任人", people_in_words, 24),
    Column("决定书文号", lambda row: row.decision_number, 28, as_text=True),
    Column("事由", lambda row: mask_in_text(row.facts), TEXT_WIDTH),
    Column("自", lambda row: row.from_on, 12),
    Column("至", lambda row: row.until_on, 12),
    Column("认定单位", lambda row: row.agency.name, 24),
)
