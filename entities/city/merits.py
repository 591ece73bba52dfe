"""What speaks for an entity."""

from datetime import date
from random import Random

from credit_portal.shared.workdays import add_months
from entities.choices import RecordKind
from entities.city import facts
from entities.city.happenings import Happening
from entities.city.residents import Resident
from entities.rules import RecordRules


def honour(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    title, rank = dice.choice(facts.HONOURS)
    until, details = add_months(on, 36), {"honour_rank": rank}
    return Happening(RecordKind.HONOUR, title, "market", "誉", details, None, until, until)


def tax_credit(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    """The yearly grade of the tax office, known where the taxpayer allows it."""
    title = f"{on.year - 1}年度纳税信用评价"
    return Happening(RecordKind.TAX_CREDIT, title, "tax", "税", {"tax_grade": "A"})


def self_declaration(dice: Random, resident: Resident, on: date, _: RecordRules) -> Happening:
    declaration = dice.choice(facts.DECLARATIONS)
    title, details = f"自主申报：{declaration}", {"declaration": declaration}
    return Happening(RecordKind.SELF_DECLARATION, title, "approval", "申", details)
