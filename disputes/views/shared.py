"""What the pages of disputes share, in the enterprise centre and on the desk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from credit_portal.audit import services as audit
from credit_portal.policy.selectors import work_calendar
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError, NotVisible
from credit_portal.shared.pdf import inline_pdf
from credit_portal.shared.workdays import workdays_until
from disputes.letters import letter_pdf, receipt_data
from disputes.models import Dispute
from disputes.querysets import DisputeQuerySet
from disputes.targets import Target, label_of, record_of
from disputes.timeline import timeline_of
from entities.models import CreditRecord
from grading.models import Grade
from repair.models import RepairApplication, RepairItem
from supervision.models import Listing
from supervision.pages import Act, user_of, viewer

__all__ = ["Act", "Face", "user_of", "viewer"]

RELATED = (
    "entity", "agency", "deadline", "supplement_deadline", "record", "grade", "listing",
    "repair__record", "handler", "taken_at", "review_of", "corrected_record", "verified_by",
    "decided_by",
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
    found = visible(request).filter(number=number).first()
    if found is None:
        raise NotVisible
    return found


def target_of(request: HttpRequest, kind: str, pk: int) -> Target:
    """What is to be contested, as far as the viewer may see it."""
    asking = viewer(request)
    rows: Any
    match kind:
        case "record":
            rows = CreditRecord.objects.visible_to(asking, clock.today()).select_related("entity")
        case "grade":
            rows = Grade.objects.visible_to(asking).select_related("entity", "run")
        case "listing":
            rows = Listing.objects.visible_to(asking).select_related("entity", "agency")
        case "repair":
            seen = RepairApplication.objects.visible_to(asking)
            rows = RepairItem.objects.filter(part__application__in=seen)
        case _:
            raise Http404
    found: Target | None = rows.filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def workdays_left(dispute: Dispute, today: date) -> int:
    return workdays_until(today, dispute.deadline.due_on, work_calendar())


def lines_of(disputes: Any, today: date) -> list[tuple[Dispute, str, int]]:
    """Each dispute with what it is about and the working days left."""
    calendar = work_calendar()
    return [
        (row, label_of(row.target), workdays_until(today, row.deadline.due_on, calendar))
        for row in disputes
    ]


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
        "left": workdays_left(dispute, today),
        "deadline": dispute.deadline,
    }


def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """回执 as PDF."""
    dispute = dispute_of(request, number)
    return inline_pdf(letter_pdf(receipt_data(dispute)), f"{dispute.number}_回执.pdf")


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
    request: HttpRequest, dispute: Dispute, act: Act, face: Face, *,
    done: Callable[[Dispute], str] = lambda after: after.number,
) -> HttpResponse:  # fmt: skip
    """Ask what an act needs, files included, then do it.

    Args:
        done: the number of the dispute to show afterwards.
    """
    is_post = request.method == "POST"
    form: Any = act.form(request.POST, request.FILES) if is_post else act.form()
    if is_post and form.is_valid():
        try:
            after = act.service(
                dispute=dispute, by=user_of(request), at=clock.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, f"{act.label}：已办理。")
            return redirect(face.case, done(after))
    context = {"dispute": dispute, "act": act, "form": form, "face": face}
    return render(request, "disputes/act.html", context)
