"""What a trial found, in the order in which it is read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from entities.choices import SubjectKind
from entities.industries import section_name
from entities.models import Town
from grading.choices import CreditClass, CreditGrade
from grading.models import SimulationReport
from grading.simulation import REACH

Matrix = dict[str, dict[str, int]]
UNKNOWN = "未登记"
NO_SIZE = "登记信息中没有企业规模，以主体类别代替"


def grade_matrix(report: SimulationReport) -> Matrix:
    """A–E × A–E: from the grade in force to the one tried."""
    return _matrix(report.transitions, CreditGrade.values)


def class_matrix(report: SimulationReport) -> Matrix:
    """The same by class."""
    return _matrix(report.class_transitions, CreditClass.values)


def _matrix(transitions: Mapping[str, int], keys: Iterable[str]) -> Matrix:
    keys = tuple(keys)
    return {
        before: {after: transitions.get(f"{before}>{after}", 0) for after in keys}
        for before in keys
    }


def rising(report: SimulationReport) -> int:
    """How many would be graded better."""
    return sum(n for way, n in report.transitions.items() if way[-1] < way[0])


def falling(report: SimulationReport) -> int:
    """How many would be graded worse."""
    return sum(n for way, n in report.transitions.items() if way[-1] > way[0])


@dataclass(frozen=True)
class Cell:
    """One way from before to after; ``tone`` says whether it is better, worse or the same."""

    after: str
    number: int
    tone: str


@dataclass(frozen=True)
class MatrixRow:
    """All that had one grade or class."""

    before: str
    label: str
    cells: tuple[Cell, ...]
    total: int


def grade_rows(report: SimulationReport) -> list[MatrixRow]:
    return _rows(grade_matrix(report), dict(CreditGrade.choices))


def class_rows(report: SimulationReport) -> list[MatrixRow]:
    return _rows(class_matrix(report), dict(CreditClass.choices))


def _rows(matrix: Matrix, labels: Mapping[str, str]) -> list[MatrixRow]:
    ranks = {key: rank for rank, key in enumerate(matrix)}
    return [
        MatrixRow(
            before=before,
            label=str(labels[before]),
            cells=tuple(
                Cell(after, number, _tone(ranks[after] - ranks[before]))
                for after, number in ways.items()
            ),
            total=sum(ways.values()),
        )
        for before, ways in matrix.items()
    ]


def _tone(fall: int) -> str:
    if fall == 0:
        return "same"
    return "worse" if fall > 0 else "better"


@dataclass(frozen=True)
class Group:
    """A town, an industry section or a kind of subject."""

    key: str
    label: str
    total: int
    rising: int
    falling: int


@dataclass(frozen=True)
class Grouping:
    """The movers by one trait; ``parameter`` filters the list of movers by it."""

    title: str
    heading: str
    parameter: str
    groups: list[Group]
    note: str = ""


def groupings(report: SimulationReport) -> list[Grouping]:
    """By town, industry and kind."""
    found = report.groups
    town_names = {str(pk): name for pk, name in Town.objects.values_list("pk", "name")}
    sections = {letter: section_name(letter) for letter in found["section"]}
    kinds = dict(SubjectKind.choices)
    return [
        Grouping("按镇街", "镇街", "town", _groups(found["town"], town_names)),
        Grouping("按行业", "行业门类", "section", _groups(found["section"], sections)),
        Grouping("按主体类别", "主体类别", "", _groups(found["kind"], kinds), NO_SIZE),
    ]


def _groups(found: Mapping[str, Mapping[str, int]], names: Mapping[str, str]) -> list[Group]:
    """Those with the most movers first."""
    groups = (
        Group(key, str(names.get(key) or UNKNOWN), n["all"], n["up"], n["down"])
        for key, n in found.items()
    )
    return sorted(groups, key=lambda g: (-(g.rising + g.falling), -g.total, g.label))


@dataclass(frozen=True)
class Boundary:
    """The crowd around the threshold of a grade, from ``REACH`` points below to as many above."""

    grade: str
    threshold: int
    crowd: tuple[int, ...]


def boundaries(report: SimulationReport) -> list[Boundary]:
    found = []
    for grade, crowd in sorted(report.boundaries.items()):
        scores = sorted((int(score), number) for score, number in crowd.items())
        found.append(Boundary(grade, scores[REACH][0], tuple(number for _, number in scores)))
    return found


@dataclass(frozen=True)
class Workload:
    """Inspections expected in a year of one grade, or of all."""

    label: str
    before: int
    after: int

    @property
    def difference(self) -> int:
        return self.after - self.before


def workloads(report: SimulationReport) -> list[Workload]:
    rows = [
        Workload(CreditGrade(grade).label, n["before"], n["after"])
        for grade, n in sorted(report.workload.items())
    ]
    return [*rows, Workload("合计", sum(r.before for r in rows), sum(r.after for r in rows))]
