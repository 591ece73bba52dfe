"""Letters of a dispute as PDF. Their values are kept with the dispute: printed again, the same."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from credit_portal.policy.services import pack_in_force
from credit_portal.shared.pdf import render_pdf
from disputes.choices import Outcome
from disputes.models import Dispute, DisputedField
from disputes.targets import label_of, record_of

TEMPLATE = "disputes/letter.typ"
LONG_DATE = "%Y年%m月%d日"
MOMENT = ("year", "month", "day", "hour", "minute", "second")
REMEDY = "对本处理结果不服的，可以依法申请行政复议或者提起行政诉讼。"
REVIEW_REMEDY = "对本处理结果不服的，可以申请复核一次，也可以依法申请行政复议或者提起行政诉讼。"
NOT_RESTING = "惩戒措施继续执行。"
FINAL_REMEDY = "对本复核结果不服的，可以依法申请行政复议或者提起行政诉讼。"


def letter_pdf(data: dict[str, Any]) -> bytes:
    """The letter of stored values."""
    return render_pdf(TEMPLATE, data)


def receipt_data(
    dispute: Dispute, rows: Sequence[tuple[str, ...]], *, rests: bool
) -> dict[str, Any]:
    """受理回执: number, day of receipt, who handles it, the day by which it is decided.

    Args:
        rows: label, present value and claim of each field.
        rests: measures on what is contested are not executed meanwhile.
    """
    due = dispute.deadline.due_on.strftime(LONG_DATE)
    provisional = "（暂定，待当年放假通知发布后确定）" if dispute.deadline.is_provisional else ""
    paragraphs = [
        f"您提出的上述异议已于{_day(dispute.filed_at)}收到，转{dispute.agency.name}核实办理，"
        f"办结期限为{due}{provisional}。",
        *_meanwhile(dispute, rests=rests),
        "办理进度可以在企业中心查看，也可以凭异议编号到受理窗口查询；办理异议不收取任何费用。",
    ]
    return _letter(
        dispute, "异议申请回执", dispute.filed_at, ("项目", "现值", "主张"), rows, paragraphs
    )


def _meanwhile(dispute: Dispute, *, rests: bool) -> list[str]:
    """What holds until it is decided; a grade, a result or a refused repair bears no mark."""
    if record_of(dispute.target) is None:
        return []
    marked = "办理期间，所涉信用记录标注“异议中”，"
    return [f"{marked}{'依据该记录采取的惩戒措施暂不执行。' if rests else NOT_RESTING}"]


def answer_data(dispute: Dispute, fields: Sequence[DisputedField], at: datetime) -> dict[str, Any]:
    """异议答复书: each field with its outcome and reasons."""
    rows = [
        (field.label, _decided(field), f"{Outcome(field.outcome).label}：{field.reasons}")
        for field in fields
    ]
    paragraphs = [
        f"您于{_day(dispute.filed_at)}提出的{'复核申请' if dispute.is_review else '异议'}已核实。"
        f"核实情况：{dispute.finding}",
        f"处理结果：{Outcome(dispute.outcome).label}。{dispute.decision}",
        _remedy(dispute, at),
    ]
    title = "异议复核答复书" if dispute.is_review else "异议处理答复书"
    return _letter(dispute, title, at, ("项目", "原值和更正后的值", "结果和理由"), rows, paragraphs)


def refusal_data(dispute: Dispute, at: datetime) -> dict[str, Any]:
    """不予受理告知书."""
    rows = [(field.label, field.old_value, field.claimed) for field in dispute.fields.all()]
    paragraphs = [
        f"您于{_day(dispute.filed_at)}提出的异议，经审查不予受理。理由：{dispute.end_reason}",
        "补充事实和证据后，可以重新提出异议；也可以依法申请行政复议或者提起行政诉讼。",
    ]
    return _letter(dispute, "异议不予受理告知书", at, ("项目", "现值", "主张"), rows, paragraphs)


def _remedy(dispute: Dispute, at: datetime) -> str:
    """What the business may do about the answer: a second review only where there is one."""
    if dispute.is_review:
        return FINAL_REMEDY
    policy = pack_in_force(timezone.localdate(at)).disputes
    may_review = policy.second_review_allowed.value and dispute.outcome != Outcome.UPHELD
    return REVIEW_REMEDY if may_review else REMEDY


def _letter(
    dispute: Dispute, title: str, at: datetime, headings: tuple[str, ...],
    rows: Sequence[tuple[str, ...]], paragraphs: list[str],
) -> dict[str, Any]:  # fmt: skip
    moment = timezone.localtime(at)
    return {
        "title": title,
        "number": dispute.number,
        "name": dispute.entity.name,
        "uscc": dispute.entity.uscc,
        "target": label_of(dispute.target),
        "headings": list(headings),
        "rows": [list(row) for row in rows],
        "paragraphs": paragraphs,
        "agency": dispute.agency.name,
        "on": moment.strftime(LONG_DATE),
        "made": {part: getattr(moment, part) for part in MOMENT},
    }


def _day(at: datetime) -> str:
    return timezone.localtime(at).strftime(LONG_DATE)


def _decided(field: DisputedField) -> str:
    if field.outcome == Outcome.UPHELD:
        return field.corrected if field.is_whole else f"{field.old_value} → {field.corrected}"
    return field.old_value
