"""How a business is treated: pack, grade, lists and measures put together, as pure values.

Sources: 江阴 三(五), 伊春 三-1、三-2, 淮安区 三(三)、四(一), 江西 (十三)、(十四). The class decides
how often a business is inspected and which conveniences it is offered; a right is taken away by a
measure on the national list alone (国办发〔2020〕49号).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from credit_portal.policy.choices import (
    Convenience,
    CreditClass,
    CreditGrade,
    FrequencyRule,
    InspectionTier,
)
from credit_portal.policy.display import shown
from credit_portal.policy.schema import Clause, Pack
from supervision.treatment.choices import Stance

T = TypeVar("T")

# Open to everybody by law; a class does not take them away.
RIGHTS = frozenset({Convenience.PREFERENTIAL_POLICY, Convenience.FISCAL_FUNDS, Convenience.AWARDS})
FREQUENCIES: Mapping[FrequencyRule, str] = {
    FrequencyRule.AT_MOST: "每年不超过 {} 次",
    FrequencyRule.REGULAR: "每年 {} 次",
    FrequencyRule.AS_NEEDED: "每年不少于 {} 次，视需要增加",
}
TIERS = tuple(InspectionTier)
FOCUS_LABEL = "重点关注对象"
NO_LABEL = "未列为重点对象"
UNRESTRICTED = "没有依法采取的限制措施"
ORDINARY = "未列入该类别的支持激励（{}）"
NEEDS_BASIS = (
    "该类别拟限制（{}），但类别本身不是限制权利的依据：须另有清单内的措施并引用法律依据，方可限制"
)


@dataclass(frozen=True)
class Said(Generic[T]):
    """A value, how it is written, and the clause or act that says so."""

    value: T
    text: str
    basis: str


@dataclass(frozen=True)
class MeasureInForce:
    """What a measure does to the business itself, and on what it rests."""

    pk: int
    name: str
    edition: str
    is_restriction: bool
    conveniences: frozenset[Convenience]
    key_supervision: bool
    content: str
    legal_basis: str
    document: str
    imposed_by: str
    executed_by: str
    from_on: date
    until_on: date | None

    @property
    def citation(self) -> str:
        """Measure, law, record, agency and term: what a refusal must name."""
        return (
            f"{self.name}（{self.edition}），{self.imposed_by}决定，法律依据：{self.legal_basis}，"
            f"所依据的记录：{self.document}，{term_in_words(self.from_on, self.until_on)}"
        )


@dataclass(frozen=True)
class ListingInForce:
    """A list that the business stands on; ``tier`` is the least at which it is inspected."""

    pk: int
    name: str
    decision: str
    agency: str
    from_on: date
    until_on: date | None
    is_adverse: bool
    tier: InspectionTier | None

    @property
    def citation(self) -> str:
        term = term_in_words(self.from_on, self.until_on)
        return f"列入{self.name}，{self.agency}{self.decision}，{term}"


@dataclass(frozen=True)
class Standing:
    """The grade of the business; ``is_graded`` is false where the pack's answer to none holds."""

    grade: CreditGrade
    credit_class: CreditClass
    is_graded: bool
    mark: str
    graded_on: date | None


@dataclass(frozen=True)
class ConvenienceStance:
    """One convenience: what may be expected, and why."""

    convenience: Convenience
    stance: Stance
    reason: str


@dataclass(frozen=True)
class InspectionRule:
    """How often the business is inspected (双随机)."""

    tier: Said[InspectionTier]
    ratio: Said[int]
    ratio_low: Said[int]
    ratio_high: Said[int]
    frequency: Said[int]
    case_approval: Said[bool]


@dataclass(frozen=True)
class Treatment:
    """One answer with reasons: what follows for a business on a day."""

    uscc: str
    name: str
    on: date
    edition: str
    standing: Standing
    class_name: Said[str]
    label: Said[str]
    inspection: InspectionRule
    conveniences: tuple[ConvenienceStance, ...]
    notes: tuple[Said[bool], ...]
    measures: tuple[MeasureInForce, ...]
    listings: tuple[ListingInForce, ...]

    def stance_on(self, convenience: Convenience) -> ConvenienceStance:
        return next(line for line in self.conveniences if line.convenience == convenience)


@dataclass(frozen=True)
class Check:
    """自动比对 (淮安区 四(一)): what a service system must heed before it serves a business."""

    uscc: str
    name: str
    on: date
    must_intercept: bool
    listings: tuple[ListingInForce, ...]
    measures: tuple[MeasureInForce, ...]

    @property
    def is_hit(self) -> bool:
        """It stands on an adverse list, or a restriction is in force."""
        return bool(self.listings or self.measures)


