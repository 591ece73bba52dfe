"""Disputes on their way to a decision."""

from disputes import services
from disputes.choices import DisputeStatus
from disputes.models import Dispute
from disputes.services import FieldDecision
from tests.factories.disputes import (
    dispute_in,
    filed,
    officer_of,
)
from tests.factories.entities import NOW

S = DisputeStatus


def verified(*args, **values) -> Dispute:
    return dispute_in(S.VERIFIED, filed(*args, **values))


def decide(dispute: Dispute, decisions: dict[str, FieldDecision], by=None) -> Dispute:
    return services.decide_dispute(
        dispute=dispute, decisions=decisions, decision="经核实，原始文书载明的内容不同。",
        by=by or officer_of(dispute), at=NOW,
    )  # fmt: skip
