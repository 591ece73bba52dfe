"""Tabs of the entity file. An app above registers its own in ``AppConfig.ready``.

The page knows none of them: it asks each for its content and includes its template.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from credit_portal.accounts.viewers import Viewer
from entities.models import Entity


@dataclass(frozen=True)
class EntityTab:
    """One tab.

    Attributes:
        key: stands in the address.
        template: gets what ``loader`` returns, and ``entity``.
        loader: reads what the viewer may see of the entity on a date; called when the tab is open.
        is_public: whether the public page has it as well as the desk.
    """

    key: str
    label: str
    template: str
    loader: Callable[[Entity, Viewer, date], dict[str, Any]]
    is_public: bool = False
    order: int = 100


_tabs: dict[str, EntityTab] = {}


def register_tab(tab: EntityTab) -> None:
    """Add a tab; the same key again replaces the former one."""
    _tabs[tab.key] = tab


def tabs(*, is_public: bool) -> list[EntityTab]:
    """The tabs of a face, in order."""
    shown = (tab for tab in _tabs.values() if tab.is_public or not is_public)
    return sorted(shown, key=lambda tab: tab.order)
