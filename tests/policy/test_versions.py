"""Packs installed, edited, submitted, decided: effect, audit entry, event, refusals."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from credit_portal.accounts.models import User
from credit_portal.audit.models import AuditEntry
from credit_portal.policy import events, guards, services
from credit_portal.policy.choices import BrokenCommitment, DishonestyLevel, PackVersionStatus
from credit_portal.policy.loader import PackInvalid, digest_of, parse_pack
from credit_portal.policy.models import (
    PackVersion,
    PolicyPack,
)
from credit_portal.policy.packaged import packaged_digests, packaged_sources, packaged_texts
from credit_portal.policy.permissions import can_decide
from credit_portal.policy.rules import chain_of, resolve
from credit_portal.policy.selectors import pack_by_code, pack_in_force
from credit_portal.shared import events as bus
from credit_portal.shared.errors import Invalid, Refused
from tests.factories.accounts import UserFactory
from tests.factories.policy import (
    PackVersionFactory,
    jiangyin_text,
)
from tests.policy.conftest import AT, SYSTEM

pytestmark = pytest.mark.django_db

TODAY = AT.date()
START = date(2027, 1, 1)


def edit(pack: PolicyPack, by: User, text: str = "", reason: str = "缩短期限") -> PackVersion:
    return services.edit_pack(
        pack=pack, content=text or jiangyin_text(START), reason=reason, by=by, at=AT
    )


def submitted(pack: PolicyPack, by: User) -> PackVersion:
    return services.submit_pack_version(version=edit(pack, by), by=by, at=AT)


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))


# --- Installation --------------------------------------------------------------------------------


def test_install_puts_the_shipped_packs_in_force() -> None:
    versions = services.install_packs(by=SYSTEM, at=AT)
    assert {v.pack.code: v.digest for v in versions} == packaged_digests()
    assert {v.status for v in versions} == {PackVersionStatus.APPROVED}
    assert {v.number for v in versions} == {1}
    assert acts() == ["policy.install_pack"] * len(versions)


def test_install_again_changes_nothing(installed: PolicyPack) -> None:
    count = AuditEntry.objects.count()
    assert services.install_packs(by=SYSTEM, at=AT) == []
    assert AuditEntry.objects.count() == count


def test_packs_answer_before_they_are_installed() -> None:
    assert pack_in_force(TODAY).edition == "national_2026@1"
    assert pack_by_code("jiangyin", TODAY).disputes.handling_days.value == 5


# --- Versions ------------------------------------------------------------------------------------


def test_a_stored_top_pack_lets_the_shipped_one_answer_younger_clauses() -> None:
    text = packaged_texts()["national_2026"]
    older = re.sub(r"\[severity\.broken_commitment\]\n(.+\n)+", "", text)
    PackVersionFactory(
        pack__code="national_2026", pack__level="national", pack__region_code="000000",
        content=older, digest=digest_of(older), approved=True,
    )  # fmt: skip
    levels = pack_by_code("national_2026", TODAY).severity.broken_commitment
    assert older != text
    assert levels[BrokenCommitment.FALSE].value == DishonestyLevel.GENERAL


def test_edit_writes_a_draft(installed: PolicyPack, author: User) -> None:
    before = AuditEntry.objects.count()
    version = edit(installed, author)
    assert (version.number, version.status) == (2, PackVersionStatus.DRAFT)
    assert (version.effective_from, version.author) == (START, author)
    assert AuditEntry.objects.count() == before + 1
    entry = AuditEntry.objects.latest("pk")
    assert (entry.act, entry.reason) == ("policy.edit_pack", "缩短期限")
    newest = version.history.latest()
    assert (newest.history_user, newest.history_change_reason) == (author, "缩短期限")
    assert pack_by_code("jiangyin", START).disputes.handling_days.value == 5


def test_edit_again_rewrites_the_draft(installed: PolicyPack, author: User) -> None:
    edit(installed, author)
    version = edit(installed, author, jiangyin_text(START, 3))
    assert version.number == 2
    assert "value = 3" in version.content
    assert installed.versions.count() == 2


def test_edit_needs_a_reason(installed: PolicyPack, author: User) -> None:
    with pytest.raises(Invalid) as caught:
        edit(installed, author, reason="  ")
    assert caught.value.fields == {"reason": "请填写理由。"}
    assert installed.versions.count() == 1


def test_edit_refuses_a_wrong_text(installed: PolicyPack, author: User) -> None:
    with pytest.raises(PackInvalid) as caught:
        edit(installed, author, jiangyin_text(START, 0))
    assert set(caught.value.fields) == {"disputes.handling_days.value"}
    assert installed.versions.count() == 1


def test_edit_refuses_more_for_a_worse_class(installed: PolicyPack, author: User) -> None:
    """But a version that was decided with it stays readable."""
    text = jiangyin_text(START).replace('"notified_commitment", "simplified', '"simplified')
    path = "classes.trustworthy.conveniences_allowed"
    with pytest.raises(PackInvalid) as caught:
        edit(installed, author, text)
    assert caught.value.fields == {path: "“轻微失信”可享受“告知承诺”，“诚信守法”也应可享受。"}
    assert resolve(chain_of("jiangyin", {**packaged_sources(), "jiangyin": parse_pack(text)}))


def test_edit_refuses_another_packs_text(installed: PolicyPack, author: User) -> None:
    with pytest.raises(PackInvalid) as caught:
        edit(installed, author, packaged_texts()["yichun"])
    assert caught.value.fields == {"pack.code": "不能改变，应为“jiangyin”。"}


def test_edit_refuses_what_breaks_a_pack_that_rests_on_it(
    installed: PolicyPack, author: User
) -> None:
    """A minimal tier above the usual one breaks Huai'an alone, which uses it."""
    national = PolicyPack.objects.get(code="national_2026")
    text = (
        packaged_texts()["national_2026"]
        .replace('ratio = { value = 3, unit = "percent"', 'ratio = { value = 50, unit = "percent"')
        .replace(
            'ratio_high = { value = 5, unit = "percent"',
            'ratio_high = { value = 60, unit = "percent"',
            1,
        )
    )
    with pytest.raises(PackInvalid) as caught:
        edit(national, author, text)
    assert caught.value.fields == {
        "inspection.tiers": "（“淮安市淮安区”）较低的等级抽查比例不能更低。"
    }


