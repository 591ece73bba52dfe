"""What the pages of disputes share, in the enterprise centre and on the desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from credit_portal.audit import services as audit
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError, NotVisible
from credit_portal.shared.pdf import inline_pdf
from credit_portal.shared.visibility import visible_one
from disputes import services
from disputes.forms import FilingForm
from disputes.letters import letter_pdf
from disputes.models import Dispute
from disputes.querysets import DisputeQuerySet
from disputes.services.filing import refuse_second
from disputes.targets import (
    Target,
    canonical,
    entity_of,
    fields_of,
    guard_contestable,
    label_of,
    record_of,
)
from disputes.timeline import timeline_of
from entities.models import CreditRecord
from grading.models import ExternalAssessment, Grade
from repair.models import RepairApplication, RepairItem
from supervision import pages
from supervision.models import Listing
from supervision.pages import Act, user_of, viewer

__all__ = ["Act", "Face", "user_of", "viewer"]

RELATED = (
    "entity", "agency", "deadline", "supplement_deadline", "record", "grade", "assessment",
    "listing", "repair__record", "handler", "taken_at", "review_of", "corrected_record",
    "verified_by", "decided_by",
)  # fmt: skip


@dataclass(frozen=True)
class Face:
    """Frame and addresses of a face."""

    frame: str
    case: str
    act: str


def visible(request: HttpRequest) -> DisputeQuerySet:
    rows = Dispute.objects.visible_to(viewer(request)).select_related(*RELATED)
    return rows.prefetch_related("deadline__pauses")


def dispute_of(request: HttpRequest, number: str) -> Dispute:
    """One dispute; to everybody else it does not exist."""
    return visible_one(visible(request), number=number)


def target_of(request: HttpRequest, kind: str, pk: int) -> Target:
    """What is to be contested, as far as the viewer may see it."""
    asking = viewer(request)
    rows: Any
    match kind:
        case "record":
            rows = CreditRecord.objects.visible_to(asking, clock.today()).select_related("entity")
        case "grade":
            rows = Grade.objects.visible_to(asking).select_related("entity", "run")
        case "assessment":
            seen = ExternalAssessment.objects.visible_to(asking)
            rows = seen.select_related("entity", "reported_by")
        case "listing":
            rows = Listing.objects.visible_to(asking).select_related("entity", "agency")
        case "repair":
            applications = RepairApplication.objects.visible_to(asking)
            rows = RepairItem.objects.filter(part__application__in=applications)
        case _:
            raise Http404
    found: Target | None = rows.filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def _guard(target: Target) -> None:
    """Say before anything is typed that it cannot be contested.

    Raises:
        Refused: it does not stand any more, or is contested already.
    """
    guard_contestable(target, clock.today())
    refuse_second(target)


def file(
    request: HttpRequest, target: Target, face: Face, form_class: type[FilingForm], said: str,
    initial: dict[str, str] | None = None,
) -> HttpResponse:  # fmt: skip
    """Contest something: what is claimed, why, and what proves it.

    Args:
        said: what is answered, with the number of the dispute.
    """
    target = canonical(target)
    _guard(target)
    is_post = request.method == "POST"
    form = form_class(
        request.POST if is_post else None, request.FILES if is_post else None,
        fields=fields_of(target), initial=initial,
    )  # fmt: skip
    if is_post and form.is_valid():
        try:
            filed = services.file_dispute(
                target=target, filing=form.filing(), by=user_of(request), at=clock.now()
            )
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, said.format(filed.number))
            return redirect(face.case, filed.number)
    context = {
        "form": form, "entity": entity_of(target), "target_label": label_of(target), "face": face,
    }  # fmt: skip
    return render(request, "disputes/new.html", context)


def lines_of(disputes: Iterable[Dispute]) -> list[tuple[Dispute, str]]:
    """Each dispute with what it is about."""
    return [(row, label_of(row.target)) for row in disputes]


def case_context(dispute: Dispute) -> dict[str, Any]:
    """What both faces show of a dispute."""
    today = clock.today()
    return {
        "dispute": dispute,
        "target_label": label_of(dispute.target),
        "record": record_of(dispute.target),
        "fields": list(dispute.fields.all()),
        "evidence": list(dispute.evidence.all()),
        "review": Dispute.objects.filter(review_of=dispute).first(),
        "steps": timeline_of(dispute),
        "today": today,
    }


def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """回执 as PDF."""
    dispute = dispute_of(request, number)
    return inline_pdf(letter_pdf(dispute.receipt), f"{dispute.number}_回执.pdf")


def answer(request: HttpRequest, number: str) -> HttpResponse:
    """The answer as PDF, from the values of its day."""
    dispute = dispute_of(request, number)
    if not dispute.answer:
        raise NotVisible("该异议尚未答复。")
    return inline_pdf(letter_pdf(dispute.answer), f"{dispute.number}_{dispute.answer['title']}.pdf")


def evidence_file(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """A file of evidence, through the same rule as its dispute; opening it is noted."""
    dispute = dispute_of(request, number)
    found = get_object_or_404(dispute.evidence, pk=pk)
    audit.record(
        by=user_of(request), act="disputes.open_evidence", obj=dispute,
        after={"sha256": found.sha256}, at=clock.now(),
    )  # fmt: skip
    name = f"{dispute.number}_{found.pk}{found.extension}"
    return FileResponse(found.file.open("rb"), filename=name)


def do_act(
    request: HttpRequest, dispute: Dispute, acts: tuple[Act, ...], name: str, face: Face,
    **asked: Any,
) -> HttpResponse:  # fmt: skip
    """One step; asking for a review leads to the dispute that it opens.

    Args:
        asked: what the form needs to be built.
    """
    return pages.do_act(
        request, dispute, acts, name, argument="dispute", frame=face.frame,
        back=lambda dispute: reverse(face.case, args=[dispute.number]), **asked,
    )  # fmt: skip
