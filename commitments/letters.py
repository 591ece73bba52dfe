"""The letter as PDF, to be signed."""

import io

import segno
from django.utils import timezone

from commitments.models import Commitment
from credit_portal.shared.pdf import render_pdf

TEMPLATE = "commitments/letter.typ"
LONG_DATE = "%Y年%m月%d日"


def letter_pdf(commitment: Commitment) -> bytes:
    """The letter of a commitment with its code in words and as a QR code."""
    return render_pdf(TEMPLATE, letter_data(commitment))


def letter_data(commitment: Commitment) -> dict[str, str]:
    """The values of the letter, as a person reads them."""
    valid, due = commitment.valid_until, commitment.supplement_due_on
    return {
        "title": commitment.template.title if commitment.template else "信用承诺书",
        "code": commitment.code or "（草稿，未登记）",
        "qr": _qr_svg(commitment.code or "草稿"),
        "name": commitment.entity.name,
        "uscc": commitment.entity.uscc,
        "kind": commitment.kind_label,
        "matter": commitment.matter,
        "content": commitment.content,
        "liability": commitment.liability,
        "agency": commitment.agency.name,
        "made_on": commitment.made_on.strftime(LONG_DATE),
        "valid_until": valid.strftime(LONG_DATE) if valid else "长期",
        "publication": commitment.get_publication_display(),
        "missing_materials": commitment.missing_materials,
        "supplement_due_on": due.strftime(LONG_DATE) if due else "",
        "void": _void(commitment),
    }


def _void(commitment: Commitment) -> str:
    """Since when and why it does not hold; printed again, it must not pass for one that does."""
    if commitment.voided_at is None:
        return ""
    day = timezone.localtime(commitment.voided_at)
    return f"本承诺书已于{day.strftime(LONG_DATE)}作废，不再有效。原因：{commitment.void_reason}"


def _qr_svg(text: str) -> str:
    """A scanner at the window reads the code back."""
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", border=0)
    return out.getvalue().decode()
