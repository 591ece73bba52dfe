"""The facts of the city: few about most entities, many about a few."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from entities import rules
from entities.city.conduct import MEAN_THICKNESS, Conduct, Told, conduct_of, routine, telling
from entities.city.plan import CityPlan
from entities.city.residents import Resident, residents

COLUMNS = (
    "id", "entity_id", "kind", "title", "document_number", "authority_name", "authority_code",
    "decided_on", "valid_from", "valid_until", "details", "level", "scope", "published_from",
    "repairable_from", "published_until", "rule", "reported_by_id", "fingerprint", "recorded_at",
    "withdrawn_at", "withdrawal_reason", "repaired_at",
)  # fmt: skip
SPREAD = 0.9  # of the log-normal number of records of an entity
MEAN_SPREAD = 1.5
DAYS_A_YEAR = 365
LAG_DAYS = 7  # departments report within so many days
LATE_SHARE, LATE_FROM_DAYS, LATE_DAYS = 0.04, 11, 8  # but some facts from then on, within so many
WITHDRAWN_SHARE, REPAIRED_SHARE = 0.002, 0.35
WITHDRAWAL_REASONS = ("行政复议撤销原决定", "报送信息有误", "行政诉讼判决撤销")
to_json = json.JSONEncoder(ensure_ascii=False).encode

Cell = str | int | None
Row = tuple[Cell, ...]


def record_rows(plan: CityPlan) -> Iterator[Row]:
    """Every record of the plan, in the order of ``COLUMNS``; exactly ``plan.records`` rows."""
    dice = plan.dice("records")
    clerk = _Clerk(plan, dice)
    left = plan.records
    for index, resident in enumerate(residents(plan)):
        conduct = conduct_of(dice)
        told = list(telling(dice, conduct, _days_known(plan, resident) / DAYS_A_YEAR))
        entities_left = plan.entities - index
        count = max(len(told), _thickness(dice, conduct, left / entities_left))
        count = left if entities_left == 1 else min(count, left)
        left -= count
        happened = [*told, *routine(dice, max(0, count - len(told)))]
        for what in happened[:count]:
            yield clerk.record(resident, what)


def _days_known(plan: CityPlan, resident: Resident) -> int:
    return (plan.on - resident.known_on).days


def _thickness(dice: Random, conduct: Conduct, mean: float) -> int:
    """How many records an entity has where ``mean`` is the mean of all."""
    share = conduct.thickness * dice.lognormvariate(0, SPREAD)
    return int(mean * share / (MEAN_THICKNESS * MEAN_SPREAD) + dice.random())


class _Clerk:
    """Writes happenings down as rows, with the publication that the pack's rule gives them."""

    def __init__(self, plan: CityPlan, dice: Random) -> None:
        self.plan = plan
        self.dice = dice
        self.next_pk = plan.first_record

    def record(self, resident: Resident, what: Told) -> Row:
        plan, dice, pk = self.plan, self.dice, self.next_pk
        self.next_pk += 1
        build, moment = what
        on = resident.known_on + timedelta(days=int(_days_known(plan, resident) * moment))
        fact = build(dice, resident, on, plan.rules)
        authority = plan.authorities[fact.office]
        number = f"{authority.mark}{fact.word}〔{on.year}〕{pk}号"
        decided = on.isoformat()
        publication = rules.publication_of(fact.level, on, plan.rules, fact.ends_on)
        withdrawn_at, reason = self._withdrawal(on)
        return (
            pk, resident.pk, fact.kind, fact.title, number, authority.name, authority.code,
            decided, decided if fact.valid_until else None, _iso(fact.valid_until),
            to_json(fact.details), fact.level or "", plan.scopes[fact.kind],
            _iso(publication.published_from), _iso(publication.repairable_from),
            _iso(publication.published_until), plan.rules.version, authority.agency_id,
            str(rules.fingerprint(fact.kind, number, authority.code, resident.code, decided)),
            self._recorded_at(on, pk), withdrawn_at, reason, self._repair(publication),
        )  # fmt: skip

    def _recorded_at(self, on: date, pk: int) -> str:
        """Within days, and before the day of the city, whose morning may not have come."""
        yesterday = self.plan.on - timedelta(days=1)
        day = min(on + timedelta(days=_lag(self.dice.random())), yesterday)
        return f"{day} 09:{pk % 60:02d}:00+08"

    def _withdrawal(self, on: date) -> tuple[str | None, str]:
        """A few facts prove wrong within the year."""
        day = on + timedelta(days=20 + int(300 * self.dice.random()))
        if self.dice.random() >= WITHDRAWN_SHARE or day >= self.plan.on:
            return None, ""
        return f"{day} 16:00:00+08", self.dice.choice(WITHDRAWAL_REASONS)

    def _repair(self, publication: rules.Publication) -> str | None:
        """A third of the published facts are repaired as soon as the rule allows it."""
        start, end = publication.repairable_from, publication.published_until
        if not (publication.published_from and start and end):
            return None
        if self.dice.random() >= REPAIRED_SHARE:
            return None
        day = start + timedelta(days=int(90 * self.dice.random()))
        return f"{day} 15:00:00+08" if day < min(end, self.plan.on) else None


def _lag(drawn: float) -> int:
    """Days until a fact is reported; ``drawn`` lies between 0 and 1."""
    if drawn < LATE_SHARE:
        return LATE_FROM_DAYS + int(LATE_DAYS * drawn / LATE_SHARE)
    return int(LAG_DAYS * drawn)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
