"""One value of a policy pack together with the place it comes from.

The schema is a tree of frozen dataclasses: a *section* holds clauses and further sections, a
*record* holds plain values and is itself the value of a clause. Labels (in the words of the
documents) are kept in the field's metadata, so pages and messages need no second list.
"""

from dataclasses import MISSING, dataclass, field
from datetime import date
from typing import Annotated, Any, Generic, TypeVar

from credit_portal.policy.choices import Certainty, PackLevel, Unit

T = TypeVar("T")
PROPOSED = "平台建议值"


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document that clauses are quoted from."""

    code: str
    title: str
    name: str = ""
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    note: str = ""

    @property
    def short_name(self) -> str:
        """What a reader knows it by: the short name, else the number, else the title."""
        return self.name or self.number or self.title


@dataclass(frozen=True, kw_only=True)
class PackHeader:
    """Which pack this is, whose it is and from when on it holds."""

    code: str
    name: str
    level: PackLevel
    region_code: str
    document: str
    effective_from: date
    extends: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Clause(Generic[T]):
    """A value with document, clause and certainty.

    ``binding`` marks a value of a higher level that a lower level cannot change. In a resolved
    pack ``overridden`` holds what the other packs of the chain say, highest level first.
    """

    value: T
    document: Document
    clause: str
    certainty: Certainty
    unit: Unit | None = None
    note: str = ""
    binding: bool = False
    pack: str
    overridden: tuple["Clause[Any]", ...] = ()

    @property
    def source(self) -> str:
        """Document and clause as a reader would cite them, e.g. ``澄信用发〔2020〕11号 三(六)``."""
        return f"{self.document.short_name} {self.clause}"

    @property
    def basis(self) -> str:
        """What a decision cites: the source, or that no document says so."""
        return PROPOSED if self.certainty == Certainty.PROPOSAL else self.source

    @property
    def measure(self) -> tuple[T, Unit | None]:
        """What the clause says, without where: equal in two packs if they agree."""
        return self.value, self.unit

    @property
    def contradicted(self) -> tuple["Clause[Any]", ...]:
        """Those of the overridden clauses that say something else."""
        return tuple(other for other in self.overridden if other.measure != self.measure)


@dataclass(frozen=True)
class Quantity:
    """Bounds and allowed units of a number (for ``Annotated``)."""

    units: tuple[Unit, ...]
    low: int = 1
    high: int = 366


@dataclass(frozen=True)
class DayOfYear:
    """Marks a text as month and day (for ``Annotated``), e.g. ``09-30``."""


@dataclass(frozen=True)
class Longest:
    """Bound of a text that acts keep with themselves (for ``Annotated``)."""

    characters: int


Workdays = Annotated[int, Quantity((Unit.WORKDAYS,))]
Months = Annotated[int, Quantity((Unit.MONTHS,), low=0, high=120)]
Years = Annotated[int, Quantity((Unit.YEARS,), high=50)]
Percent = Annotated[int, Quantity((Unit.PERCENT,), high=100)]
Weight = Annotated[int, Quantity((Unit.PERCENT,), low=0, high=100)]
PerYear = Annotated[int, Quantity((Unit.PER_YEAR,))]
Times = Annotated[int, Quantity((Unit.TIMES,), high=100)]
Yuan = Annotated[int, Quantity((Unit.YUAN,), high=10**9)]
DayOfMonth = Annotated[int, Quantity((Unit.DAYS,), high=28)]
Count = Annotated[int, Quantity((), low=0, high=23)]
MonthDay = Annotated[str, DayOfYear()]


def says(label: str) -> Any:
    """A field of a section or record, with its Chinese label."""
    return field(metadata={"label": label})


def keeps(label: str) -> Any:
    """A field that keeps what a document says, while the portal acts one way whatever it says.

    Pages mark it, so that nobody expects another behaviour from another value.
    """
    return field(metadata={"label": label, "is_kept": True})


def refers(default: Any = MISSING) -> Any:
    """A field of a record that leads the program elsewhere; pages leave it out."""
    return field(default=default, metadata={"is_reference": True})
