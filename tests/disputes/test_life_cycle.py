"""Every step of a dispute from every state: taken, or refused and nothing changed."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from credit_portal.accounts.choices import MandateScope
from credit_portal.audit.models import AuditEntry
from credit_portal.deadlines.models import Deadline
from credit_portal.messages.models import Message
from credit_portal.shared.errors import NotAllowed, Refused
from disputes import services
from disputes.choices import OPEN, DisputeStatus
from disputes.models import Dispute
from entities.models import DisputeMark
from tests.factories.accounts import MandateFactory
from tests.factories.disputes import dispute_in, officer_of, rejected
from tests.factories.entities import NOW

pytestmark = pytest.mark.django_db
S = DisputeStatus

STEPS: dict[str, tuple[Callable[..., Any], dict[str, Any], str]] = {
    "ask_supplement": (services.ask_supplement, {"request": "委托书"}, "ask_supplement"),
    "supply": (services.supplement_dispute, {"supplement": "见附件"}, "supplement_dispute"),
    "decline": (services.decline_dispute, {"reason": "无具体事实"}, "decline_dispute"),
    "accept": (services.accept_dispute, {}, "accept_dispute"),
    "verify": (services.verify_dispute, {"finding": "已核对"}, "verify_dispute"),
    "decide": (services.decide_dispute, {"decision": "维持"}, "decide_dispute"),
    "close": (services.close_dispute, {"delivery": "窗口领取"}, "close_dispute"),
    "withdraw": (services.withdraw_dispute, {"reason": "已沟通"}, "withdraw_dispute"),
    "hand_over": (services.hand_over_dispute, {"reason": "调离岗位"}, "hand_over_dispute"),
    "extend": (services.extend_dispute, {"reason": "需外地核实"}, "extend_dispute"),
    "urge": (services.urge_dispute, {}, "urge_dispute"),
    "ask_review": (services.request_review, {"grounds": "理由不足"}, "request_review"),
}
EXPECTED: dict[str, dict[DisputeStatus, DisputeStatus]] = {
    "ask_supplement": {S.FILED: S.SUPPLEMENTING},
    "supply": {S.SUPPLEMENTING: S.FILED},
    "decline": {S.FILED: S.DECLINED},  # while one waits for a supplement there is still time
    "accept": {S.FILED: S.ACCEPTED},
    "verify": {S.ACCEPTED: S.VERIFIED},
    "decide": {S.VERIFIED: S.DECIDED},
    "close": {S.DECIDED: S.CLOSED},
    "withdraw": dict.fromkeys(OPEN, S.WITHDRAWN),
    "hand_over": {S.ACCEPTED: S.ACCEPTED, S.VERIFIED: S.VERIFIED},
    "extend": {},  # the pack of the default grants none; test_clock shows one that does
    "urge": {state: state for state in OPEN},
    "ask_review": {S.DECIDED: S.DECIDED, S.CLOSED: S.CLOSED},
}
APPLICANTS = {"supply", "withdraw", "urge", "ask_review"}


def test_the_tables_name_every_declared_step() -> None:
    declared = {step.name for step in Dispute().get_all_status_transitions()}
    assert declared == STEPS.keys() == EXPECTED.keys()


def everything() -> list[Any]:
    """All that a step could change."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Dispute, Deadline, DisputeMark, Message, AuditEntry)
    ]


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("state", S)
def test_every_step_from_every_state(name: str, state: DisputeStatus) -> None:
    dispute = dispute_in(state)
    service, values, act = STEPS[name]
    if name == "decide":
        values = {**values, "decisions": rejected(dispute)}
    if name == "hand_over":
        values = {**values, "handler": officer_of(dispute)}
    by = dispute.filed_by if name in APPLICANTS else officer_of(dispute)
    step = partial(service, dispute=dispute, by=by, at=NOW, **values)
    before, entries = everything(), AuditEntry.objects.filter(act=f"disputes.{act}")
    target, had = EXPECTED[name].get(state), entries.count()
    if target is None:
        with pytest.raises(Refused):
            step()
        assert everything() == before
    else:
        step()
        assert Dispute.objects.get(pk=dispute.pk).status == target
        assert entries.count() == had + 1


def test_a_supplement_is_asked_once() -> None:
    dispute = dispute_in(S.SUPPLEMENTING)
    services.supplement_dispute(dispute=dispute, supplement="见附件", by=dispute.filed_by, at=NOW)
    with pytest.raises(Refused):
        services.ask_supplement(dispute=dispute, request="再补", by=officer_of(dispute), at=NOW)


@pytest.mark.parametrize("name", sorted(APPLICANTS))
def test_a_mandate_for_other_matters_carries_no_step(name: str) -> None:
    state = next(iter(EXPECTED[name]))
    dispute = dispute_in(state)
    service, values, _ = STEPS[name]
    reader = MandateFactory(uscc=dispute.entity.uscc, scope=MandateScope.READ).user
    with pytest.raises(NotAllowed, match="授权不包括"):
        service(dispute=dispute, by=reader, at=NOW, **values)
    assert Dispute.objects.get(pk=dispute.pk).status == state
