"""Reports as the services issue them, in short."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from credit_portal.accounts.models import Agency
from credit_portal.reports import services
from credit_portal.reports.choices import ReportKind
from credit_portal.reports.content import Wish
from credit_portal.reports.models import CreditReport, ReceivedReport
from credit_portal.reports.received.services import Received
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.uploads import keep_scan
from entities.models import Entity
from tests.factories.entities import NOW, TODAY

OFFICE = SystemActor("测试")
SCENE = "招标投标"
SINCE = date(2024, 1, 1)
WISHES: dict[ReportKind, dict[str, Any]] = {
    ReportKind.BASIC: {"purpose": "自查"},
    ReportKind.REVIEW: {"purpose": "道路工程资格审查", "scene": SCENE},
    ReportKind.SPECIAL: {
        "purpose": "申请资金", "period_from": SINCE, "period_until": TODAY
    },
}  # fmt: skip


def wish(kind: ReportKind = ReportKind.BASIC, **changes: Any) -> Wish:
    return Wish(kind=kind, **WISHES[kind] | changes)


def issue(
    entity: Entity, kind: ReportKind = ReportKind.BASIC, *, agency: Agency | None = None,
    by: Any = OFFICE, at: Any = NOW, **changes: Any,
) -> CreditReport:  # fmt: skip
    """A report; without an agency the business asks for itself."""
    return services.issue_report(
        entity=entity, wish=wish(kind, **changes), agency=agency, by=by, at=at
    )


def received(**changes: Any) -> Received:
    """What is written about a report of a bank."""
    values = {
        "kind": "银行征信报告", "issuer": "某银行澄江支行", "number": "ZX1", "issued_on": TODAY,
        "scene": SCENE, "purpose": "道路工程资格审查",
    }  # fmt: skip
    return Received(**values | changes)


def scan(content: bytes = b"%PDF-1.7\n%%EOF\n") -> SimpleUploadedFile:
    return SimpleUploadedFile("报告.pdf", content, content_type="application/pdf")


def received_report(entity: Entity, agency: Agency) -> ReceivedReport:
    """One that stands, whatever the pack in force names."""
    return keep_scan(
        entity.received_reports, scan(), by=OFFICE, at=NOW, agency=agency, **vars(received())
    )[0]
