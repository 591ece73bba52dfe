"""What happens to an entity in the course of business: one function for each kind of fact.

What tells good conduct from bad stands in ``merits`` and ``offences``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from credit_portal.shared.workdays import LONG_TERM, add_months
from entities.choices import DishonestyLevel, RecordKind
from entities.city import facts
from entities.city.residents import Resident
from entities.rules import RecordRules


@dataclass(frozen=True, slots=True)
class Happening:
    """A fact before the register counts its publication.

    Attributes:
        office: key of the authority in ``facts.OFFICES``.
        word: what document numbers of the kind say, e.g. 罚.
        details: by the fields of the import layouts and of ``entities.details``.
        ends_on: an end of publication that lies in the fact itself.
    """

    kind: RecordKind
    title: str
    office: str
    word: str
    details: dict[str, Any] = field(default_factory=dict)
    level: DishonestyLevel | None = None
    valid_until: date | None = None
    ends_on: date | None = None


Builder = Callable[[Random, Resident, date, RecordRules], Happening]


def permit(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    """A licence that the trade needs, for five years or long-term."""
    office = resident.trade.office
    name, prefix, content = dice.choice(facts.LICENCES[office])
    details = {
        "document_name": "准予行政许可决定书",
        "permit_kind": dice.choice(facts.LICENCE_KINDS),
        "certificate": name,
        "certificate_number": f"{prefix}{int(10**13 * dice.random()):013d}",
        "content": content,
        "state": "有效",
    }
    until = LONG_TERM if dice.random() < 0.15 else add_months(on, 60) - timedelta(days=1)
    return Happening(RecordKind.PERMIT, name, office, "许", details, valid_until=until)


def inspection(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    """An inspection that found nothing, or hardly anything."""
    results, weights = facts.INSPECTION_RESULTS, facts.INSPECTION_WEIGHTS
    details = {"inspection_result": dice.choices(results, cum_weights=weights)[0]}
    title = dice.choice(facts.INSPECTION_TITLES)
    return Happening(RecordKind.INSPECTION, title, resident.trade.office, "检", details)


def commitment(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    kind = dice.choices(facts.COMMITMENT_KINDS, cum_weights=facts.COMMITMENT_WEIGHTS)[0]
    details = {
        "commitment_kind": kind,
        "content": "承诺所提交材料真实有效，按期补齐所缺材料。",
        "liability": "撤销许可并记入信用记录",
    }
    matter, until = dice.choice(facts.COMMITMENT_MATTERS), add_months(on, 12)
    return Happening(RecordKind.COMMITMENT, matter, "approval", "诺", details, valid_until=until)


def fulfilment(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    title = f"{dice.choice(facts.COMMITMENT_MATTERS)}承诺履行"
    kind = RecordKind.COMMITMENT_FULFILMENT
    return Happening(kind, title, "approval", "履", {"fulfilment": "1"})


def contract(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    details = {"contract_result": dice.choice(facts.CONTRACT_RESULTS)}
    return Happening(RecordKind.CONTRACT, "政府采购合同履约", "approval", "合", details)


def confirmation(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    return Happening(RecordKind.CONFIRMATION, dice.choice(facts.CONFIRMATIONS), "labour", "确")


def reward(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    details = {"amount": ten_thousands(dice, 9.5)}
    return Happening(RecordKind.REWARD, dice.choice(facts.REWARDS), "market", "奖", details)


ROUTINE: tuple[Builder, ...] = (
    permit, inspection, commitment, fulfilment, confirmation, contract, reward,
)  # fmt: skip
ROUTINE_WEIGHTS = (34, 64, 82, 89, 94, 98, 100)


def ten_thousands(dice: Random, mean_log_yuan: float) -> float:
    """An amount in 万元 whose logarithm in yuan is normal."""
    return round(dice.lognormvariate(mean_log_yuan, 1.2)) / 10_000
