"""The one JSON of a draw, streamed: a roster of a million lines never stands in memory."""

from collections.abc import Iterator
from typing import Any

from credit_portal.shared.errors import Refused
from credit_portal.shared.masking import mask_in_text, mask_person_name
from supervision import drawing
from supervision.inspections import rosters
from supervision.models import Inspection, InspectionDraw

VISITS_AT_ONCE = 2_000


def document_of(draw: InspectionDraw) -> Iterator[str]:
    """The parts of the file that anybody can verify.

    Raises:
        Refused: the seed is not revealed.
    """
    if not draw.is_revealed:
        raise Refused("not_drawn", "尚未抽取：种子公布后才能下载核验。")
    head = {
        "announcement": draw.announcement,
        "announcement_sha256": draw.announcement_sha256,
        "seed": draw.seed,
        "public_value": draw.public_value,
        "witness": mask_person_name(draw.witness),
        "drawn": list(_drawn(draw)),
    }
    return drawing.document_parts(head, rosters.lines_of(draw))


def _drawn(draw: InspectionDraw) -> Iterator[dict[str, Any]]:
    visits = draw.visits.order_by("position").prefetch_related("visitors__replaces")
    for visit in visits.iterator(VISITS_AT_ONCE):
        yield {
            "id": visit.roster_key,
            "stratum": visit.tier,
            **_team_of(visit),
        }


def _team_of(visit: Inspection) -> dict[str, Any]:
    visitors = sorted(visit.visitors.all(), key=lambda visitor: visitor.pk)
    return {
        "inspectors": [str(row.inspector_id) for row in visitors if row.replaces is None],
        "swaps": [
            {
                "out": str(row.replaces.inspector_id),
                "in": str(row.inspector_id),
                "reason": mask_in_text(row.reason),
            }
            for row in visitors
            if row.replaces is not None
        ],
    }
