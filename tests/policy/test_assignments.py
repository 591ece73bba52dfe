"""Which pack is followed: two officers, no past; every step from every state."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from credit_portal.accounts.models import User
from credit_portal.audit.models import AuditEntry
from credit_portal.policy import events, guards, services
from credit_portal.policy.choices import AssignmentStatus
from credit_portal.policy.models import PackAssignment, PolicyPack
from credit_portal.policy.schema import Pack
from credit_portal.policy.selectors import pack_in_force
from credit_portal.shared import events as bus
from credit_portal.shared.errors import Refused
from tests.factories.accounts import UserFactory
from tests.factories.policy import PackAssignmentFactory, PackVersionFactory
from tests.policy.conftest import AT

pytestmark = pytest.mark.django_db

TODAY = AT.date()
START = date(2027, 1, 1)


def propose(pack: PolicyPack, start: date, by: User) -> PackAssignment:
    return services.propose_assignment(pack=pack, from_date=start, reason="试点", by=by, at=AT)


def assign(pack: PolicyPack, start: date, by: User) -> PackAssignment:
    """Put forward and approved by another officer."""
    proposal = propose(pack, start, by)
    second = UserFactory(lead_officer=True)
    return services.approve_assignment(assignment=proposal, by=second, at=AT)


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))


def test_a_proposal_changes_nothing(installed: PolicyPack, author: User) -> None:
    count = len(acts())
    proposal = propose(installed, TODAY, author)
    assert (proposal.status, proposal.proposed_by) == (AssignmentStatus.PROPOSED, author)
    assert pack_in_force(TODAY).header.code == "national_2026"
    assert acts()[count:] == ["policy.propose_assignment"]


def test_approval_lets_a_pack_be_followed(
    installed: PolicyPack, author: User, approver: User, heard: list[bus.Event],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    proposal = propose(installed, TODAY, author)
    count = len(acts())
    with django_capture_on_commit_callbacks(execute=True):
        services.approve_assignment(assignment=proposal, by=approver, at=AT)
    assert pack_in_force(TODAY).header.code == "jiangyin"
    assert pack_in_force(TODAY - timedelta(days=1)).header.code == "national_2026"
    assert acts()[count:] == ["policy.approve_assignment"]
    assert heard == [events.PackAssigned("jiangyin", TODAY)]


def test_a_rejected_proposal_leaves_room_for_another(
    installed: PolicyPack, author: User, approver: User
) -> None:
    proposal = propose(installed, TODAY, author)
    with pytest.raises(Refused) as caught:
        propose(installed, START, author)
    assert caught.value.code == "assignment_waits"
    services.reject_assignment(assignment=proposal, reason="日期有误", by=approver, at=AT)
    assert AuditEntry.objects.latest("pk").reason == "日期有误"
    assert pack_in_force(TODAY).header.code == "national_2026"
    assert propose(installed, START, author).status == AssignmentStatus.PROPOSED


def test_nobody_decides_about_ones_own(installed: PolicyPack, author: User) -> None:
    proposal = propose(installed, TODAY, author)
    count = len(acts())
    for decide in (services.approve_assignment, _reject):
        with pytest.raises(Refused) as caught:
            decide(assignment=proposal, by=author, at=AT)
        assert caught.value.code == "same_officer"
    proposal.refresh_from_db()
    assert (proposal.status, len(acts())) == (AssignmentStatus.PROPOSED, count)


def test_another_region_s_pack_is_not_followed_here(installed: PolicyPack) -> None:
    PackAssignmentFactory(approved=True, region_code="990203", from_date=TODAY)
    assert pack_in_force(TODAY).header.code == "national_2026"


def test_a_new_assignment_ends_the_one_before(installed: PolicyPack, author: User) -> None:
    former = assign(installed, TODAY, author)
    assign(PolicyPack.objects.get(code="yichun"), START, author)
    former.refresh_from_db()
    assert former.to_date == START - timedelta(days=1)
    assert pack_in_force(former.to_date).header.code == "jiangyin"
    assert pack_in_force(START).header.code == "yichun"


@pytest.mark.parametrize(
    ("start", "code"),
    [(TODAY - timedelta(days=9), "begins_in_past"), (TODAY, "begins_in_past"),
     (TODAY + timedelta(days=1), "assigned_later"), (START, "assigned_later")],
)  # fmt: skip
def test_the_past_and_later_assignments_stay(
    installed: PolicyPack, author: User, start: date, code: str
) -> None:
    """Only the first assignment may say what held before."""
    assign(installed, date(2026, 1, 1), author)
    assign(installed, START, author)
    with pytest.raises(Refused) as caught:
        propose(installed, start, author)
    assert caught.value.code == code
    assert PackAssignment.objects.count() == 2


def test_a_mistyped_year_bars_no_later_assignment(installed: PolicyPack, author: User) -> None:
    with pytest.raises(Refused) as caught:
        propose(installed, TODAY + timedelta(days=365 * 4), author)
    assert caught.value.code == "begins_too_late"


def test_a_proposal_that_waited_too_long_is_not_approved(
    installed: PolicyPack, author: User, approver: User
) -> None:
    assign(installed, TODAY, author)
    proposal = propose(installed, START, author)
    with pytest.raises(Refused) as caught:
        services.approve_assignment(assignment=proposal, by=approver, at=AT + timedelta(days=60))
    assert caught.value.code == "begins_in_past"


def test_rooms_above_may_ask_for_more_first(
    installed: PolicyPack, author: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(pack: Pack, on: date, at: Any) -> None:
        asked.append(pack.header.code)
        raise Refused("not_tried", "请先试算。")

    monkeypatch.setattr(guards, "_guards", [ask])
    with pytest.raises(Refused, match="请先试算"):
        propose(installed, TODAY, author)
    assert asked == ["jiangyin"]


def test_they_are_asked_of_its_later_versions_too(
    installed: PolicyPack, author: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever approved them while nobody followed the pack was asked for nothing."""
    installed.versions.update(superseded_from=date(2029, 1, 1))
    later = PackVersionFactory(pack=installed, number=9, approved=True)
    asked: dict[date, Pack] = {}
    monkeypatch.setattr(guards, "_guards", [lambda pack, on, at: asked.update({on: pack})])
    propose(installed, TODAY, author)
    assert list(asked) == [TODAY, later.effective_from]
    assert asked[TODAY].edition != asked[later.effective_from].edition


def _reject(**who: Any) -> PackAssignment:
    return services.reject_assignment(reason="日期有误", **who)


@pytest.mark.parametrize("state", ["approved", "rejected"])
@pytest.mark.parametrize("act", [services.approve_assignment, _reject])
def test_a_decided_one_is_not_decided_again(
    state: str, act: Callable[..., PackAssignment], approver: User
) -> None:
    assignment = PackAssignmentFactory(**{state: True})
    with pytest.raises(Refused) as caught:
        act(assignment=assignment, by=approver, at=AT)
    assert caught.value.code == "wrong_state"
    assignment.refresh_from_db()
    assert (assignment.status, acts()) == (state, [])


def test_the_database_keeps_one_pack_per_region() -> None:
    PackAssignmentFactory(approved=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        PackAssignmentFactory(approved=True, from_date=date(2029, 6, 1))
