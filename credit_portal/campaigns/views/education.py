"""准入前诚信教育 on the desk: the log, a new line, the export."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.accounts.viewers import viewer_of
from credit_portal.campaigns import services
from credit_portal.campaigns.forms import TalkFilterForm, TalkForm
from credit_portal.campaigns.models import EducationTalk
from credit_portal.campaigns.permissions import NOTING_ROLES
from credit_portal.campaigns.querysets import TalkQuerySet
from credit_portal.campaigns.tables import talk_table
from credit_portal.policy.services import pack_in_force
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from supervision.exports import export
from supervision.pages import own_agency, page_of

noting = role_required(*NOTING_ROLES)


@require_safe
@noting
def talks(request: SignedInRequest) -> HttpResponse:
    """The log of the own agencies, the latest first."""
    form = TalkFilterForm(request.GET)
    context = {
        "form": form, "page": page_of(_talks(request, form), request),
        "education": pack_in_force(clock.today()).education,
    }  # fmt: skip
    return render(request, "campaigns/talks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@noting
def talk_new(request: SignedInRequest) -> HttpResponse:
    """Note one talk."""
    today = clock.today()
    data = request.POST if request.method == "POST" else None
    form = TalkForm(data, pack=pack_in_force(today), initial={"on": today})
    if form.is_valid():
        try:
            services.note_talk(
                agency=own_agency(request), by=request.user, at=clock.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "已登记。")
            return redirect("campaigns:talks")
    context = {"form": form, "title": "登记准入前诚信教育", "action": "登记"}
    return render(request, "campaigns/form.html", context)


@require_safe
@noting
def export_talks(request: SignedInRequest) -> FileResponse:
    """The same as a workbook."""
    rows = _talks(request, TalkFilterForm(request.GET))
    return export("准入前诚信教育", talk_table(rows), by=request.user, at=clock.now())


def _talks(request: SignedInRequest, form: TalkFilterForm) -> TalkQuerySet:
    rows = EducationTalk.objects.visible_to(viewer_of(request.user)).select_related("agency")
    form.is_valid()
    if since := form.cleaned_data.get("since"):
        rows = rows.filter(on__gte=since)
    if until := form.cleaned_data.get("until"):
        rows = rows.filter(on__lte=until)
    return rows
