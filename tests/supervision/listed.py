"""What the tests of lists share: a proposal, a decision, and whether a listing is in force."""

from datetime import date, timedelta
from typing import Any

from credit_portal.shared.actors import SystemActor
from supervision import services
from supervision.listings.choices import ListingStatus, ListKind
from supervision.models import Listing
from supervision.services.proposals import CourtDecision, Proposal
from tests.factories.accounts import AgencyFactory
from tests.factories.entities import NOW, TODAY, EntityFactory

S = ListingStatus
OFFICE = SystemActor("信用办")
DAY = timedelta(days=1)
JUDGMENT = CourtDecision(number="（2026）澄执1号", authority="澄江市人民法院", on=TODAY - 9 * DAY)
DECISION = {
    "decision_number": "澄列决〔2026〕1号",
    "decision": "陈述不成立",
    "from_on": TODAY,
    "until_on": TODAY + 365 * DAY,
}


def propose(entity: Any = None, **changes: Any) -> Listing:
    values: dict[str, Any] = {
        "kind": ListKind.SERIOUS,
        "name": "失信被执行人",
        "facts": "有履行能力而拒不履行",
        "legal_basis": "《民事诉讼法》第二百六十六条",
    }
    values |= changes or {"court_decision": JUDGMENT}
    return services.propose_listing(
        entity=entity or EntityFactory(), proposal=Proposal(**values), agency=AgencyFactory(),
        by=OFFICE, at=NOW,
    )  # fmt: skip


def in_force(listing: Listing, on: date = TODAY) -> bool:
    return Listing.objects.in_force(on).filter(pk=listing.pk).exists()


def decide(listing: Listing, by: Any = OFFICE, **changes: Any) -> Listing:
    return services.decide_listing(listing=listing, by=by, at=NOW, **DECISION | changes)