def test_submit_hands_it_over(
    installed: PolicyPack, author: User, heard: list[bus.Event],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    version = edit(installed, author)
    count = AuditEntry.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        version = services.submit_pack_version(version=version, by=author, at=AT)
    assert (version.status, version.submitted_at) == (PackVersionStatus.SUBMITTED, AT)
    assert AuditEntry.objects.count() == count + 1
    assert heard == [events.PackVersionSubmitted("jiangyin", 2)]


def test_edit_waits_for_the_approval(installed: PolicyPack, author: User) -> None:
    submitted(installed, author)
    with pytest.raises(Refused) as caught:
        edit(installed, author)
    assert caught.value.code == "version_waiting"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (jiangyin_text(TODAY - timedelta(days=1)), "begins_in_past"),
        (jiangyin_text(TODAY), "begins_in_past"),
        (jiangyin_text(date(9999, 12, 31)), "begins_too_late"),
        (packaged_texts()["jiangyin"], "nothing_changed"),
    ],
)
def test_submit_refuses(installed: PolicyPack, author: User, text: str, code: str) -> None:
    version = edit(installed, author, text)
    with pytest.raises(Refused) as caught:
        services.submit_pack_version(version=version, by=author, at=AT)
    assert caught.value.code == code
    version.refresh_from_db()
    assert version.status == PackVersionStatus.DRAFT


