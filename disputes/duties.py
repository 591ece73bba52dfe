"""What waits about disputes: shown on the first page of the desk."""

from datetime import date

from credit_portal.accounts.viewers import Viewer
from credit_portal.shared.duties import Duty
from disputes.models import Dispute
from disputes.permissions import HANDLING_ROLES


def _to_accept(viewer: Viewer, on: date) -> int:
    return Dispute.objects.handled_by(viewer).to_accept().count()


def _to_verify(viewer: Viewer, on: date) -> int:
    return Dispute.objects.handled_by(viewer).to_verify().count()


def _to_decide(viewer: Viewer, on: date) -> int:
    return Dispute.objects.handled_by(viewer).to_decide().count()


def _to_deliver(viewer: Viewer, on: date) -> int:
    return Dispute.objects.handled_by(viewer).to_deliver().count()


DUTIES = (
    Duty(
        "异议待受理", _to_accept, "disputes:list", HANDLING_ROLES, query="?state=filed",
        hint="收到后尽快受理、核实", order=20,
    ),
    Duty(
        "异议待核实", _to_verify, "disputes:list", HANDLING_ROLES, query="?state=accepted",
        hint="核对原始文书，写明核实情况", order=21,
    ),
    Duty(
        "异议待决定", _to_decide, "disputes:list", HANDLING_ROLES, query="?state=verified",
        hint="由原经办人以外的人员决定", order=21,
    ),
    Duty(
        "异议答复待送达", _to_deliver, "disputes:list", HANDLING_ROLES, query="?state=decided",
        tone="info", order=22,
    ),
)  # fmt: skip
