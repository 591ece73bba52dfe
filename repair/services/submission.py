"""An application is signed and handed in, forwarded to those who decide, or given up."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from credit_portal.accounts.choices import Role
from credit_portal.accounts.models import Agency
from credit_portal.accounts.permissions import require_role
from credit_portal.accounts.selectors import lead_office
from credit_portal.deadlines.models import Deadline
from credit_portal.deadlines.services import close_deadline, open_deadline
from credit_portal.messages.services import Recipient, send_message
from credit_portal.policy.schema import Pack
from credit_portal.policy.selectors import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from credit_portal.shared.history import save_with_history
from entities.models import CreditRecord
from repair import selectors
from repair.models import RepairApplication, RepairItem
from repair.requirements import requirements
from repair.services.drafting import check_repairable, items_of
from repair.services.promise import settle_promise, take_promise
from repair.services.steps import day_of, locked, of_applicant, save, step, tell_business


def submit_application(
    *, application: RepairApplication, is_signed: bool, by: Actor, at: datetime
) -> RepairApplication:
    """Sign the commitment and hand the package in; it goes to the agencies at once where the pack
    says so (国办发〔2025〕22号: 即时推送).

    Raises:
        Refused: it is handed in already, or a record cannot be repaired any more.
        Invalid: not signed, or something that the pack requires is missing.
    """
    pack = pack_in_force(day_of(at))
    if not is_signed:
        sentence = "请阅读并签署信用承诺书。"
        raise Invalid("not_signed", sentence, {"is_signed": sentence})
    with transaction.atomic():
        application = of_applicant(application, by)
        step(application, "submit")
        items = items_of(application)
        _check_complete(application, items, pack, at)
        application.number = f"XF{day_of(at):%Y%m%d}{application.pk:06d}"
        application.submitted_at, application.rule = at, pack.edition
        application.commitment = take_promise(application, at)
        application.deadline = open_deadline(
            rule="repair_feedback", label="修复结果反馈", length=pack.repair.total_days,
            received_on=day_of(at), agency=lead_office(),
            subject=f"信用修复 {application}", url=_desk_url(application), by=by, at=at,
        )  # fmt: skip
        for item in items:
            item.submit()
            save_with_history(item, by=by, at=at)
        if pack.repair.forward_at_once.value:
            _forward(application, pack, by, at)
        save(application, "submit_application", by, at)
    return application


def forward_application(
    *, application: RepairApplication, by: Actor, at: datetime
) -> RepairApplication:
    """The lead office sends each part to the agency that decides it.

    Raises:
        Refused: it does not wait to be forwarded.
        NotAllowed: not the lead office.
    """
    require_role(by, {Role.LEAD_OFFICER})
    with transaction.atomic():
        application = locked(application, "entity")
        _forward(application, pack_in_force(day_of(at)), by, at)
        save(application, "forward_application", by, at)
    return application


def withdraw_application(
    *, application: RepairApplication, reason: str, by: Actor, at: datetime
) -> RepairApplication:
    """The business gives it up; what is decided already stays decided.

    Raises:
        Refused: it is closed, or a record is decided already.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "撤回理由")
    with transaction.atomic():
        application = of_applicant(application, by)
        step(application, "withdraw")
        items = items_of(application)
        if any(item.decided_at for item in items):
            raise Refused("decided_in_part", "部分记录已经决定，不能再撤回申请。")
        for item in items:
            item.withdraw()
            save_with_history(item, by=by, at=at, reason=reason)
        application.closed_at = at
        clocks = deadlines_of(application)
        if application.supplement_deadline:
            clocks.append(application.supplement_deadline)
        for deadline in clocks:
            close_deadline(deadline=deadline, by=by, at=at)
        settle_promise(application, at)
        save(application, "withdraw_application", by, at, reason)
        if application.submitted_at:
            _tell_of_withdrawal(application, reason, at)
    return application


def deadlines_of(application: RepairApplication) -> list[Deadline]:
    """The clock of the whole, and those of the parts."""
    clocks = [application.deadline]
    clocks += [part.deadline for part in application.parts.select_related("deadline")]
    return [clock for clock in clocks if clock is not None]


def _check_complete(
    application: RepairApplication, items: list[RepairItem], pack: Pack, at: datetime
) -> None:
    """What the register proves is noted with each record; the rest must be there."""
    records = [item.record for item in items]
    # Locked, so that another application for one of them waits, and then finds this one.
    list(CreditRecord.objects.select_for_update().filter(pk__in=[r.pk for r in records]))
    check_repairable(records, at)
    proofs = selectors.register_proofs(records)
    for item, found in zip(items, selectors.options_of(records, day_of(at)), strict=True):
        item.register_proof = proofs.get(item.record_id, "")
        item.basis = found.option.basis[:200]
    required(application.statement, "statement", "整改和履行情况")
    required(application.contact_name, "contact_name", "联系人")
    missing = [
        f"{line.label}（{line.text}）"
        for line in requirements(application, items, pack)
        if line.is_for_applicant and line.is_missing
    ]
    if missing:
        raise Invalid("materials_missing", f"材料不齐：{'；'.join(missing)}。")


def _forward(application: RepairApplication, pack: Pack, by: Actor, at: datetime) -> None:
    """Each part gets its own clock, and its agency is told."""
    step(application, "forward")
    application.forwarded_at = at
    for part in application.parts.select_related("agency"):
        part.deadline = open_deadline(
            rule="repair_decide", label="信用修复决定", received_on=day_of(at),
            length=selectors.decide_days(part.agency, pack), agency=part.agency,
            subject=f"信用修复 {application}", url=_desk_url(application), by=by, at=at,
        )  # fmt: skip
        part.save(update_fields=["deadline"])
        _tell_agency(application, part.agency, at)
    tell_business(
        application, "forwarded", f"信用修复申请{application.number}已转办",
        "申请已转认定单位办理，办理进度和结果可在信用修复页面查看。", at,
    )  # fmt: skip


def _tell_agency(application: RepairApplication, agency: Agency, at: datetime) -> None:
    send_message(
        occasion=f"repair:{application.pk}:received", to=Recipient(agency=agency), at=at,
        subject=f"收到信用修复申请：{application}", url=_desk_url(application),
        text="请在办理期限内核查并逐条决定。",
    )  # fmt: skip


def _tell_of_withdrawal(application: RepairApplication, reason: str, at: datetime) -> None:
    """Also the business: a window may have withdrawn it."""
    subject = f"信用修复申请已撤回：{application}"
    tell_business(application, "withdrawn", subject, f"撤回理由：{reason}", at)
    if application.forwarded_at is None:
        return
    for part in application.parts.select_related("agency"):
        send_message(
            occasion=f"repair:{application.pk}:withdrawn", to=Recipient(agency=part.agency),
            subject=subject, text=f"撤回理由：{reason}", url=_desk_url(application), at=at,
        )  # fmt: skip


def _desk_url(application: RepairApplication) -> str:
    return reverse("repair:case", args=[application.pk])
