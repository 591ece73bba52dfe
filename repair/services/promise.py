"""The public commitment of an application: taken when it is handed in, settled when it is over."""

import uuid
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from commitments.choices import CommitmentKind
from commitments.choices import Status as CommitmentStatus
from commitments.models import Commitment
from commitments.services import fulfil_commitment, take_commitment, void_commitment
from commitments.services.outcome import Recognition
from commitments.services.registration import Letter
from commitments.services.scans import attach_scan
from credit_portal.accounts.selectors import lead_office
from repair.choices import ItemStatus, ProofKind
from repair.models import RepairApplication, RepairItem
from repair.promise import promise_of
from repair.services.steps import PORTAL, day_of

# One commitment for one application, however often the form is sent.
TOKENS = uuid.UUID("0e0a9a2f-6e0c-4b0e-9d5a-3f3b0c7a2f11")


def take_promise(application: RepairApplication, at: datetime) -> Commitment:
    """One commitment for the whole package (信用修复型).

    The business signs it here, or on the paper that the window scanned; the portal files it with
    the lead office in its name.

    Raises:
        Refused: the lead office has published no such letter.
    """
    promise = promise_of(application)
    letter = Letter(
        kind=CommitmentKind.CREDIT_REPAIR, template=promise.template, content=promise.content,
        liability=promise.liability, made_on=day_of(at),
        matter=f"申请信用修复（申请编号{application.number}，失信信息{promise.count}条）",
    )  # fmt: skip
    commitment = take_commitment(
        entity=application.entity, agency=lead_office(), letter=letter, by=PORTAL, at=at,
        form_token=uuid.uuid5(TOKENS, str(application.pk)),
    )  # fmt: skip
    for proof in application.proofs.filter(kind=ProofKind.COMMITMENT):
        with proof.file.open("rb") as scan:
            signed = SimpleUploadedFile(f"{proof.pk}{proof.extension}", scan.read())
        attach_scan(commitment=commitment, upload=signed, by=PORTAL, at=at)
    return commitment


def settle_promise(application: RepairApplication, at: datetime) -> None:
    """Kept in full with a grant; void where nothing was left to repair.

    After a refusal it stands, for that may be contested. Should false material come to light
    later, the revocation says so.
    """
    commitment = application.commitment
    if application.closed_at is None or commitment is None:
        return
    if commitment.status != CommitmentStatus.REGISTERED:
        return
    items = RepairItem.objects.filter(part__application=application)
    found = set(items.values_list("status", flat=True))
    if ItemStatus.GRANTED in found:
        finding = Recognition(
            agency=commitment.agency, on=day_of(at),
            evidence=f"信用修复申请{application.number}经审查准予修复",
        )  # fmt: skip
        fulfil_commitment(commitment=commitment, finding=finding, by=PORTAL, at=at)
    elif ItemStatus.REFUSED not in found:
        reason = f"信用修复申请{application.number}已撤回，或者所涉记录无需修复"
        void_commitment(commitment=commitment, reason=reason, by=PORTAL, at=at)
