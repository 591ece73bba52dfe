"""A declaration as a time line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from declarations.choices import DeclarationStatus
from declarations.models import Declaration

Status = DeclarationStatus


@dataclass(frozen=True)
class Step:
    """One line."""

    title: str
    at: datetime | date
    by: str = ""
    text: str = ""
    tone: str = "neutral"


def timeline_of(declaration: Declaration) -> list[Step]:
    """What has happened, in the order of the procedure."""
    return list(_steps(declaration))


def _steps(one: Declaration) -> Iterator[Step]:
    agency = one.agency.name
    yield Step("起草", one.drafted_at, one.entity.name)
    if one.submitted_at:
        text = "已作出真实性承诺" + ("，已授权使用" if one.use_authorised_at else "")
        yield Step("提交", one.submitted_at, one.entity.name, text, "info")
    if one.reviewed_at:
        passed = one.published_on is not None
        yield Step(
            "审核通过" if passed else "审核", one.reviewed_at, agency, one.review,
            "info" if passed else "neutral",
        )  # fmt: skip
    for objection in reversed(one.objections.all()):
        yield Step("公示期内收到异议", objection.raised_at, "", objection.reasons, "warning")
    if one.confirmed_at:
        yield Step("确认，记入信用记录", one.confirmed_at, agency, "公示期满无异议", "success")
    if one.ended_at:
        tone = "neutral" if one.status == Status.WITHDRAWN else "danger"
        yield Step(one.get_status_display(), one.ended_at, "", one.end_reason, tone)
