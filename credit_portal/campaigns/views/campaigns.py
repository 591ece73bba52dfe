"""A campaign on the desk: its duties with lights, coverage of the fields, opening, export."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.accounts.viewers import viewer_of
from credit_portal.campaigns import services
from credit_portal.campaigns.forms import CampaignForm, DomainsForm, FilterForm
from credit_portal.campaigns.models import Campaign, CampaignDuty
from credit_portal.campaigns.permissions import OPENING_ROLES, REPORTING_ROLES
from credit_portal.campaigns.querysets import DutyQuerySet
from credit_portal.campaigns.selectors import coverage, packs_with_campaign
from credit_portal.campaigns.tables import campaign_tables
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from supervision.exports import export

reading = role_required(*REPORTING_ROLES)
opening = role_required(*OPENING_ROLES)


@require_safe
@reading
def campaign_list(request: SignedInRequest) -> HttpResponse:
    """The duties of a campaign, the latest unless another is asked for, and its fields."""
    form = FilterForm(request.GET)
    form.is_valid()
    campaign = form.cleaned_data.get("campaign") or Campaign.objects.first()
    may_open = request.user.role in OPENING_ROLES
    context: dict[str, Any] = {
        "form": form, "campaign": campaign, "today": clock.today(), "may_open": may_open,
    }  # fmt: skip
    if campaign:
        fields = coverage(campaign)
        context |= {
            "duties": _duties(request, campaign, form.cleaned_data),
            "fields": fields,
            "covered": sum(field.is_covered for field in fields),
        }
    return render(request, "campaigns/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opening
def campaign_new(request: SignedInRequest) -> HttpResponse:
    """Open the campaign of a year."""
    packs = packs_with_campaign(clock.today())
    data = request.POST if request.method == "POST" else None
    form = CampaignForm(data, packs=packs, initial={"year": clock.today().year})
    if form.is_valid():
        said = form.cleaned_data
        chosen = next(pack for pack in packs if pack.header.code == said.pop("pack"))
        try:
            made = services.open_campaign(pack=chosen, by=request.user, at=clock.now(), **said)
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, f"已部署{made}，请再落实各领域的责任单位。")
            return redirect("campaigns:domains", made.pk)
    context = {"form": form, "title": "部署专项工作", "action": "部署", "packs": packs}
    return render(request, "campaigns/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opening
def domains(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give fields to a department."""
    campaign = get_object_or_404(Campaign, pk=pk)
    form = DomainsForm(request.POST if request.method == "POST" else None, campaign=campaign)
    if form.is_valid():
        try:
            added = services.assign_domains(
                campaign=campaign, by=request.user, at=clock.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, f"已增加 {added} 项领域总结任务。")
            return redirect(f"{reverse('campaigns:list')}?campaign={campaign.pk}")
    context = {
        "form": form, "title": "落实领域责任单位", "action": "保存", "campaign": campaign,
    }  # fmt: skip
    return render(request, "campaigns/form.html", context)


@require_safe
@reading
def export_campaign(request: SignedInRequest, pk: int) -> FileResponse:
    """Duties, coverage and cases as a workbook; an agency's holds its own duties."""
    campaign = get_object_or_404(Campaign, pk=pk)
    duties = _duties(request, campaign, {})
    tables = campaign_tables(campaign, duties, coverage(campaign))
    return export(str(campaign), *tables, by=request.user, at=clock.now())


def _duties(request: SignedInRequest, campaign: Campaign, said: dict[str, Any]) -> DutyQuerySet:
    rows = CampaignDuty.objects.visible_to(viewer_of(request.user)).filter(campaign=campaign)
    if agency := said.get("agency"):
        rows = rows.filter(agency=agency)
    match said.get("state"):
        case "waiting":
            rows = rows.waiting()
        case "late":
            rows = rows.late(clock.today())
        case "to_check":
            rows = rows.to_check()
    return rows.select_related("agency")
