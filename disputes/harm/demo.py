"""Statements beside records, and a wrong fact that had been used, in the demonstration."""

from datetime import datetime, timedelta

from django.utils import timezone

from credit_portal.accounts.models import User
from credit_portal.audit import services as audit
from credit_portal.shared.actors import SystemActor
from disputes.models import HarmReversal, Reply
from disputes.services import harm, replies
from entities import services as entities
from entities.feed.selectors import outstanding
from entities.models import CreditRecord, FeedConsumer

BUILDER = SystemActor("演示城市")
LOOKERS = (("shijian", "日常监管"), ("chuangkou", "窗口办理"), ("shijian", "检查执法"))
FOLLOWER = "shijian"
DAY = timedelta(days=1)
REPLY = "本公司已完成整改并履行相关义务，现由专人逐项核对，欢迎社会监督。"
WAITING = "该行为系新任经办人员操作失误所致，已补正材料并通过复查。"


def records_of(owner: User, at: datetime) -> list[CreditRecord]:
    """What stands against the businesses of the enterprise user, published first."""
    today = timezone.localdate(at)
    uscc = owner.mandates.values("uscc")
    rows = CreditRecord.objects.published(today).filter(entity__uscc__in=uscc, dispute_marks=None)
    return list(rows.exclude(level="").order_by("-decided_on", "-pk"))


def build_demo_replies(*, owner: User, officer: User, at: datetime) -> None:
    """One is shown, one waits for an officer."""
    records = records_of(owner, at)
    if Reply.objects.exists() or not records:
        return
    for record, text in zip(records[-2:], (REPLY, WAITING), strict=False):
        reply = replies.draft_reply(record=record, text=text, by=owner, at=at - 3 * DAY)
        replies.submit_reply(reply=reply, by=owner, at=at - 3 * DAY)
    shown = Reply.objects.get(text=REPLY)
    replies.approve_reply(reply=shown, by=officer, at=at - 2 * DAY)


def withdraw_used_fact(*, owner: User, at: datetime) -> bool:
    """Agencies looked a business up; then one of its penalties turned out wrong.

    Returns whether there was one, so that the business has to be graded again.
    """
    records = records_of(owner, at)
    if HarmReversal.objects.exists() or not records:
        return False
    for number, (name, purpose) in enumerate(LOOKERS, start=1):
        audit.record_lookup(
            by=User.objects.get(username=name), entity_uscc=records[0].entity.uscc,
            purpose=purpose, at=at - number * DAY,
        )  # fmt: skip
    entities.withdraw_fact(
        record=records[0], reason="异议成立：处罚对象认定有误，撤销原处罚决定", by=BUILDER, at=at
    )
    return True


def build_demo_reversals(*, at: datetime) -> None:
    """A department follows what happened before; one reversal is done, others are under way."""
    user = User.objects.get(username=FOLLOWER)
    consumer = FeedConsumer.objects.get(agency=user.agency)
    if last := outstanding(consumer).filter(at__lt=at).last():
        count = outstanding(consumer).filter(pk__lte=last.pk).count()
        entities.receipt_feed(consumer=consumer, up_to=last.pk, count=count, by=user, at=at)
    harm.open_reversals(by=BUILDER, at=at)
    harm.settle_reversals(by=BUILDER, at=at)
