"""A visit, step by step: approve, notify, scan in, enter, review, publish, rate."""

from collections.abc import Mapping
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from credit_portal.accounts.choices import MandateScope, Role
from credit_portal.accounts.models import User
from credit_portal.accounts.permissions import require_role
from credit_portal.accounts.viewers import may_act
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, NotAllowed, Refused, required
from credit_portal.shared.history import user_of
from credit_portal.shared.uploads import keep_scan
from entities.choices import RecordKind
from entities.services import record_fact
from supervision.inspections.choices import NO_PROBLEM, Rating, VisitStatus
from supervision.inspections.permissions import INSPECTING_ROLES
from supervision.inspections.policy import inspection_policy
from supervision.models import Inspection, InspectionPhoto, Inspector
from supervision.services.steps import day_of, locked, require_inspecting, step

RELATED = ("entity", "draw__task__agency")


def approve_visit(*, visit: Inspection, by: Actor, at: datetime) -> Inspection:
    """Approve a visit of the strictest tier: each one by itself (逐案审批).

    Raises:
        Refused: nothing to approve, or approved already.
        NotAllowed: the officer goes there in person.
    """
    with transaction.atomic():
        visit = _of_agency(visit, by)
        if not visit.needs_approval or visit.status != VisitStatus.PLANNED or visit.approved_at:
            raise Refused("nothing_to_approve", "该检查不需要审批，或已经审批。")
        if visit.visitors.going().filter(inspector__user=by.actor_id).exists():
            raise NotAllowed("own_visit", "检查人员不能审批本人参加的检查。")
        visit.approved_by, visit.approved_at = user_of(by), at
        return _saved(visit, "approve_visit", by, at)


def notify_business(*, visit: Inspection, notice: str, by: Actor, at: datetime) -> Inspection:
    """Tell the business who comes, when, on which basis, and what to have at hand.

    Raises:
        Refused: notified already, begun or cancelled; not approved.
        Invalid: nothing is told.
    """
    notice = required(notice, "notice", "通知内容")
    with transaction.atomic():
        visit = _of_agency(visit, by)
        step(visit, "notify")
        _require_approval(visit)
        visit.notice, visit.notified_at = notice, at
        return _saved(visit, "notify_business", by, at)


def start_visit(*, visit: Inspection, by: Actor, at: datetime) -> Inspection:
    """The inspectors have scanned the code that the business shows (扫码入企).

    Raises:
        NotAllowed: not an inspector of this visit.
        Refused: begun already or cancelled; not approved; the certificate has run out.
    """
    with transaction.atomic():
        visit = locked(visit, *RELATED)
        _require_visitor(visit, by)
        if not Inspector.objects.able(day_of(at)).filter(user=by.actor_id).exists():
            raise Refused("not_able", "您已退出检查人员名录，或者执法证已过期，不能入企检查。")
        step(visit, "start")
        _require_approval(visit)
        visit.started_at = at
        return _saved(visit, "start_visit", by, at)


def attach_photo(
    *, visit: Inspection, upload: UploadedFile, by: Actor, at: datetime
) -> InspectionPhoto:
    """Keep evidence; the same file again changes nothing.

    Raises:
        Refused: the visit is not under way.
        NotAllowed: not an inspector of this visit.
        Invalid: empty, too large, or no PDF, JPG or PNG by its content.
    """
    with transaction.atomic():
        visit = locked(visit, *RELATED)
        _require_visitor(visit, by)
        if visit.status != VisitStatus.STARTED:
            raise Refused("not_under_way", "只有检查中的检查可以上传照片。")
        photo, is_new = keep_scan(visit.photos, upload, by=by, at=at)
        if is_new:
            audit.record(
                by=by, act="supervision.attach_photo", obj=visit,
                after={"sha256": photo.sha256, "size": photo.size}, at=at,
            )  # fmt: skip
    return photo


