"""How entities behave: most keep quiet, one in nine excels, a few offend again and again.

Rates are by the year and not by the number of records, so that a thick file is no worse than a thin
one. With the reference model they give about 7 % A, 84 % B, 6.5 % C, 1.5 % D and less than 1 % E,
like the published results of cities.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from entities.city import merits, offences
from entities.city.happenings import ROUTINE, ROUTINE_WEIGHTS, Builder

Told = tuple[Builder, float]  # what happens, and when: 0 first known, 1 today
VARIETY = 0.9  # of the log-normal zeal of those who offend
MEAN_ZEAL = 1.5
GROWTH = 0.5  # departments report more each year: moments crowd towards today


@dataclass(frozen=True)
class Conduct:
    """How thick the file is beside others, and what tells in it: facts a year."""

    thickness: float
    yearly: tuple[tuple[Builder, float], ...]
    varies: bool = False


EXEMPLARY = Conduct(
    1.5,
    (
        (merits.tax_credit, 0.8),
        (merits.honour, 0.7),
        (merits.self_declaration, 0.3),
    ),
)
ORDINARY = Conduct(
    1.0,
    (
        (merits.honour, 0.02),
        (offences.complaint, 0.01),
        (offences.finding, 0.01),
        (offences.penalty, 0.01),
    ),
)
CARELESS = Conduct(
    1.5,
    (
        (offences.penalty, 0.24),
        (offences.finding, 0.16),
        (offences.overdue_report, 0.12),
        (offences.complaint, 0.12),
        (offences.abnormal, 0.1),
        (offences.breach, 0.07),
        (offences.overdue_rectification, 0.04),
        (offences.interview, 0.04),
        (offences.arrears, 0.02),
    ),
    varies=True,
)
OFFENDING = Conduct(
    3.0,
    (
        (offences.penalty, 0.8),
        (offences.complaint, 0.3),
        (offences.interview, 0.2),
        (offences.abnormal, 0.2),
        (offences.breach, 0.15),
        (offences.overdue_rectification, 0.15),
        (offences.arrears, 0.06),
        (offences.judgment_debt, 0.05),
        (offences.defiance, 0.04),
        (offences.listing, 0.03),
    ),
    varies=True,
)
CONDUCTS = (ORDINARY, EXEMPLARY, CARELESS, OFFENDING)
WEIGHTS = (745, 855, 985, 1000)  # cumulative, of 1000
MEAN_THICKNESS = 1.15


def conduct_of(dice: Random) -> Conduct:
    return dice.choices(CONDUCTS, cum_weights=WEIGHTS)[0]


def telling(dice: Random, conduct: Conduct, years: float) -> Iterator[Told]:
    """What tells how an entity behaves, each kind spread evenly over the years it is known."""
    zeal = dice.lognormvariate(0, VARIETY) / MEAN_ZEAL if conduct.varies else 1
    for builder, rate in conduct.yearly:
        number = int(rate * years * zeal + dice.random())
        for index in range(number):
            yield builder, ((index + dice.random()) / number) ** GROWTH


def routine(dice: Random, number: int) -> Iterator[Told]:
    """What happens to everybody."""
    for builder in dice.choices(ROUTINE, cum_weights=ROUTINE_WEIGHTS, k=number):
        yield builder, dice.random() ** GROWTH
