"""Acts on reports: issued, taken away, revoked."""

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from credit_portal.accounts.choices import MandateScope, Role
from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.accounts.viewers import (
    Viewer,
    ViewerKind,
    require_mandate,
    viewer_of,
    viewer_of_agency,
)
from credit_portal.audit import services as audit
from credit_portal.messages.services import Recipient, send_message
from credit_portal.policy.services import pack_in_force
from credit_portal.reports import rules, wording
from credit_portal.reports.choices import OWN_KINDS, ReportKind
from credit_portal.reports.codes import new_verification_code, next_number
from credit_portal.reports.content import Wish, content_of
from credit_portal.reports.models import CreditReport, ReportedFact
from credit_portal.reports.pdf import report_pdf
from credit_portal.reports.permissions import REVOKING_ROLES, ROLES_OF_KIND
from credit_portal.reports.querysets import wrong_facts
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, NotAllowed, NotVisible, required
from credit_portal.shared.history import user_of
from credit_portal.shared.masking import mask_in_text
from entities.models import CreditRecord, Entity


def issue_report(
    *, entity: Entity, wish: Wish, agency: Agency | None, by: Actor, at: datetime
) -> CreditReport:
    """Read, freeze, number and print a report (淮安区 二(三)、五(三)); free of charge.

    Args:
        agency: for which an official asks; none where the business asks for itself.

    Raises:
        NotAllowed: the role has no reports of this kind, or acts for another agency.
        NotVisible: the user does not act for the business.
        Invalid: no purpose, a scene that the pack does not name, or a period too long.
    """
    _check_asker(entity, wish.kind, agency, by)
    _check(wish, at)
    viewer = _reader(entity, wish.kind, agency, by)
    with transaction.atomic():
        content = content_of(entity, wish, viewer, at)
        report = CreditReport(
            number=next_number(timezone.localdate(at)), kind=wish.kind, entity=entity,
            agency=agency, asked_by=user_of(by), scene=wish.scene, purpose=wish.purpose.strip(),
            period_from=wish.period_from, period_until=wish.period_until,
            content=content.values, issued_at=at, verification_code=new_verification_code(),
        )  # fmt: skip
        _print(report)
        report.save()
        report.domains.set(wish.domains)
        facts = (ReportedFact(report=report, record_id=key) for key in sorted(content.records))
        ReportedFact.objects.bulk_create(facts)
        _record(report, by, at)
    return report


def record_download(*, report: CreditReport, by: Actor, at: datetime) -> None:
    """Note that somebody takes a report away.

    Raises:
        NotVisible: it is none of the user's reports.
    """
    if isinstance(by, User):
        rows = CreditReport.objects.visible_to(viewer_of(by))
        if not rows.filter(pk=report.pk).exists():
            raise NotVisible
    audit.record(
        by=by, act="reports.download_report", obj=report, at=at, after={"sha256": report.sha256}
    )


def revoke_reports(*, record: CreditRecord, by: Actor, at: datetime) -> int:
    """Revoke the standing reports that hold a fact which was wrong; returns how many.

    Reports made before a repair stand: they were true. Safe to run twice.

    Raises:
        NotAllowed: neither the portal itself nor the lead office.
    """
    require_role(by, REVOKING_ROLES)
    wrong = wrong_facts().filter(pk=record.pk).first()
    if wrong is None:
        return 0
    reports = CreditReport.objects.standing().filter(facts__record=wrong).order_by("pk")
    return sum(_revoke(key, wrong, by, at) for key in reports.values_list("pk", flat=True))


def _check_asker(entity: Entity, kind: ReportKind, agency: Agency | None, by: Actor) -> None:
    """Who asks may have reports of this kind, about this business and for this agency.

    Raises:
        NotAllowed, NotVisible: as ``issue_report``.
    """
    require_role(by, ROLES_OF_KIND[kind])
    if not isinstance(by, User):
        return
    if by.role == Role.ENTERPRISE:
        require_mandate(by, entity.uscc, MandateScope.REPORTS)
        if agency is not None:
            raise NotVisible
    elif agency is None:
        raise NotAllowed("no_agency", "您的账号没有所属机构，不能办理此事。")
    else:
        require_agency(by, agency)


