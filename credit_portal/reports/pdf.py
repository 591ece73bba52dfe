"""A report as PDF; all of it comes from the frozen content, so that it prints the same again."""

import io
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from credit_portal.reports.models import CreditReport
from credit_portal.shared.pdf import render_pdf

TEMPLATE = "reports/report.typ"
DATE_PARTS = ("year", "month", "day", "hour", "minute", "second")


def report_pdf(report: CreditReport) -> bytes:
    """The bytes whose digest the verification page shows."""
    issued = report.issued_at.astimezone(timezone.get_fixed_timezone(0))  # typst writes UTC
    return render_pdf(
        TEMPLATE,
        {
            **report.content,
            "number": report.number,
            "code": report.code_in_groups,
            "qr": _qr_svg(verification_address(report)),
            "made": {part: getattr(issued, part) for part in DATE_PARTS},
        },
    )


def verification_address(report: CreditReport) -> str:
    """Where a phone that reads the QR code goes."""
    query = urlencode({"code": report.verification_code})
    return f"{settings.PORTAL_PUBLIC_URL}{reverse('reports:verify')}?{query}"


def _qr_svg(text: str) -> str:
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", border=0)
    return out.getvalue().decode()
