"""What waits about lists: shown on the first page of the desk."""

from datetime import date

from credit_portal.accounts.viewers import Viewer
from credit_portal.shared.duties import Duty
from supervision.listings.querysets import ListingQuerySet
from supervision.models import Listing
from supervision.permissions import DECIDING_ROLES


def _own(viewer: Viewer) -> ListingQuerySet:
    return Listing.objects.visible_to(viewer)


def _to_notify(viewer: Viewer, on: date) -> int:
    return _own(viewer).to_notify().count()


def _to_decide(viewer: Viewer, on: date) -> int:
    """Proposals of other officers that were heard."""
    return _own(viewer).to_decide(on).exclude(proposed_by=viewer.user_id).count()


def _to_deliver(viewer: Viewer, on: date) -> int:
    return _own(viewer).to_deliver().count()


def _to_review(viewer: Viewer, on: date) -> int:
    return Listing.objects.kept_by(viewer).under_review().count()


DUTIES = (
    Duty(
        "名单待告知", _to_notify, "supervision:listings", DECIDING_ROLES,
        query="?state=to_notify", hint="已提出、尚未告知经营主体", order=62,
    ),
    Duty(
        "名单待决定", _to_decide, "supervision:listings", DECIDING_ROLES,
        query="?state=to_decide", hint="须由提出人以外的人员决定", order=63,
    ),
    Duty(
        "名单待送达", _to_deliver, "supervision:listings", DECIDING_ROLES,
        query="?state=to_deliver", hint="已决定、送达后生效", order=64,
    ),
    Duty(
        "名单待复核", _to_review, "supervision:listings", DECIDING_ROLES,
        query="?state=to_review", hint="所依据的信用记录已撤回或者更正", tone="danger", order=64,
    ),
)  # fmt: skip
