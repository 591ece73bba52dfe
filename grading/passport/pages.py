"""What the pages of a passport show, on the desk and to the business itself."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from credit_portal.accounts.viewers import Viewer
from credit_portal.shared.errors import NotVisible
from entities.models import Entity
from entities.tabs import EntityTab
from grading.choices import IndicatorBasis
from grading.models import Grade
from grading.passport.reading import Asked, grades_of, last_asked, passport_for
from grading.related import related_listings
from grading.selectors import grading_query


@dataclass(frozen=True)
class Face:
    """Addresses of a passport on a face; ``record`` is empty where records have no page."""

    frame: str
    page: str
    pdf: str
    json: str
    record: str = ""


DESK = Face(
    "frames/desk.html", "grading:desk_passport", "grading:desk_passport_pdf",
    "grading:desk_passport_json", "portal:desk_record",
)  # fmt: skip
MY = Face(
    "frames/my.html", "grading:my_grade_of", "grading:my_passport_pdf", "grading:my_passport_json"
)


def page_of(entity: Entity, asked: Asked, viewer: Viewer, face: Face) -> dict[str, Any]:
    """The passport and the history of a business.

    Raises:
        NotVisible: there is nothing that the viewer may see.
    """
    passport = passport_for(entity, asked, viewer)
    history = history_of(grades_of(entity, viewer))
    query = {"on": asked.on.isoformat(), "known_at": asked.known_at.isoformat()}
    return {
        "entity": entity,
        "face": face,
        "asked": asked,
        "passport": passport.content,
        "question": urlencode(query),
        "history": history,
        "chart": chart_of(history, asked.on),
    }


def history_of(grades: list[Grade]) -> list[Grade]:
    """The grades that differ from the one before, latest first.

    A run also writes a row where only the day of the next change moved.
    """
    groups = groupby(grades, lambda row: (row.grade, row.credit_class, row.score, row.source))
    return [list(rows)[-1] for _, rows in groups]


def chart_of(history: list[Grade], until: date) -> list[dict[str, Any]]:
    """The points of the step chart, oldest first; the last one lasts until today."""
    steps = [(row.on, row) for row in reversed(history)]
    if steps and steps[-1][0] < until:
        steps.append((until, steps[-1][1]))
    return [{"on": day.isoformat(), "grade": row.grade, "score": row.score} for day, row in steps]


def load_tab(entity: Entity, viewer: Viewer, on: date) -> dict[str, Any]:
    """The tab 信用等级: the grade in force, as the last evaluation gave it."""
    try:
        asked = last_asked()
        shown = page_of(entity, asked, viewer, DESK)
    except NotVisible:
        return {"passport": None}
    if grading_query(asked.on, asked.known_at).model.of_basis(IndicatorBasis.RELATED):
        shown["related"] = related_listings(entity, viewer, on)
    return shown


GRADE_TAB = EntityTab("grade", "信用等级", "grading/passport/_tab.html", load_tab, order=5)
