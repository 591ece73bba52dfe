"""Who may open the pages of subscriptions: everybody, and a signed link is its own proof."""

from typing import Any

from credit_portal.subscriptions.models import Subscription
from credit_portal.subscriptions.tokens import sign
from tests.factories.entities import NOW
from tests.permissions.addresses import ALL, Address, of_entity
from tests.permissions.world import World


def of_confirmation(_world: World) -> dict[str, Any]:
    asked, _ = Subscription.objects.get_or_create(topic="column:penalty", asked_at=NOW)
    return {"token": sign("confirm", asked.pk)}


MATRIX: dict[str, Address] = {
    "subscriptions:column": Address(ALL, arguments=lambda _: {"slug": "penalty"}, is_public=True),
    "subscriptions:entity": Address(ALL, arguments=of_entity, is_public=True),
    "subscriptions:asked": Address(ALL, is_public=True),
    "subscriptions:confirm": Address(ALL, arguments=of_confirmation, is_public=True),
    "subscriptions:leave": Address(
        ALL, arguments=lambda _: {"token": sign("leave", 1)}, is_public=True
    ),
}
