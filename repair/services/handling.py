"""What happens to an application between receipt and decision: asked, supplied, verified."""

from datetime import datetime

from django.db import transaction

from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.accounts.selectors import lead_office
from credit_portal.accounts.viewers import ViewerKind, viewer_of
from credit_portal.audit import services as audit
from credit_portal.deadlines.services import (
    close_deadline,
    open_deadline,
    pause_deadline,
    resume_deadline,
)
from credit_portal.messages.services import Recipient, send_message
from credit_portal.policy.selectors import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import NotAllowed, Refused, required
from credit_portal.shared.history import user_of
from repair.choices import ApplicationStatus
from repair.models import RepairApplication, RepairPart
from repair.permissions import DECIDING_ROLES
from repair.services.steps import (
    day_of,
    locked,
    of_applicant,
    save,
    step,
    tell_business,
)
from repair.services.submission import deadlines_of


def ask_supplement(
    *, application: RepairApplication, supplement_request: str, by: Actor, at: datetime
) -> RepairApplication:
    """Say once what is missing; the applicant's own clock begins, and the others stand still.

    Raises:
        Refused: it is not with the agencies, or was asked for before.
        NotAllowed: an officer of an agency that decides nothing of it.
        Invalid: nothing is said.
    """
    text = required(supplement_request, "supplement_request", "补正要求")
    said = pack_in_force(day_of(at)).repair
    with transaction.atomic():
        application = _of_officer(application, by)
        step(application, "ask_supplement")
        application.supplement_request, application.supplement_asked_at = text, at
        application.supplement_agency = _agency_of(by)
        if said.supplement_stops_clock.value:
            _stand_still(application, by, at)
        application.supplement_deadline = open_deadline(
            rule="repair_supplement", label="修复申请补正", length=said.supplement_days,
            received_on=day_of(at), agency=application.supplement_agency or lead_office(),
            subject=f"信用修复 {application} 等待补正", url=f"/desk/repair/{application.pk}/",
            waits_for_others=True, by=by, at=at,
        )  # fmt: skip
        save(application, "ask_supplement", by, at, text)
        due = f"{application.supplement_deadline.due_on:%Y年%m月%d日}"
        tell_business(
            application, "supplement", f"信用修复申请{application.number}需要补正",
            f"{text}（请于{due}前补正，逾期按现有材料决定）", at,
        )  # fmt: skip
    return application


def supply_supplement(
    *, application: RepairApplication, supplement: str, by: Actor, at: datetime
) -> RepairApplication:
    """The business has handed in what was missing; the clocks go on.

    Raises:
        Refused: nothing was asked for.
        Invalid: nothing is said.
    """
    text = required(supplement, "supplement", "补正说明")
    with transaction.atomic():
        application = of_applicant(application, by)
        step(application, "supply")
        application.supplement, application.supplemented_at = text, at
        _go_on(application, by, at)
        save(application, "supply_supplement", by, at)
        for part in application.parts.select_related("agency"):
            send_message(
                occasion=f"repair:{application.pk}:supplied", to=Recipient(agency=part.agency),
                subject=f"信用修复申请已补正：{application}", text=text, at=at,
                url=f"/desk/repair/{application.pk}/",
            )  # fmt: skip
    return application


def go_on_without(*, application: RepairApplication, by: Actor, at: datetime) -> RepairApplication:
    """Nothing came by the day: the decision is made on what there is.

    Raises:
        Refused: nothing was asked for, or the day is not over.
        NotAllowed: an officer of an agency that decides nothing of it.
    """
    with transaction.atomic():
        application = _of_officer(application, by)
        is_late = application.is_supplement_late(day_of(at))
        step(application, "go_on")
        if not is_late:
            assert application.supplement_deadline is not None, "asked, so it has a last day"
            due = f"{application.supplement_deadline.due_on:%Y年%m月%d日}"
            raise Refused("still_time", f"补正期限至{due}，期满后方可恢复办理。")
        _go_on(application, by, at)
        save(application, "go_on_without", by, at)
    return application


def verify_part(*, part: RepairPart, finding: str, by: Actor, at: datetime) -> RepairPart:
    """信用核查: an officer of the deciding agency has looked, and says what was found.

    Raises:
        Refused: the application is not with the agencies, or this part is verified.
        NotAllowed: another role or agency.
        Invalid: nothing is said.
    """
    finding = required(finding, "finding", "核查情况")
    require_role(by, DECIDING_ROLES)
    with transaction.atomic():
        application = locked(part.application, "entity")
        part = locked(part, "agency")
        require_agency(by, part.agency)
        if application.status != ApplicationStatus.WITH_AGENCY or part.verified_at:
            raise Refused("not_to_verify", "申请不在办理中，或者已经核查。")
        part.verification, part.verified_by, part.verified_at = finding, user_of(by), at
        part.save()
        audit.record(
            by=by, act="repair.verify_part", obj=part, reason=finding, at=at,
            after={"number": application.number, "agency": part.agency.code},
        )  # fmt: skip
    return part


def _stand_still(application: RepairApplication, by: Actor, at: datetime) -> None:
    for deadline in deadlines_of(application):
        if deadline.is_open:
            pause_deadline(deadline=deadline, reason="一次性告知补正", by=by, at=at)


def _go_on(application: RepairApplication, by: Actor, at: datetime) -> None:
    if application.supplement_deadline:
        close_deadline(deadline=application.supplement_deadline, by=by, at=at)
    for deadline in deadlines_of(application):
        if deadline.pauses.filter(until_on=None).exists():
            resume_deadline(deadline=deadline, by=by, at=at)


def _of_officer(application: RepairApplication, by: Actor) -> RepairApplication:
    """The application, locked, for an officer of an agency that decides a part of it."""
    require_role(by, DECIDING_ROLES)
    application = locked(application, "entity")
    agencies = [part.agency for part in application.parts.select_related("agency")]
    if isinstance(by, User) and not any(_may_act(agency, by) for agency in agencies):
        names = "、".join(agency.short_name for agency in agencies)
        raise NotAllowed("other_agency", f"此事由{names}办理。")
    return application


def _may_act(agency: Agency, by: User) -> bool:
    viewer = viewer_of(by)
    return viewer.kind == ViewerKind.LEAD_OFFICE or agency.pk in viewer.agency_ids


def _agency_of(by: Actor) -> Agency | None:
    return by.agency if isinstance(by, User) else None
