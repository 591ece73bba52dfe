"""Disputes of the demonstration, each in another state, handled by one department."""

from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from credit_portal.accounts.models import User
from disputes import services
from disputes.letters import MOMENT, letter_pdf
from disputes.models import Dispute
from disputes.rules import WHOLE
from disputes.services import Claim, FieldDecision, Filing
from entities.choices import RecordKind
from entities.models import CreditRecord
from entities.querysets import CreditRecordQuerySet

OFFERED = 10
DAY = timedelta(days=1)
GROUNDS = "记录所载情况与原始文书不符，疑与名称相近的其他单位混淆，请核对原件。"
FINDING = "已调取处罚决定书原件和送达回证，逐项核对。"


def build(*, owner: User, window: User, officer: User, second: User, at: datetime) -> None:
    """One just received, one to decide, one corrected; leaves alone what stands already.

    Args:
        owner: the enterprise user; the first dispute is about one of its own records.
        officer, second: of the agency that reported the records.
    """
    if Dispute.objects.exists():
        return
    own = CreditRecord.objects.filter(entity__uscc__in=owner.mandates.values("uscc"))
    penalties = CreditRecord.objects.filter(kind=RecordKind.PENALTY)
    filing = _filing(Claim(WHOLE, "应当撤销"))
    for record in _contestable(own.filter(recorded_at__lt=at - 2 * DAY))[:1]:
        services.file_dispute(target=record, filing=filing, by=owner, at=at - DAY)
    others = _contestable(penalties.filter(reported_by=officer.agency))
    to_decide, corrected = others[-2:]
    _verified(to_decide, Claim(WHOLE, "应当撤销"), window, officer, at - 6 * DAY)
    claim = Claim("decided_on", str(corrected.decided_on - 3 * DAY))
    dispute = _verified(corrected, claim, window, officer, at - 4 * DAY)
    decisions = {claim.field: FieldDecision(claim.field, True, "决定书原件载明的日期如申请人所述")}
    services.decide_dispute(
        dispute=dispute, decisions=decisions, by=second, at=at - DAY,
        decision="经核对决定书原件，作出日期录入有误，予以更正。",
    )  # fmt: skip


def _contestable(rows: CreditRecordQuerySet) -> list[CreditRecord]:
    rows = rows.standing().filter(repaired_at=None, listing=None).exclude(reported_by=None)
    return list(rows.select_related("entity").order_by("-level", "pk")[:OFFERED])


def _verified(
    record: CreditRecord, claim: Claim, window: User, officer: User, at: datetime
) -> Dispute:
    """Taken at the window on paper, verified by the source."""
    filing = _filing(claim, evidence=[_scan(record, at)])
    dispute = services.file_dispute(target=record, filing=filing, by=window, at=at)
    dispute = services.accept_dispute(dispute=dispute, by=officer, at=at)
    return services.verify_dispute(dispute=dispute, finding=FINDING, by=officer, at=at + DAY)


def _filing(claim: Claim, **values: Any) -> Filing:
    return Filing(
        grounds=GROUNDS, claims=[claim], contact_name="张建国", contact_phone="13900000000",
        **values,
    )  # fmt: skip


def _scan(record: CreditRecord, at: datetime) -> SimpleUploadedFile:
    """The application as it would come from the scanner."""
    letter = {
        "title": "信用异议申请书", "number": "（申请人填写）", "name": record.entity.name,
        "uscc": record.entity.uscc, "target": str(record), "paragraphs": [GROUNDS],
        "headings": ["项目", "现值", "主张"], "rows": [["见申请理由", "", ""]],
        "agency": f"{record.entity.name}（盖章）", "on": f"{at:%Y年%m月%d日}",
        "made": {part: getattr(at, part) for part in MOMENT},
    }  # fmt: skip
    return SimpleUploadedFile("异议申请书.pdf", letter_pdf(letter))
