"""Two readers of the change feed in the demonstration, one of which is behind."""

from datetime import datetime, timedelta

from django.utils import timezone

from credit_portal.accounts.models import Agency, User
from credit_portal.shared.actors import SystemActor
from entities import services
from entities.choices import RecordKind
from entities.feed.selectors import outstanding
from entities.models import CreditRecord, FeedConsumer

BUILDER = SystemActor("演示城市")
READERS = ("bank", "market")
DILIGENT = "yinhang"
MONTH, DAYS_AGO = timedelta(days=30), (9, 6)


def build_demo_feed(*, at: datetime) -> None:
    """A bank and a department take facts over; one is withdrawn, one corrected since."""
    if FeedConsumer.objects.exists():
        return
    for agency in Agency.objects.filter(code__in=READERS):
        services.follow_feed(agency=agency, by=BUILDER, at=at - MONTH)
    rows = CreditRecord.objects.published(timezone.localdate(at)).filter(kind=RecordKind.PENALTY)
    wrong, mistyped = rows.order_by("pk")[:2]
    first, second = (at - timedelta(days=days) for days in DAYS_AGO)
    services.withdraw_fact(
        record=wrong, reason="行政复议撤销原处罚决定（澄府复〔2026〕18号）", by=BUILDER, at=first
    )
    _receipt(at=first + timedelta(hours=5))
    services.correct_fact(
        record=mistyped, changes={"document_number": f"{mistyped.document_number}（更正）"},
        reason="文书号录入有误", by=BUILDER, at=second,
    )  # fmt: skip


def _receipt(*, at: datetime) -> None:
    user = User.objects.get(username=DILIGENT)
    consumer = FeedConsumer.objects.get(agency=user.agency)
    rows = outstanding(consumer)
    last = rows.last()
    assert last is not None, "a fact was withdrawn before"
    services.receipt_feed(consumer=consumer, up_to=last.pk, count=rows.count(), by=user, at=at)
