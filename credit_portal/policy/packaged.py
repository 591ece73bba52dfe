"""The packs that ship with the portal."""

from dataclasses import replace
from functools import cache
from importlib import resources

from credit_portal.policy.loader import PackSource, digest_of, parse_pack
from credit_portal.policy.rules import chain_of, resolve
from credit_portal.policy.schema import Pack
from credit_portal.policy.schema.leaves import all_leaves

PACKAGED_VERSION = 1


@cache
def packaged_texts() -> dict[str, str]:
    """The TOML text of every shipped pack by its code."""
    folder = resources.files("credit_portal.policy") / "packs"
    return {
        entry.name.removesuffix(".toml"): entry.read_text(encoding="utf-8")
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".toml")
    }


@cache
def packaged_sources() -> dict[str, PackSource]:
    """Every shipped pack, read."""
    return {code: parse_pack(text) for code, text in packaged_texts().items()}


@cache
def installed_pack(code: str) -> Pack:
    """A shipped pack resolved with the shipped packs above it; needs no database."""
    chain = chain_of(code, packaged_sources())
    return resolve(chain, edition_of([(pack.code, PACKAGED_VERSION) for pack in chain]))


def completed(source: PackSource) -> PackSource:
    """A top pack stored before the schema had some clause lets the shipped one answer it."""
    shipped = packaged_sources().get(source.code)
    if shipped is None or source.header.extends:
        return source
    younger = {
        path: shipped.clauses[path]
        for path, leaf in all_leaves().items()
        if path not in source.clauses and not leaf.optional and not leaf.optional_section
    }
    return replace(source, clauses={**source.clauses, **younger})


def edition_of(versions: list[tuple[str, int]]) -> str:
    """Name of a chain (highest level first), most specific pack first."""
    return "+".join(f"{code}@{number}" for code, number in reversed(versions))


def packaged_digests() -> dict[str, str]:
    """SHA-256 of every shipped text."""
    return {code: digest_of(text) for code, text in packaged_texts().items()}
