"""How an identity provider names what it tells of a person; read by the settings."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ClaimNames:
    """Under which names a provider tells what, and which of its levels count."""

    name: str
    id_number: str
    level: str
    represents: str
    verified_levels: frozenset[str]
    strong_levels: frozenset[str]