def _reader(entity: Entity, kind: ReportKind, agency: Agency | None, by: Actor) -> Viewer:
    """Whose eyes a report is read with: those of the business itself, at whatever counter it asks;
    a review is read with those of the office that asks."""
    if kind in OWN_KINDS or agency is None:
        return Viewer(ViewerKind.ENTITY, usccs=frozenset({entity.uscc}))
    return viewer_of(by) if isinstance(by, User) else viewer_of_agency(agency)


def _check(wish: Wish, at: datetime) -> None:
    required(wish.purpose, "purpose", "用途")
    today = timezone.localdate(at)
    said = pack_in_force(today).reports
    if wish.kind == ReportKind.REVIEW:
        check_scene(wish.scene, at)
    elif wish.kind == ReportKind.SPECIAL:
        if wish.period_from is None or wish.period_until is None:
            raise _invalid("period_from", "请填写查询期间。")
        problem = rules.period_problem(
            wish.period_from, wish.period_until, today, said.longest_period.value
        )
        if problem:
            raise _invalid("period_from", problem)


def check_scene(scene: str, at: datetime) -> None:
    """A review or a bulk check serves a scene that the pack names.

    Raises:
        Invalid: it names another.
    """
    scenes = pack_in_force(timezone.localdate(at)).reports.scenes.value
    if scene not in scenes:
        raise _invalid("scene", f"应用事项只能是：{'、'.join(scenes)}。")


def _invalid(field: str, sentence: str) -> Invalid:
    return Invalid(f"{field}_invalid", sentence, {field: sentence})


def _print(report: CreditReport) -> None:
    """The file as it is kept; printing again gives the same bytes."""
    pdf = report_pdf(report)
    report.sha256 = hashlib.sha256(pdf).hexdigest()
    report.file.save("report.pdf", ContentFile(pdf), save=False)


def _record(report: CreditReport, by: Actor, at: datetime) -> None:
    """The act, and for an agency the look-up that the business can see (江西 三十二)."""
    said = f"{report.scene}：{report.purpose}" if report.scene else report.purpose
    if report.agency:
        audit.record_lookup(by=by, entity_uscc=report.entity.uscc, purpose=said, at=at)
    audit.record(
        by=by, act="reports.issue_report", obj=report, purpose=said, at=at,
        after={"number": report.number, "kind": report.kind, "uscc": report.entity.uscc,
               "sha256": report.sha256},
    )  # fmt: skip


@transaction.atomic
def _revoke(key: int, record: CreditRecord, by: Actor, at: datetime) -> bool:
    """Revoke one, once, and tell whom it concerns."""
    rows = CreditReport.objects.select_for_update(of=("self",)).select_related("entity", "agency")
    report = rows.get(pk=key)
    if report.revoked_at:
        return False
    name = record.document_number or record.title
    reason = wording.REVOKED.format(record=name, reason=record.withdrawal_reason)
    report.revoked_at, report.revocation_reason = at, mask_in_text(reason)[:500]
    report.save(update_fields=["revoked_at", "revocation_reason"])
    audit.record(
        by=by, act="reports.revoke_report", obj=report, reason=report.revocation_reason, at=at,
        before={"revoked_at": None}, after={"revoked_at": at.isoformat()},
    )  # fmt: skip
    _tell(report, at)
    return True


def _tell(report: CreditReport, at: datetime) -> None:
    """The business and the agency that asked; each is led to where it gets a new one."""
    text = wording.TOLD.format(
        number=report.number, kind=report.get_kind_display(), name=report.entity.name,
        at=wording.moment(at), reason=report.revocation_reason.rstrip("。"),
    )  # fmt: skip
    kind = report.kind if report.kind in OWN_KINDS else ReportKind.BASIC
    own = reverse("reports:my_new", args=[kind])
    told = [(Recipient(uscc=report.entity.uscc), f"{own}?again={report.pk}")]
    if report.agency:
        desk = reverse("reports:desk_new", args=[report.kind])
        told.append((Recipient(agency=report.agency), f"{desk}?again={report.pk}"))
    for recipient, url in told:
        send_message(
            occasion=f"report:{report.pk}:revoked", to=recipient,
            subject=f"信用报告已撤销：{report.number}", text=text, url=url, at=at,
        )  # fmt: skip
