"""Declarations on the desk: the inbox, one case, the review."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.permissions import role_required
from credit_portal.shared import clock
from credit_portal.shared.history import history_of
from declarations import services
from declarations.forms import FilterForm, FindingForm, ReviewForm
from declarations.permissions import REVIEWING_ROLES
from declarations.querysets import DeclarationQuerySet
from declarations.views import shared
from declarations.views.shared import Face, case_context, declaration_of, visible
from supervision.pages import Act, about, acts_for, do_act, keeps, page_of

reviewing = role_required(*REVIEWING_ROLES)
DESK = Face("frames/desk.html", "declarations:case", "declarations:act")
ACTS = (
    Act(
        "approve", "审核通过", services.approve_declaration, ReviewForm,
        "通过后向社会公示；公示期满无异议的，自动计入信用记录。复核时维持的，公示期不重新计算。",
    ),
    Act(
        "refuse", "审核不通过", services.refuse_declaration, ReviewForm,
        "写明理由，告知申报主体；申报主体可以补充材料后重新申报。", "danger",
    ),
    Act(
        "find_false", "认定虚假", services.find_declaration_false, FindingForm,
        "申报主体已承诺真实。认定虚假的，按虚假承诺记入违诺记录，已计入的记录随即撤回。", "danger",
    ),
)  # fmt: skip


@require_safe
@reviewing
def declarations(request: HttpRequest) -> HttpResponse:
    """What was handed in, the latest first."""
    form = FilterForm(request.GET)
    form.is_valid()
    page = page_of(_filtered(visible(request), form.cleaned_data), request)
    context = {"form": form, "page": page, "today": clock.today()}
    return render(request, "declarations/list.html", context)


@require_safe
@reviewing
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One declaration with its evidence, objections and steps."""
    found = declaration_of(request, pk)
    acts = acts_for(found, ACTS) if keeps(request, found.agency, REVIEWING_ROLES) else []
    context = {
        **case_context(found), "acts": acts, "face": DESK,
        "objections": list(found.objections.all()), "history": history_of(found),
    }  # fmt: skip
    return render(request, "declarations/case.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@reviewing
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One step of the responsible agency."""
    return do_act(
        request, declaration_of(request, pk), ACTS, name, argument="declaration",
        back=reverse(DESK.case, args=[pk]),
    )  # fmt: skip


def _filtered(rows: DeclarationQuerySet, values: dict[str, Any]) -> DeclarationQuerySet:
    if values.get("state") == "waiting":
        rows = rows.waiting()
    elif values.get("state"):
        rows = rows.filter(status=values["state"])
    return about(rows, values["q"]) if values.get("q") else rows


evidence_file = require_safe(reviewing(shared.evidence_file))
