"""Small populations with any mix of facts, for properties and whole-city checks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from entities.fact_types import RULES, FactRule, FactType
from entities.models import CreditRecord, Entity
from tests.factories.entities import SHANGHAI, CreditRecordFactory

ON = date(2026, 11, 20)
KNOWN_AT = datetime(2026, 11, 20, 20, 0, tzinfo=SHANGHAI)
GOOD_FACTS = frozenset(fact for fact in FactType if fact >= FactType.HONOUR_NATIONAL) | {
    FactType.COMMITMENT_FULFILLED
}
RULES_OF_BAD = [rule for rule in RULES if rule.fact_type not in GOOD_FACTS]
AUTHORITIES = ("11990281000000001X", "11990281000000002Y", "")


@dataclass(frozen=True)
class Deed:
    """A fact to be written down: what, how long ago, by whom, and how it ended."""

    rule: FactRule
    days_ago: int
    authority: int = 0
    published_days: int | None = None
    withdrawn_days_ago: int | None = None
    repaired_days_ago: int | None = None

    def record(self, entity: Entity) -> CreditRecord:
        """The unsaved record."""
        decided_on = ON - timedelta(days=self.days_ago)
        until = self.published_days
        withdrawn_at = _instant(self.withdrawn_days_ago)
        return CreditRecordFactory.build(
            entity=entity,
            kind=self.rule.kind,
            level=self.rule.level or "",
            details={self.rule.field: _value(self.rule)} if self.rule.field else {},
            authority_code=AUTHORITIES[self.authority],
            decided_on=decided_on,
            published_from=decided_on,
            repairable_from=None,
            published_until=decided_on + timedelta(days=until) if until is not None else None,
            recorded_at=_instant(min(self.days_ago, 30)),
            withdrawn_at=withdrawn_at,
            withdrawal_reason="复议撤销" if withdrawn_at else "",
            repaired_at=_instant(self.repaired_days_ago),
        )


def write(entity: Entity, deeds: Iterable[Deed]) -> list[CreditRecord]:
    """Write facts down, in the order given."""
    return CreditRecord.objects.bulk_create(deed.record(entity) for deed in deeds)


def deeds(rules: Iterable[FactRule] = RULES) -> st.SearchStrategy[Deed]:
    """Facts of any kind and age."""
    return st.builds(
        Deed,
        rule=st.sampled_from(list(rules)),
        days_ago=st.integers(0, 6 * 365),
        authority=st.integers(0, len(AUTHORITIES) - 1),
        published_days=st.none() | st.integers(1, 4 * 365),
        withdrawn_days_ago=st.none() | st.integers(0, 20),
        repaired_days_ago=st.none() | st.integers(0, 20),
    )


def standing_deeds(rules: Iterable[FactRule] = RULES) -> st.SearchStrategy[Deed]:
    """Facts that are neither withdrawn nor repaired."""
    return st.builds(
        Deed,
        rule=st.sampled_from(list(rules)),
        days_ago=st.integers(0, 5 * 365),
        authority=st.integers(0, len(AUTHORITIES) - 1),
        published_days=st.none() | st.integers(1, 4 * 365),
    )


def _value(rule: FactRule) -> object:
    """A detail that the rule recognises; JSON keeps true as a truth value."""
    return True if rule.prefix == "true" else f"{rule.prefix}（测试）"


def _instant(days_ago: int | None) -> datetime | None:
    if days_ago is None:
        return None
    return datetime.combine(ON - timedelta(days=days_ago), time(9), SHANGHAI)
