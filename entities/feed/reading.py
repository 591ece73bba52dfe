"""The change feed as a page, a file or a program shows it: one line for each change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from credit_portal.accounts.viewers import Viewer
from credit_portal.shared.masking import mask_in_text
from entities.choices import FactChangeKind
from entities.feed.selectors import Reception
from entities.models import CreditRecord, FactChange
from entities.record_state import state_of

FORMAT = "信用记录变动 1"
TONES = {
    FactChangeKind.WITHDRAWN: "warning", FactChangeKind.CORRECTED: "warning",
    FactChangeKind.REINSTATED: "warning", FactChangeKind.REPAIRED: "success",
}  # fmt: skip


@dataclass(frozen=True)
class ChangeLine:
    """One change as a reader may see it; what replaces the fact only where it is visible too."""

    change: FactChange
    replaced_by: CreditRecord | None

    @property
    def number(self) -> int:
        return self.change.pk

    @property
    def at(self) -> datetime:
        return self.change.at

    @property
    def kind(self) -> str:
        return self.change.get_kind_display()

    @property
    def tone(self) -> str:
        return TONES.get(FactChangeKind(self.change.kind), "info")

    @property
    def record(self) -> CreditRecord:
        return self.change.record

    @property
    def title(self) -> str:
        return mask_in_text(self.record.title)

    @property
    def reason(self) -> str:
        return mask_in_text(self.change.reason)

    def as_data(self, on: date) -> dict[str, Any]:
        """For a program."""
        replaced = self.replaced_by
        return {
            "number": self.number,
            "change": self.change.kind,
            "change_label": self.kind,
            "at": self.at.isoformat(),
            "reason": self.reason,
            "uscc": self.change.entity.uscc,
            "name": self.change.entity.name,
            "record": _record_data(self.record),
            "replaced_by": _record_data(replaced) | _state(replaced, on) if replaced else None,
        }


@dataclass(frozen=True)
class Synced:
    """How many of the readers of a change have followed it, or need not any more."""

    receptions: Sequence[Reception]

    @property
    def total(self) -> int:
        return len(self.receptions)

    @property
    def done(self) -> int:
        return sum(not reception.is_awaited for reception in self.receptions)


def lines_of(changes: Iterable[FactChange], viewer: Viewer, on: date) -> list[ChangeLine]:
    """The changes (``with_facts``) in order, with one query more."""
    rows = list(changes)
    replacing = _visible((row.replaced_by_id for row in rows), viewer, on)
    return [ChangeLine(row, replacing.get(row.replaced_by_id or 0)) for row in rows]


def _visible(keys: Iterable[int | None], viewer: Viewer, on: date) -> dict[int, CreditRecord]:
    wanted = [key for key in keys if key]
    return CreditRecord.objects.visible_to(viewer, on).in_bulk(wanted) if wanted else {}


def _record_data(record: CreditRecord) -> dict[str, Any]:
    return {
        "number": record.pk,
        "kind": record.kind,
        "kind_label": record.get_kind_display(),
        "title": mask_in_text(record.title),
        "document_number": record.document_number,
        "authority_name": record.authority_name,
        "authority_code": record.authority_code,
        "decided_on": record.decided_on.isoformat(),
    }


def _state(record: CreditRecord, on: date) -> dict[str, str]:
    state = state_of(record, on)
    return {"state": state.value, "state_label": str(state.label)}
