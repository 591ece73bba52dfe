"""A dispute as a time line, for the business and for the desk."""

from dataclasses import dataclass
from datetime import datetime

from disputes.choices import DisputeStatus, Outcome
from disputes.models import Dispute

TONES = {Outcome.UPHELD: "success", Outcome.PARTLY: "info", Outcome.REJECTED: "warning"}


@dataclass(frozen=True)
class Step:
    """One line."""

    title: str
    at: datetime
    by: str = ""
    text: str = ""
    tone: str = "neutral"


def timeline_of(dispute: Dispute) -> list[Step]:
    """What has happened, the earliest first; the business sees agencies, not officers."""
    agency = dispute.agency.name
    taken = f"由{dispute.taken_at.name}收件" if dispute.taken_at else ""
    steps = [
        *_step("收到申请", dispute.filed_at, dispute.entity.name, taken, "info"),
        *_step("通知补正", dispute.supplement_asked_at, agency, dispute.supplement_request,
               "warning"),
        *_step("补正", dispute.supplemented_at, dispute.entity.name, dispute.supplement),
        *_step("受理", dispute.accepted_at, agency),
        *_step("催办", dispute.urged_at, dispute.entity.name),
        *_step("延长期限", dispute.extended_at, agency, dispute.deadline.extension_reason),
        *_step("完成核实", dispute.verified_at, agency),
        *_step(_outcome(dispute), dispute.decided_at, agency, dispute.decision,
               TONES.get(Outcome(dispute.outcome), "neutral") if dispute.outcome else "neutral"),
        *_step(_ending(dispute), dispute.ended_at, "", dispute.end_reason, "warning"),
        *_step("答复送达", dispute.closed_at, agency, dispute.delivery),
    ]  # fmt: skip
    return sorted(steps, key=lambda step: step.at)


def _step(
    title: str, at: datetime | None, by: str = "", text: str = "", tone: str = "neutral"
) -> list[Step]:
    return [Step(title, at, by, text, tone)] if at else []


def _outcome(dispute: Dispute) -> str:
    return str(Outcome(dispute.outcome).label) if dispute.outcome else ""


def _ending(dispute: Dispute) -> str:
    return str(DisputeStatus(dispute.status).label)
