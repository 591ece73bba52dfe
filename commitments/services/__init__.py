"""Writes of the commitments, one function per act."""

from commitments.services.breaches import follow_up_breaches
from commitments.services.catalogue import (
    draft_item,
    draft_template,
    publish_version,
    retire_version,
)
from commitments.services.outcome import (
    fulfil_commitment,
    recognise_false,
    record_breach,
    record_partial_fulfilment,
    revoke_recognition,
)
from commitments.services.registration import (
    draft_commitment,
    file_published_commitment,
    register_commitment,
    take_commitment,
    void_commitment,
    withdraw_draft,
)
from commitments.services.reminders import remind_of_supplements
from commitments.services.scans import attach_scan
from commitments.services.watch import recheck_commitment, supplement_materials

__all__ = [
    "attach_scan",
    "draft_commitment",
    "draft_item",
    "draft_template",
    "file_published_commitment",
    "follow_up_breaches",
    "fulfil_commitment",
    "publish_version",
    "recheck_commitment",
    "recognise_false",
    "record_breach",
    "record_partial_fulfilment",
    "register_commitment",
    "remind_of_supplements",
    "retire_version",
    "revoke_recognition",
    "supplement_materials",
    "take_commitment",
    "void_commitment",
    "withdraw_draft",
]
