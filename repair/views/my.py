"""信用修复 in the enterprise centre: what can be repaired, one package, its progress."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from credit_portal.accounts.choices import Role
from credit_portal.accounts.permissions import role_required
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError, NotVisible
from credit_portal.shared.pdf import inline_pdf
from credit_portal.shared.visibility import visible_one
from entities.models import Entity
from repair import services
from repair.case import case_of
from repair.letters import certificate_pdf, notice_pdf
from repair.models import RepairApplication, RepairNotice, TrainingCourse, TrainingResult
from repair.selectors import options_for
from repair.views.shared import (
    applicant_act,
    applicant_acts,
    chosen_records,
    decision_letter,
    do_applicant_act,
    proof_file,
    visible_application,
)
from repair.views.training import course_page
from supervision.pages import page_of, user_of, viewer

business = role_required(Role.ENTERPRISE)
FRAME = "frames/my.html"


@require_safe
@business
def my_repair(request: HttpRequest) -> HttpResponse:
    """Each own record with when it can be repaired, and the own applications."""
    today = clock.today()
    entities = Entity.objects.filter(uscc__in=viewer(request).usccs).order_by("name")
    applications = RepairApplication.objects.visible_to(viewer(request)).select_related("entity")
    context = {
        "shelves": [(entity, options_for(entity, viewer(request), today)) for entity in entities],
        "page": page_of(applications, request), "today": today,
    }  # fmt: skip
    return render(request, "repair/my/home.html", context)


@require_POST
@business
def my_application_new(request: HttpRequest, code: str) -> HttpResponse:
    """Put the ticked records of one business into a package."""
    entity = Entity.objects.filter(uscc__in=viewer(request).usccs, uscc=code).first()
    if entity is None:
        raise NotVisible
    records = chosen_records(request, options_for(entity, viewer(request), clock.today()))
    try:
        made = services.draft_application(
            entity=entity, records=records, by=user_of(request), at=clock.now()
        )
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("repair:my_repair")
    return redirect("repair:my_application", made.pk)


@require_safe
@business
def my_application(request: HttpRequest, pk: int) -> HttpResponse:
    """One application: steps, records, progress, letters, who has followed."""
    application = visible_application(request, pk)
    context = {
        "application": application, "case": case_of(application, viewer(request), clock.today()),
        "acts": applicant_acts(application), "today": clock.today(),
    }  # fmt: skip
    return render(request, "repair/my/application.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@business
def my_application_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One step of the applicant."""
    application = visible_application(request, pk)
    act = applicant_act(name)
    if act is None:
        raise Http404
    back = reverse("repair:my_application", args=[pk])
    return do_applicant_act(request, application, act, frame=FRAME, back=back)


my_proof = require_safe(business(proof_file))
my_letter = require_safe(business(decision_letter))


@require_safe
@business
def my_notices(request: HttpRequest) -> HttpResponse:
    """Repair notices to the own businesses, the latest first."""
    rows = RepairNotice.objects.visible_to(viewer(request)).select_related("record__entity")
    context = {"page": page_of(rows, request), "frame": FRAME, "address": "repair:my_notice"}
    return render(request, "repair/notices.html", context)


@require_safe
@business
def my_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice as PDF, made when it is asked for."""
    notice = visible_one(RepairNotice.objects.visible_to(viewer(request)), pk=pk)
    return inline_pdf(notice_pdf(notice), f"信用修复告知书-{notice.number}.pdf")


@require_safe
@business
def my_training(request: HttpRequest) -> HttpResponse:
    """Courses that are offered, and the own results."""
    results = TrainingResult.objects.filter(entity__uscc__in=viewer(request).usccs)
    context = {
        "courses": TrainingCourse.objects.offered(),
        "entities": Entity.objects.filter(uscc__in=viewer(request).usccs).order_by("name"),
        "page": page_of(results.select_related("course", "entity"), request),
    }  # fmt: skip
    return render(request, "repair/my/training.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@business
def my_course(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A course to read, and its test."""
    entity = Entity.objects.filter(uscc__in=viewer(request).usccs, uscc=code).first()
    if entity is None:
        raise NotVisible
    course = get_object_or_404(TrainingCourse.objects.offered(), pk=pk)
    return course_page(request, course, entity, frame=FRAME, back=reverse("repair:my_training"))


@require_safe
@business
def my_certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """The certificate of a passed test as PDF."""
    results = TrainingResult.objects.filter(entity__uscc__in=viewer(request).usccs, is_passed=True)
    result = visible_one(results.select_related("course", "entity"), pk=pk)
    return inline_pdf(certificate_pdf(result), f"{result.certificate}.pdf")
