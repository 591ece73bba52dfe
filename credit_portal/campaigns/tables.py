"""The sheets of campaigns and of the log of education."""

from collections.abc import Iterable

from credit_portal.campaigns.models import Campaign, CampaignDuty, EducationTalk
from credit_portal.campaigns.selectors import Field
from supervision.exports import Column, Table

TEXT, WIDE = 20, 60


def campaign_tables(
    campaign: Campaign, duties: Iterable[CampaignDuty], fields: list[Field]
) -> list[Table]:
    """Duties, coverage of the fields, and the cases one by one."""
    duties = list(duties)
    return [
        Table("任务", DUTY_COLUMNS, duties),
        Table("领域覆盖", FIELD_COLUMNS, fields),
        Table("成效案例", _case_columns(campaign), _cases(duties)),
    ]


def talk_table(talks: Iterable[EducationTalk]) -> Table:
    return Table("准入前诚信教育", TALK_COLUMNS, talks)


DUTY_COLUMNS = (
    Column("责任单位", lambda duty: duty.agency.name, TEXT),
    Column("事项", lambda duty: duty.get_kind_display(), 12),
    Column("领域", lambda duty: duty.domain, TEXT),
    Column("报送期限", lambda duty: duty.due_on, 12),
    Column("状态", lambda duty: duty.get_status_display(), 12),
    Column("报送时间", lambda duty: duty.submitted_at, 18),
    Column("执行上级制度", lambda duty: duty.follows_superior, 14),
    Column("书面说明", lambda duty: duty.explanation, WIDE),
    Column("审核意见", lambda duty: duty.comment, WIDE),
)
FIELD_COLUMNS = (
    Column("领域", lambda field: field.name, TEXT),
    Column(
        "责任单位", lambda field: "、".join(duty.agency.short_name for duty in field.duties), WIDE
    ),
    Column("已覆盖", lambda field: field.is_covered, 10),
    Column("案例数", lambda field: field.cases, 10),
)
TALK_COLUMNS = (
    Column("日期", lambda talk: talk.on, 12),
    Column("教育单位", lambda talk: talk.agency.name, TEXT),
    Column("教育时机或者对象", lambda talk: talk.occasion, TEXT),
    Column("经营主体", lambda talk: talk.business, WIDE),
    Column("人数", lambda talk: talk.people, 8),
    Column("教育材料", lambda talk: talk.material, WIDE),
    Column("已签收", lambda talk: talk.is_signed, 8),
    Column("备注", lambda talk: talk.note, WIDE),
)


def _case_columns(campaign: Campaign) -> tuple[Column, ...]:
    elements = tuple(
        Column(name, lambda row, name=name: row[1].get(name, ""), WIDE)  # type: ignore[misc]
        for name in campaign.case_elements
    )
    return (
        Column("责任单位", lambda row: row[0].agency.name, TEXT),
        Column("领域", lambda row: row[0].domain, TEXT),
        *elements,
    )


def _cases(duties: list[CampaignDuty]) -> list[tuple[CampaignDuty, dict[str, str]]]:
    return [(duty, case) for duty in duties for case in duty.cases]
