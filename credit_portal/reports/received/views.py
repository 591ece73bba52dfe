"""Reports by others on the desk: taken in for a business, and opened."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.accounts.viewers import viewer_of
from credit_portal.policy.services import pack_in_force
from credit_portal.reports.forms import ReceivedForm
from credit_portal.reports.models import ReceivedReport
from credit_portal.reports.permissions import READING_ROLES
from credit_portal.reports.received import services
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from credit_portal.shared.visibility import visible_one
from entities.models import Entity
from supervision.pages import own_agency

NOT_KEPT = "现行政策文件没有规定收存外部信用报告。"
reading = role_required(*READING_ROLES)


@require_http_methods(["GET", "HEAD", "POST"])
@reading
def receive(request: SignedInRequest, code: str) -> HttpResponse:
    """Keep what a business handed in for a matter."""
    entity = visible_one(Entity.objects.all(), uscc=code)
    back = reverse("portal:desk_entity", args=[code]) + "?tab=reports"
    is_post, pack = request.method == "POST", pack_in_force(clock.today())
    kinds = services.kinds_of(pack)
    form = ReceivedForm(
        request.POST if is_post else None, request.FILES if is_post else None,
        scenes=pack.reports.scenes.value, kinds=kinds,
    )  # fmt: skip
    if form.is_valid():
        values = dict(form.cleaned_data)
        try:
            services.receive_report(
                entity=entity, agency=own_agency(request), upload=values.pop("upload"),
                said=services.Received(**values), by=request.user, at=clock.now(),
            )  # fmt: skip
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "报告已收存。")
            return redirect(back)
    context = {
        "form": form, "entity": entity, "back": back, "clause": pack.reports.kinds,
        "refusal": "" if kinds else NOT_KEPT,
    }  # fmt: skip
    return render(request, "reports/receive.html", context)


@require_safe
@reading
def received_file(request: SignedInRequest, pk: int) -> FileResponse:
    """The file as it was handed in; opening it is noted."""
    report = visible_one(ReceivedReport.objects.visible_to(viewer_of(request.user)), pk=pk)
    services.record_opening(report=report, by=request.user, at=clock.now())
    return FileResponse(report.file.open("rb"), filename=f"{report}{report.extension}")
