"""The change feed: changes and their readers."""

from datetime import timedelta

import factory

from entities.choices import FactChangeKind
from entities.models import FactChange, FeedConsumer
from tests.factories.accounts import AgencyFactory
from tests.factories.entities import NOW, CreditRecordFactory


class FactChangeFactory(factory.django.DjangoModelFactory[FactChange]):
    """A public penalty that was withdrawn today."""

    class Meta:
        model = FactChange

    record = factory.SubFactory(
        CreditRecordFactory, withdrawn_at=NOW, withdrawal_reason="处罚决定被撤销"
    )
    entity = factory.SelfAttribute("record.entity")
    kind = FactChangeKind.WITHDRAWN
    reason = "处罚决定被撤销"
    at = NOW


class FeedConsumerFactory(factory.django.DjangoModelFactory[FeedConsumer]):
    """A department that has followed the feed for a month."""

    class Meta:
        model = FeedConsumer

    class Params:
        partner = factory.Trait(agency=factory.SubFactory(AgencyFactory, bank=True))
        left = factory.Trait(ended_at=NOW, end_reason="不再使用")

    agency = factory.SubFactory(AgencyFactory)
    since = NOW - timedelta(days=30)
