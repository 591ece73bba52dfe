"""Acts on reports by others: taken in for a matter, and opened."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.accounts.viewers import viewer_of
from credit_portal.audit import services as audit
from credit_portal.policy.schema import Pack
from credit_portal.policy.services import pack_in_force
from credit_portal.reports.choices import ReportKind
from credit_portal.reports.models import ReceivedReport
from credit_portal.reports.permissions import READING_ROLES
from credit_portal.reports.services import check_scene
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, NotVisible, required
from credit_portal.shared.uploads import keep_scan
from entities.models import Entity


@dataclass(frozen=True, kw_only=True)
class Received:
    """What is written about a report: whose it is, and for which matter it was handed in."""

    kind: str
    issuer: str
    issued_on: date
    scene: str
    purpose: str
    number: str = ""


def kinds_of(pack: Pack) -> tuple[str, ...]:
    """The kinds that the pack names beside those of the portal (淮安区 二(三))."""
    own = {str(label) for label in ReportKind.labels}
    return tuple(kind for kind in pack.reports.kinds.value if kind not in own)


def receive_report(
    *, entity: Entity, agency: Agency, said: Received, upload: UploadedFile, by: Actor,
    at: datetime,
) -> ReceivedReport:  # fmt: skip
    """Keep the report that a business hands in for a matter; the same again changes nothing.

    Raises:
        NotAllowed: the role uses no reports, or acts for another agency.
        Invalid: a kind or scene that the pack does not name, no issuer or purpose, a day to come,
            or no PDF, JPG or PNG by its content.
    """
    require_role(by, READING_ROLES)
    require_agency(by, agency)
    _check(said, at)
    with transaction.atomic():
        report, is_new = keep_scan(
            entity.received_reports, upload, by=by, at=at, agency=agency, **vars(said)
        )
        if is_new:
            audit.record(
                by=by, act="reports.receive_report", obj=report, at=at,
                purpose=f"{said.scene}：{said.purpose}",
                after={"kind": said.kind, "uscc": entity.uscc, "sha256": report.sha256},
            )  # fmt: skip
    return report


def record_opening(*, report: ReceivedReport, by: Actor, at: datetime) -> None:
    """Note that somebody reads it.

    Raises:
        NotVisible: it was handed in to somebody else.
    """
    if isinstance(by, User):
        rows = ReceivedReport.objects.visible_to(viewer_of(by))
        if not rows.filter(pk=report.pk).exists():
            raise NotVisible
    audit.record(
        by=by, act="reports.open_received", obj=report, at=at, after={"sha256": report.sha256}
    )


def _check(said: Received, at: datetime) -> None:
    today = timezone.localdate(at)
    kinds = kinds_of(pack_in_force(today))
    if said.kind not in kinds:
        sentence = f"报告种类只能是：{'、'.join(kinds)}。" if kinds else "政策包没有规定外部报告。"
        raise Invalid("kind_invalid", sentence, {"kind": sentence})
    check_scene(said.scene, at)
    required(said.issuer, "issuer", "出具机构")
    required(said.purpose, "purpose", "用途")
    if said.issued_on > today:
        sentence = "出具日期不能晚于今天。"
        raise Invalid("issued_on_invalid", sentence, {"issued_on": sentence})
