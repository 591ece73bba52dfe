"""Opening the putting right of a wrong fact, and closing it when nothing is left."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from credit_portal.accounts.choices import PARTNER_KINDS
from credit_portal.accounts.models import Agency
from credit_portal.audit import services as audit
from credit_portal.messages.services import Recipient, send_message
from credit_portal.shared.actors import Actor
from disputes.harm.selectors import WRONG, agencies_to_tell, occasion_of
from disputes.models import HarmReversal
from entities.models import FactChange


def open_reversals(*, by: Actor, at: datetime) -> int:
    """Open what is missing for each record withdrawn or corrected; safe to run twice.

    Returns how many were opened.
    """
    missing = FactChange.objects.filter(kind__in=WRONG, reversal=None).order_by("pk")
    keys = list(missing.values_list("pk", flat=True))
    return sum(_open(key, by, at) for key in keys)


@transaction.atomic
def _open(change_id: int, by: Actor, at: datetime) -> bool:
    """Open one, and tell whoever had relied on the fact, once."""
    change = FactChange.objects.select_for_update(of=("self",)).get(pk=change_id)
    reversal, is_new = HarmReversal.objects.get_or_create(change=change, defaults={"opened_at": at})
    if not is_new:
        return False
    agencies = agencies_to_tell(change)
    for agency in agencies:
        _tell_agency(reversal, agency, at)
    _tell_business(
        reversal, "opened", "正在纠正", "平台正在逐项纠正使用过该记录的事项，进展可随时查看。", at
    )
    audit.record(
        by=by, act="disputes.open_reversal", obj=reversal, at=at,
        after={"uscc": change.entity.uscc, "told": len(agencies)},
    )  # fmt: skip
    return True


def settle_reversals(*, by: Actor, at: datetime) -> int:
    """Close those of which nothing is left; safe to run twice.

    Returns how many were closed.
    """
    keys = list(HarmReversal.objects.open().clean().order_by("pk").values_list("pk", flat=True))
    return sum(_settle(key, by, at) for key in keys)


@transaction.atomic
def _settle(pk: int, by: Actor, at: datetime) -> bool:
    reversal = HarmReversal.objects.select_for_update(of=("self",)).get(pk=pk)
    if reversal.done_at is not None:
        return False
    reversal.done_at = at
    reversal.save(update_fields=["done_at"])
    _tell_business(
        reversal, "done", "已全部纠正",
        "使用过该记录的评价、措施和名单均已纠正，取得过该记录的单位均已同步。", at,
    )  # fmt: skip
    audit.record(
        by=by, act="disputes.settle_reversal", obj=reversal, at=at,
        after={"uscc": reversal.change.entity.uscc},
    )  # fmt: skip
    return True


def _tell_agency(reversal: HarmReversal, agency: Agency, at: datetime) -> None:
    change = reversal.change
    is_partner = agency.kind in PARTNER_KINDS
    url = reverse("feed:changes") if is_partner else reverse(
        "portal:desk_entity", args=[change.entity.uscc]
    )  # fmt: skip
    send_message(
        occasion=occasion_of(reversal), to=Recipient(agency=agency), at=at, url=url,
        subject=f"信用记录已{change.get_kind_display()}：{change.entity.name}",
        text=f"贵单位查询过该主体的信用信息。其中{change.record}已{change.get_kind_display()}，"
             "据此作出的处理请一并核对纠正。",
    )  # fmt: skip


def _tell_business(
    reversal: HarmReversal, occasion: str, subject: str, text: str, at: datetime
) -> None:
    change = reversal.change
    send_message(
        occasion=f"harm:{reversal.pk}:{occasion}", to=Recipient(uscc=change.entity.uscc), at=at,
        subject=f"{subject}：{change.record}", text=f"该记录已{change.get_kind_display()}。{text}",
        url=reverse("disputes:my_harm", args=[reversal.pk]),
    )  # fmt: skip
