"""What happens between registration and recognition: documents come in, re-checks are made."""

from datetime import date, datetime

from django.db import transaction

from commitments.choices import RecheckFinding
from commitments.models import Commitment, CommitmentRecheck
from commitments.permissions import require_acting
from commitments.services.steps import locked
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, required
from supervision.services.steps import day_of, step


def supplement_materials(
    *, commitment: Commitment, supplied_on: date, conforms: bool, note: str,
    by: Actor, at: datetime,
) -> Commitment:  # fmt: skip
    """The missing documents came in; if they do not conform, others may follow by the due day.

    Raises:
        NotAllowed: the user takes no commitments, or belongs to another agency.
        Refused: nothing is missing.
        Invalid: the day is before the commitment or after today.
    """
    with transaction.atomic():
        commitment = locked(commitment)
        require_acting(by, commitment.agency)
        _check_day(supplied_on, commitment.made_on, day_of(at), "supplied_on")
        step(commitment, "supplement")
        commitment.supplemented_on = supplied_on
        commitment.supplement_conforms = conforms
        audit.save_and_record(
            commitment, act="commitments.supplement_materials", by=by, at=at, reason=note.strip(),
            after={"supplemented_on": supplied_on.isoformat(), "conforms": conforms},
        )  # fmt: skip
    return commitment


def recheck_commitment(
    *, commitment: Commitment, checked_on: date, finding: RecheckFinding, note: str,
    by: Actor, at: datetime,
) -> CommitmentRecheck:  # fmt: skip
    """Look again whether a running or fulfilled commitment holds (江西 一: 定期复核).

    The finding alone decides nothing: a breach is recognised by its own act, with evidence.

    Raises:
        NotAllowed: the user takes no commitments, or belongs to another agency.
    """
    note = required(note, "note", "复核情况")
    with transaction.atomic():
        commitment = locked(commitment)
        require_acting(by, commitment.agency)
        _check_day(checked_on, commitment.made_on, day_of(at), "checked_on")
        step(commitment, "recheck")
        recheck = CommitmentRecheck.objects.create(
            commitment=commitment, checked_on=checked_on, finding=finding, note=note,
            recorded_at=at,
        )  # fmt: skip
        audit.save_and_record(
            commitment, act="commitments.recheck_commitment", by=by, at=at, reason=note,
            after={"checked_on": checked_on.isoformat(), "finding": finding},
        )  # fmt: skip
    return recheck


def _check_day(day: date, earliest: date, today: date, field: str) -> None:
    if not earliest <= day <= today:
        sentence = "日期应当在承诺作出之后，且不晚于今天。"
        raise Invalid(f"{field}_invalid", sentence, {field: sentence})
