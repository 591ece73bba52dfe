"""Every state × every step: a step either leads where the declaration says, or changes nothing."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from commitments import services
from commitments.choices import RecheckFinding, Status
from commitments.models import Commitment
from commitments.services.outcome import Recognition
from commitments.timeline import timeline_of
from credit_portal.audit.models import AuditEntry
from credit_portal.shared.errors import Refused
from entities.models import CreditRecord
from tests.factories.accounts import UserFactory
from tests.factories.commitments import STATES, CommitmentFactory
from tests.factories.entities import NOW, SHANGHAI, TODAY

pytestmark = pytest.mark.django_db

S = Status
# The life cycle as the documents tell it, beside the declaration on the model.
EXPECTED = {
    "register": {S.DRAFT: S.REGISTERED},
    "withdraw": {S.DRAFT: S.WITHDRAWN},
    "void": {S.REGISTERED: S.VOIDED},
    "supplement": {S.REGISTERED: S.REGISTERED},
    "recheck": {S.REGISTERED: S.REGISTERED, S.FULFILLED: S.FULFILLED},
    "fulfil": {S.REGISTERED: S.FULFILLED},
    "fulfil_partly": {S.REGISTERED: S.PARTLY_FULFILLED},
    "breach": {S.REGISTERED: S.NOT_FULFILLED},
    "find_false": {
        S.REGISTERED: S.FALSE,
        S.FULFILLED: S.FALSE,
        S.PARTLY_FULFILLED: S.FALSE,
        S.NOT_FULFILLED: S.FALSE,
    },
    "revoke_recognition": {
        S.FULFILLED: S.REGISTERED,
        S.PARTLY_FULFILLED: S.REGISTERED,
        S.NOT_FULFILLED: S.REGISTERED,
        S.FALSE: S.REGISTERED,
    },
}


def finding(commitment: Commitment) -> Recognition:
    return Recognition(
        agency=commitment.agency, on=TODAY, evidence="核查记录", unfulfilled="未达到条件",
        liability="撤销许可证",
    )  # fmt: skip


SERVICES: dict[str, tuple[Callable[..., Any], Callable[[Commitment], dict[str, Any]]]] = {
    "register": (services.register_commitment, lambda c: {}),
    "withdraw": (services.withdraw_draft, lambda c: {"reason": "不办了"}),
    "void": (services.void_commitment, lambda c: {"reason": "未签署"}),
    "supplement": (
        services.supplement_materials,
        lambda c: {"supplied_on": TODAY, "conforms": True, "note": ""},
    ),
    "recheck": (
        services.recheck_commitment,
        lambda c: {"checked_on": TODAY, "finding": RecheckFinding.KEPT, "note": "核对无误"},
    ),
    "fulfil": (services.fulfil_commitment, lambda c: {"finding": finding(c)}),
    "fulfil_partly": (services.record_partial_fulfilment, lambda c: {"finding": finding(c)}),
    "breach": (services.record_breach, lambda c: {"finding": finding(c)}),
    "find_false": (services.recognise_false, lambda c: {"finding": finding(c)}),
    "revoke_recognition": (services.revoke_recognition, lambda c: {"reason": "认定有误"}),
}


def test_the_table_names_every_declared_step() -> None:
    declared = {t.name for t in Commitment().get_all_status_transitions()}

    assert declared == EXPECTED.keys() == SERVICES.keys()


@pytest.mark.parametrize("act", EXPECTED)
@pytest.mark.parametrize("state", Status)
def test_every_step_from_every_state(act: str, state: Status) -> None:
    traits = dict(STATES[state])
    if act == "supplement" and state == S.REGISTERED:
        traits["deferred"] = True
    commitment = CommitmentFactory(**traits)
    service, arguments = SERVICES[act]
    target = EXPECTED[act].get(state)
    values = arguments(commitment)
    before = Commitment.objects.filter(pk=commitment.pk).values().get()

    if target is None:
        with pytest.raises(Refused):
            service(commitment=commitment, by=UserFactory(lead_officer=True), at=NOW, **values)
        assert Commitment.objects.filter(pk=commitment.pk).values().get() == before
        assert not AuditEntry.objects.exists()
        assert not CreditRecord.objects.exists()
    else:
        service(commitment=commitment, by=UserFactory(lead_officer=True), at=NOW, **values)
        assert Commitment.objects.get(pk=commitment.pk).status == target
        assert AuditEntry.objects.filter(act__startswith="commitments.").count() == 1


def test_documents_can_only_be_supplied_where_some_are_missing() -> None:
    commitment = CommitmentFactory()

    with pytest.raises(Refused):
        services.supplement_materials(
            commitment=commitment, supplied_on=TODAY, conforms=True, note="",
            by=UserFactory(lead_officer=True), at=NOW,
        )  # fmt: skip


def test_a_letter_stands_before_its_registration_in_the_first_hours_of_a_day() -> None:
    early = datetime(2026, 11, 20, 0, 30, tzinfo=SHANGHAI)
    commitment = CommitmentFactory(made_on=early.date(), registered_at=early)
    assert [step.title for step in timeline_of(commitment)] == ["承诺作出", "登记"]
