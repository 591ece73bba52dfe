"""事项清单 and 检查人员名录 on the desk."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.permissions import require_agency, role_required
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from credit_portal.shared.forms import ReasonForm, RefusableForm
from credit_portal.shared.history import history_of
from credit_portal.shared.visibility import visible_one
from supervision.inspections.forms import InspectorForm, InterestForm, ItemForm, RenewalForm
from supervision.inspections.permissions import INSPECTING_ROLES
from supervision.inspections.querysets import InspectionItemQuerySet
from supervision.models import DeclaredInterest, InspectionItem, Inspector
from supervision.pages import Act, do_act, own_agency, page_of, user_of, viewer
from supervision.services import inspection_items, inspectors

inspecting = role_required(*INSPECTING_ROLES)
ITEM_ACTS = (
    Act(
        "publish", "发布", inspection_items.publish_item, RefusableForm,
        "发布后向社会公开，不能再修改；原版本同时停用。",
    ),
    Act(
        "retire", "停用", inspection_items.retire_item, ReasonForm,
        "停用后不能再列入新的任务。", "danger",
    ),
)  # fmt: skip
INSPECTOR_ACTS = (
    Act("renew", "更新执法证", inspectors.renew_certificate, RenewalForm, "填写新证的有效期。"),
    Act(
        "interest", "申报利害关系", inspectors.declare_interest, InterestForm,
        "申报后抽取检查人员时自动回避。",
    ),
    Act(
        "remove", "退出名录", inspectors.remove_inspector, ReasonForm,
        "自今日起不再派出；已有的检查记录不变。", "danger",
    ),
)  # fmt: skip


@require_safe
@inspecting
def items(request: HttpRequest) -> HttpResponse:
    """All versions that the officer may see, by number."""
    context = {"page": page_of(_versions(request), request), "own": viewer(request).agency_ids}
    return render(request, "supervision/inspections/items.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@inspecting
def item_edit(request: HttpRequest, code: str = "") -> HttpResponse:
    """A new item, or the draft of the next version of one."""
    former = _versions(request).filter(code=code).first() if code else None
    if code and former is None:
        raise Http404
    agency = former.agency if former else own_agency(request)
    require_agency(user_of(request), agency)
    names = [name for name in ItemForm.base_fields if name not in ("code", "seen")]
    seen = inspection_items.version_of(former) if former else inspection_items.NEW
    initial: dict[str, Any] = {"seen": seen}
    if former:
        initial |= {name: getattr(former, name) for name in ("code", *names)}
    form = ItemForm(request.POST if request.method == "POST" else None, initial=initial)
    form.fields["code"].disabled = former is not None
    if form.is_valid():
        try:
            inspection_items.draft_item(
                code=form.cleaned_data["code"], agency=agency,
                values={name: form.cleaned_data[name] for name in names},
                seen=form.cleaned_data["seen"], by=user_of(request), at=clock.now(),
            )  # fmt: skip
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "草稿已保存，发布后生效。")
            return redirect("supervision:inspection_items")
    context = {"form": form, "item": former}
    return render(request, "supervision/inspections/item_edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@inspecting
def item_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Publish a draft, retire what is in force."""
    item = visible_one(_versions(request), pk=pk)
    require_agency(user_of(request), item.agency)
    back = reverse("supervision:inspection_items")
    return do_act(request, item, ITEM_ACTS, name, argument="item", back=back)


@require_http_methods(["GET", "HEAD", "POST"])
@inspecting
def inspector_list(request: HttpRequest) -> HttpResponse:
    """The pool of the own agency; the lead office sees all. Below it a new entry."""
    agency = own_agency(request)
    form = InspectorForm(request.POST if request.method == "POST" else None, agency=agency)
    if form.is_valid():
        try:
            inspectors.register_inspector(by=user_of(request), at=clock.now(), **form.cleaned_data)
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "已列入检查人员名录。")
            return redirect("supervision:inspectors")
    rows = Inspector.objects.visible_to(viewer(request)).select_related("user", "agency")
    context = {"page": page_of(rows, request), "form": form, "today": clock.today()}
    return render(request, "supervision/inspections/inspectors.html", context)


@require_safe
@inspecting
def inspector(request: HttpRequest, pk: int) -> HttpResponse:
    """One inspector: certificate, interests, what was changed."""
    found = _inspector(request, pk)
    context = {
        "inspector": found,
        "interests": found.interests.select_related("entity"),
        "acts": INSPECTOR_ACTS if found.left_on is None else (),
        "history": history_of(found),
        "today": clock.today(),
    }
    return render(request, "supervision/inspections/inspector.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@inspecting
def inspector_act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Renew, remove, declare an interest."""
    back = reverse("supervision:inspector", args=[pk])
    found = _inspector(request, pk)
    return do_act(request, found, INSPECTOR_ACTS, name, argument="inspector", back=back)


@require_http_methods(["GET", "HEAD", "POST"])
@inspecting
def interest_end(request: HttpRequest, pk: int, interest_pk: int) -> HttpResponse:
    """The relation is over."""
    rows = DeclaredInterest.objects.filter(inspector=_inspector(request, pk))
    interest = visible_one(rows, pk=interest_pk)
    end = Act(
        "end", "解除利害关系", inspectors.end_interest, ReasonForm,
        "解除后可以再次抽取到该主体的检查。",
    )  # fmt: skip
    back = reverse("supervision:inspector", args=[pk])
    return do_act(request, interest, (end,), "end", argument="interest", back=back)


def _versions(request: HttpRequest) -> InspectionItemQuerySet:
    return InspectionItem.objects.visible_to(viewer(request)).select_related("agency")


def _inspector(request: HttpRequest, pk: int) -> Inspector:
    rows = Inspector.objects.visible_to(viewer(request)).select_related("user", "agency")
    return visible_one(rows, pk=pk)
