"""Uses of a fact that rooms above this one know of. An app registers its own in ``ready``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from credit_portal.accounts.viewers import Viewer
from entities.models import CreditRecord


@dataclass(frozen=True)
class Use:
    """One kind of use, a section of the page of harm.

    Attributes:
        template: gets what ``loader`` returns as ``rows``.
        loader: what used a record, as far as the viewer may know of it.
    """

    key: str
    template: str
    loader: Callable[[CreditRecord, Viewer], Sequence[Any]]


_uses: dict[str, Use] = {}


def register_use(use: Use) -> None:
    """Add a kind of use; the same key again replaces the former one."""
    _uses[use.key] = use


def uses_of(record: CreditRecord, viewer: Viewer) -> list[tuple[str, Sequence[Any]]]:
    """The template of each section, and its rows."""
    return [(use.template, use.loader(record, viewer)) for use in _uses.values()]
