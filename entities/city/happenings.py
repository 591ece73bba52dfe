"""What happens to an entity: one function for each kind of record."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from entities.choices import DishonestyLevel, RecordKind
from entities.city import facts
from entities.city.residents import Resident
from entities.rules import LONG_TERM, RecordRules, add_months, penalty_level

DEFAULT_OFFICE = "market"


@dataclass(frozen=True, slots=True)
class Happening:
    """A fact before the register counts its publication.

    Attributes:
        office: key of the authority in ``facts.OFFICES``.
        word: what document numbers of the kind say, e.g. 罚.
        details: by the headings of the department's layout.
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
    details = {
        "违法行为类型": offence,
        "违法事实": f"经查,当事人{offence},事实清楚,证据确凿。",
        "处罚依据": facts.LAWS.get(office, facts.OTHER_LAW),
        "处罚类别": kinds,
        "处罚内容": f"依法给予{kinds.replace(';', '、')}",
    }
    if "罚款" in kinds:
        details["罚款金额(万元)"] = _ten_thousands(dice, 8.5)
    if "没收" in kinds:
        details["没收违法所得、没收非法财物的金额(万元)"] = _ten_thousands(dice, 7.5)
    return Happening(
        offence, office, "罚", details, level=penalty_level(kinds.split(";"), rules),
        valid_until=add_months(on, 12),
    )  # fmt: skip


def permit(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    """A licence that the trade needs, for five years or long-term."""
    office = resident.trade.office
    name, prefix, content = dice.choice(facts.LICENCES[office])
    details = {
        "许可类别": dice.choice(facts.LICENCE_KINDS),
        "许可证书名称": name,
        "许可编号": f"{prefix}{int(10**13 * dice.random()):013d}",
        "许可内容": content,
    }
    until = LONG_TERM if dice.random() < 0.15 else add_months(on, 60) - timedelta(days=1)
    return Happening(name, office, "许", details, valid_until=until)


def inspection(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    title = dice.choice(facts.INSPECTION_TITLES)
    result = dice.choices(facts.INSPECTION_RESULTS, cum_weights=facts.INSPECTION_WEIGHTS)[0]
    return Happening(title, resident.trade.office, "检", {"检查结果": result})


def commitment(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    kind = dice.choices(facts.COMMITMENT_TYPES, cum_weights=facts.COMMITMENT_WEIGHTS)[0]
    details = {
        "承诺类型": kind,
        "承诺内容": "承诺所提交材料真实有效,按期补齐所缺材料。",
        "违诺责任": "撤销许可并记入信用记录",
    }
    matter = dice.choice(facts.COMMITMENT_MATTERS)
    return Happening(matter, "approval", "诺", details, valid_until=add_months(on, 12))


def fulfilment(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    matter = dice.choice(facts.COMMITMENT_MATTERS)
    return Happening(f"{matter}承诺履行", "approval", "履", {"承诺履行状态": "全部履行"})


def breach(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    matter = dice.choice(facts.COMMITMENT_MATTERS)
    details = {
        "承诺履行状态": dice.choice(("部分履行", "全部未履行")),
        "未履行的承诺内容": "未在承诺期限内补齐材料",
        "违诺责任追究内容": "撤销许可并记入信用记录",
    }
    return Happening(f"{matter}违诺", "approval", "违", details, level=DishonestyLevel.GENERAL)


def honour(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    title, rank = dice.choice(facts.HONOURS)
    until = add_months(on, 36)
    return Happening(title, DEFAULT_OFFICE, "誉", {"荣誉级别": rank}, None, until, until)


def contract(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    details = {"履约结果": dice.choice(facts.CONTRACT_RESULTS)}
    return Happening("政府采购合同履约", "approval", "合", details)


def confirmation(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    return Happening(dice.choice(facts.CONFIRMATIONS), "labour", "确")


def reward(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    details = {"奖励金额(万元)": _ten_thousands(dice, 9.5)}
    return Happening(dice.choice(facts.REWARDS), DEFAULT_OFFICE, "奖", details)


def abnormal(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    """An entry in the list of abnormal operation, mostly left within a year."""
    details = {"列入原因": dice.choice(facts.ABNORMAL_REASONS)}
    ends_on = on + timedelta(days=int(30 + 600 * dice.random() ** 2))
    return Happening(
        "列入经营异常名录", DEFAULT_OFFICE, "异", details, DishonestyLevel.GENERAL, None, ends_on
    )


def listing(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    name = dice.choice(facts.LISTS)
    details = {"名单名称": name, "列入事由": "符合名单认定条件"}
    return Happening(f"列入{name}", "labour", "列", details, DishonestyLevel.SERIOUS)


def judgment_debt(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    details = {"执行标的(万元)": _ten_thousands(dice, 12), "失信情形": "有履行能力而拒不履行"}
    return Happening("失信被执行人", "court", "执", details, DishonestyLevel.SERIOUS)


def complaint(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    title = dice.choice(facts.COMPLAINTS)
    return Happening(title, DEFAULT_OFFICE, "诉", {"处理结果": "已督促整改"}, DishonestyLevel.MINOR)


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
