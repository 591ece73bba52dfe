"""Imports on the desk: send a file, follow it, take back what has to be mended."""

import tempfile
from collections.abc import Callable
from functools import partial
from typing import IO, Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from credit_portal.accounts.middleware import does_not_prolong
from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.accounts.viewers import viewer_of
from credit_portal.jobs.permissions import can_retry
from credit_portal.jobs.services import retry_job
from credit_portal.shared.clock import now
from credit_portal.shared.errors import NotVisible, Refused
from entities.choices import BatchStatus
from entities.imports import mending, services, workbooks
from entities.imports.forms import UploadForm
from entities.imports.layout import layout_of
from entities.imports.permissions import IMPORTING_ROLES, layouts_for
from entities.imports.selectors import rejected_rows, visible_batch, visible_batches
from entities.models import ImportBatch

PAGE_ROWS = 30
importing = role_required(*IMPORTING_ROLES)


@require_http_methods(["GET", "HEAD", "POST"])
@importing
def batch_list(request: SignedInRequest) -> HttpResponse:
    """The form that sends a file, the templates, and the files sent before."""
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        return redirect("imports:detail", _receive(request, form).pk)
    batches = visible_batches(viewer_of(request.user)).order_by("-pk")
    page = Paginator(batches, PAGE_ROWS).get_page(request.GET.get("page"))
    rows = [(batch, layout_of(batch.layout)) for batch in page]
    context = {"form": form, "page": page, "rows": rows, "layouts": layouts_for(request.user)}
    return render(request, "imports/list.html", context)


@require_safe
@importing
def batch_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """What became of a file: progress, counts, warnings, and each row to be mended."""
    batch = visible_batch(viewer_of(request.user), pk)
    page = Paginator(rejected_rows(batch).defer("cells"), PAGE_ROWS)
    context = {
        "batch": batch,
        "layout": layout_of(batch.layout),
        "page": page.get_page(request.GET.get("page")),
        "warnings": batch.warnings,
        "is_large": mending.is_large(batch),
        "is_waiting": mending.is_waiting(batch),
        "rejected_hint": f"{settings.QUARANTINE_LIFE.days} 天内修正，可再次上传",
        "can_retry": batch.status == BatchStatus.RECEIVED and can_retry(request.user, batch.job),
    }
    return render(request, "imports/detail.html", context)


@does_not_prolong
@require_safe
@importing
def batch_progress(request: SignedInRequest, pk: int) -> HttpResponse:
    """The fragment that the page fetches again and again; at the end the page is loaded anew."""
    batch = visible_batch(viewer_of(request.user), pk)
    response = render(request, "imports/_progress.html", {"batch": batch})
    if batch.job and batch.job.is_finished:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@importing
def retry(request: SignedInRequest, pk: int) -> HttpResponse:
    """Run the import again where its job has failed, and stay with the file."""
    batch = visible_batch(viewer_of(request.user), pk)
    if batch.job is None:
        raise NotVisible
    retry_job(batch.job, by=request.user, at=now())
    return redirect("imports:detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@importing
def quarantine(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The rows to be mended, as a workbook: at once, or (POST) by a job where they are many."""
    batch = visible_batch(viewer_of(request.user), pk)
    if not batch.rejected:
        raise NotVisible
    if not mending.is_waiting(batch):
        raise Refused("quarantine_forgotten", "退回的行已超过保留期限，内容已经清除。")
    act: dict[str, Any] = {"batch": batch, "by": request.user, "at": now()}
    if request.method == "POST":
        return redirect("jobs:detail", mending.queue_workbook(**act).pk)
    if mending.is_large(batch):
        raise Refused("quarantine_large", "待修正的行较多，请在该文件的导入页生成工作簿。")
    mending.note_taking(**act)
    return _attachment(mending.workbook_name(batch), partial(workbooks.write_quarantine, batch))


@require_safe
@importing
def template(request: SignedInRequest, code: str) -> HttpResponseBase:
    """An empty workbook with the headings of a layout."""
    layout = next((x for x in layouts_for(request.user) if x.code == code), None)
    if layout is None:
        raise NotVisible
    return _attachment(f"{layout.name}模板.xlsx", partial(workbooks.write_template, layout))


@transaction.atomic
def _receive(request: SignedInRequest, form: UploadForm) -> ImportBatch:
    """Keep the file and let a worker import it."""
    upload = form.cleaned_data["file"]
    batch = services.receive_file(
        stream=upload,
        name=upload.name,
        layout=form.cleaned_data["layout"],
        agency=form.cleaned_data.get("agency", request.user.agency),
        by=request.user,
        at=now(),
    )
    services.queue_import(batch=batch, by=request.user, at=now())
    return batch


def _attachment(name: str, write: Callable[[IO[bytes]], None]) -> FileResponse:
    stream = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write(stream)
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename=name)
