"""What the pages of repair share: the acts of an applicant, files and letters."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from credit_portal.audit import services as audit
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from credit_portal.shared.forms import ReasonForm, RefusableForm
from credit_portal.shared.pdf import inline_pdf
from credit_portal.shared.visibility import visible_one
from entities.models import CreditRecord
from repair import services
from repair.case import proofs_of
from repair.choices import ApplicationStatus as S
from repair.forms import DescribeForm, ProofForm, SignForm, SupplementForm
from repair.letters import decision_pdf
from repair.models import RepairApplication, RepairItem
from repair.promise import promise_of
from supervision.pages import user_of, viewer


@dataclass(frozen=True)
class ApplicantAct:
    """A step of the applicant; the window takes it for a business on paper."""

    name: str
    label: str
    service: Callable[..., Any]
    form: type[RefusableForm]
    hint: str
    states: tuple[S, ...]
    tone: str = "primary"


APPLICANT_ACTS = (
    ApplicantAct(
        "describe", "填写整改和履行情况", services.describe_application, DescribeForm,
        "写明联系人和每条记录的整改、履行情况。", (S.DRAFT,),
    ),
    ApplicantAct(
        "attach", "上传材料", services.attach_proof, ProofForm,
        "库内已有履行证明的记录不必再上传。", (S.DRAFT, S.SUPPLEMENT),
    ),
    ApplicantAct(
        "submit", "签署承诺并提交", services.submit_application, SignForm,
        "提交即签署信用承诺书，承诺向社会公开；申请即时转认定单位。", (S.DRAFT,),
    ),
    ApplicantAct(
        "supply", "提交补正", services.supply_supplement, SupplementForm,
        "先上传需要补正的材料，再写明补正情况提交。", (S.SUPPLEMENT,),
    ),
    ApplicantAct(
        "withdraw", "撤回申请", services.withdraw_application, ReasonForm,
        "撤回后可以重新申请。", (S.DRAFT, S.SUBMITTED, S.WITH_AGENCY, S.SUPPLEMENT), "danger",
    ),
)  # fmt: skip


def applicant_acts(application: RepairApplication) -> list[ApplicantAct]:
    return [act for act in APPLICANT_ACTS if application.status in act.states]


def applicant_act(name: str) -> ApplicantAct | None:
    """A step by its name; where it comes too late, the service says so."""
    return next((act for act in APPLICANT_ACTS if act.name == name), None)


def visible_application(request: HttpRequest, pk: int) -> RepairApplication:
    """One application; to everybody else it does not exist."""
    rows = RepairApplication.objects.visible_to(viewer(request)).select_related(
        "entity", "intake_agency", "commitment", "deadline", "supplement_agency"
    )
    return visible_one(rows, pk=pk)


def do_applicant_act(
    request: HttpRequest, application: RepairApplication, act: ApplicantAct, *, frame: str,
    back: str,
) -> HttpResponse:  # fmt: skip
    """Ask what the act needs, then do it."""
    post = request.method == "POST"
    form = _form(act, application, request.POST if post else None, request.FILES if post else None)
    if form.is_valid():
        try:
            act.service(
                application=application, by=user_of(request), at=clock.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, f"{act.label}：已办理。")
            return redirect(back)
    context = {
        "application": application, "act": act, "form": form, "back": back, "frame": frame,
        "promise": promise_of(application) if act.name == "submit" else None,
    }  # fmt: skip
    return render(request, "repair/act.html", context)


def _form(act: ApplicantAct, application: RepairApplication, data: Any, files: Any) -> Any:
    if act.form in (ProofForm, SignForm):
        return act.form(data, files, application=application)
    initial = {
        "contact_name": application.contact_name, "contact_phone": application.contact_phone,
        "statement": application.statement,
    }  # fmt: skip
    return act.form(data, initial=initial)


def chosen_records(request: HttpRequest, options: list[Any]) -> list[CreditRecord]:
    """The records ticked on a page, of those that were offered."""
    keys = set(request.POST.getlist("records"))
    return [found.record for found in options if str(found.record.pk) in keys]


def proof_file(request: HttpRequest, pk: int, proof_pk: int) -> HttpResponseBase:
    """A file, through the same rule as its application; opening it is noted."""
    application = visible_application(request, pk)
    parts = application.parts.visible_to(viewer(request))
    items = list(RepairItem.objects.filter(part__in=parts))
    proof = get_object_or_404(proofs_of(application, items), pk=proof_pk)
    audit.record(
        by=user_of(request), act="repair.open_proof", obj=application,
        after={"sha256": proof.sha256}, at=clock.now(),
    )  # fmt: skip
    name = f"{application.number or '草稿'}-{proof.pk}{proof.extension}"
    return FileResponse(proof.file.open("rb"), filename=name)


def decision_letter(request: HttpRequest, pk: int, part_pk: int) -> HttpResponse:
    """The decision of one agency as PDF."""
    application = visible_application(request, pk)
    parts = application.parts.visible_to(viewer(request)).select_related("agency")
    part = get_object_or_404(parts, pk=part_pk)
    items = list(RepairItem.objects.filter(part=part).select_related("record"))
    if not items or not all(item.decided_at for item in items):
        raise Http404
    return inline_pdf(decision_pdf(part, items), f"信用修复决定书-{application.number}.pdf")
