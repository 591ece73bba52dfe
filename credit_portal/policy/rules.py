"""Precedence, contradiction and change between packs: pure functions of what packs say.

Precedence (national > province > city > district): what a higher level marks as binding holds,
whatever a lower level says; everything else is completed by the most specific level. Nothing is
lost: the winner keeps the clauses it was preferred to.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from credit_portal.policy.loader import PackInvalid, PackSource
from credit_portal.policy.schema.checks import check_pack
from credit_portal.policy.schema.clause import Clause
from credit_portal.policy.schema.leaves import Leaf, all_leaves, build_sections
from credit_portal.policy.schema.pack import Pack
from credit_portal.policy.schema.procedures import DeadlineRule

PROVINCE_DIGITS = 2


def prevailing(claims: Sequence[Clause[Any]]) -> Clause[Any]:
    """The clause that holds, of what the levels say from the highest to the lowest."""
    winner = next((claim for claim in claims if claim.binding), claims[-1])
    return replace(winner, overridden=tuple(claim for claim in claims if claim is not winner))


def merge(chain: Sequence[PackSource]) -> dict[str, Clause[Any]]:
    """Every path that any pack of the chain (highest level first) speaks of, resolved."""
    claims = claims_by_path(chain)
    return {path: prevailing(claims[path]) for path in all_leaves() if path in claims}


def claims_by_path(packs: Iterable[PackSource]) -> dict[str, list[Clause[Any]]]:
    """What the packs say at each path, in the order of the packs."""
    claims: dict[str, list[Clause[Any]]] = {}
    for pack in packs:
        for path, clause in pack.clauses.items():
            claims.setdefault(path, []).append(clause)
    return claims


def chain_of(code: str, packs: Mapping[str, PackSource]) -> tuple[PackSource, ...]:
    """The pack and all it extends, the highest level first.

    Raises:
        PackInvalid: if a pack is missing or does not stand above the one that extends it.
    """
    chain = {code: packs[code]}
    for pack in _ancestors(packs[code], packs):
        chain[pack.code] = pack
    ordered = sorted(chain.values(), key=lambda pack: pack.level.rank)
    levels = [pack.level for pack in ordered]
    if len(set(levels)) < len(levels):
        raise PackInvalid({"pack.extends": "同一级别只能有一个政策包。"})
    return tuple(ordered)


def _ancestors(pack: PackSource, packs: Mapping[str, PackSource]) -> Iterable[PackSource]:
    for code in pack.header.extends:
        above = packs.get(code)
        if above is None:
            raise PackInvalid({"pack.extends": f"没有名为“{code}”的政策包。"})
        if above.level.rank >= pack.level.rank:
            raise PackInvalid({"pack.extends": f"“{above.header.name}”的级别不高于本政策包。"})
        if not _same_province(above, pack):
            raise PackInvalid({"pack.extends": f"“{above.header.name}”属于另一个省份。"})
        yield above
        yield from _ancestors(above, packs)


def _same_province(above: PackSource, below: PackSource) -> bool:
    prefix = above.header.region_code[:PROVINCE_DIGITS]
    return prefix in ("00", below.header.region_code[:PROVINCE_DIGITS])


def resolve(chain: Sequence[PackSource], edition: str = "") -> Pack:
    """The pack that holds where the last (most specific) pack of the chain applies.

    Raises:
        PackInvalid: if something required is said nowhere, or values contradict each other.
    """
    clauses = merge(chain)
    missing = [
        leaf
        for leaf in all_leaves().values()
        if leaf.path not in clauses and _needed(leaf, clauses)
    ]
    if missing:
        raise PackInvalid({leaf.path: f"缺少“{leaf.label}”。" for leaf in missing})
    pack = Pack(
        header=chain[-1].header, edition=edition, clauses=clauses, **build_sections(clauses)
    )
    if problems := check_pack(pack):
        raise PackInvalid(problems)
    return pack


def _needed(leaf: Leaf, clauses: Mapping[str, Clause[Any]]) -> bool:
    """A leaf of an optional section is needed as soon as the section is begun."""
    if leaf.optional_section:
        return any(path.startswith(f"{leaf.optional_section}.") for path in clauses)
    return not leaf.optional


@dataclass(frozen=True)
class Conflict:
    """One path at which packs say different things."""

    leaf: Leaf
    claims: tuple[Clause[Any], ...]

    @property
    def positions(self) -> list[tuple[Any, list[Clause[Any]]]]:
        """The different values, each with those who hold it."""
        positions: list[tuple[Any, list[Clause[Any]]]] = []
        for claim in self.claims:
            for measure, holders in positions:
                if measure == claim.measure:
                    holders.append(claim)
                    break
            else:
                positions.append((claim.measure, [claim]))
        return positions


def conflicts(packs: Iterable[PackSource]) -> tuple[Conflict, ...]:
    """All contradictions between packs, in the order of the schema."""
    found = (
        Conflict(all_leaves()[path], tuple(claims))
        for path, claims in claims_by_path(packs).items()
    )
    order = list(all_leaves())
    return tuple(
        sorted(
            (conflict for conflict in found if len(conflict.positions) > 1),
            key=lambda conflict: order.index(conflict.leaf.path),
        )
    )


@dataclass(frozen=True)
class Change:
    """One path at which a version differs from the one before."""

    leaf: Leaf
    before: Clause[Any] | None
    after: Clause[Any] | None


def changes(before: PackSource, after: PackSource) -> tuple[Change, ...]:
    """What a version changes, by path, in the order of the schema."""
    return tuple(
        Change(leaf, before.clauses.get(path), after.clauses.get(path))
        for path, leaf in all_leaves().items()
        if _stripped(before.clauses.get(path)) != _stripped(after.clauses.get(path))
    )


def _stripped(clause: Clause[Any] | None) -> Clause[Any] | None:
    """The clause without the code of its pack, so that versions compare by what they say."""
    return clause and replace(clause, pack="")


@dataclass(frozen=True)
class RivalDeadlines:
    """Two systems that give the same act different lengths (7 or 20 working days)."""

    rule: DeadlineRule
    length: Clause[Any]
    rival: DeadlineRule
    rival_length: Clause[Any]


def rival_deadlines(pack: Pack) -> tuple[RivalDeadlines, ...]:
    """Rules of the catalogue that name a rival of another length."""
    rules = {rule.key: rule for rule in pack.deadlines.catalogue.value}
    pairs = (
        RivalDeadlines(rule, pack.clauses[rule.length], rival, pack.clauses[rival.length])
        for rule in rules.values()
        if (rival := rules.get(rule.rival_of))
    )
    return tuple(pair for pair in pairs if pair.length.measure != pair.rival_length.measure)
