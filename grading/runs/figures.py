"""The figures of a run as its page shows them: bars and the transition matrix."""

from dataclasses import dataclass

from django.db import models

from grading.choices import CreditClass, CreditGrade
from grading.models import EvaluationRun

FIRST = ""  # stands for the grade before the first one


@dataclass(frozen=True)
class Bar:
    """How many businesses have a grade or class."""

    code: str
    label: str
    count: int
    percent: float


@dataclass(frozen=True)
class Cell:
    """How many went from one grade to another; ``move``: rose, fell, same or first."""

    count: int
    move: str


@dataclass(frozen=True)
class MatrixRow:
    """All who had one grade before."""

    code: str
    cells: tuple[Cell, ...]
    total: int


def bars(counts: dict[str, int], of: type[models.TextChoices]) -> list[Bar]:
    """One bar for each grade or class, also where nobody has it."""
    total = sum(counts.values()) or 1
    return [
        Bar(code, label, counts.get(code, 0), 100 * counts.get(code, 0) / total)
        for code, label in of.choices
    ]


def grade_bars(run: EvaluationRun) -> list[Bar]:
    return bars(run.grade_counts, CreditGrade)


def class_bars(run: EvaluationRun) -> list[Bar]:
    return bars(run.class_counts, CreditClass)


def matrix(run: EvaluationRun) -> list[MatrixRow]:
    """From which grade to which; whoever did not move stands on the diagonal."""
    moves = {tuple(key.split(">")): count for key, count in run.transitions.items()}
    for grade in CreditGrade.values:
        arrived = sum(count for (_, new), count in moves.items() if new == grade)
        moves[grade, grade] = run.grade_counts.get(grade, 0) - arrived
    return [row for old in (*CreditGrade.values, FIRST) if (row := _row(old, moves)).total]


def _row(old: str, moves: dict[tuple[str, ...], int]) -> MatrixRow:
    cells = tuple(Cell(moves.get((old, new), 0), _move(old, new)) for new in CreditGrade.values)
    return MatrixRow(old, cells, sum(cell.count for cell in cells))


def _move(old: str, new: str) -> str:
    if old in (FIRST, new):
        return "first" if old == FIRST else "same"
    return "rose" if new < old else "fell"
