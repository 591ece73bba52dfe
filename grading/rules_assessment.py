"""Results from outside, as pure rules: how long one bears on grades, and what its words mean."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from credit_portal.shared.periods import Period
from credit_portal.shared.text import fold
from credit_portal.shared.workdays import add_months
from grading.choices import PUBLIC_SOURCES, AssessmentSource, CreditGrade, NationalGrade

MONTHS_A_YEAR = 12
LETTERS: Mapping[AssessmentSource, frozenset[str]] = {
    AssessmentSource.NATIONAL: frozenset(NationalGrade),
    AssessmentSource.PROVINCE: frozenset(CreditGrade),
    AssessmentSource.INDUSTRY: frozenset(CreditGrade),
    AssessmentSource.MARKET: frozenset(CreditGrade),
}


@dataclass(frozen=True)
class Counted:
    """A result counts from the one day until the day before the other."""

    counts_from: date
    counts_until: date


def counted(
    source: AssessmentSource, period: Period, assessed_on: date, *, national_runs: int,
    grace_months: int,
) -> Counted:  # fmt: skip
    """How long a result bears on grades.

    The result of the nation or the province counts from its day until the next one is due
    (``national_runs`` a year) and ``grace_months`` longer, for the next may be late. Every other
    one counts in the period after its own, whenever it was given, so that public → industry →
    public is no circle (江阴 三(四): the result of the previous period).
    """
    if source in PUBLIC_SOURCES:
        months = MONTHS_A_YEAR // national_runs + grace_months
        return Counted(assessed_on, add_months(assessed_on, months))
    begins_on = period.next_begins_on
    return Counted(begins_on, add_months(begins_on, period.months))


def domain_name(text: str) -> str:
    """An industry as results name it: ``道路 运输行业`` is 道路运输.

    ``DOMAIN_SQL`` is the same, for files.
    """
    return re.sub(r"(?<=.)(行业|领域)$", "", re.sub(r"\s+", "", fold(text)))


DOMAIN_SQL = (
    r"regexp_replace(regexp_replace(fold_name(domain), '\s+', '', 'g'), '(.)(行业|领域)$', '\1')"
)


def grade_letter(
    source: AssessmentSource, word: str, national_words: Mapping[str, NationalGrade]
) -> CreditGrade:
    """The letter of a grade as it was written: ``A``, ``b 级``, or a former word like 优.

    Raises:
        ValueError: the source has no such grade.
    """
    letter = fold(word).removesuffix("级").strip()
    if source == AssessmentSource.NATIONAL and letter in national_words:
        letter = national_words[letter].value
    if letter not in LETTERS[source]:
        raise ValueError(word)
    return CreditGrade(letter)
