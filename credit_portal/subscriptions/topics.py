"""What one may subscribe to: a business, a column of administrative acts, the lists."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from credit_portal.portal.public.columns import COLUMNS
from entities.models import Entity

LISTS = "lists"


@dataclass(frozen=True)
class Topic:
    """A stock of publications.

    Attributes:
        key: under which it is stored.
        condition: which records belong to it.
        path, feed_path: the page of the public site, and the same as Atom.
    """

    key: str
    label: str
    condition: Q
    path: str
    feed_path: str


def entity_topic(entity: Entity) -> Topic:
    """Everything that is published about one business."""
    code = entity.uscc
    return Topic(
        f"entity:{code}", f"{entity.name}的公示信息", Q(entity__uscc=code),
        reverse("portal:entity", args=[code]), reverse("portal:entity_feed", args=[code]),
    )  # fmt: skip


def column_topic(slug: str) -> Topic | None:
    """One column of the public site, if there is such a one."""
    if slug == LISTS:
        paths = reverse("supervision:published_listings"), reverse("supervision:listing_feed")
        return Topic(f"column:{LISTS}", "名单公示", Q(listing__isnull=False), *paths)
    if slug not in COLUMNS:
        return None
    return Topic(
        f"column:{slug}", f"{COLUMNS[slug].label}公示", Q(kind=slug),
        reverse("portal:column", args=[slug]), reverse("portal:column_feed", args=[slug]),
    )  # fmt: skip


def topic_of(key: str) -> Topic | None:
    """The topic of a stored key; none for a column that is no more."""
    sort, _, name = key.partition(":")
    if sort == "column":
        return column_topic(name)
    entity = Entity.objects.filter(uscc=name).first()
    return entity_topic(entity) if entity else None
