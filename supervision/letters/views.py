"""Letters on the desk: the list, one as it was printed, a new one."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.permissions import role_required
from credit_portal.policy.services import pack_in_force
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from credit_portal.shared.visibility import visible_one
from supervision.letters.forms import LetterFilterForm, LetterForm
from supervision.models import NoticeLetter
from supervision.pages import about, opened_file, own_agency, page_of, user_of, viewer
from supervision.permissions import DECIDING_ROLES
from supervision.services.letters import issue_letter

deciding = role_required(*DECIDING_ROLES)


@require_safe
@deciding
def letters(request: HttpRequest) -> HttpResponse:
    """The latest first."""
    form = LetterFilterForm(request.GET)
    form.is_valid()
    rows = NoticeLetter.objects.visible_to(viewer(request)).select_related("entity", "agency")
    if text := form.cleaned_data.get("q"):
        rows = about(rows, text)
    context = {"form": form, "page": page_of(rows, request)}
    return render(request, "supervision/letters/list.html", context)


@require_safe
@deciding
def letter_file(request: HttpRequest, pk: int) -> FileResponse:
    """The letter as it was printed, byte by byte."""
    found = visible_one(NoticeLetter.objects.visible_to(viewer(request)), pk=pk)
    return FileResponse(
        found.file.open(), filename=f"{found.number}.pdf", content_type="application/pdf"
    )


@require_http_methods(["GET", "HEAD", "POST"])
@deciding
def letter_new(request: HttpRequest, code: str) -> HttpResponse:
    """Make the dishonesty of one public body or state firm known."""
    entity, today = opened_file(request, code, "制发通报函"), clock.today()
    pack = pack_in_force(today)
    data = request.POST if request.method == "POST" else None
    form = LetterForm(
        data, entity=entity, pack=pack, viewer=viewer(request), today=today,
        initial={"recipients": "、".join(pack.measures.notify_public_bodies.value)},
    )  # fmt: skip
    if form.is_valid():
        try:
            made = issue_letter(
                entity=entity, draft=form.draft(), agency=own_agency(request),
                by=user_of(request), at=clock.now(),
            )  # fmt: skip
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, f"已生成{made.number}，可以打印。")
            return redirect("supervision:letters")
    context = {"form": form, "entity": entity, "clause": pack.measures.notify_public_bodies}
    return render(request, "supervision/letters/new.html", context)
