"""Messages."""

import factory

from credit_portal.messages.models import Message
from tests.factories.accounts import AgencyFactory
from tests.factories.entities import NOW


class MessageFactory(factory.django.DjangoModelFactory[Message]):
    """To all officers of an agency, not read yet."""

    class Meta:
        model = Message

    class Params:
        to_heads = factory.Trait(heads_only=True)
        read = factory.Trait(read_at=NOW)

    key = factory.Sequence(lambda n: f"test:{n}")
    agency = factory.SubFactory(AgencyFactory)
    subject = "还剩2个工作日：澄异议〔2026〕1号"
    text = "异议办结截止日期为2026-11-24。"
    url = "/desk/deadlines/"
    sent_at = NOW
