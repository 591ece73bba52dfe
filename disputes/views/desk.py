"""Disputes on the desk: the inbox, one case with its steps, the decision, intake on paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from django_fsm import can_proceed

from credit_portal.accounts.permissions import role_required
from credit_portal.accounts.viewers import ViewerKind
from credit_portal.policy.services import pack_in_force
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError, Refused
from credit_portal.shared.forms import ReasonForm, RefusableForm
from credit_portal.shared.history import history_of
from disputes import services
from disputes.forms import (
    DecisionForm,
    DeliveryForm,
    FilterForm,
    FindingForm,
    HandOverForm,
    PaperForm,
    PaperReviewForm,
    PaperWithdrawalForm,
    SupplementForm,
    SupplementRequestForm,
)
from disputes.models import Dispute
from disputes.permissions import HANDLING_ROLES
from disputes.querysets import DisputeQuerySet
from disputes.services.handling import officers_for
from disputes.services.teams import barred_from, first_team
from disputes.targets import entity_of
from disputes.views import shared
from disputes.views.shared import (
    Act,
    Face,
    case_context,
    dispute_of,
    lines_of,
    target_of,
    visible,
)
from entities.models import CreditRecord
from grading.models import ExternalAssessment
from grading.selectors import grade_of
from repair.choices import ItemStatus
from repair.models import RepairApplication, RepairItem
from supervision.models import Listing
from supervision.pages import about, acts_for, opened_file, page_of, user_of, viewer

handling = role_required(*HANDLING_ROLES)
DESK = Face("frames/desk.html", "disputes:case", "disputes:act")
RECORDS_OFFERED = 50
ON_PAPER = "代收书面异议"
HANDLING = (
    Act(
        "accept", "受理", services.accept_dispute, RefusableForm,
        "受理后由您经办，期限提醒发给您；告知申请人。",
    ),
    Act(
        "ask_supplement", "通知补正", services.ask_supplement, SupplementRequestForm,
        "材料不全的，一次性告知全部补正内容。",
    ),
    Act(
        "verify", "提交核实情况", services.verify_dispute, FindingForm,
        "核对原始文书后写明核实情况，再由原经办人以外的人员决定。",
    ),
    Act(
        "hand_over", "改派", services.hand_over_dispute, HandOverForm,
        "经办人离岗或者应当回避的，改由本单位其他人员办理，期限不变，提醒发给新的经办人。",
    ),
    Act(
        "extend", "延长期限", services.extend_dispute, ReasonForm,
        "按现行政策规定的天数延长一次，告知申请人。",
    ),
    Act(
        "close", "送达办结", services.close_dispute, DeliveryForm,
        "登记答复书的送达方式，本件办结。",
    ),
    Act(
        "decline", "不予受理", services.decline_dispute, ReasonForm,
        "写明理由，告知申请人；异议标注解除，暂停的措施恢复执行。", "danger",
    ),
)  # fmt: skip
# What the officer does for a business that came on paper.
ON_BEHALF = (
    Act(
        "supply", "登记补正", services.supplement_dispute, SupplementForm,
        "登记申请人交来的补正材料。",
    ),
    Act(
        "ask_review", "登记复核申请", services.request_review, PaperReviewForm,
        "登记申请人的书面复核申请。",
    ),
    Act(
        "urge", "登记催办", services.urge_dispute, RefusableForm,
        "申请人到窗口催办的，提醒经办人抓紧办理，每天可以催办一次。",
    ),
    Act(
        "withdraw", "登记撤回", services.withdraw_dispute, PaperWithdrawalForm,
        "凭申请人的书面撤回申请登记，告知申请人。", "danger",
    ),
)  # fmt: skip


@require_safe
@handling
def disputes(request: HttpRequest) -> HttpResponse:
    """The inbox: what is open, the nearest day first."""
    form, today = FilterForm(request.GET), clock.today()
    form.is_valid()
    page = page_of(_filtered(request, form.cleaned_data), request)
    context = {
        "form": form,
        "page": page,
        "lines": lines_of(page.object_list),
        "today": today,
    }
    return render(request, "disputes/list.html", context)


@require_safe
@handling
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One dispute and its steps."""
    found = dispute_of(request, number)
    may_handle = _may_handle(request, found)
    context = {
        **case_context(found),
        "face": DESK,
        "acts": _acts(request, found) if may_handle else [],
        "may_decide": may_handle and can_proceed(found.decide),
        "is_barred": may_handle and found.is_open and _is_barred(request, found),
        "is_first_team": _is_first_team(request, found),
        "behalf": _on_behalf(request, found),
        "history": history_of(found),
    }
    return render(request, "disputes/case.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@handling
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One step of the handling agency, or of the applicant on paper."""
    found = dispute_of(request, number)
    asked = {"officers": officers_for(found)} if name == "hand_over" else {}
    return shared.do_act(request, found, (*HANDLING, *ON_BEHALF), name, DESK, **asked)


@require_http_methods(["GET", "HEAD", "POST"])
@handling
def decide(request: HttpRequest, number: str) -> HttpResponse:
    """Field by field: upheld or rejected, with reasons."""
    found = dispute_of(request, number)
    if not can_proceed(found.decide):
        raise Refused(
            "wrong_state", f"该异议现为“{found.get_status_display()}”，不能决定；请刷新后再看。"
        )
    form = DecisionForm(
        request.POST if request.method == "POST" else None, fields=list(found.fields.all())
    )
    if form.is_valid():
        try:
            services.decide_dispute(
                dispute=found, decisions=form.decisions(),
                decision=form.cleaned_data["decision"], by=user_of(request), at=clock.now(),
            )  # fmt: skip
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "已决定，答复书已生成并告知申请人。")
            return redirect(DESK.case, number)
    context = {**case_context(found), "form": form, "is_barred": _is_barred(request, found)}
    return render(request, "disputes/decide.html", context)


@require_safe
@handling
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """At the window: what of a business is contested on paper; the look at it is noted."""
    entity, today = opened_file(request, code, ON_PAPER), clock.today()
    records = CreditRecord.objects.visible_to(viewer(request), today).standing()
    context = {
        "entity": entity,
        "records": records.filter(entity=entity).newest_first()[:RECORDS_OFFERED],
        "grade": grade_of(entity, today),
        "results": ExternalAssessment.objects.visible_to(viewer(request)).standing(today).filter(
            entity=entity
        ),
        "listings": Listing.objects.visible_to(viewer(request)).in_force(today).filter(
            entity=entity
        ),
        "refused": RepairItem.objects.filter(
            status=ItemStatus.REFUSED, part__application__entity=entity,
            part__application__in=RepairApplication.objects.visible_to(viewer(request)),
        ).select_related("record"),
    }  # fmt: skip
    return render(request, "disputes/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@handling
def new(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Take an application on paper: what it says, and its scan; the look is noted."""
    said = "异议已收到，编号{}；请打印回执交申请人。"
    target = target_of(request, kind, pk)
    opened_file(request, entity_of(target).uscc, ON_PAPER)
    return shared.file(request, target, DESK, PaperForm, said)


receipt = require_safe(handling(shared.receipt))
answer = require_safe(handling(shared.answer))
evidence_file = require_safe(handling(shared.evidence_file))


def _filtered(request: HttpRequest, values: dict[str, Any]) -> DisputeQuerySet:
    """What the filters leave."""
    rows, text = visible(request), values.get("q", "").strip()
    if text.upper().startswith("YY-"):
        return rows.filter(number__startswith=text.upper())
    if text:
        rows = about(rows, text)
    match values.get("state", ""):
        case "":
            rows = rows.open()
        case "late":
            rows = rows.late(clock.today())
        case "mine":
            rows = rows.filter(handler=user_of(request))
        case "all":
            return rows
        case state:
            rows = rows.filter(status=state)
    return rows.order_by("deadline__due_on", "pk")


def _may_handle(request: HttpRequest, dispute: Dispute) -> bool:
    asking = viewer(request)
    return asking.kind == ViewerKind.LEAD_OFFICE or dispute.agency_id in asking.agency_ids


def _acts(request: HttpRequest, dispute: Dispute) -> list[Act]:
    """The acts that state and pack allow."""
    acts = acts_for(dispute, HANDLING)
    policy = pack_in_force(clock.today()).disputes
    barred = set() if policy.extension_allowed.value else {"extend"}
    if _is_first_team(request, dispute):
        barred |= {"accept", "verify"}
    return [act for act in acts if act.name not in barred]


def _is_first_team(request: HttpRequest, dispute: Dispute) -> bool:
    """Whether the officer worked on the dispute that is reviewed."""
    is_asked = pack_in_force(clock.today()).disputes.other_decider.value
    return is_asked and user_of(request).pk in first_team(dispute)


def _is_barred(request: HttpRequest, dispute: Dispute) -> bool:
    is_asked = pack_in_force(clock.today()).disputes.other_decider.value
    return is_asked and user_of(request).pk in barred_from(dispute)


def _on_behalf(request: HttpRequest, dispute: Dispute) -> list[Act]:
    """The acts of the window that took the application."""
    is_ours = dispute.taken_at_id in viewer(request).agency_ids
    return acts_for(dispute, ON_BEHALF) if is_ours else []
