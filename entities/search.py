"""Finding an entity by the first characters of its code or any fragment of its name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from credit_portal.shared.text import fold, narrow
from entities import uscc
from entities.choices import EntityStatus, SubjectKind
from entities.models import Entity, FormerName

MIN_FRAGMENT = 2
CANDIDATES = 200  # rows looked at; a fragment that more names hold is too common to be ranked
CODE_PREFIX = re.compile(r"[1-9ANY][1-9]\d\d[0-9A-Z]{0,14}")
CODE_INSIDE = re.compile(r"(?<![0-9A-Z])[1-9ANY][1-9]\d{6}[0-9A-Z]{10}(?![0-9A-Z])")


class SearchMode(StrEnum):
    """What the query was taken for."""

    CODE = "code"
    NAME = "name"
    TOO_SHORT = "too_short"


@dataclass(frozen=True)
class SearchHit:
    """One entity found; ``former_name`` is the name that was hit, if not the present one."""

    pk: int
    uscc: str
    name: str
    kind: SubjectKind
    status: EntityStatus
    town: str
    former_name: str = ""

    @property
    def matched_name(self) -> str:
        return self.former_name or self.name


@dataclass(frozen=True)
class SearchResult:
    """Hits, best first; ``is_truncated`` says that there are more."""

    mode: SearchMode
    text: str
    rows: tuple[SearchHit, ...] = ()
    is_truncated: bool = False

    @property
    def exact(self) -> SearchHit | None:
        """The one entity whose code or name is exactly what was asked for."""
        asked = fold(self.text)
        hits = [hit for hit in self.rows if asked in (hit.uscc, fold(hit.matched_name))]
        return hits[0] if len(hits) == 1 else None


def find_entities(query: str, limit: int = 20) -> SearchResult:
    """Entities by code prefix (four characters or more) or name fragment (two or more).

    Everyone may find an entity: its registration is public. Two queries at most.
    """
    mode, text = parse(query)
    match mode:
        case SearchMode.CODE:
            hits = _by_code(text)
        case SearchMode.NAME:
            hits = _by_name(text)
        case _:
            return SearchResult(mode, text)
    return SearchResult(mode, text, tuple(hits[:limit]), len(hits) > limit)


def parse(query: str) -> tuple[SearchMode, str]:
    """Tell a code, also one inside a scanned text, from a fragment of a name."""
    code = uscc.normalise(query)
    if CODE_PREFIX.fullmatch(code):
        return SearchMode.CODE, code
    for inside in CODE_INSIDE.findall(code):
        if uscc.is_valid(inside):
            return SearchMode.CODE, inside
    text = narrow(query)
    return (SearchMode.NAME if len(text) >= MIN_FRAGMENT else SearchMode.TOO_SHORT), text


def _by_code(prefix: str) -> list[SearchHit]:
    """In the order of the codes."""
    found = Entity.objects.with_code_prefix(prefix).order_by("uscc")
    rows = found.values_list("pk", "uscc", "name", "kind", "status", "town__name")
    return list(_hits(rows[: CANDIDATES + 1]))


def _by_name(fragment: str) -> list[SearchHit]:
    """Present names, then former names of entities not found yet, ranked together."""
    now = Entity.objects.with_name_fragment(fragment)
    before = FormerName.objects.with_name_fragment(fragment).order_by()
    rows = now.values_list("pk", "uscc", "name", "kind", "status", "town__name")
    former = before.values_list(
        "entity_id", "entity__uscc", "entity__name", "entity__kind", "entity__status",
        "entity__town__name", "name",
    )  # fmt: skip
    found: dict[int, SearchHit] = {}
    for hit in (*_hits(rows[: CANDIDATES + 1]), *_hits(former[: CANDIDATES + 1])):
        found.setdefault(hit.pk, hit)
    return sorted(found.values(), key=lambda hit: _rank(hit, fold(fragment)))


def _rank(hit: SearchHit, fragment: str) -> tuple[bool, int, int, str]:
    """The exact name first, then the earlier the fragment stands, the shorter the name."""
    name = fold(hit.matched_name)
    return name != fragment, name.find(fragment), len(name), name


def _hits(rows: Iterable[tuple]) -> Iterator[SearchHit]:
    for pk, code, name, kind, status, town, *former in rows:
        yield SearchHit(
            pk, code, name, SubjectKind(kind), EntityStatus(status), town or "", *former
        )
