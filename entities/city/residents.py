"""The entities of the city, one after another, and who stands behind them."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from entities.choices import EntityStatus, SubjectKind
from entities.city import words
from entities.city.codes import entity_code
from entities.city.plan import CityPlan
from entities.city.trades import FIRM_WEIGHTS, SHOP_WEIGHTS, TRADES, Trade

KINDS = (
    SubjectKind.INDIVIDUAL_BUSINESS, SubjectKind.ENTERPRISE, SubjectKind.COOPERATIVE,
    SubjectKind.SOCIAL_ORGANISATION, SubjectKind.PUBLIC_INSTITUTION,
)  # fmt: skip
KIND_WEIGHTS = (658, 980, 992, 998, 1000)  # cumulative, of 1000
STATUSES = (
    EntityStatus.ACTIVE, EntityStatus.DEREGISTERED, EntityStatus.REVOKED,
    EntityStatus.MOVED_OUT, EntityStatus.CANCELLED,
)  # fmt: skip
STATUS_WEIGHTS = (870, 955, 993, 998, 1000)
FORMS = ("有限公司", "股份有限公司", "集团有限公司", "合伙企业（有限合伙）", "厂")
FORM_WEIGHTS = (88, 91, 93, 96, 100)
SOCIAL_FORMS = ("行业协会", "商会", "服务中心", "志愿者协会", "培训学校")
INSTITUTION_FORMS = ("中心小学", "社区卫生服务中心", "文化站", "农业服务中心", "实验幼儿园")
FARMING = tuple(trade for trade in TRADES if trade.code.startswith("A"))
WELFARE = tuple(trade for trade in TRADES if trade.code[0] in "PQ")
REGISTER_YEARS = 5  # the register was opened so many years ago
BRANCH_SHARE, FORMER_NAME_SHARE, PROVISIONAL_SHARE, SHARED_PERSON_SHARE = 0.02, 0.03, 0.003, 0.08
OLDEST_DAYS = 11_000
NEIGHBOURS = 64  # how far back a branch finds its parent and a person a second firm


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A natural person who appears for the first time; ``number`` makes the ID number."""

    pk: int
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Resident:
    """One entity. ``person`` is given when its representative is new to the register."""

    pk: int
    code: str
    name: str
    kind: SubjectKind
    status: EntityStatus
    registered_on: date
    trade: Trade
    town: int
    address: str
    phone: str
    parent: int | None
    known_on: date
    is_confirmed: bool
    former_name: str
    renamed_on: date | None
    person_id: int
    person: NewPerson | None


def residents(plan: CityPlan) -> Iterator[Resident]:
    """Every entity of the plan; a second call gives the same again."""
    registrar = _Registrar(plan)
    for index in range(plan.entities):
        yield registrar.register(index)


class _Registrar:
    """Registers entities in order, remembering the neighbours that later ones refer to."""

    def __init__(self, plan: CityPlan) -> None:
        self.plan = plan
        self.dice = plan.dice("residents")
        self.opened_on = plan.on - timedelta(days=365 * REGISTER_YEARS)
        self.firms: deque[tuple[int, str]] = deque(maxlen=NEIGHBOURS)
        self.person_ids: deque[int] = deque(maxlen=NEIGHBOURS)
        self.persons = 0

    def register(self, index: int) -> Resident:
        dice, pk = self.dice, self.plan.first_entity + index
        kind = dice.choices(KINDS, cum_weights=KIND_WEIGHTS)[0]
        trade = self._trade(kind)
        town = int(len(words.TOWNS) * dice.random())
        name, parent = self._name(pk, kind, trade, town)
        registered_on = self._registered_on()
        known_on = max(registered_on, self.opened_on)
        former_name, renamed_on = self._former(kind, trade, town, known_on)
        person_id, person = self._person()
        return Resident(
            pk=pk,
            code=entity_code(pk, kind),
            name=name,
            kind=kind,
            status=dice.choices(STATUSES, cum_weights=STATUS_WEIGHTS)[0],
            registered_on=registered_on,
            trade=trade,
            town=town,
            address=f"{words.CITY}{words.TOWNS[town]}{dice.choice(words.ROADS)}"
            f"{int(1 + 680 * dice.random())}号",
            phone=f"139{pk % 10**8:08d}",
            parent=parent,
            known_on=known_on,
            is_confirmed=dice.random() >= PROVISIONAL_SHARE,
            former_name=former_name,
            renamed_on=renamed_on,
            person_id=person_id,
            person=person,
        )

    def _trade(self, kind: SubjectKind) -> Trade:
        match kind:
            case SubjectKind.COOPERATIVE:
                return self.dice.choice(FARMING)
            case SubjectKind.PUBLIC_INSTITUTION:
                return self.dice.choice(WELFARE)
        weights = SHOP_WEIGHTS if kind == SubjectKind.INDIVIDUAL_BUSINESS else FIRM_WEIGHTS
        return self.dice.choices(TRADES, cum_weights=weights)[0]

    def _name(self, pk: int, kind: SubjectKind, trade: Trade, town: int) -> tuple[str, int | None]:
        """The name, and the parent's key if it is a branch."""
        if kind != SubjectKind.ENTERPRISE:
            return entity_name(self.dice, kind, trade, town), None
        if self.firms and self.dice.random() < BRANCH_SHARE:
            parent, parent_name = self.dice.choice(self.firms)
            return f"{parent_name}{short_town(town)}分公司", parent
        name = entity_name(self.dice, kind, trade, town)
        self.firms.append((pk, name))
        return name, None

    def _registered_on(self) -> date:
        """Young entities are more frequent than old ones."""
        return self.plan.on - timedelta(days=int(1 + OLDEST_DAYS * self.dice.random() ** 2))

    def _former(
        self, kind: SubjectKind, trade: Trade, town: int, known_on: date
    ) -> tuple[str, date | None]:
        """A name borne before, and the day it was given up."""
        age = (self.plan.on - known_on).days
        if kind != SubjectKind.ENTERPRISE or self.dice.random() >= FORMER_NAME_SHARE or age < 2:
            return "", None
        renamed_on = known_on + timedelta(days=1 + int((age - 1) * self.dice.random()))
        return entity_name(self.dice, kind, trade, town), renamed_on

    def _person(self) -> tuple[int, NewPerson | None]:
        """The representative: mostly someone new, sometimes one who has a firm already."""
        if self.person_ids and self.dice.random() < SHARED_PERSON_SHARE:
            return self.dice.choice(self.person_ids), None
        pk = self.plan.first_person + self.persons
        self.persons += 1
        self.person_ids.append(pk)
        return pk, NewPerson(pk, person_name(self.dice), pk)


