"""A statement beside a record: every step from every state, who may, and when it is shown."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from credit_portal.accounts.choices import MandateScope, Role
from credit_portal.accounts.models import User
from credit_portal.accounts.viewers import viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.messages.models import Message
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import DomainError, Invalid, NotAllowed, NotVisible, Refused
from disputes.models import Reply
from disputes.replies.choices import STANDING, ReplyStatus
from disputes.replies.duties import DUTIES
from disputes.replies.selectors import records_to_answer, reply_beside
from disputes.services import replies as services
from entities import services as entities
from entities.models import CreditRecord
from tests.factories.accounts import AgencyFactory, MandateFactory, UserFactory, user_with
from tests.factories.disputes import ReplyFactory, contested_record
from tests.factories.entities import NOW, TODAY, EntityFactory
from tests.supervision.test_at_once import both

pytestmark = pytest.mark.django_db
PORTAL = SystemActor("测试")
S = ReplyStatus
STEPS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "edit": (services.edit_reply, {"text": "改过的声明"}),
    "submit": (services.submit_reply, {}),
    "approve": (services.approve_reply, {}),
    "refuse": (services.refuse_reply, {"reason": "涉及他人信息"}),
    "withdraw": (services.withdraw_reply, {}),
}
EXPECTED: dict[str, dict[ReplyStatus, ReplyStatus]] = {
    "edit": {S.DRAFT: S.DRAFT},
    "submit": {S.DRAFT: S.SUBMITTED},
    "approve": {S.SUBMITTED: S.APPROVED},
    "refuse": {S.SUBMITTED: S.REFUSED},
    "withdraw": dict.fromkeys(STANDING, S.WITHDRAWN),
}
OWN = ("edit", "submit", "withdraw")
MODERATING = ("approve", "refuse")


def reply_in(state: ReplyStatus, **values: Any) -> Reply:
    return ReplyFactory(**values, **({} if state == S.DRAFT else {state.value: True}))


def do(name: str, reply: Reply, by: Any = PORTAL) -> Reply:
    act, values = STEPS[name]
    return act(reply=reply, by=by, at=NOW, **values)


def owner_of(record: CreditRecord) -> User:
    return MandateFactory(uscc=record.entity.uscc).user


def test_the_table_names_every_declared_step() -> None:
    declared = {step.name for step in Reply().get_all_status_transitions()}
    assert declared == STEPS.keys() == EXPECTED.keys()


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("state", S)
def test_every_step_from_every_state(name: str, state: ReplyStatus) -> None:
    reply = reply_in(state)
    before, entries = Reply.objects.filter(pk=reply.pk).values().get(), AuditEntry.objects.count()
    target = EXPECTED[name].get(state)
    if target is None:
        with pytest.raises(Refused):
            do(name, reply)
        assert Reply.objects.filter(pk=reply.pk).values().get() == before
        assert AuditEntry.objects.count() == entries
    else:
        do(name, reply)
        assert Reply.objects.get(pk=reply.pk).status == target
        assert AuditEntry.objects.count() == entries + 1
        assert reply.history.exists()


@pytest.mark.parametrize("name", OWN)
def test_only_the_business_writes_it(name: str) -> None:
    reply = ReplyFactory()
    with pytest.raises(NotVisible):
        do(name, reply, MandateFactory(uscc=EntityFactory().uscc).user)
    for role in set(Role) - {Role.ENTERPRISE}:
        with pytest.raises(NotAllowed):
            do(name, reply, user_with(role))
    do(name, reply, owner_of(reply.record))


@pytest.mark.parametrize("name", MODERATING)
def test_the_reporting_agency_or_the_lead_office_moderates(name: str) -> None:
    reply = ReplyFactory(submitted=True)
    with pytest.raises(NotVisible):
        do(name, reply, UserFactory())
    for role in (Role.PARTNER, Role.AUDITOR, Role.ADMINISTRATOR, Role.ENTERPRISE):
        with pytest.raises(NotAllowed):
            do(name, reply, user_with(role))
    assert do(name, reply, UserFactory(agency=reply.record.reported_by)).decided_at == NOW
    do(name, ReplyFactory(submitted=True), user_with(Role.LEAD_OFFICER))


def test_a_mandate_for_other_matters_does_not_carry_it() -> None:
    reply = ReplyFactory()
    agent = MandateFactory(uscc=reply.record.entity.uscc, scope=MandateScope.REPORTS).user
    with pytest.raises(DomainError):
        do("submit", reply, agent)
    assert Reply.objects.get().status == S.DRAFT


def test_an_office_sees_nothing_that_was_not_handed_in() -> None:
    lead = viewer_of(user_with(Role.LEAD_OFFICER))
    reply = ReplyFactory()
    services.withdraw_reply(reply=reply, by=PORTAL, at=NOW)
    ReplyFactory()
    assert not Reply.objects.visible_to(lead).exists()
    assert Reply.objects.visible_to(viewer_of(owner_of(reply.record))).get() == reply


@pytest.mark.parametrize("text", ["", "  ", "长" * 501])
def test_it_says_something_and_not_too_much(text: str) -> None:
    with pytest.raises(Invalid):
        services.draft_reply(record=contested_record(), text=text, by=PORTAL, at=NOW)


@pytest.mark.parametrize("state", S)
def test_one_stands_beside_a_record(state: ReplyStatus) -> None:
    reply = reply_in(state)
    write = partial(services.draft_reply, record=reply.record, text="另一份", by=PORTAL, at=NOW)
    if state in STANDING:
        with pytest.raises(Refused, match="已有一份"):
            write()
    else:
        assert write().pk != reply.pk


@pytest.mark.parametrize("ended", ["withdrawn", "repaired"])
def test_beside_what_is_gone_nothing_is_said(ended: str) -> None:
    record = contested_record(**{ended: True})
    with pytest.raises(Refused, match="已经撤回或者修复"):
        services.draft_reply(record=record, text="说明", by=PORTAL, at=NOW)
    for name, state in (("submit", S.DRAFT), ("approve", S.SUBMITTED)):
        with pytest.raises(Refused, match="已经撤回或者修复"):
            do(name, reply_in(state, record=contested_record(**{ended: True})))


def test_it_ends_with_its_record_and_no_job_is_run() -> None:
    reply = ReplyFactory(approved=True)
    record = reply.record
    assert reply_beside(record, TODAY) == reply
    entities.repair_fact(record=record, reference="澄修决1号", by=PORTAL, at=NOW)
    assert reply_beside(record, TODAY) is None
    assert reply_beside(record, TODAY - timedelta(days=1)) == reply

    other = ReplyFactory(approved=True)
    entities.withdraw_fact(record=other.record, reason="撤销", by=PORTAL, at=NOW)
    assert reply_beside(other.record, TODAY) is None
    assert Reply.objects.get(pk=other.pk).status == S.APPROVED


def test_records_to_answer_are_those_against_the_business() -> None:
    record = contested_record()
    entity = record.entity
    answered = ReplyFactory(record__entity=entity).record
    contested_record(entity=entity, level="")
    contested_record(entity=entity, repaired=True)
    contested_record()
    found = records_to_answer(viewer_of(owner_of(record)), TODAY)
    assert list(found) == [record]
    assert answered not in found


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_one_decides() -> None:
    reply = ReplyFactory(submitted=True)
    won, told = both(partial(do, "approve", reply), partial(do, "refuse", reply))
    assert (won, "其他人员" in told) == ("", True)
    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_drafts_one_stands() -> None:
    record = contested_record()
    write = partial(services.draft_reply, record=record, text="说明", by=PORTAL, at=NOW)
    won, told = both(write, write)
    assert (won, "已有一份" in told) == ("", True)


# --- pages ---

LogIn = Callable[[User], Client]


def test_from_the_own_record_to_the_public_page(as_user: LogIn, on_the_day: None) -> None:
    record = contested_record()
    owner, officer = owner_of(record), UserFactory(agency=record.reported_by)
    client = as_user(owner)
    assert record.document_number in client.get(reverse("disputes:my_replies")).content.decode()
    said = {"text": "经办人110101199003070011操作失误，已整改"}
    client.post(reverse("disputes:my_reply_new", args=[record.pk]), said)
    reply = Reply.objects.get()
    client.post(reverse("disputes:my_reply_edit", args=[reply.pk]), said)
    client.post(reverse("disputes:my_reply_submit", args=[reply.pk]))
    assert DUTIES[0].count(viewer_of(officer), TODAY) == 1

    public = reverse("portal:record", args=[record.entity.uscc, record.pk])
    client = as_user(officer)
    assert "操作失误" not in client.get(public).content.decode()
    assert "操作失误" in client.get(reverse("disputes:replies")).content.decode()
    assert "审核通过" in client.get(reverse("disputes:reply", args=[reply.pk])).content.decode()
    client.post(reverse("disputes:reply_approve", args=[reply.pk]))
    shown = Client().get(public).content.decode()
    assert "操作失误" in shown
    assert "110101199003070011" not in shown
    assert DUTIES[0].count(viewer_of(officer), TODAY) == 0

    client = as_user(owner)
    client.post(reverse("disputes:my_reply_withdraw", args=[reply.pk]))
    assert "操作失误" not in Client().get(public).content.decode()
    assert "已撤回" in client.get(reverse("disputes:my_reply", args=[reply.pk])).content.decode()


def test_a_refusal_tells_why(as_user: LogIn, on_the_day: None) -> None:
    reply = ReplyFactory(submitted=True)
    client = as_user(UserFactory(agency=reply.record.reported_by))
    address = reverse("disputes:reply_refuse", args=[reply.pk])
    assert client.post(address).status_code == 422
    client.post(address, {"reason": "涉及他人信息"})
    client = as_user(owner_of(reply.record))
    assert "涉及他人信息" in client.get(reverse("messages:my")).content.decode()
    page = client.get(reverse("disputes:my_reply", args=[reply.pk])).content.decode()
    assert "涉及他人信息" in page


def test_the_statement_of_another_business_does_not_exist(as_user: LogIn) -> None:
    reply = ReplyFactory()
    client = as_user(MandateFactory(uscc=EntityFactory(uscc="91990281MA00009XXX").uscc).user)
    for name in ("my_reply", "my_reply_edit"):
        assert client.get(reverse(f"disputes:{name}", args=[reply.pk])).status_code == 404
    new = reverse("disputes:my_reply_new", args=[reply.record_id])
    assert client.get(new).status_code == 404


def test_an_agency_without_a_record_moderates_nothing() -> None:
    ReplyFactory(submitted=True, record__reported_by=None)
    viewer = viewer_of(UserFactory(agency=AgencyFactory()))
    assert not Reply.objects.moderated_by(viewer).exists()
