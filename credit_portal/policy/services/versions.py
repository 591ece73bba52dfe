"""A pack edited, submitted, approved by a second officer, or sent back."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django_fsm import can_proceed

from credit_portal.accounts.permissions import require_role
from credit_portal.audit import services as audit
from credit_portal.policy.choices import PackVersionStatus
from credit_portal.policy.events import (
    PackVersionApproved,
    PackVersionRejected,
    PackVersionSubmitted,
)
from credit_portal.policy.guards import ask_guards
from credit_portal.policy.loader import PackInvalid, PackSource, parse_pack
from credit_portal.policy.models import PackVersion, PolicyPack
from credit_portal.policy.permissions import EDITORS, wrote_part_of
from credit_portal.policy.rules import chain_of, resolve
from credit_portal.policy.schema.checks import check_fair
from credit_portal.policy.selectors import is_followed, pack_tried, sources_on
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Refused, required
from credit_portal.shared.events import publish
from credit_portal.shared.history import save_with_history, user_of
from credit_portal.shared.workdays import add_months

MONTHS_AHEAD = 36  # what is approved cannot be taken back: a mistyped year would bar all others


def edit_pack(
    *, pack: PolicyPack, content: str, reason: str, by: Actor, at: datetime
) -> PackVersion:
    """Write a new version as a draft, or rewrite the draft that is open.

    Raises:
        NotAllowed: not an officer of the lead office.
        PackInvalid: the text is not a pack, or packs that rest on it would no longer hold.
        Refused: a version is waiting for approval.
    """
    require_role(by, EDITORS)
    reason = required(reason, "reason", "理由")
    source = check_content(pack, content)
    with transaction.atomic():
        version = _open_version(pack)
        before = {"digest": version.digest, "number": version.number}
        version.content = content
        version.digest = source.digest
        version.effective_from = source.header.effective_from
        version.reason = reason
        version.author = user_of(by)
        version.drafted_at = at
        audit.save_and_record(
            version, act="policy.edit_pack", by=by, at=at, reason=reason,
            before=before, after=_facts(version),
        )  # fmt: skip
    return version


def submit_pack_version(*, version: PackVersion, by: Actor, at: datetime) -> PackVersion:
    """Hand a draft to a second officer.

    Raises:
        NotAllowed: not an officer of the lead office.
        Refused: it is no draft, changes nothing, begins too early, or something else is asked for
            first, such as a trial of what it changes in grades.
    """
    require_role(by, EDITORS)
    with transaction.atomic():
        version = _locked(version)
        before = _facts(version)
        _step(version, "submit", "提交审批")
        _check_beginning(version, at)
        version.submitted_at = at
        audit.save_and_record(
            version, act="policy.submit_pack_version", by=by, at=at,
            before=before, after=_facts(version),
        )  # fmt: skip
        publish(PackVersionSubmitted(version.pack.code, version.number))
    return version


def approve_pack_version(
    *, version: PackVersion, by: Actor, at: datetime, reason: str = ""
) -> PackVersion:
    """Put a version in force from its day, in place of the one before.

    Raises:
        NotAllowed: not an officer of the lead office.
        Refused: it is not submitted, the officer wrote part of it, or as at its submission.
    """
    require_role(by, EDITORS)
    with transaction.atomic():
        version = _locked(version)
        before = _facts(version)
        _step(version, "approve", "批准")
        _check_second_officer(version, by)
        check_content(version.pack, version.content)
        _check_beginning(version, at)
        _supersede_former(version, by, at)
        version.approver = user_of(by)
        version.decided_at = at
        audit.save_and_record(
            version, act="policy.approve_pack_version", by=by, at=at, reason=reason.strip(),
            before=before, after=_facts(version),
        )  # fmt: skip
        publish(PackVersionApproved(version.pack.code, version.number, version.effective_from))
    return version


def reject_pack_version(
    *, version: PackVersion, reason: str, by: Actor, at: datetime
) -> PackVersion:
    """Send a version back.

    Raises:
        NotAllowed: not an officer of the lead office.
        Refused: it is not submitted, or the officer wrote part of it.
    """
    require_role(by, EDITORS)
    reason = required(reason, "reason", "理由")
    with transaction.atomic():
        version = _locked(version)
        before = _facts(version)
        _step(version, "reject", "退回")
        _check_second_officer(version, by)
        version.approver = user_of(by)
        version.decided_at = at
        audit.save_and_record(
            version, act="policy.reject_pack_version", by=by, at=at, reason=reason,
            before=before, after=_facts(version),
        )  # fmt: skip
        publish(PackVersionRejected(version.pack.code, version.number))
    return version


def check_content(pack: PolicyPack, content: str) -> PackSource:
    """Read a text as a version of ``pack`` and resolve every pack that rests on it.

    Raises:
        PackInvalid: with one sentence per path.
    """
    source = parse_pack(content)
    fixed = {"code": pack.code, "level": pack.level, "region_code": pack.region_code}
    for name, value in fixed.items():
        if getattr(source.header, name) != value:
            raise PackInvalid({f"pack.{name}": f"不能改变，应为“{value}”。"})
    packs = sources_on(source.header.effective_from) | {pack.code: source}
    for code in packs:
        chain = chain_of(code, packs)
        if source in chain:
            _resolve_named(chain, pack.code)
    return source


def _resolve_named(chain: tuple[PackSource, ...], edited: str) -> None:
    """Resolve; a problem of a dependent pack says whose it is."""
    try:
        if unfair := check_fair(resolve(chain)):
            raise PackInvalid(unfair)
    except PackInvalid as error:
        below = chain[-1].header
        if below.code == edited:
            raise
        named = {path: f"（“{below.name}”）{text}" for path, text in error.fields.items()}
        raise PackInvalid(named) from None


def _open_version(pack: PolicyPack) -> PackVersion:
    """The draft to write into; the pack is locked so that two officers open only one."""
    pack = PolicyPack.objects.select_for_update().get(pk=pack.pk)
    version = pack.versions.open().first()
    if version is None:
        last = pack.versions.aggregate(last=Max("number"))["last"] or 0
        return PackVersion(pack=pack, number=last + 1)
    if version.status != PackVersionStatus.DRAFT:
        raise Refused("version_waiting", f"第{version.number}版正在等待审批，审批后才能再修改。")
    return version


def _locked(version: PackVersion) -> PackVersion:
    rows = PackVersion.objects.select_for_update(of=("self", "pack")).select_related("pack")
    return rows.get(pk=version.pk)


def _step(version: PackVersion, act: str, label: str) -> None:
    transition = getattr(version, act)
    if not can_proceed(transition):
        status = version.get_status_display()
        raise Refused("wrong_state", f"第{version.number}版为“{status}”，不能{label}。")
    transition()


def _check_second_officer(version: PackVersion, by: Actor) -> None:
    if wrote_part_of(version, by):
        raise Refused("same_officer", "起草或修改过本版本的人员不能审批，请由另一名工作人员审批。")


def _check_beginning(version: PackVersion, at: datetime) -> None:
    """Nothing holds backwards: a day that has begun has been decided by the version before."""
    today = timezone.localdate(at)
    former = version.pack.versions.decided().order_by("-effective_from").first()
    if former and former.digest == version.digest:
        raise Refused("nothing_changed", "与现行版本没有差别。")
    if version.effective_from < (earliest := today + timedelta(days=1) if former else today):
        raise Refused(
            "begins_in_past", f"生效日期最早为 {earliest}，请修改（pack.effective_from）。"
        )
    if version.effective_from > (latest := add_months(today, MONTHS_AHEAD)):
        raise Refused("begins_too_late", f"生效日期不能晚于 {latest}，请核对年份是否有误。")
    if former and version.effective_from <= former.effective_from:
        raise Refused("begins_too_early", f"生效日期须晚于上一版的 {former.effective_from}。")
    if is_followed(version.pack.code, version.effective_from):
        ask_guards(pack_tried(version, version.effective_from), version.effective_from, at)


def _supersede_former(version: PackVersion, by: Actor, at: datetime) -> None:
    former = version.pack.versions.filter(status=PackVersionStatus.APPROVED).first()
    if former:
        former.supersede()
        former.superseded_from = version.effective_from
        save_with_history(former, by=by, at=at, reason=f"由第{version.number}版取代")


def _facts(version: PackVersion) -> dict[str, Any]:
    """What the audit log keeps of a version: never the text, its digest."""
    return {
        "number": version.number,
        "status": version.status,
        "digest": version.digest,
        "effective_from": version.effective_from.isoformat(),
    }
