"""The demonstration's campaign: duties in every state, and a few talks at a window."""

from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from credit_portal.accounts.choices import AgencyKind, Role
from credit_portal.accounts.models import Agency, User
from credit_portal.campaigns import services
from credit_portal.campaigns.choices import DutyKind
from credit_portal.campaigns.models import Campaign, CampaignDuty, EducationTalk
from credit_portal.campaigns.services import HandIn
from credit_portal.policy.selectors import pack_by_code, pack_in_force
from credit_portal.shared.pdf import render_pdf

TITLE = "企业信用分级分类监管专项工作"
FIELDS_EACH = 3
PLAN = "一、成立工作专班；二、分行业制定评价标准；三、12月上旬完成总结。"
CASE = {
    "时间": "2026年第三季度", "地点": "澄江市", "主体": "辖区重点企业",
    "做法": "按信用等级确定抽查比例，对守信企业减少检查，对失信企业上门指导整改。",
    "成效": "抽查户次下降，问题发现率上升。",
}  # fmt: skip


def build_demo_campaigns(*, lead: User, at: datetime) -> None:
    """A campaign after 吴忠's document, since the demo city's own knows none."""
    departments = list(Agency.objects.active().filter(kind=AgencyKind.DEPARTMENT).order_by("code"))
    pack = pack_by_code("wuzhong", timezone.localdate(at))
    if Campaign.objects.exists() or not departments or pack.campaign is None:
        return
    begun = at - timedelta(days=70)
    campaign = services.open_campaign(
        year=timezone.localdate(at).year, title=TITLE, pack=pack, departments=departments,
        by=lead, at=begun,
    )  # fmt: skip
    for place, agency in enumerate(departments):
        fields = campaign.domains[place * FIELDS_EACH : (place + 1) * FIELDS_EACH]
        if fields:
            services.assign_domains(
                campaign=campaign, agency=agency, domains=fields, by=lead, at=begun
            )
    _hand_in(campaign, lead, at)


def build_demo_talks(*, officer: User, at: datetime) -> None:
    """One talk for each occasion of the pack, on the last days."""
    if EducationTalk.objects.exists() or officer.agency is None:
        return
    occasions = pack_in_force(timezone.localdate(at)).education.occasions.value
    for days, occasion in enumerate(occasions):
        moment = at - timedelta(days=days)
        services.note_talk(
            agency=officer.agency, on=timezone.localdate(moment), occasion=occasion,
            people=1 + days * 4, material="《诚信经营告知书》和宣传册", is_signed=not days,
            by=officer, at=moment,
        )  # fmt: skip


def _hand_in(campaign: Campaign, lead: User, at: datetime) -> None:
    """Officers hand in; the first is accepted, the second comes back, the third waits."""
    officers = User.objects.filter(role=Role.DEPARTMENT_OFFICER, is_active=True)
    issued = timezone.localtime(at)
    pdf = render_pdf(
        "supervision/letters/letter.typ",
        {
            "number": str(campaign.year), "title": "工作方案", "recipients": "信用办", "text": PLAN,
            "agency": "澄江市", "issued_on": f"{issued:%Y年%m月%d日}",
            "made": {"year": issued.year, "month": issued.month, "day": issued.day},
        },
    )  # fmt: skip
    for place, duty in enumerate(campaign.duties.filter(kind=DutyKind.PLAN)):
        officer = officers.filter(agency=duty.agency).first()
        if officer is None:
            continue
        upload = SimpleUploadedFile("工作方案.pdf", pdf)
        content = HandIn(text=PLAN, files=[upload])
        services.submit_duty(duty=duty, content=content, by=officer, at=at - timedelta(days=60))
        if place % 2:
            services.send_back_duty(
                duty=duty, reason="请补充时间节点", by=lead, at=at - timedelta(days=58)
            )
        else:
            services.accept_duty(duty=duty, by=lead, at=at - timedelta(days=58))
        _summarise(duty, officer, lead, pdf, at)


def _summarise(plan: CampaignDuty, officer: User, lead: User, pdf: bytes, at: datetime) -> None:
    campaign = plan.campaign
    rows = campaign.duties.filter(agency=plan.agency, kind=DutyKind.SUMMARY)
    parts = dict.fromkeys(campaign.parts, "按信用等级实施差异化监管，数据见附件。")
    for place, duty in enumerate(rows[:2]):
        upload = SimpleUploadedFile("评价制度和结果.pdf", pdf)
        content = HandIn(parts=parts, cases=[CASE], files=[upload])
        services.submit_duty(duty=duty, content=content, by=officer, at=at - timedelta(days=5))
        if not place:
            services.accept_duty(duty=duty, by=lead, at=at - timedelta(days=3))
