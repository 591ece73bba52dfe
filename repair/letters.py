"""Notice, decision and certificate as PDF, made from what is stored: the same bytes each time, as
long as nothing further is decided; what was decided earlier stays on the letter."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from credit_portal.accounts.selectors import lead_office
from credit_portal.shared.pdf import render_pdf
from repair.models import (
    RepairApplication,
    RepairItem,
    RepairNotice,
    RepairPart,
    TrainingResult,
)
from repair.promise import promise_of

TEMPLATE = "repair/letter.typ"
_SIGNATURE = "申请人（签名、盖章）："
PLATFORM = "信用修复服务平台"


def notice_pdf(notice: RepairNotice) -> bytes:
    """信用修复告知书 (两书同达: with the decision on the penalty)."""
    said = notice.values
    decided = _long(date.fromisoformat(said["decided_on"]))
    opening = [
        f"{said['authority']}于{decided}作出的“{said['document_number'] or said['title']}”，"
        "依法记入信用记录。现将该失信信息的信用修复事项告知如下："
    ]
    rows = [
        ("统一社会信用代码", said["uscc"]),
        ("失信信息", said["title"]),
        ("失信程度", said["level"]),
        ("最长公示期至", _date_or(said["until_on"], "—")),
        ("可申请修复", _date_or(said["from_on"], said["state"])),
        ("适用规定", said["basis"] or "—"),
        ("说明", said["reason"]),
        ("修复条件", "；".join(said["conditions"])),
        ("申请材料", "；".join(said["materials"])),
        ("修复方式", "、".join(said["ways"])),
        ("修复后的效果", "；".join(said["effects"])),
    ]
    return _render(
        title="信用修复告知书", number=notice.number, to=said["name"], opening=opening, rows=rows,
        closing=[_route(said), "信用修复不收取任何费用。"], agency=said["authority"],
        on=timezone.localdate(notice.created_at),
    )  # fmt: skip


def decision_pdf(part: RepairPart, items: list[RepairItem]) -> bytes:
    """信用修复决定书 of one agency, with every record it decided."""
    application = part.application
    decided_at = max(item.decided_at for item in items if item.decided_at)
    submitted = application.submitted_at or decided_at
    opening = [
        f"你单位于{_long(_day(submitted))}提出的信用修复申请（{application.number}）收悉。"
        "经审查，决定如下："
    ]
    rows = [(str(item.record), _decision_text(item)) for item in items]
    closing = [
        "准予修复的，自决定之日起停止公示、停止共享和使用，解除相应措施，并更新评价结果。",
        "不服不予修复决定的，可以通过本平台提出异议；符合条件后可以重新申请。",
    ]
    return _render(
        title="信用修复决定书", number=f"{application.number}-{part.pk}",
        to=application.entity.name, opening=opening, rows=rows, closing=closing,
        agency=part.agency.name, on=_day(decided_at),
    )  # fmt: skip


def papers_pdf(application: RepairApplication, items: list[RepairItem], on: date) -> bytes:
    """信用修复申请表, and on a sheet of its own its 信用承诺书, to be signed at the window.

    The commitment is filed with the commitments, where the records of the form do not belong.
    """
    promise = promise_of(application)
    rows = [
        ("统一社会信用代码", application.entity.uscc),
        (
            "申请修复的失信信息",
            "；".join(f"{item.record}（{item.record.title}）" for item in items),
        ),
        ("整改情况", application.statement),
        ("联系方式", f"{application.contact_name}　{application.contact_phone}"),
    ]
    return _render(
        title="信用修复申请表", number=application.number or "提交后编号",
        to=lead_office().name, opening=["本单位申请修复下列失信信息："], rows=rows,
        closing=[_SIGNATURE], agency=application.entity.name, on=on,
        enclosure={
            "title": promise.template.title,
            "lines": [
                *promise.content.split("\n"), "违诺责任", *promise.liability.split("\n"),
                _SIGNATURE,
            ],
        },
    )  # fmt: skip


def certificate_pdf(result: TrainingResult) -> bytes:
    """信用修复培训合格证书."""
    rows = [
        ("经营主体", result.entity.name),
        ("统一社会信用代码", result.entity.uscc),
        ("参加人", result.trainee),
        ("培训课程", result.course.title),
        ("测试成绩", f"{result.questions}题，答对{result.right_answers}题，合格"),
    ]
    return _render(
        title="信用修复培训合格证书", number=result.certificate, to=result.entity.name,
        opening=["经学习培训课程并参加测试，成绩合格，特发此证。"], rows=rows,
        closing=["本证书可用于信用修复申请，由认定单位在本平台核对。"], agency=PLATFORM,
        on=_day(result.at),
    )  # fmt: skip


def _decision_text(item: RepairItem) -> str:
    """The decision, and what overcame it since."""
    said = [f"{item.decision_number}，{item.decision.label}。理由：{item.reason}"]
    if item.upheld_at:
        day = _long(_day(item.upheld_at))
        said.append(f"{day}异议（{item.upheld_number}）成立，准予修复。理由：{item.upheld_reason}")
    if item.revoked_at:
        said.append(f"{_long(_day(item.revoked_at))}撤销修复。理由：{item.revoke_reason}")
    return "；".join(line.rstrip("。") for line in said) + "。"


def _route(said: dict[str, Any]) -> str:
    window = "，也可以到政务服务窗口提交纸质申请" if said["has_window"] else ""
    return (
        f"办理途径：通过{said['website']}网站或本平台“信用修复”提出申请{window}。"
        f"认定单位自收到申请之日起{said['decide_days']}个工作日内决定，"
        f"全程不超过{said['total_days']}个工作日。"
    )


def _render(
    *, title: str, number: str, to: str, opening: list[str], rows: list[tuple[str, str]],
    closing: list[str], agency: str, on: date, enclosure: dict[str, Any] | None = None,
) -> bytes:  # fmt: skip
    return render_pdf(
        TEMPLATE,
        {
            "title": title, "number": number, "to": to, "opening": opening, "rows": rows,
            "closing": closing, "agency": agency, "issued_on": _long(on),
            "enclosure": enclosure, "made": {"year": on.year, "month": on.month, "day": on.day},
        },
    )  # fmt: skip


def _day(at: datetime) -> date:
    return timezone.localdate(at)


def _long(day: date) -> str:
    return f"{day:%Y年%m月%d日}"


def _date_or(text: str, otherwise: str) -> str:
    return _long(date.fromisoformat(text)) if text else otherwise
