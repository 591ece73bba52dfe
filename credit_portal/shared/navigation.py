"""The menus of the faces. An app registers its entries in ``AppConfig.ready``.

>>> register(NavItem("信用承诺", "commitments:list", "certificate", roles=frozenset({"window"})))
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Literal

from django.urls import reverse

Face = Literal["public", "my", "desk"]


@dataclass(frozen=True)
class NavItem:
    """One entry of a menu.

    Args:
        roles: values of ``accounts.Role`` that see it; empty means everyone on that face.
        group: heading of the side menu under which it stands.
        for_heads: of these roles only the lead office and heads of agencies see it.
        hint: one sentence on its card, where it is one.
        daily: of these roles those whose daily work it is: a card on the first page of the desk.
    """

    label: str
    url_name: str
    icon: str
    roles: frozenset[str] = frozenset()
    order: int = 100
    group: str = ""
    face: Face = "desk"
    hint: str = ""
    for_heads: bool = False
    daily: frozenset[str] = frozenset()

    def shown_to(self, role: str, *, leads: bool = False) -> bool:
        return (not self.roles or role in self.roles) and (leads or not self.for_heads)

    def is_card_for(self, role: str) -> bool:
        """Whether the home page shows it as a card; the other faces show what has a hint."""
        return role in self.daily if self.face == "desk" else bool(self.hint)


@dataclass(frozen=True)
class NavLink:
    """An entry resolved for one request."""

    item: NavItem
    url: str
    is_active: bool


@dataclass(frozen=True)
class NavGroup:
    """Entries under one heading of a side menu.

    Args:
        is_open: unfolded at first: the present page stands in it, or the menu is short so far.
    """

    heading: str
    links: list[NavLink]
    is_open: bool


HOMES = frozenset({"/", "/my/", "/desk/"})  # the first pages of the faces
SHORT_MENU = 20  # entries that fit a screen

_items: dict[tuple[str, str], NavItem] = {}


def register(*items: NavItem) -> None:
    """Adds entries; the same page of the same face again replaces the former entry."""
    for item in items:
        _items[item.face, item.url_name] = item


def links_for(face: Face, role: str, path: str, *, leads: bool = False) -> list[NavLink]:
    """The entries of ``face`` that ``role`` sees, in order; the nearest to ``path`` is active.

    Args:
        leads: the user is of the lead office, or the head of an agency.
    """
    items = sorted(
        (
            item
            for item in _items.values()
            if item.face == face and item.shown_to(role, leads=leads)
        ),
        key=lambda item: item.order,
    )
    urls = [reverse(item.url_name) for item in items]
    active = max((url for url in urls if _leads_to(url, path)), key=len, default="")
    return [NavLink(item, url, url == active) for item, url in zip(items, urls, strict=True)]


def grouped(links: Iterable[NavLink]) -> list[NavGroup]:
    """The links under their headings; a heading stands where its first entry stands."""
    links = list(links)
    headings = list(dict.fromkeys(link.item.group for link in links))
    ordered = sorted(links, key=lambda link: headings.index(link.item.group))
    parts = [(head, list(part)) for head, part in groupby(ordered, lambda link: link.item.group)]
    ends = accumulate(len(part) for _, part in parts)
    return [
        NavGroup(head, part, end <= SHORT_MENU or any(link.is_active for link in part))
        for (head, part), end in zip(parts, ends, strict=True)
    ]


def _leads_to(url: str, path: str) -> bool:
    """An entry is active on its page and below; the home pages only on themselves."""
    return path == url or (url not in HOMES and path.startswith(url))
