"""撤回 and 更正 of a record on the desk, by the agency that reported it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.accounts.viewers import viewer_of
from credit_portal.audit import services as audit
from credit_portal.errata import services
from credit_portal.errata.forms import BasisForm, CorrectionForm
from credit_portal.errata.models import Amendment, AmendmentScan
from credit_portal.errata.permissions import ANSWERING_ROLES, require_answering
from credit_portal.errata.services.amendments import guard_amendable
from credit_portal.policy.services import pack_in_force
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from credit_portal.shared.visibility import visible_one
from disputes.targets import fields_of
from entities.choices import RecordKind
from entities.models import CreditRecord

amending = role_required(*ANSWERING_ROLES)
PAPER, PURPOSE = "依据文书扫描件", "撤回更正信用记录"


@require_http_methods(["GET", "HEAD", "POST"])
@amending
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a record back on a document."""
    record = _own(request, pk)
    form = BasisForm(*_sent(request))

    def act() -> Amendment:
        return services.withdraw_record(
            record=record, basis=form.basis(), by=request.user, at=clock.now()
        )

    is_penalty = record.kind == RecordKind.PENALTY
    days = pack_in_force(clock.today()).publication.withdrawal_days if is_penalty else None
    return _answer(request, record, form, act, "errata/withdraw.html", days=days)


@require_http_methods(["GET", "HEAD", "POST"])
@amending
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write the right values in place of the wrong ones."""
    record = _own(request, pk)
    form = CorrectionForm(*_sent(request), fields=fields_of(record))

    def act() -> Amendment:
        return services.correct_record(
            record=record, values=form.values(), basis=form.basis(), by=request.user,
            at=clock.now(),
        )  # fmt: skip

    return _answer(request, record, form, act, "errata/correct.html")


@require_safe
@amending
def scan(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """A page of the document, to whoever may see the amendment; opening it is noted."""
    own = Amendment.objects.visible_to(viewer_of(request.user))
    found = get_object_or_404(AmendmentScan.objects.filter(amendment__in=own), pk=pk)
    audit.record(
        by=request.user, act="errata.open_scan", obj=found.amendment,
        after={"sha256": found.sha256}, at=clock.now(),
    )  # fmt: skip
    return FileResponse(found.file.open("rb"), filename=f"{PAPER}_{found.pk}{found.extension}")


def _own(request: SignedInRequest, pk: int) -> CreditRecord:
    """The record, where the user may amend it: said before anything is typed, the look noted."""
    rows = CreditRecord.objects.visible_to(viewer_of(request.user), clock.today())
    record = visible_one(rows.select_related("entity", "reported_by"), pk=pk)
    require_answering(request.user, record.reported_by)
    guard_amendable(record)
    audit.record_lookup(
        by=request.user, entity_uscc=record.entity.uscc, purpose=PURPOSE, at=clock.now()
    )
    return record


def _sent(request: HttpRequest) -> tuple:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _answer(
    request: SignedInRequest, record: CreditRecord, form: BasisForm,
    act: Callable[[], Amendment], template: str, **shown: object,
) -> HttpResponse:  # fmt: skip
    """Do it, or ask what it needs."""
    if form.is_valid():
        try:
            amended = act().record
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "已办理，已告知该主体；评价随即重新计算。")
            pk = amended.replaced_by_id or amended.pk
            return redirect("portal:desk_record", record.entity.uscc, pk)
    return render(request, template, {"form": form, "record": record, **shown})
