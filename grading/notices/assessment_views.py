"""Results of other assessments on the desk: list, one by hand, withdrawal."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.permissions import role_required
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError, NotVisible
from credit_portal.shared.forms import ReasonForm
from credit_portal.shared.periods import read_period
from entities.pages import about, page_of, user_of, viewer
from grading import services
from grading.models import ExternalAssessment
from grading.notices.forms import AssessmentFilterForm, AssessmentForm
from grading.permissions import ASSESSMENT_READERS, REPORTING_ROLES
from grading.querysets import ExternalAssessmentQuerySet
from grading.rules_assessment import domain_name
from grading.services.assessments import may_withdraw

reporting = role_required(*REPORTING_ROLES)


@require_safe
@role_required(*ASSESSMENT_READERS)
def assessments(request: HttpRequest) -> HttpResponse:
    """Who got which result for which period, the latest periods first."""
    form = AssessmentFilterForm(request.GET)
    asking = viewer(request)
    rows = _narrow(ExternalAssessment.objects.visible_to(asking), form)
    page = page_of(rows.select_related("entity", "reported_by"), request)
    withdrawable = {
        row.pk
        for row in page.object_list
        if not row.withdrawn_at and may_withdraw(user_of(request), asking, row)
    }
    context = {
        "form": form,
        "page": page,
        "withdrawable": withdrawable,
        "today": clock.today(),
        "may_report": user_of(request).role in REPORTING_ROLES,
    }
    return render(request, "grading/notices/assessments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@reporting
def assessment_new(request: HttpRequest) -> HttpResponse:
    """One result by hand; files are for many."""
    form = AssessmentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.record_assessment(
                entity=form.cleaned_data["entity"], result=form.result(),
                by=user_of(request), at=clock.now(),
            )  # fmt: skip
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "评价结果已登记，随即重新评价。")
            return redirect("grading:assessments")
    return render(request, "grading/notices/assessment_new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@reporting
def assessment_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, then take a wrong result back. What others reported is not there to be withdrawn."""
    asking = viewer(request)
    rows = ExternalAssessment.objects.visible_to(asking).select_related("entity")
    assessment = rows.filter(pk=pk).first()
    if assessment is None or not may_withdraw(user_of(request), asking, assessment):
        raise NotVisible
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.withdraw_assessment(
            assessment=assessment, by=user_of(request), at=clock.now(), **form.cleaned_data
        )
        messages.success(request, "评价结果已撤回。")
        return redirect("grading:assessments")
    context = {"form": form, "assessment": assessment}
    return render(request, "grading/notices/assessment_withdraw.html", context)


def _narrow(
    rows: ExternalAssessmentQuerySet, form: AssessmentFilterForm
) -> ExternalAssessmentQuerySet:
    """The list after its filters; an invalid filter filters nothing."""
    form.is_valid()
    chosen = form.cleaned_data
    if source := chosen.get("source"):
        rows = rows.filter(source=source)
    if domain := chosen.get("domain"):
        rows = rows.filter(domain=domain_name(domain))
    if text := chosen.get("period"):
        rows = rows.filter(period=_canonical(text))
    return about(rows, chosen["q"]) if chosen.get("q") else rows


def _canonical(period: str) -> str:
    try:
        return read_period(period).code
    except ValueError:
        return period
