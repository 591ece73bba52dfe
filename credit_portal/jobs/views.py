"""The jobs of a user on the desk: list, progress, result, cancel, retry."""

from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from credit_portal.accounts.middleware import does_not_prolong
from credit_portal.accounts.permissions import SignedInRequest, official_required
from credit_portal.accounts.viewers import viewer_of
from credit_portal.jobs import services
from credit_portal.jobs.models import Job
from credit_portal.jobs.permissions import can_retry
from credit_portal.shared.clock import now
from credit_portal.shared.errors import NotVisible
from credit_portal.shared.visibility import visible_one

PAGE_ROWS = 30


@require_safe
@official_required
def job_list(request: SignedInRequest) -> HttpResponse:
    """The user's own jobs, newest first."""
    jobs = Job.objects.filter(created_by=request.user)
    page = Paginator(jobs, PAGE_ROWS).get_page(request.GET.get("page"))
    return render(request, "jobs/list.html", {"page": page})


@require_safe
@official_required
def job_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Progress, log and result of one job; survives a reload."""
    job = _visible_job(request, pk)
    context = {"job": job, "can_retry": can_retry(request.user, job)}
    return render(request, "jobs/detail.html", context)


@does_not_prolong
@require_safe
@official_required
def job_progress(request: SignedInRequest, pk: int) -> HttpResponse:
    """The fragment that the page fetches again and again; in the end the whole page is renewed."""
    job = _visible_job(request, pk)
    response = render(request, "jobs/_progress.html", {"job": job})
    if job.finished_at:
        response["HX-Refresh"] = "true"
    return response


@require_safe
@official_required
def job_result(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The result file; taking it away is noted."""
    job = _visible_job(request, pk)
    if not job.result_file:
        raise NotVisible
    services.record_download(job, by=request.user, at=now())
    return FileResponse(job.result_file.open("rb"), as_attachment=True, filename=job.result_name)


@require_POST
@official_required
def job_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a waiting job off the queue."""
    services.cancel_job(_visible_job(request, pk), by=request.user, at=now())
    return redirect("jobs:detail", pk)


@require_POST
@official_required
def job_retry(request: SignedInRequest, pk: int) -> HttpResponse:
    """Queue a failed job again."""
    services.retry_job(_visible_job(request, pk), by=request.user, at=now())
    return redirect("jobs:detail", pk)


def _visible_job(request: SignedInRequest, pk: int) -> Job:
    return visible_one(Job.objects.visible_to(viewer_of(request.user)), pk=pk)