def test_approve_puts_it_in_force_from_its_day(
    installed: PolicyPack, author: User, approver: User, heard: list[bus.Event],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    version = submitted(installed, author)
    count = AuditEntry.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        version = services.approve_pack_version(version=version, by=approver, at=AT)
    assert (version.status, version.approver) == (PackVersionStatus.APPROVED, approver)
    former = installed.versions.get(number=1)
    assert (former.status, former.superseded_from) == (PackVersionStatus.SUPERSEDED, START)
    assert AuditEntry.objects.count() == count + 1
    assert heard == [events.PackVersionApproved("jiangyin", 2, START)]
    assert pack_by_code("jiangyin", START - timedelta(days=1)).disputes.handling_days.value == 5
    after = pack_by_code("jiangyin", START)
    assert after.disputes.handling_days.value == 4
    assert after.edition == "jiangyin@2+national_2026@1"


def test_the_author_cannot_approve(installed: PolicyPack, author: User) -> None:
    version = submitted(installed, author)
    count = AuditEntry.objects.count()
    for decide in (services.approve_pack_version, _reject):
        with pytest.raises(Refused) as caught:
            decide(version=version, by=author, at=AT)
        assert caught.value.code == "same_officer"
    version.refresh_from_db()
    assert version.status == PackVersionStatus.SUBMITTED
    assert AuditEntry.objects.count() == count


def test_whoever_wrote_part_of_it_cannot_approve(
    installed: PolicyPack, author: User, approver: User
) -> None:
    """Also where another officer has rewritten the draft since."""
    edit(installed, approver)
    version = submitted(installed, author)
    for officer in (author, approver):
        with pytest.raises(Refused) as caught:
            services.approve_pack_version(version=version, by=officer, at=AT)
        assert caught.value.code == "same_officer"
        assert not can_decide(officer, version)
    assert can_decide(UserFactory(lead_officer=True), version)


def test_approval_that_comes_too_late_is_refused(
    installed: PolicyPack, author: User, approver: User
) -> None:
    version = submitted(installed, author)
    with pytest.raises(Refused) as caught:
        services.approve_pack_version(version=version, by=approver, at=AT + timedelta(days=60))
    assert caught.value.code == "begins_in_past"


def test_the_very_first_version_may_begin_today(author: User) -> None:
    version = PackVersionFactory(author=author, effective_from=TODAY)
    services.submit_pack_version(version=version, by=author, at=AT)
    version.refresh_from_db()
    assert version.status == PackVersionStatus.SUBMITTED


def test_rooms_above_are_asked_where_the_deployment_follows_the_pack(
    installed: PolicyPack, author: User, approver: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Jiangyin's pack is not followed here, the national one is."""
    asked: list[str] = []
    monkeypatch.setattr(guards, "_guards", [lambda pack, on, at: asked.append(pack.edition)])
    services.approve_pack_version(version=submitted(installed, author), by=approver, at=AT)
    assert asked == []
    national = PolicyPack.objects.get(code="national_2026")
    begun = "effective_from = 2026-04-01"
    text = packaged_texts()["national_2026"].replace(begun, f"effective_from = {START}")
    version = services.submit_pack_version(version=edit(national, author, text), by=author, at=AT)
    services.approve_pack_version(version=version, by=approver, at=AT)
    assert asked == ["national_2026@2"] * 2


def test_a_version_must_begin_after_the_one_before(
    installed: PolicyPack, author: User, approver: User
) -> None:
    services.approve_pack_version(version=submitted(installed, author), by=approver, at=AT)
    version = edit(installed, author, jiangyin_text(START - timedelta(days=5), 3))
    with pytest.raises(Refused) as caught:
        services.submit_pack_version(version=version, by=author, at=AT)
    assert caught.value.code == "begins_too_early"


def test_reject_sends_it_back(
    installed: PolicyPack, author: User, approver: User, heard: list[bus.Event],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    version = submitted(installed, author)
    count = AuditEntry.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        version = _reject(version=version, by=approver, at=AT)
    assert version.status == PackVersionStatus.REJECTED
    assert AuditEntry.objects.count() == count + 1
    assert AuditEntry.objects.latest("pk").reason == "依据不足"
    assert heard == [events.PackVersionRejected("jiangyin", 2)]
    assert edit(installed, author).number == 3


def _reject(**who: Any) -> PackVersion:
    return services.reject_pack_version(reason="依据不足", **who)


@pytest.mark.parametrize("state", [status.value for status in PackVersionStatus])
@pytest.mark.parametrize(
    ("act", "allowed"),
    [
        (services.submit_pack_version, "draft"),
        (services.approve_pack_version, "submitted"),
        (_reject, "submitted"),
    ],
)
def test_an_act_is_refused_in_every_other_state(
    state: str, act: Callable[..., PackVersion], allowed: str, author: User, approver: User
) -> None:
    traits = {} if state == "draft" else {state: True}
    version = PackVersionFactory(author=author, **traits)
    if state == allowed:
        act(version=version, by=approver, at=AT)
        return
    with pytest.raises(Refused) as caught:
        act(version=version, by=approver, at=AT)
    assert caught.value.code == "wrong_state"
    version.refresh_from_db()
    assert version.status == state
    assert acts() == []


def test_the_database_keeps_a_submitted_text(installed: PolicyPack, author: User) -> None:
    version = submitted(installed, author)
    for write in (
        lambda: PackVersion.objects.filter(pk=version.pk).update(content="#"),
        lambda: installed.versions.filter(number=1).update(effective_from=TODAY),
        lambda: installed.versions.filter(number=1).delete(),
    ):
        with pytest.raises(Exception, match="pgtrigger"), transaction.atomic():
            write()


def test_the_database_keeps_one_version_in_force(installed: PolicyPack) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PackVersionFactory(pack=installed, number=9, approved=True)
