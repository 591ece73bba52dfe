"""Keeping the scorecards of a month; praise and criticism with a letter."""

import hashlib
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from credit_portal.accounts.choices import PARTNER_KINDS, AgencyKind, Role
from credit_portal.accounts.models import Agency
from credit_portal.accounts.permissions import require_role
from credit_portal.accounts.selectors import lead_office
from credit_portal.audit import services as audit
from credit_portal.insight import rules
from credit_portal.insight.choices import Measure, NoticeKind
from credit_portal.insight.models import AppraisalNotice, Scorecard
from credit_portal.insight.scorecards.counting import counts_of
from credit_portal.insight.scorecards.wording import subject_of, text_of
from credit_portal.messages.services import Recipient, send_message
from credit_portal.policy.schema import Pack
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from credit_portal.shared.history import user_of
from credit_portal.shared.pdf import render_pdf
from credit_portal.shared.workdays import add_months

ISSUING_ROLES = frozenset({Role.LEAD_OFFICER})
TEMPLATE = "supervision/letters/letter.typ"  # the letter of the office, whatever it says
LONG_DATE = "%Y年%m月%d日"
# The lead office scores; partners and the court are not scored by it.
NOT_SCORED = PARTNER_KINDS | {AgencyKind.LEAD_OFFICE, AgencyKind.COURT}


@transaction.atomic
def keep_scorecards(*, month: date, by: Actor, at: datetime) -> int:
    """Count, score and rank every agency for a month that is over; once.

    Returns:
        How many were scored now: none where the month was kept before.

    Raises:
        Invalid: the month is not over, or is no first day.
    """
    require_role(by, ISSUING_ROLES)
    if month.day != 1 or add_months(month, 1) > timezone.localdate(at):
        raise Invalid("month_not_over", "该月份还没有结束，不能评分。", {"month": "尚未结束"})
    # Of two workers at once the second waits, and finds them kept.
    list(Agency.objects.lead_offices().select_for_update())
    if Scorecard.objects.filter(month=month).exists():
        return 0
    cards = _scored(month, pack_in_force(timezone.localdate(at)), at)
    Scorecard.objects.bulk_create(cards)
    audit.record(
        by=by, act="insight.keep_scorecards", object_type="insight.scorecard",
        object_label=f"{month:%Y年%-m月}", after={"agencies": len(cards)}, at=at,
    )  # fmt: skip
    return len(cards)


def issue_notice(
    *, scorecard: Scorecard, kind: NoticeKind, reason: str, by: Actor, at: datetime
) -> AppraisalNotice:
    """Number, print, keep and send a notice (江阴 四(三): 表扬或者通报).

    Raises:
        NotAllowed: not the lead office.
        Invalid: no reason.
        Refused: a notice about this month was sent before.
    """
    require_role(by, ISSUING_ROLES)
    reason = required(reason, "reason", "事由")
    user = user_of(by)
    office = user.agency if user else lead_office()
    with transaction.atomic():
        Agency.objects.select_for_update().get(pk=office.pk)  # one number at a time
        sent = AppraisalNotice.objects.filter(scorecard=scorecard).first()
        if sent:
            raise Refused("notice_sent", f"已就该单位该月情况发文（{sent.number}）。")
        notice = AppraisalNotice(
            scorecard=scorecard, kind=kind, office=office, reason=reason, issued_by=user,
            issued_at=at, **_number(office, timezone.localdate(at).year),
        )  # fmt: skip
        notice.text = text_of(notice)
        _print(notice)
        notice.save()
        audit.record(
            by=by, act="insight.issue_notice", obj=notice, reason=reason, at=at,
            after={"number": notice.number, "kind": str(kind), "sha256": notice.sha256},
        )  # fmt: skip
        send_message(
            occasion=f"appraisal:{notice.pk}", to=Recipient(agency=scorecard.agency),
            subject=subject_of(notice), text=notice.text[:2000],
            url=f"/desk/scorecards/{scorecard.pk}/", at=at,
        )  # fmt: skip
    return notice


def suggested(score: object, pack: Pack) -> NoticeKind | None:
    """What the pack suggests for a score; the officer decides."""
    if score is None:
        return None
    value = float(str(score))
    if value >= pack.appraisal.praise_from.value:
        return NoticeKind.PRAISE
    return NoticeKind.CRITICISM if value < pack.appraisal.criticise_below.value else None


def _scored(month: date, pack: Pack, at: datetime) -> list[Scorecard]:
    appraisal = pack.appraisal
    weights = {name: int(getattr(appraisal, name).value) for name in Measure}
    counts = counts_of(month, int(pack.publication.act_days.value))
    agencies = Agency.objects.active().filter(pk__in=counts).exclude(kind__in=NOT_SCORED)
    cards = []
    for agency in agencies:
        mine = counts[agency.pk]
        parts = rules.scores(mine, int(appraisal.enough_look_ups.value))
        shown = {
            str(name): [None if score is None else float(score), weights[name]]
            for name, score in parts.items()
        }
        cards.append(
            Scorecard(
                agency=agency, month=month, measures=shown, score=rules.total(parts, weights),
                basis=appraisal.timeliness.basis, kept_at=at,
                **{**vars(mine), "kinds": list(mine.kinds),
                   "kinds_expected": list(mine.kinds_expected)},
            )
        )  # fmt: skip
    for card, rank in zip(cards, rules.ranks([card.score for card in cards]), strict=True):
        card.rank = rank
    return cards


def _number(office: Agency, year: int) -> dict[str, int | str]:
    notices = AppraisalNotice.objects.filter(office=office, year=year)
    serial = (notices.aggregate(last=Max("serial"))["last"] or 0) + 1
    return {"year": year, "serial": serial, "number": f"{office.short_name}通〔{year}〕{serial}号"}


def _print(notice: AppraisalNotice) -> None:
    """The file as it is kept; printing again serves the same bytes."""
    issued = timezone.localtime(notice.issued_at)
    pdf = render_pdf(
        TEMPLATE,
        {
            "number": notice.number, "title": subject_of(notice),
            "recipients": notice.scorecard.agency.name, "text": notice.text,
            "agency": notice.office.name, "issued_on": issued.strftime(LONG_DATE),
            "made": {"year": issued.year, "month": issued.month, "day": issued.day},
        },
    )  # fmt: skip
    notice.sha256 = hashlib.sha256(pdf).hexdigest()
    notice.file.save("notice.pdf", ContentFile(pdf), save=False)
