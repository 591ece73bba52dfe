"""Reads: the pack in force, versions, contradictions, the calendar.

A pack in force is resolved once per process and set of versions: the cache key names every version
by its digest, so no other process has to be told when one is approved.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.conf import settings

from credit_portal.policy.choices import DayKind
from credit_portal.policy.loader import PackSource, parse_pack
from credit_portal.policy.models import (
    CalendarDay,
    HolidayNotice,
    PackAssignment,
    PackVersion,
    PolicyPack,
)
from credit_portal.policy.notices import NoticeDay, calendar_of, shipped_calendar
from credit_portal.policy.packaged import (
    PACKAGED_VERSION,
    completed,
    edition_of,
    packaged_digests,
    packaged_texts,
)
from credit_portal.policy.rules import Change, chain_of, changes, resolve
from credit_portal.policy.schema import Pack
from credit_portal.shared.workdays import WorkCalendar

CACHED_PACKS = 64
CACHED_SOURCES = 256


@dataclass(frozen=True)
class VersionKey:
    """One version of a pack; the digest stands for its text."""

    code: str
    number: int
    digest: str


def pack_in_force(on: date) -> Pack:
    """What holds for the region of this deployment on a day; unassigned, the default pack.

    A city or a district has its own deployment: its grades, lists and public pages are worked out
    in one for all its businesses. A day before the first version is answered by the first: the
    register holds facts older than its rules.
    """
    return _resolved(_assigned_code(on), versions_on(on))


def pack_by_code(code: str, on: date) -> Pack:
    """One named pack as it stands on a day."""
    return _resolved(code, versions_on(on))


def pack_tried(version: PackVersion, on: date) -> Pack:
    """The pack in force on a day as it would stand with a version that is not in force.

    A version of a pack that the one in force does not rest on is tried in its place.
    """
    keys = {key.code: key for key in versions_on(on)}
    code = version.pack.code
    keys[code] = VersionKey(code, version.number, version.digest)
    if is_followed(code, on):
        code = _assigned_code(on)
    return _resolved(code, tuple(keys.values()))


def is_followed(code: str, on: date) -> bool:
    """Whether the pack in force for the deployment on a day is this one or rests on it."""
    return code in {pack.code for pack in chain_of(_assigned_code(on), sources_on(on))}


def sources_on(on: date) -> dict[str, PackSource]:
    """What each pack itself says on a day, by code."""
    return {key.code: source_of(key) for key in versions_on(on)}


def versions_on(on: date) -> tuple[VersionKey, ...]:
    """The version of each pack on a day; packs nobody has installed answer from the package."""
    keys = {
        code: VersionKey(code, PACKAGED_VERSION, digest)
        for code, digest in packaged_digests().items()
    }
    begun: set[str] = set()
    rows = PackVersion.objects.decided().order_by("-effective_from")
    for code, number, digest, start in rows.values_list(
        "pack__code", "number", "digest", "effective_from"
    ):
        # Newest first: the first that has begun holds; until one has, the oldest seen so far.
        if code not in begun:
            keys[code] = VersionKey(code, number, digest)
            if start <= on:
                begun.add(code)
    return tuple(keys[code] for code in sorted(keys))


@lru_cache(maxsize=CACHED_SOURCES)
def source_of(key: VersionKey) -> PackSource:
    """The text of a version, read."""
    text = packaged_texts().get(key.code, "")
    if packaged_digests().get(key.code) != key.digest:
        text = PackVersion.objects.values_list("content", flat=True).get(
            pack__code=key.code, number=key.number
        )
    return completed(parse_pack(text))


@lru_cache(maxsize=CACHED_PACKS)
def _resolved(code: str, keys: tuple[VersionKey, ...]) -> Pack:
    numbers = {key.code: key.number for key in keys}
    chain = chain_of(code, {key.code: source_of(key) for key in keys})
    return resolve(chain, edition_of([(pack.code, numbers[pack.code]) for pack in chain]))


def editable_text(pack: PolicyPack, on: date) -> str:
    """What an officer starts from: the open draft, else the version decided last."""
    versions = pack.versions
    version = versions.open().first() or versions.decided().order_by("-number").first()
    return version.content if version else packaged_texts()[pack.code]


def changes_of(version: PackVersion) -> tuple[Change, ...]:
    """What a version changes against the approved one before it; nothing for the first."""
    rows = version.pack.versions.decided().filter(number__lt=version.number)
    former = rows.order_by("-number").first()
    return changes(parse_pack(former.content), parse_pack(version.content)) if former else ()


def _assigned_code(on: date) -> str:
    here = PackAssignment.objects.here().in_force(on)
    return here.values_list("pack__code", flat=True).first() or settings.PORTAL_DEFAULT_PACK


def work_calendar() -> WorkCalendar:
    """The calendar of all notices entered; the shipped one where none is."""
    notices = tuple(HolidayNotice.objects.values_list("year", "imported_at").order_by("year"))
    return _calendar(notices) if notices else shipped_calendar()


@lru_cache(maxsize=CACHED_PACKS)
def _calendar(notices: tuple[tuple[int, object], ...]) -> WorkCalendar:
    """Cached by the moment at which each notice was entered."""
    days = [NoticeDay(row.date, DayKind(row.kind), row.name) for row in CalendarDay.objects.all()]
    return calendar_of(days, {year for year, _ in notices})