def enter_result(
    *, visit: Inspection, code: str, finding: str, checklist: Mapping[str, bool], by: Actor,
    at: datetime,
) -> Inspection:  # fmt: skip
    """Write down what was found, item by item, under a code of the national results.

    Args:
        checklist: number of the item → whether the business conforms.

    Raises:
        NotAllowed: not an inspector of this visit.
        Refused: the visit is not under way.
        Invalid: an unknown code, no description, an item left out, or nothing found although an
            item does not conform.
    """
    finding = required(finding, "finding", "检查情况")
    label = inspection_policy(day_of(at)).results.get(code)
    if label is None:
        raise Invalid("result_unknown", "请选择检查结果。", {"code": "请选择检查结果。"})
    with transaction.atomic():
        visit = locked(visit, *RELATED)
        _require_visitor(visit, by)
        step(visit, "enter")
        if set(checklist) != set(visit.draw.task.items.values_list("code", flat=True)):
            raise Invalid("checklist_incomplete", "请逐项填写检查表。")
        if code == NO_PROBLEM and not all(checklist.values()):
            sentence = f"检查表中有不符合的事项，结果不能是“{label}”。"
            raise Invalid("result_contradicts", sentence, {"code": sentence})
        visit.result_code, visit.result_label = code, label
        visit.finding, visit.checklist = finding, dict(checklist)
        visit.entered_by, visit.entered_at = user_of(by), at
        return _saved(visit, "enter_result", by, at)


def send_back_result(*, visit: Inspection, reason: str, by: Actor, at: datetime) -> Inspection:
    """Have it entered again.

    Raises:
        Refused: there is no result to review.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "退回理由")
    with transaction.atomic():
        visit = _of_agency(visit, by)
        step(visit, "send_back")
        return _saved(visit, "send_back_result", by, at, reason)


def review_result(*, visit: Inspection, by: Actor, at: datetime) -> Inspection:
    """Stand for the result as a second officer.

    Raises:
        Refused: there is no result to review.
        NotAllowed: the officer entered it.
    """
    with transaction.atomic():
        visit = _of_agency(visit, by)
        step(visit, "review")
        if visit.entered_by_id is not None and visit.entered_by_id == by.actor_id:
            raise NotAllowed("second_officer", "检查结果须由录入人以外的人员审核。")
        visit.reviewed_by, visit.reviewed_at = user_of(by), at
        return _saved(visit, "review_result", by, at)


def publish_result(*, visit: Inspection, by: Actor, at: datetime) -> Inspection:
    """Show the result to everybody and write it into the file of the business.

    Raises:
        Refused: it is not reviewed, or published already.
    """
    with transaction.atomic():
        visit = _of_agency(visit, by)
        step(visit, "publish")
        task = visit.draw.task
        visit.published_at = at
        visit.record = record_fact(
            entity=visit.entity, kind=RecordKind.INSPECTION, title=task.name,
            decided_on=day_of(visit.entered_at or at), authority_name=task.agency.name,
            authority_code=task.agency.uscc or "", key=(str(visit.token),),
            details={"inspection_result": visit.result}, reported_by=task.agency, by=by, at=at,
        )  # fmt: skip
        return _saved(visit, "publish_result", by, at)


def rate_visit(
    *, visit: Inspection, rating: Rating, note: str, by: Actor, at: datetime
) -> Inspection:
    """The business rates the visit, once.

    Raises:
        NotAllowed: the user does not act for this business.
        Refused: the visit has not begun, or is rated already.
    """
    with transaction.atomic():
        visit = locked(visit, *RELATED)
        _require_business(visit, by)
        if visit.started_at is None or visit.rated_at is not None:
            raise Refused("cannot_rate", "检查尚未开始，或已经评价。")
        visit.rating, visit.rating_note, visit.rated_at = rating, note.strip(), at
        return _saved(visit, "rate_visit", by, at)


def _of_agency(visit: Inspection, by: Actor) -> Inspection:
    visit = locked(visit, *RELATED)
    require_inspecting(by, visit.draw.task.agency)
    return visit


def _require_business(visit: Inspection, by: Actor) -> None:
    """Whoever acts for the business; the portal itself in its demonstration."""
    if not isinstance(by, User):
        return
    require_role(by, {Role.ENTERPRISE})
    if not may_act(by, visit.entity.uscc, MandateScope.ALL):
        raise NotAllowed("other_business", "只有被检查的经营主体可以评价本次检查。")


def _require_visitor(visit: Inspection, by: Actor) -> None:
    require_role(by, INSPECTING_ROLES)
    if not visit.visitors.going().filter(inspector__user=by.actor_id).exists():
        raise NotAllowed("not_a_visitor", "只有本次检查派出的检查人员可以办理。")


def _require_approval(visit: Inspection) -> None:
    if visit.needs_approval and visit.approved_at is None:
        raise Refused("not_approved", "该检查须逐案审批，尚未批准。")


def _saved(visit: Inspection, act: str, by: Actor, at: datetime, reason: str = "") -> Inspection:
    audit.save_and_record(
        visit, act=f"supervision.{act}", by=by, at=at, reason=reason,
        after={"status": visit.status, "result": visit.result},
    )  # fmt: skip
    return visit