def compose(
    *, uscc: str, name: str, on: date, pack: Pack, standing: Standing,
    measures: tuple[MeasureInForce, ...], listings: tuple[ListingInForce, ...],
) -> Treatment:  # fmt: skip
    """Everything that follows for a business, each with its reason."""
    said = pack.classes[standing.credit_class]
    notes = (said.minor_violation_list, said.lenient_joint_inspection, said.credit_reminder)
    labels = ("适用免罚轻罚清单", "联合检查包容审慎", "开展信用提示警示")
    return Treatment(
        uscc=uscc,
        name=name,
        on=on,
        edition=pack.edition,
        standing=standing,
        class_name=said_by(said.name),
        label=_label(pack, standing, measures, listings),
        inspection=_inspection(pack, standing, measures, listings),
        conveniences=tuple(
            _stance(convenience, pack, standing, measures) for convenience in Convenience
        ),
        notes=tuple(
            Said(True, label, clause.basis)
            for label, clause in zip(labels, notes, strict=True)
            if clause.value
        ),
        measures=measures,
        listings=listings,
    )


def said_by(clause: Clause[Any]) -> Said[Any]:
    return Said(clause.value, shown(clause.value, clause.unit), clause.basis)


def term_in_words(from_on: date, until_on: date | None) -> str:
    """自…起至…止, or without an end."""
    end = f"至{until_on:%Y年%m月%d日}止" if until_on else "至依法移出或者终止"
    return f"自{from_on:%Y年%m月%d日}起{end}"


def _label(
    pack: Pack, standing: Standing, measures: Iterable[MeasureInForce],
    listings: Iterable[ListingInForce],
) -> Said[str]:  # fmt: skip
    """监管对象类别; a measure or a list stands before the class."""
    for citation, tier in _raising(measures, listings):
        is_key = tier == InspectionTier.STRICT
        key_label = pack.classes[CreditClass.SERIOUS].supervision_label.value
        text = key_label if is_key else FOCUS_LABEL
        return Said(text, text, citation)
    clause = pack.classes[standing.credit_class].supervision_label
    return Said(clause.value, clause.value or NO_LABEL, clause.basis)


def _raising(
    measures: Iterable[MeasureInForce], listings: Iterable[ListingInForce]
) -> list[tuple[str, InspectionTier]]:
    """What asks for a tier of its own beside the class, the strictest first."""
    by_measure = [(m.citation, InspectionTier.STRICT) for m in measures if m.key_supervision]
    by_list = [(line.citation, line.tier) for line in listings if line.tier]
    return sorted([*by_measure, *by_list], key=lambda found: -TIERS.index(found[1]))


def _inspection(
    pack: Pack, standing: Standing, measures: Iterable[MeasureInForce],
    listings: Iterable[ListingInForce],
) -> InspectionRule:  # fmt: skip
    """The tier of the grade, or a stricter one that a measure or a list asks for."""
    tier, basis = pack.inspection.tiers.value[standing.grade], pack.inspection.tiers.basis
    for citation, asked in _raising(measures, listings):
        if TIERS.index(asked) > TIERS.index(tier):
            tier, basis = asked, citation
    rate = pack.inspection.rates[tier]
    frequency = FREQUENCIES[rate.frequency_rule.value].format(rate.checks_per_year.value)
    return InspectionRule(
        tier=Said(tier, str(tier.label), basis),
        ratio=said_by(rate.ratio),
        ratio_low=said_by(rate.ratio_low),
        ratio_high=said_by(rate.ratio_high),
        frequency=Said(rate.checks_per_year.value, frequency, rate.frequency_rule.basis),
        case_approval=said_by(rate.case_approval),
    )


def _stance(
    convenience: Convenience, pack: Pack, standing: Standing, measures: Iterable[MeasureInForce]
) -> ConvenienceStance:
    """A restriction first, then an incentive, then the class; a class bars no right."""
    touching = [measure for measure in measures if convenience in measure.conveniences]
    for measure in sorted(touching, key=lambda measure: not measure.is_restriction):
        stance = Stance.BARRED if measure.is_restriction else Stance.ALLOWED
        return ConvenienceStance(convenience, stance, measure.citation)
    return ConvenienceStance(
        convenience, *_stance_of_class(convenience, pack, standing.credit_class)
    )


def _stance_of_class(
    convenience: Convenience, pack: Pack, credit_class: CreditClass
) -> tuple[Stance, str]:
    said = pack.classes[credit_class]
    allowed, barred = said.conveniences_allowed, said.conveniences_barred
    if convenience in allowed.value:
        return Stance.ALLOWED, allowed.basis
    if convenience in barred.value:
        if convenience in RIGHTS:
            return Stance.NEEDS_BASIS, NEEDS_BASIS.format(barred.basis)
        return Stance.NOT_OFFERED, barred.basis
    if convenience in RIGHTS:
        return Stance.ALLOWED, UNRESTRICTED
    return Stance.ORDINARY, ORDINARY.format(allowed.basis)
