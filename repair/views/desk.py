"""Repair on the desk: the inbox with lights, one case, a decision for each record."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.permissions import role_required
from credit_portal.shared import clock
from credit_portal.shared.forms import RefusableForm
from credit_portal.shared.history import history_of
from credit_portal.shared.pdf import inline_pdf
from credit_portal.shared.visibility import visible_one
from repair import services
from repair.case import case_of
from repair.forms import DecisionForm, FindingForm, InboxForm, SupplementRequestForm
from repair.letters import notice_pdf, papers_pdf
from repair.models import RepairApplication, RepairItem, RepairNotice, RepairPart
from repair.permissions import DECIDING_ROLES, VIEWING_ROLES
from repair.querysets import ApplicationQuerySet
from repair.services.drafting import items_of
from repair.views.shared import (
    ApplicantAct,
    applicant_act,
    applicant_acts,
    decision_letter,
    do_applicant_act,
    proof_file,
    visible_application,
)
from supervision.pages import Act, about, acts_for, do_act, keeps, page_of, viewer

viewing = role_required(*VIEWING_ROLES)
deciding = role_required(*DECIDING_ROLES)
SIGNED = "登记申请人签署的信用承诺书，承诺向社会公开；申请即时转认定单位。"
FRAME = "frames/desk.html"
CASE_ACTS = (
    Act(
        "forward", "转办", services.forward_application, RefusableForm,
        "转各认定单位，决定期限自今天起算（当日不计）。",
    ),
    Act(
        "ask_supplement", "要求补正", services.ask_supplement, SupplementRequestForm,
        "只能要求一次；补正期间中止计时。",
    ),
    Act(
        "go_on", "恢复办理", services.go_on_without, RefusableForm,
        "补正期限已过仍未补正的，按现有材料决定。",
    ),
)  # fmt: skip
ITEM_ACTS = (
    Act(
        "grant", "准予修复", services.grant_item, DecisionForm,
        "决定后立即停止公示和共享，解除相关措施，移出相应名单，并重新评价。",
    ),
    Act(
        "refuse", "不予修复", services.refuse_item, DecisionForm,
        "须写明理由；申请人可以提出异议，也可以重新申请。", "danger",
    ),
    Act(
        "needless", "无需修复", services.find_item_needless, RefusableForm,
        "记录在办理期间已撤回、更正、修复或者公示期满的，以“无需修复”办结。",
    ),
    Act(
        "revoke", "撤销修复", services.revoke_repair, DecisionForm,
        "材料虚假的，由另一名人员撤销：记录恢复公示（此前已经撤回的除外），违诺记入信用记录；"
        "已移出的名单不自动恢复，需要列入的请重新提出。", "danger",
    ),
)  # fmt: skip
VERIFY = Act(
    "verify", "登记信用核查", services.verify_part, FindingForm, "写明核查的方式、时间和结果。"
)


@require_safe
@viewing
def inbox(request: HttpRequest) -> HttpResponse:
    """Applications; those under way by their last day."""
    form, today = InboxForm(request.GET), clock.today()
    rows = _chosen(request, form).select_related("entity", "deadline")
    rows = rows.prefetch_related("deadline__pauses", "parts__agency", "parts__items")
    context = {"form": form, "page": page_of(rows, request), "today": today}
    return render(request, "repair/desk/inbox.html", context)


@require_safe
@viewing
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One application with what may be done about it."""
    application = visible_application(request, pk)
    is_own_intake = _took_in(request, application)
    found = case_of(application, viewer(request), clock.today())
    own = [line.part.pk for line in found.parts if keeps(request, line.part.agency, DECIDING_ROLES)]
    context = {
        "application": application, "case": found, "own_parts": own,
        "acts": acts_for(application, CASE_ACTS),
        "applicant_acts": map(_on_paper, applicant_acts(application)) if is_own_intake else [],
        "history": history_of(application), "today": clock.today(),
    }  # fmt: skip
    return render(request, "repair/desk/case.html", context)


def _took_in(request: HttpRequest, application: RepairApplication) -> bool:
    """Whether it came in at the own window: that one acts for the applicant, and sees the records
    of all agencies, as the others do not."""
    return application.intake_agency_id in viewer(request).agency_ids


def _on_paper(act: ApplicantAct) -> ApplicantAct:
    """The act in the words of the window, where the applicant has signed already."""
    if act.name != "submit":
        return act
    return replace(act, label="提交申请", hint=SIGNED)


@require_http_methods(["GET", "HEAD", "POST"])
@viewing
def case_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One step of an application, by its office or, for papers, by its window."""
    application, back = visible_application(request, pk), reverse("repair:case", args=[pk])
    act = applicant_act(name)
    if act and _took_in(request, application):
        return do_applicant_act(request, application, _on_paper(act), frame=FRAME, back=back)
    return do_act(request, application, CASE_ACTS, name, argument="application", back=back)


@require_http_methods(["GET", "HEAD", "POST"])
@deciding
def item_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Decide one record, or revoke what was granted."""
    parts = RepairPart.objects.visible_to(viewer(request))
    rows = RepairItem.objects.filter(part__in=parts)
    item = visible_one(rows.select_related("part__application", "record"), pk=pk)
    visible_application(request, item.part.application_id)
    back = reverse("repair:case", args=[item.part.application_id])
    return do_act(request, item, ITEM_ACTS, name, argument="item", back=back)


@require_http_methods(["GET", "HEAD", "POST"])
@deciding
def part_verify(request: HttpRequest, pk: int) -> HttpResponse:
    """信用核查 of one part."""
    part = visible_one(RepairPart.objects.select_related("application__entity", "agency"), pk=pk)
    visible_application(request, part.application_id)
    back = reverse("repair:case", args=[part.application_id])
    return do_act(request, part, (VERIFY,), VERIFY.name, argument="part", back=back)


case_proof = require_safe(viewing(proof_file))
case_letter = require_safe(viewing(decision_letter))


@require_safe
@viewing
def case_papers(request: HttpRequest, pk: int) -> HttpResponse:
    """What the applicant signs at the window, filled in."""
    application = visible_application(request, pk)
    if not _took_in(request, application):
        raise Http404
    pdf = papers_pdf(application, items_of(application), clock.today())
    return inline_pdf(pdf, f"信用修复申请表-{application.entity.uscc}.pdf")


@require_safe
@viewing
def notices(request: HttpRequest) -> HttpResponse:
    """Repair notices about what the own agencies reported, the latest first."""
    rows = RepairNotice.objects.visible_to(viewer(request)).select_related("record__entity")
    context = {"page": page_of(rows, request), "frame": FRAME, "address": "repair:notice"}
    return render(request, "repair/notices.html", context)


@require_safe
@viewing
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice as PDF."""
    found = visible_one(RepairNotice.objects.visible_to(viewer(request)), pk=pk)
    return inline_pdf(notice_pdf(found), f"信用修复告知书-{found.number}.pdf")


def _chosen(request: HttpRequest, form: InboxForm) -> ApplicationQuerySet:
    """What the filters leave."""
    form.is_valid()
    rows, asking = RepairApplication.objects.visible_to(viewer(request)), viewer(request)
    state, text = form.cleaned_data.get("state", ""), form.cleaned_data.get("q", "")
    if state == "to_decide":
        items = RepairItem.objects.to_decide(asking)
        rows = rows.filter(parts__items__in=items).distinct().order_by("deadline__due_on", "pk")
    elif state:
        rows = rows.filter(status=state)
    return about(rows, text) if text else rows
