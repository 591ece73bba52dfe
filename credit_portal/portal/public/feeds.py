"""Atom feeds: publications of one kind, and about one business. Masked, only what is published."""

from datetime import datetime, time
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from credit_portal.portal.public import publications
from credit_portal.portal.public.columns import COLUMNS, Column
from credit_portal.portal.public.publications import Publication
from credit_portal.shared import clock
from credit_portal.shared.spreadsheet import clean_text
from entities.models import Entity

ENTRIES = 50


class PublicationFeed(Feed):
    """What the feeds share; an entry is a publication.

    A department's file may hold a control character, which XML does not carry.
    """

    feed_type = Atom1Feed
    language = "zh-CN"

    def item_title(self, item: Any) -> str:
        return str(clean_text(f"{item.name}：{item.title}"))

    def item_description(self, item: Any) -> str:
        parts = (item.kind_label, item.authority, item.number, f"作出日期 {item.decided_on}")
        return str(clean_text("　".join(part for part in parts if part)))

    def item_link(self, item: Any) -> str:
        return reverse("portal:record", args=[item.uscc, item.pk])

    def item_pubdate(self, item: Any) -> datetime:
        """The day since which everybody could read it."""
        return timezone.make_aware(datetime.combine(item.online_on, time()))

    def item_updateddate(self, item: Any) -> datetime:
        return self.item_pubdate(item)


class ColumnFeed(PublicationFeed):
    """The latest of one column."""

    def get_object(self, request: HttpRequest, *_args: Any, **kwargs: Any) -> Column:
        if kwargs["kind"] not in COLUMNS:
            raise Http404
        return COLUMNS[kwargs["kind"]]

    def title(self, obj: Column) -> str:
        return f"{obj.label}公示"

    def link(self, obj: Column) -> str:
        return reverse("portal:column", args=[obj.slug])

    def items(self, obj: Column) -> list[Publication]:
        return publications.latest(obj.slug, clock.today(), ENTRIES)


class EntityFeed(PublicationFeed):
    """The latest about one business."""

    def get_object(self, request: HttpRequest, *_args: Any, **kwargs: Any) -> Entity:
        return get_object_or_404(Entity, uscc=kwargs["code"])

    def title(self, obj: Entity) -> str:
        return str(clean_text(f"{obj.name}的公示信息"))

    def link(self, obj: Entity) -> str:
        return reverse("portal:entity", args=[obj.uscc])

    def items(self, obj: Entity) -> list[Publication]:
        return publications.latest_of(obj.uscc, clock.today(), ENTRIES)