def entity_name(dice: Random, kind: SubjectKind, trade: Trade, town: int) -> str:
    """A name by its parts, as the name register demands: place + trade name + trade + form."""
    if kind == SubjectKind.INDIVIDUAL_BUSINESS:
        return (
            f"{words.CITY}{short_town(town)}{_shop_trade_name(dice)}{dice.choice(trade.shop_words)}"
        )
    if kind == SubjectKind.PUBLIC_INSTITUTION:
        return f"{words.CITY}{short_town(town)}{_trade_name(dice)}{dice.choice(INSTITUTION_FORMS)}"
    firm_word = dice.choice(trade.firm_words)
    if kind == SubjectKind.COOPERATIVE:
        return f"{words.CITY}{_trade_name(dice)}{firm_word}专业合作社"
    if kind == SubjectKind.SOCIAL_ORGANISATION:
        return f"{words.CITY}{_trade_name(dice)}{firm_word}{dice.choice(SOCIAL_FORMS)}"
    form = dice.choices(FORMS, cum_weights=FORM_WEIGHTS)[0]
    if dice.random() < 0.12:  # the place may stand in brackets behind the trade name
        return f"{_trade_name(dice)}（{words.CITY[:-1]}）{firm_word}{form}"
    return f"{words.CITY}{_trade_name(dice)}{firm_word}{form}"


def person_name(dice: Random) -> str:
    """Surname and one or two given characters, the common ones more often."""
    given = skewed(dice, words.GIVEN, 1.3)
    if dice.random() < 0.7:
        given += skewed(dice, words.GIVEN, 1.3)
    return skewed(dice, words.SURNAMES) + given


def short_town(town: int) -> str:
    return words.TOWNS[town].removesuffix("镇").removesuffix("街道")


def _trade_name(dice: Random) -> str:
    """The 字号: two to four characters, mostly three, which seldom meet."""
    length = dice.random()
    name = skewed(dice, words.TRADE_NAME_FIRST, 1.3) + skewed(dice, words.TRADE_NAME_NEXT, 1.3)
    if length > 0.25:
        name += skewed(dice, words.TRADE_NAME_NEXT, 1.2)
    if length > 0.85:
        name += skewed(dice, words.TRADE_NAME_NEXT, 1.2)
    return name


def _shop_trade_name(dice: Random) -> str:
    """Shops bear their owner's name, a nickname, or a trade name like a firm."""
    luck = dice.random()
    if luck < 0.35:
        return person_name(dice)
    if luck < 0.5:
        return dice.choice(words.SHOP_NAME) + skewed(dice, words.SURNAMES)
    return _trade_name(dice)


def skewed(dice: Random, values: Sequence[str], power: float = 2.0) -> str:
    """One of ``values``, the early ones more often."""
    return values[int(len(values) * dice.random() ** power)]
