"""Handing in a plan or a summary; the lead office accepts or returns it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django_fsm import can_proceed

from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.audit import services as audit
from credit_portal.campaigns.choices import DutyKind
from credit_portal.campaigns.models import CampaignDuty, DutyFile
from credit_portal.campaigns.permissions import OPENING_ROLES, REPORTING_ROLES
from credit_portal.messages.services import Recipient, send_message
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from credit_portal.shared.files import check_scan, sha256_of
from credit_portal.shared.history import user_of


@dataclass(frozen=True, kw_only=True)
class HandIn:
    """What a department hands in.

    Attributes:
        parts, cases: by the names that the campaign keeps.
        explanation: where the department follows the rules of a superior system (吴忠 二(二)).
    """

    text: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    cases: Sequence[Mapping[str, str]] = ()
    follows_superior: bool = False
    explanation: str = ""
    files: Sequence[UploadedFile] = ()


@transaction.atomic
def submit_duty(*, duty: CampaignDuty, content: HandIn, by: Actor, at: datetime) -> CampaignDuty:
    """Hand in a plan, or the summary of one field with its cases; each with its files.

    Raises:
        NotAllowed: another role, or another agency.
        Refused: it was handed in already.
        Invalid: something that the campaign demands is missing.
    """
    require_role(by, REPORTING_ROLES)
    require_agency(by, duty.agency)
    duty = _locked(duty)
    if not can_proceed(duty.submit):
        raise Refused("wrong_state", f"该任务现为“{duty.get_status_display()}”，不能报送。")
    _check(duty, content)
    types = [check_scan(upload) for upload in content.files]
    duty.submit()
    duty.text, duty.parts, duty.cases = content.text, dict(content.parts), _filled(content.cases)
    duty.follows_superior = content.follows_superior
    duty.explanation = content.explanation if content.follows_superior else ""
    duty.submitted_by, duty.submitted_at = user_of(by), at
    for upload, extension in zip(content.files, types, strict=True):
        DutyFile.objects.create(
            duty=duty, file=upload, name=(upload.name or "")[:200], extension=extension,
            sha256=sha256_of(upload), uploaded_at=at,
        )  # fmt: skip
    audit.save_and_record(
        duty, act="campaigns.submit_duty", by=by, at=at,
        after={"cases": len(duty.cases), "files": len(types)},
    )  # fmt: skip
    return duty


def accept_duty(*, duty: CampaignDuty, by: Actor, at: datetime) -> CampaignDuty:
    """As it should be.

    Raises:
        NotAllowed: not the lead office.
        Refused: it does not wait for it.
    """
    return _decide(duty, "accept", "", by, at)


def send_back_duty(*, duty: CampaignDuty, reason: str, by: Actor, at: datetime) -> CampaignDuty:
    """To be mended, with reasons; the last day stays.

    Raises:
        NotAllowed: not the lead office.
        Refused: it does not wait for it.
        Invalid: no reason.
    """
    return _decide(duty, "send_back", required(reason, "reason", "退回理由"), by, at)


@transaction.atomic
def _decide(duty: CampaignDuty, step: str, comment: str, by: Actor, at: datetime) -> CampaignDuty:
    require_role(by, OPENING_ROLES)
    duty = _locked(duty)
    transition = getattr(duty, step)
    if not can_proceed(transition):
        raise Refused("wrong_state", f"该任务现为“{duty.get_status_display()}”，不能办理此事。")
    transition()
    duty.comment, duty.decided_by, duty.decided_at = comment, user_of(by), at
    audit.save_and_record(duty, act=f"campaigns.{step}_duty", by=by, at=at, reason=comment)
    words = "已接收" if step == "accept" else "退回修改"
    send_message(
        occasion=f"campaign_duty:{duty.pk}:{step}:{at.isoformat()}",
        to=Recipient(agency=duty.agency), subject=f"{duty}：{words}", text=comment or words,
        url=f"/desk/campaigns/duties/{duty.pk}/", at=at,
    )  # fmt: skip
    return duty


def _check(duty: CampaignDuty, content: HandIn) -> None:
    """All that the campaign demands is there; everything missing is said at once."""
    missing: dict[str, str] = {}
    if duty.kind == DutyKind.PLAN:
        missing |= {} if content.text.strip() else {"text": "请填写方案内容"}
    else:
        for number, name in enumerate(duty.campaign.parts):
            if not content.parts.get(name, "").strip():
                missing[f"part_{number}"] = f"请填写{name}"
        missing |= _missing_in_cases(content.cases, duty.campaign.case_elements)
    if content.follows_superior and not content.explanation.strip():
        missing["explanation"] = "执行上级制度的，须作出书面说明"
    if not content.files and not duty.files.exists():
        missing["files"] = _files_wanted(duty, content)
    if missing:
        raise Invalid("incomplete", "报送内容不完整，请补充后再报送。", missing)


def _files_wanted(duty: CampaignDuty, content: HandIn) -> str:
    """吴忠 二(二): proofs of what a superior's rules led to; 三(一), 三(三): what is handed in."""
    if content.follows_superior:
        return "请上传实施信用评价和分级分类监管的佐证材料"
    if duty.kind == DutyKind.PLAN:
        return "请上传工作方案"
    return "请上传信用评价制度、分级分类监管制度、评价结果等材料"


def _missing_in_cases(
    cases: Sequence[Mapping[str, str]], elements: Sequence[str]
) -> dict[str, str]:
    """At least one case, and no case without one of its elements (吴忠 三(三))."""
    missing = {}
    for place, case in enumerate(cases):
        if place and not any(case.values()):
            continue
        for number, name in enumerate(elements):
            if not case.get(name, "").strip():
                missing[f"case_{place}_{number}"] = f"请填写案例的{name}"
    return missing if cases else {"case_0_0": "请填写至少一个成效案例"}


def _filled(cases: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    return [dict(case) for case in cases if any(case.values())]


def _locked(duty: CampaignDuty) -> CampaignDuty:
    rows = CampaignDuty.objects.select_for_update(of=("self",))
    return rows.select_related("campaign", "agency").get(pk=duty.pk)
