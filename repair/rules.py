"""When a record may be repaired, by the rule that holds for it: pure values.

信用修复管理办法 (Order 36, in force 2026-04-01): 轻微 as soon as the obligations are fulfilled,
一般 after three months, 严重 after one year, counted from the date of the document. Order 58
(2023-05-01 to 2026-03-31): three months, one year in the fields of safety. An older record takes
what is better for it where the pack says so.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from credit_portal.policy.choices import DishonestyLevel
from credit_portal.shared.workdays import add_months
from entities.fact_types import FactType
from repair.choices import RepairState

# Facts that are held against a business; the others need no repair.
ADVERSE = frozenset(
    kind for kind in FactType
    if FactType.UNSCORED < kind < FactType.HONOUR_NATIONAL and kind != FactType.COMMITMENT_FULFILLED
)  # fmt: skip
PERIOD, FULFILMENT, LOCK = "最短公示期", "履行义务的证明", "虚假材料限制期"


@dataclass(frozen=True)
class Fact:
    """What the rules look at of a record.

    Attributes:
        words: title, kinds and names in one text, in which fields of safety and kinds that are
            never repaired are looked for.
    """

    fact_type: int
    level: DishonestyLevel | None
    decided_on: date
    words: str
    published_until: date | None = None
    is_withdrawn: bool = False
    repaired_on: date | None = None

    @property
    def is_adverse(self) -> bool:
        return self.level is not None or self.fact_type in ADVERSE

    def names(self, words: Collection[str]) -> str:
        """The first of the words that the record names; empty if none."""
        return next((word for word in words if word in self.words), "")


@dataclass(frozen=True)
class Regime:
    """The shortest publication under one regulation, in months."""

    name: str
    shortest: Mapping[DishonestyLevel, int]
    safety_fields: tuple[str, ...] = ()
    safety_shortest: int = 0

    def months(self, fact: Fact) -> int:
        if fact.level is None:
            return 0
        shortest = self.shortest[fact.level]
        is_of_safety = bool(fact.names(self.safety_fields))
        return max(shortest, self.safety_shortest) if is_of_safety else shortest

    def repairable_from(self, fact: Fact) -> date:
        return add_months(fact.decided_on, self.months(fact))


@dataclass(frozen=True)
class RepairPolicy:
    """What the pack in force says about repair."""

    edition: str
    valid_from: date
    present: Regime
    former: Regime
    favourable_to_older: bool
    not_repairable: tuple[str, ...] = ()
    not_repairable_basis: str = ""


@dataclass(frozen=True)
class Circumstances:
    """What else stands in the way, or proves the fulfilment.

    Attributes:
        fulfilment: what the register itself shows; empty where the business has to prove it.
        locked_until: no repair before, after false material.
        open_number: number of an application for the same record that is not decided yet.
    """

    fulfilment: str = ""
    locked_until: date | None = None
    open_number: str = ""


NOTHING_KNOWN = Circumstances()


@dataclass(frozen=True)
class Option:
    """Whether a record may be repaired on a day, by which rule, and what is missing."""

    state: RepairState
    from_on: date | None
    basis: str
    reason: str
    missing: tuple[str, ...] = ()

    @property
    def may_apply(self) -> bool:
        return self.state == RepairState.NOW


def option(
    fact: Fact, policy: RepairPolicy, on: date, found: Circumstances = NOTHING_KNOWN
) -> Option:
    """What may be done about one record on a day."""
    if needless := _needless(fact, on):
        return Option(RepairState.NEEDLESS, None, "", needless)
    if kind := fact.names(policy.not_repairable):
        reason = f"属于不予修复的情形（{kind}）。"
        return Option(RepairState.NEVER, None, policy.not_repairable_basis, reason)
    regime = regime_of(fact, policy, on)
    first = regime.repairable_from(fact)
    from_on = max(first, found.locked_until or first)
    missing = (
        (PERIOD, first > on),
        (LOCK, found.locked_until is not None and found.locked_until > on),
        (FULFILMENT, not found.fulfilment),
    )
    return Option(
        state=_state(from_on, on, found),
        from_on=from_on,
        basis=regime.name,
        reason=_reason(fact, regime, from_on, on, found),
        missing=tuple(name for name, is_missing in missing if is_missing),
    )


def regime_of(fact: Fact, policy: RepairPolicy, on: date) -> Regime:
    """The regulation by which a record is repaired on a day (新旧衔接: 从有利)."""
    if on < policy.valid_from:
        return policy.former
    if fact.decided_on >= policy.valid_from:
        return policy.present
    if not policy.favourable_to_older:
        return policy.former
    return min(policy.present, policy.former, key=lambda regime: regime.repairable_from(fact))


def _needless(fact: Fact, on: date) -> str:
    """Why there is nothing to repair."""
    if not fact.is_adverse:
        return "不是失信信息，无需修复。"
    if fact.is_withdrawn:
        return "该记录已经撤回，无需修复。"
    if fact.repaired_on and fact.repaired_on <= on:
        return f"该记录已于{fact.repaired_on:%Y年%m月%d日}修复。"
    if fact.published_until and fact.published_until <= on:
        return f"最长公示期已于{fact.published_until:%Y年%m月%d日}届满，已停止公示，无需修复。"
    return ""


def _state(from_on: date, on: date, found: Circumstances) -> RepairState:
    if found.open_number:
        return RepairState.UNDER_WAY
    return RepairState.NOW if from_on <= on else RepairState.LATER


def _reason(fact: Fact, regime: Regime, from_on: date, on: date, found: Circumstances) -> str:
    months = regime.months(fact)
    counted = f"自文书日期{fact.decided_on:%Y年%m月%d日}起满{months}个月"
    if found.open_number:
        return f"已有在办的修复申请（{found.open_number}），请等待决定。"
    if found.locked_until and found.locked_until > on:
        return f"此前的修复因材料虚假被撤销，{from_on:%Y年%m月%d日}前不予修复。"
    if from_on > on:
        return f"最短公示期{counted}，{from_on:%Y年%m月%d日}起可以申请。"
    if months:
        return f"最短公示期（{counted}）已满，履行义务后即可申请。"
    return "没有最短公示期，纠正失信行为、履行义务后即可申请。"
