"""What the pages of declarations share, in the enterprise centre and on the desk."""

from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from credit_portal.audit import services as audit
from credit_portal.policy.schema.procedures import SelfDeclaration
from credit_portal.policy.services import pack_in_force
from credit_portal.shared import clock
from credit_portal.shared.visibility import visible_one
from declarations.models import Declaration
from declarations.querysets import DeclarationQuerySet
from declarations.timeline import timeline_of
from supervision.pages import user_of, viewer

RELATED = (
    "entity", "agency", "record", "breach_record", "reviewed_by", "objection_deadline",
)  # fmt: skip


@dataclass(frozen=True)
class Face:
    """Frame and addresses of a face."""

    frame: str
    case: str
    act: str


def policy_today() -> SelfDeclaration:
    """What the pack in force says of declarations."""
    return pack_in_force(clock.today()).self_declaration


def visible(request: HttpRequest) -> DeclarationQuerySet:
    return Declaration.objects.visible_to(viewer(request)).select_related(*RELATED)


def declaration_of(request: HttpRequest, pk: int) -> Declaration:
    """One declaration; to everybody else it does not exist."""
    return visible_one(visible(request), pk=pk)


def case_context(declaration: Declaration) -> dict[str, Any]:
    """What both faces show."""
    today = clock.today()
    return {
        "declaration": declaration,
        "evidence": list(declaration.evidence.all()),
        "steps": timeline_of(declaration),
        "today": today,
        "is_due": declaration.is_due(today),
    }


def evidence_file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponseBase:
    """A file of evidence, through the same rule as its declaration; opening it is noted."""
    declaration = declaration_of(request, pk)
    found = get_object_or_404(declaration.evidence, pk=file_pk)
    audit.record(
        by=user_of(request), act="declarations.open_evidence", obj=declaration,
        after={"sha256": found.sha256}, at=clock.now(),
    )  # fmt: skip
    name = f"申报{declaration.pk}_{found.pk}{found.extension}"
    return FileResponse(found.file.open("rb"), filename=name)
