"""The acts on a commitment: one table, one page for all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods
from django_fsm import can_proceed

from commitments import forms, services
from commitments.models import Commitment
from commitments.permissions import ACCEPTING_ROLES
from commitments.views.shared import visible_commitment
from credit_portal.accounts.permissions import role_required
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError, Refused
from credit_portal.shared.forms import ReasonForm, RefusableForm
from supervision.pages import own_agency, user_of

Values = dict[str, Any]


@dataclass(frozen=True)
class Act:
    """An act with its transition on the model, its form and its service.

    ``arguments`` turns a valid form into what the service wants beside commitment, by and at.
    """

    name: str
    label: str
    transition: str
    form: type[RefusableForm]
    service: Callable[..., Any]
    arguments: Callable[[HttpRequest, Any], Values]
    hint: str
    tone: str = ""


def _cleaned(request: HttpRequest, form: RefusableForm) -> Values:
    return form.cleaned_data


def _finding(request: HttpRequest, form: forms.FulfilForm) -> Values:
    return {"finding": form.finding(own_agency(request))}


ACTS = (
    Act(
        "register", "登记", "register", forms.ClassReasonForm, services.register_commitment,
        _cleaned, "登记后取得承诺编码并记入信用记录，不能再修改。",
    ),
    Act(
        "withdraw", "撤回草稿", "withdraw", ReasonForm, services.withdraw_draft, _cleaned,
        "撤回后草稿作废。", "danger",
    ),
    Act(
        "supplement", "登记补交材料", "supplement", forms.SupplementForm,
        services.supplement_materials, _cleaned,
        "不符合要求的，承诺人可在补齐期限内再次补交。",
    ),
    Act(
        "fulfil", "认定全部履行", "fulfil", forms.FulfilForm, services.fulfil_commitment, _finding,
        "认定结果记入信用记录。",
    ),
    Act(
        "recheck", "复核", "recheck", forms.RecheckForm, services.recheck_commitment, _cleaned,
        "复核只记录情况；需要认定违诺的，请另行认定。",
    ),
    Act(
        "partial", "认定部分履行", "fulfil_partly", forms.BreachForm,
        services.record_partial_fulfilment, _finding, "违诺信息记入信用记录并列入当月违诺表。",
        "danger",
    ),
    Act(
        "breach", "认定违诺", "breach", forms.BreachForm, services.record_breach, _finding,
        "违诺信息记入信用记录并列入当月违诺表；属于所列情形的，不再适用信用承诺制。", "danger",
    ),
    Act(
        "false", "认定虚假承诺", "find_false", forms.FalseForm, services.recognise_false, _finding,
        "作出不实承诺的，不再适用信用承诺制；此前的认定一并撤销。", "danger",
    ),
    Act(
        "revoke", "撤销认定", "revoke_recognition", ReasonForm, services.revoke_recognition,
        _cleaned, "认定有误时使用：相应的信用记录撤回，承诺恢复为履行中。", "danger",
    ),
    Act(
        "void", "作废", "void", ReasonForm, services.void_commitment, _cleaned,
        "登记有误或者承诺人未签署时使用：承诺编码保留，台账中列为已作废，信用记录和公示一并撤回。",
        "danger",
    ),
)  # fmt: skip
BY_NAME = {act.name: act for act in ACTS}


def acts_for(commitment: Commitment) -> list[Act]:
    """The acts that its state allows; the life cycle on the model decides."""
    return [act for act in ACTS if can_proceed(getattr(commitment, act.transition))]


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*ACCEPTING_ROLES)
def act_on(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Ask what the act needs, then do it."""
    commitment = visible_commitment(request, pk)
    act = BY_NAME.get(name)
    if act is None:
        raise Http404
    if act not in acts_for(commitment):
        raise Refused(
            "wrong_state", f"该承诺为“{commitment.get_status_display()}”，不能{act.label}。"
        )
    form = _form(request, act, commitment)
    if form.is_valid() and _do(request, act, commitment, form):
        return redirect("commitments:detail", pk)
    context = {"commitment": commitment, "act": act, "form": form}
    return render(request, "commitments/act.html", context)


def _do(request: HttpRequest, act: Act, commitment: Commitment, form: Any) -> bool:
    try:
        act.service(
            commitment=commitment, by=user_of(request), at=clock.now(),
            **act.arguments(request, form),
        )  # fmt: skip
    except DomainError as error:
        form.show(error)
        return False
    return True


def _form(request: HttpRequest, act: Act, commitment: Commitment) -> RefusableForm:
    """Its form with today, and with the events that fit; the first one the dates show."""
    today = clock.today()
    events = commitment.fitting_events(today)
    initial = {
        "supplied_on": today,
        "checked_on": today,
        "recognised_on": today,
        "disqualifying_event": events[0] if events and commitment.supplement_due_on else "",
    }
    asked: Values = {"events": events} if issubclass(act.form, forms.BreachForm) else {}
    return act.form(request.POST if request.method == "POST" else None, initial=initial, **asked)
