"""What happens to an entity: one function for each kind of record."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from credit_portal.shared.workdays import add_months
from entities.choices import DishonestyLevel, RecordKind
from entities.city import facts
from entities.city.residents import Resident
from entities.rules import LONG_TERM, RecordRules, penalty_level

DEFAULT_OFFICE = "market"


@dataclass(frozen=True, slots=True)
class Happening:
    """A fact before the register counts its publication.

    Attributes:
        office: key of the authority in ``facts.OFFICES``.
        word: what document numbers of the kind say, e.g. 罚.
        details: by the fields of the import layouts and of ``entities.details``.
        ends_on: an end of publication that lies in the fact itself.
    """

    title: str
    office: str
    word: str
    details: dict[str, Any] = field(default_factory=dict)
    level: DishonestyLevel | None = None
    valid_until: date | None = None
    ends_on: date | None = None


def penalty(dice: Random, resident: Resident, on: date, rules: RecordRules) -> Happening:
    """A penalty by the office of the trade; fines are log-normal around 5,000 yuan."""
    office = _penalising_office(dice, resident)
    kinds = dice.choices(facts.PENALTY_KINDS, cum_weights=facts.PENALTY_WEIGHTS)[0]
    offence = dice.choice(facts.OFFENCES[office])
    details: dict[str, Any] = {
        "violation": offence,
        "facts": f"经查，当事人{offence}，事实清楚，证据确凿。",
        "basis": facts.LAWS.get(office, facts.OTHER_LAW),
        "kinds": kinds,
        "content": f"依法给予{kinds.replace(';', '、')}",
    }
    if "罚款" in kinds:
        details["fine"] = _ten_thousands(dice, 8.5)
    if "没收" in kinds:
        details["confiscated"] = _ten_thousands(dice, 7.5)
    return Happening(
        offence, office, "罚", details, level=penalty_level(kinds.split(";"), rules),
        valid_until=add_months(on, 12),
    )  # fmt: skip


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
    return Happening(name, office, "许", details, valid_until=until)


def inspection(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    title = dice.choice(facts.INSPECTION_TITLES)
    result = dice.choices(facts.INSPECTION_RESULTS, cum_weights=facts.INSPECTION_WEIGHTS)[0]
    return Happening(title, resident.trade.office, "检", {"inspection_result": result})


def commitment(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    kind = dice.choices(facts.COMMITMENT_KINDS, cum_weights=facts.COMMITMENT_WEIGHTS)[0]
    details = {
        "commitment_kind": kind,
        "content": "承诺所提交材料真实有效，按期补齐所缺材料。",
        "liability": "撤销许可并记入信用记录",
    }
    matter = dice.choice(facts.COMMITMENT_MATTERS)
    return Happening(matter, "approval", "诺", details, valid_until=add_months(on, 12))


def fulfilment(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    matter = dice.choice(facts.COMMITMENT_MATTERS)
    return Happening(f"{matter}承诺履行", "approval", "履", {"fulfilment": "1"})


def breach(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    matter = dice.choice(facts.COMMITMENT_MATTERS)
    details = {
        "fulfilment": dice.choice("23"),
        "unfulfilled_content": "未在承诺期限内补齐材料",
        "liability_pursued": "撤销许可并记入信用记录",
    }
    return Happening(f"{matter}违诺", "approval", "违", details, level=DishonestyLevel.GENERAL)


def honour(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    title, rank = dice.choice(facts.HONOURS)
    until = add_months(on, 36)
    return Happening(title, DEFAULT_OFFICE, "誉", {"honour_rank": rank}, None, until, until)


def contract(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    details = {"contract_result": dice.choice(facts.CONTRACT_RESULTS)}
    return Happening("政府采购合同履约", "approval", "合", details)


def confirmation(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    return Happening(dice.choice(facts.CONFIRMATIONS), "labour", "确")


def reward(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    details = {"amount": _ten_thousands(dice, 9.5)}
    return Happening(dice.choice(facts.REWARDS), DEFAULT_OFFICE, "奖", details)


def abnormal(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    """An entry in the list of abnormal operation, mostly left within a year."""
    details = {"reason": dice.choice(facts.ABNORMAL_REASONS)}
    ends_on = on + timedelta(days=int(30 + 600 * dice.random() ** 2))
    return Happening(
        "列入经营异常名录", DEFAULT_OFFICE, "异", details, DishonestyLevel.GENERAL, None, ends_on
    )


def listing(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    name = dice.choice(facts.LISTS)
    details = {"list_name": name, "reason": "符合名单认定条件"}
    return Happening(f"列入{name}", "labour", "列", details, DishonestyLevel.SERIOUS)


def judgment_debt(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    details = {"amount": _ten_thousands(dice, 12), "reason": "有履行能力而拒不履行"}
    return Happening("失信被执行人", "court", "执", details, DishonestyLevel.SERIOUS)


def complaint(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    title = dice.choice(facts.COMPLAINTS)
    return Happening(title, DEFAULT_OFFICE, "诉", {"handling": "已督促整改"}, DishonestyLevel.MINOR)


BUILDERS: dict[RecordKind, Callable[[Random, Resident, date, RecordRules], Happening]] = {
    RecordKind.PERMIT: permit,
    RecordKind.INSPECTION: inspection,
    RecordKind.COMMITMENT: commitment,
    RecordKind.COMMITMENT_FULFILMENT: fulfilment,
    RecordKind.HONOUR: honour,
    RecordKind.CONTRACT: contract,
    RecordKind.CONFIRMATION: confirmation,
    RecordKind.REWARD: reward,
    RecordKind.PENALTY: penalty,
    RecordKind.COMMITMENT_BREACH: breach,
    RecordKind.ABNORMAL: abnormal,
    RecordKind.COMPLAINT: complaint,
    RecordKind.LISTING: listing,
    RecordKind.JUDGMENT_DEBT: judgment_debt,
}


def _penalising_office(dice: Random, resident: Resident) -> str:
    """Mostly the office of the trade, else one that watches every business."""
    if dice.random() < 0.7:
        return resident.trade.office
    return dice.choice(("market", "fire", "urban", "labour", "ecology"))


def _ten_thousands(dice: Random, mean_log_yuan: float) -> float:
    """An amount in 万元 whose logarithm in yuan is normal."""
    return round(dice.lognormvariate(mean_log_yuan, 1.2)) / 10_000
