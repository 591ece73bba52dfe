"""What a dispute does to what it contests, while it is open and at its end.

These acts belong to the procedure, not to the officer who files or decides: a measure may have
been decided by another agency. So the portal itself does them, and says for which dispute.
"""

from collections.abc import Sequence
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q

from credit_portal.shared.actors import SystemActor
from credit_portal.shared.files import sha256_of
from disputes.models import Dispute, DisputeEvidence
from disputes.services.steps import said
from disputes.targets import record_of
from entities.models import CreditRecord, DisputeMark
from entities.services import clear_dispute_mark, mark_disputed
from supervision.measures.choices import EndGround, MeasureStatus, SuspensionCause
from supervision.models import Measure, MeasureSuspension
from supervision.services import end_measure, restore_measure, suspend_during_dispute
from supervision.services.steps import day_of

PROCEDURE = SystemActor("异议处理")


def lets_rest(dispute: Dispute, files: Sequence[UploadedFile], at: datetime) -> bool:
    """Whether measures on what is contested are not executed meanwhile, where the pack says so.

    One who contests the same thing again without success before needs new evidence for that; a
    review goes on with the evidence of the dispute before it.
    """
    if record_of(dispute.target) is None or not said(at).measures_suspended.value:
        return False
    before = Dispute.objects.about(dispute.target).unsuccessful()
    evidence = {sha256_of(file) for file in files}
    if first := dispute.review_of:
        before = before.exclude(pk=first.pk)
        evidence.update(first.evidence.values_list("sha256", flat=True))
    known = DisputeEvidence.objects.filter(dispute__in=before).values_list("sha256", flat=True)
    return not before.exists() or bool(evidence - set(known))


def begin(dispute: Dispute, at: datetime, *, rests: bool) -> None:
    """Mark the record; measures on it, and on a list that rests on it, are not executed meanwhile
    (江西 (三十二): 核实期间暂不执行)."""
    record = record_of(dispute.target)
    if record is None:
        return
    mark_disputed(record=record, reference=dispute.number, measures_rest=rests, by=PROCEDURE, at=at)
    if not rests:
        return
    on_it = Q(record=record) | Q(record__listing__basis=record)
    measures = Measure.objects.lasting(day_of(at)).restrictions().filter(on_it)
    for measure in measures.order_by("pk"):
        suspend_during_dispute(measure=measure, reference=dispute.number, at=at)


def end(dispute: Dispute, at: datetime, *, upheld: bool, why: str) -> None:
    """Take the mark off; measures go on, or end with what they rested on.

    Args:
        why: how the dispute ended, in words.
    """
    reason = f"异议{dispute.number}：{why}"
    for mark in DisputeMark.objects.open().filter(reference=dispute.number):
        clear_dispute_mark(mark=mark, reason=reason, by=PROCEDURE, at=at)
    for suspension in _suspensions(dispute):
        restore_measure(suspension=suspension, reason=reason, by=PROCEDURE, at=at)
    record = record_of(dispute.target)
    if upheld and record is not None:
        record.refresh_from_db()
        if record.standing_version is None:
            end_measures(record, EndGround.DISPUTE, reason, dispute.number, at)


def end_measures(
    record: CreditRecord, ground: EndGround, reason: str, reference: str, at: datetime
) -> None:
    """What rests on a record that was withdrawn ends with it, by whatever version it was."""
    running = Measure.objects.exclude(status=MeasureStatus.ENDED).filter(record__in=record.lineage)
    for measure in running.order_by("pk"):
        end_measure(
            measure=measure, reason=reason, ground=ground, reference=reference, by=PROCEDURE, at=at
        )


def _suspensions(dispute: Dispute) -> list[MeasureSuspension]:
    rows = MeasureSuspension.objects.open().filter(
        cause=SuspensionCause.DISPUTE, reference=dispute.number
    )
    return list(rows.order_by("pk"))
