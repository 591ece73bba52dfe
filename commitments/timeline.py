"""What happened to a commitment, in order, for ``components/timeline.html``."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from commitments.choices import RecheckFinding
from commitments.models import Commitment


@dataclass(frozen=True)
class Happening:
    """One line of the timeline."""

    title: str
    at: date | datetime | None
    by: str = ""
    text: str = ""
    tone: str = "neutral"


def timeline_of(commitment: Commitment) -> list[Happening]:
    """Every step that is dated, the earliest first."""
    return sorted(_happenings(commitment), key=_moment)


def _moment(step: Happening) -> str:
    """The local day, and the time where it is known: a day alone comes before its hours."""
    return str(timezone.localtime(step.at) if isinstance(step.at, datetime) else step.at)


def _happenings(commitment: Commitment) -> Iterator[Happening]:
    officer = commitment.officer.display_name if commitment.officer else ""
    yield Happening("承诺作出", commitment.made_on, commitment.entity.name)
    if commitment.registered_at:
        yield Happening(
            "登记", commitment.registered_at, f"{commitment.agency.name} {officer}".strip(),
            f"承诺编码 {commitment.code}", "info",
        )  # fmt: skip
    for scan in commitment.scans.all():
        yield Happening("上传承诺书扫描件", scan.uploaded_at, str(scan.uploaded_by or ""))
    if commitment.supplemented_on:
        conforms = commitment.supplement_conforms
        yield Happening(
            "补交材料", commitment.supplemented_on, commitment.entity.name,
            "符合要求" if conforms else "不符合要求", "success" if conforms else "danger",
        )  # fmt: skip
    for check in commitment.rechecks.all():
        kept = check.finding == RecheckFinding.KEPT
        yield Happening(
            f"复核：{check.get_finding_display()}", check.checked_on, "", check.note,
            "success" if kept else "warning",
        )  # fmt: skip
    if commitment.recognised_on:
        yield Happening(
            f"认定：{commitment.get_status_display()}", commitment.recognised_on,
            str(commitment.recognised_by or ""), commitment.evidence,
            commitment.tone,
        )  # fmt: skip
    if commitment.voided_at:
        yield Happening("作废", commitment.voided_at, "", commitment.void_reason)
