"""Who does something. Every service takes ``by: Actor``; the audit log keeps its plain values."""

from dataclasses import dataclass
from typing import Protocol


class Actor(Protocol):
    """A person or a scheduled job; ``accounts.User`` and ``SystemActor`` are actors."""

    @property
    def actor_id(self) -> int | None: ...

    @property
    def actor_label(self) -> str: ...

    @property
    def agency_code(self) -> str: ...


@dataclass(frozen=True)
class SystemActor:
    """The portal itself, acting on schedule or at a command line."""

    name: str

    @property
    def actor_id(self) -> None:
        return None

    @property
    def actor_label(self) -> str:
        return f"系统：{self.name}"

    @property
    def agency_code(self) -> str:
        return ""
