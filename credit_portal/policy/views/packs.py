"""Packs: what holds, what contradicts, what is changed and by whom."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from credit_portal.accounts.permissions import SignedInRequest
from credit_portal.policy import presentation, selectors, services
from credit_portal.policy.forms import PackEditForm
from credit_portal.policy.loader import PackInvalid
from credit_portal.policy.models import PackVersion, PolicyPack
from credit_portal.policy.permissions import (
    can_decide,
    can_edit,
    editor_required,
    reader_required,
)
from credit_portal.policy.rules import conflicts, rival_deadlines
from credit_portal.shared.clock import now, today
from credit_portal.shared.history import history_of


@require_safe
@reader_required
def pack_list(request: SignedInRequest) -> HttpResponse:
    """All packs with the version in force, and the one on its way."""
    on = today()
    packs = PolicyPack.objects.prefetch_related(
        Prefetch("versions", PackVersion.objects.in_force(on), to_attr="current"),
        Prefetch("versions", PackVersion.objects.open(), to_attr="pending"),
    )
    in_force = selectors.pack_in_force(on)
    context = {
        "packs": packs,
        "in_force": in_force,
        "edition": presentation.edition_in_words(in_force.edition, _names()),
        "can_edit": can_edit(request.user),
    }
    return render(request, "policy/pack_list.html", context)


@require_safe
@reader_required
def pack_detail(request: SignedInRequest, code: str) -> HttpResponse:
    """One pack resolved: every value with document, clause, certainty and what it overrides."""
    pack = get_object_or_404(PolicyPack, code=code)
    resolved = selectors.pack_by_code(code, today())
    context = {
        "pack": pack,
        "resolved": resolved,
        "sections": presentation.sections_of(resolved),
        "edition": presentation.edition_in_words(resolved.edition, _names()),
        "can_edit": can_edit(request.user),
    }
    return render(request, "policy/pack_detail.html", context)


@require_safe
@reader_required
def conflict_report(request: SignedInRequest) -> HttpResponse:
    """Where the packs contradict each other, derived from their values."""
    on = today()
    found = conflicts(selectors.sources_on(on).values())
    rivals = rival_deadlines(selectors.pack_in_force(on))
    sections = presentation.conflict_sections(found, rivals, _names())
    return render(request, "policy/conflicts.html", {"sections": sections})


@require_safe
@reader_required
def version_list(request: SignedInRequest, code: str) -> HttpResponse:
    """The versions of a pack, newest first."""
    pack = get_object_or_404(PolicyPack, code=code)
    versions = pack.versions.select_related("author", "approver")
    context = {"pack": pack, "versions": versions, "can_edit": can_edit(request.user)}
    return render(request, "policy/version_list.html", context)


@require_safe
@reader_required
def version_detail(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One version: what it changes, its text, its history, the acts that are open."""
    version = _version(code, number)
    context = {
        "version": version,
        "pack": version.pack,
        "changes": selectors.changes_of(version),
        "steps": history_of(version),
        "can_edit": can_edit(request.user),
        "can_decide": can_decide(request.user, version),
    }
    return render(request, "policy/version_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def pack_edit(request: SignedInRequest, code: str) -> HttpResponse:
    """Write a new version; what is wrong is shown at its path."""
    pack = get_object_or_404(PolicyPack, code=code)
    initial = {"content": selectors.editable_text(pack, today())}
    form = PackEditForm(request.POST or None, initial=initial)
    problems: dict[str, str] = {}
    if form.is_valid():
        try:
            version = services.edit_pack(pack=pack, by=request.user, at=now(), **form.cleaned_data)
            return redirect("policy:version", code, version.number)
        except PackInvalid as error:
            form.add_error("content", f"政策包有 {len(error.fields)} 处错误，见“需要改正”。")
            problems = error.fields
    context = {"pack": pack, "form": form, "problems": problems}
    return render(request, "policy/pack_edit.html", context, status=422 if problems else 200)


@require_POST
@editor_required
def version_submit(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Hand a draft to a second officer."""
    services.submit_pack_version(version=_version(code, number), by=request.user, at=now())
    messages.success(request, "已提交，等待另一名工作人员审批。")
    return redirect("policy:version", code, number)


@require_POST
@editor_required
def version_approve(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Put a version in force."""
    version = services.approve_pack_version(
        version=_version(code, number), reason=request.POST.get("reason", ""),
        by=request.user, at=now(),
    )  # fmt: skip
    messages.success(request, f"已批准，自 {version.effective_from} 起生效。")
    return redirect("policy:version", code, number)


@require_POST
@editor_required
def version_reject(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Send a version back."""
    services.reject_pack_version(
        version=_version(code, number), reason=request.POST.get("reason", ""),
        by=request.user, at=now(),
    )  # fmt: skip
    messages.success(request, "已退回。")
    return redirect("policy:version", code, number)


def _version(code: str, number: int) -> PackVersion:
    rows = PackVersion.objects.select_related("pack", "author", "approver")
    return get_object_or_404(rows, pack__code=code, number=number)


def _names() -> dict[str, str]:
    """Names of packs by code."""
    return {code: source.header.name for code, source in selectors.sources_on(today()).items()}
