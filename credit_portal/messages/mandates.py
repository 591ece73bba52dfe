"""Messages about who acts for a business."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from credit_portal.accounts.choices import MandateKind
from credit_portal.accounts.mandates import named_by
from credit_portal.accounts.models import Mandate
from credit_portal.messages.services import Recipient, send_message


def tell_of_granted_mandate(*, mandate: Mandate, at: datetime) -> None:
    """To the business: who may act for it, how far, until when, and on whose word."""
    until = f"，{mandate.until_on:%Y年%m月%d日}起失效" if mandate.until_on else ""
    text = (
        f"{mandate.user.display_name}自{_day(mandate.granted_at)}起以"
        f"{mandate.get_kind_display()}身份办理本企业事项，范围：{mandate.get_scope_display()}"
        f"{until}。来源：{mandate.get_origin_display()}。如有疑问，请尽快终止授权。"
    )
    send_message(
        occasion=f"mandate:{mandate.pk}:granted", to=Recipient(uscc=mandate.uscc),
        subject="有人员获得本企业授权", text=text, url=reverse("mandates:my"), at=at,
    )  # fmt: skip


def tell_of_ended_mandate(*, mandate: Mandate, at: datetime) -> None:
    """To the business and the person; a representative who goes leaves agents behind."""
    assert mandate.ended_at is not None, "told after its end"
    text = (
        f"{mandate.user.display_name}（{mandate.get_kind_display()}）对统一社会信用代码"
        f"{mandate.uscc}的授权已于{_day(mandate.ended_at)}终止。原因：{mandate.end_reason}"
    )
    page = {"occasion": f"mandate:{mandate.pk}:ended", "url": reverse("mandates:my"), "at": at}
    subject = "企业授权已终止"
    send_message(to=Recipient(user=mandate.user), subject=subject, text=text, **page)  # type: ignore[arg-type]
    text += _of_those_who_stay(mandate)
    send_message(to=Recipient(uscc=mandate.uscc), subject=subject, text=text, **page)  # type: ignore[arg-type]


def _of_those_who_stay(mandate: Mandate) -> str:
    assert mandate.ended_at is not None, "told after its end"
    staying = named_by(mandate, timezone.localdate(mandate.ended_at))
    if mandate.kind != MandateKind.LEGAL_REPRESENTATIVE or not staying:
        return ""
    names = "、".join(agent.user.display_name for agent in staying)
    return f"其指定的经办人{names}的授权继续有效；不再委托的，请由现任法定代表人终止。"


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y年%m月%d日}"
