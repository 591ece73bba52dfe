"""Every state × every step of applications and of their records; refusals change nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from credit_portal.audit.models import AuditEntry
from credit_portal.messages.models import Message
from credit_portal.shared.errors import Invalid, NotAllowed, NotVisible, Refused
from entities.services import correct_fact, withdraw_fact
from repair import services
from repair.choices import ApplicationStatus, ItemStatus
from repair.letters import decision_pdf
from repair.models import RepairApplication, RepairItem
from tests.factories.accounts import MandateFactory, UserFactory
from tests.factories.deadlines import DeadlineFactory
from tests.factories.entities import NOW
from tests.factories.repair import OFFICE, application_in, item_alone
from tests.repair.conftest import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue", "national_pack")]

S, I = ApplicationStatus, ItemStatus  # noqa: E741 - short names for the tables below
Steps = dict[str, tuple[Callable[..., Any], dict[str, Any]]]
STEPS: Steps = {
    "submit": (services.submit_application, {"is_signed": True}),
    "forward": (services.forward_application, {}),
    "ask_supplement": (services.ask_supplement, {"supplement_request": "补凭证"}),
    "supply": (services.supply_supplement, {"supplement": "已补"}),
    "go_on": (services.go_on_without, {}),
    "withdraw": (services.withdraw_application, {"reason": "不再申请"}),
}
EXPECTED = {
    "submit": {S.DRAFT: S.WITH_AGENCY},  # forwarded at once (国办发〔2025〕22号)
    "forward": {S.SUBMITTED: S.WITH_AGENCY},
    "ask_supplement": {S.WITH_AGENCY: S.SUPPLEMENT},
    "supply": {S.SUPPLEMENT: S.WITH_AGENCY},
    "go_on": {S.SUPPLEMENT: S.WITH_AGENCY},
    "withdraw": dict.fromkeys([S.DRAFT, S.SUBMITTED, S.WITH_AGENCY, S.SUPPLEMENT], S.WITHDRAWN),
}
ITEM_STEPS: Steps = {
    "grant": (services.grant_item, {"reason": "符合条件"}),
    "refuse": (services.refuse_item, {"reason": "未履行"}),
    "grant_on_dispute": (
        services.grant_contested_item,
        {"reason": "异议成立", "reference": "YY-1"},
    ),
    "revoke": (services.revoke_repair, {"reason": "凭证系伪造"}),
}
ITEM_EXPECTED = {
    "grant": {I.PENDING: I.GRANTED},
    "refuse": {I.PENDING: I.REFUSED},
    "grant_on_dispute": {I.REFUSED: I.GRANTED},
    "revoke": {I.GRANTED: I.REVOKED},
}
# Steps that are part of another act, or need a record that stands no more.
INNER = {"close"}
INNER_OF_ITEM = {"submit", "withdraw", "find_needless"}


def test_the_tables_name_every_declared_step() -> None:
    declared = {step.name for step in RepairApplication().get_all_status_transitions()}
    assert declared - INNER == STEPS.keys() == EXPECTED.keys()
    of_item = {step.name for step in RepairItem().get_all_status_transitions()}
    assert of_item - INNER_OF_ITEM == ITEM_STEPS.keys() == ITEM_EXPECTED.keys()


def own_entries() -> int:
    return AuditEntry.objects.filter(act__startswith="repair.").count()


@pytest.mark.parametrize("act", STEPS)
@pytest.mark.parametrize("state", S)
def test_every_step_of_an_application_from_every_state(act: str, state: S) -> None:
    application = application_in(state)
    rows = RepairApplication.objects.filter(pk=application.pk)
    step, values = STEPS[act]
    before, entries, target = rows.values().get(), own_entries(), EXPECTED[act].get(state)
    if target is None:
        with pytest.raises(Refused):
            step(application=application, by=OFFICE, at=NOW, **values)
        assert (rows.values().get(), own_entries()) == (before, entries)
    else:
        step(application=application, by=OFFICE, at=NOW, **values)
        assert (rows.get().status, own_entries()) == (target, entries + 1)


@pytest.mark.parametrize("act", ITEM_STEPS)
@pytest.mark.parametrize("state", I)
def test_every_step_of_a_record_from_every_state(act: str, state: I) -> None:
    item = item_alone(state)
    rows = RepairItem.objects.filter(pk=item.pk)
    step, values = ITEM_STEPS[act]
    before, entries, target = rows.values().get(), own_entries(), ITEM_EXPECTED[act].get(state)
    if target is None:
        with pytest.raises(Refused):
            step(item=item, by=OFFICE, at=NOW, **values)
        assert (rows.values().get(), own_entries()) == (before, entries)
    else:
        step(item=item, by=OFFICE, at=NOW, **values)
        assert (rows.get().status, own_entries()) == (target, entries + 1)


@pytest.mark.parametrize("state", set(S) - {S.WITH_AGENCY})
def test_a_record_is_decided_only_while_it_is_with_the_agency(state: S) -> None:
    item = item_alone(I.PENDING)
    RepairApplication.objects.update(
        status=state,
        supplement_request="补",
        supplement_asked_at=NOW,
        supplement_deadline=DeadlineFactory(),
    )
    for step in (services.grant_item, services.refuse_item):
        with pytest.raises(Refused):
            step(item=item, reason="符合", by=OFFICE, at=NOW)
    assert RepairItem.objects.get().status == I.PENDING


@pytest.mark.parametrize("act", ITEM_STEPS)
def test_only_the_deciding_agency_decides(act: str) -> None:
    (state,) = ITEM_EXPECTED[act]
    item = item_alone(state)
    step, values = ITEM_STEPS[act]
    window = UserFactory(window_officer=True, agency=item.part.agency)
    for stranger in (UserFactory(), window, UserFactory(auditor=True)):
        with pytest.raises(NotAllowed):
            step(item=item, by=stranger, at=NOW, **values)
    step(item=item, by=UserFactory(agency=item.part.agency), at=NOW, **values)


@pytest.mark.parametrize("state", I)
def test_a_record_is_found_needless_only_while_it_waits_and_stands_no_more(state: I) -> None:
    item = item_alone(state)
    rows, step = RepairItem.objects.filter(pk=item.pk), services.find_item_needless
    with pytest.raises(Refused):
        step(item=item, by=OFFICE, at=NOW)
    withdraw_fact(record=item.record, reason="撤销处罚", by=OFFICE, at=NOW)
    entries = own_entries()
    if state != I.PENDING:
        with pytest.raises(Refused):
            step(item=rows.get(), by=OFFICE, at=NOW)
        assert (rows.get().status, own_entries()) == (state, entries)
        return
    with pytest.raises(NotAllowed):
        step(item=rows.get(), by=UserFactory(), at=NOW)
    step(item=rows.get(), by=OFFICE, at=NOW)
    found = rows.get()
    assert (found.status, found.reason) == (I.NEEDLESS, "该记录已经撤回，无需修复。")
    assert own_entries() == entries + 1
    assert RepairApplication.objects.get().status == S.CLOSED


def test_of_a_corrected_record_the_new_one_is_named() -> None:
    item = item_alone(I.PENDING)
    correct_fact(
        record=item.record, changes={"title": "正确的事项"}, reason="错字", by=OFFICE, at=NOW
    )
    item = services.find_item_needless(item=item, by=OFFICE, at=NOW)
    assert "更正后的记录可以另行申请" in item.reason


def test_the_officer_who_granted_does_not_revoke() -> None:
    item = item_alone(I.GRANTED)
    with pytest.raises(NotAllowed, match="以外的人员"):
        services.revoke_repair(item=item, reason="伪造", by=item.decided_by, at=NOW)
    assert RepairItem.objects.get().status == I.GRANTED


def test_the_refusal_stays_beside_the_dispute_that_overcame_it() -> None:
    item = item_alone(I.REFUSED)
    before = item.decision_number, item.reason, item.decided_at, item.decided_by
    judge = UserFactory(agency=item.part.agency)
    item = services.grant_contested_item(
        item=item, reason="凭证属实", reference="YY-1", by=judge, at=NOW
    )
    assert (item.decision_number, item.reason, item.decided_at, item.decided_by) == before
    assert (item.upheld_number, item.upheld_reason, item.upheld_by) == ("YY-1", "凭证属实", judge)
    with pytest.raises(NotAllowed, match="以外的人员"):
        services.revoke_repair(item=item, reason="伪造", by=judge, at=NOW)
    letter = text_of(decision_pdf(item.part, [item]))
    for said in ("不予修复。理由：材料齐全", "异议（YY-1）成立，准予修复。理由：凭证属实"):
        assert said in letter


@pytest.mark.parametrize("act", ["submit", "supply", "withdraw"])
def test_somebody_elses_application_does_not_exist(act: str) -> None:
    application = application_in(S.SUPPLEMENT if act == "supply" else S.DRAFT)
    step, values = STEPS[act]
    strangers = (UserFactory(enterprise=True), UserFactory(window_officer=True),
                 UserFactory(lead_officer=True))  # fmt: skip
    for stranger in strangers:
        with pytest.raises(NotVisible):
            step(application=application, by=stranger, at=NOW, **values)
    owner = MandateFactory(uscc=application.entity.uscc).user
    step(application=application, by=owner, at=NOW, **values)


def test_a_withdrawal_is_told_to_the_business_and_to_who_decides() -> None:
    application = application_in(S.WITH_AGENCY)
    services.withdraw_application(application=application, reason="不再申请", by=OFFICE, at=NOW)
    told = Message.objects.filter(key__contains=f"repair:{application.pk}:withdrawn")
    agency = application.parts.get().agency
    assert {(one.uscc, one.agency) for one in told} == {
        (application.entity.uscc, None), ("", agency)
    }  # fmt: skip


def test_reasons_are_asked_for() -> None:
    item = item_alone(I.PENDING)
    for step, values in ((services.grant_item, {}), (services.refuse_item, {})):
        with pytest.raises(Invalid):
            step(item=item, reason=" ", by=OFFICE, at=NOW, **values)
    with pytest.raises(Invalid):
        services.withdraw_application(
            application=item.part.application, reason="", by=OFFICE, at=NOW
        )


def test_supplement_is_asked_for_once() -> None:
    application = application_in(S.WITH_AGENCY, supplement_asked_at=NOW, supplement_request="补",
                                 supplement_deadline=DeadlineFactory())  # fmt: skip
    with pytest.raises(Refused):
        services.ask_supplement(
            application=application, supplement_request="再补", by=OFFICE, at=NOW
        )
