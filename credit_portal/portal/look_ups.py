"""Why an official opens an entity file: asked for once, kept for the session, logged each time."""

from django.db import models

from credit_portal.accounts.choices import Role
from credit_portal.accounts.permissions import SignedInRequest
from credit_portal.audit import services as audit
from credit_portal.shared.clock import now

SESSION_KEY = "look_up_purpose"


class Purpose(models.TextChoices):
    """查询目的."""

    WINDOW = "window", "窗口办理"
    SUPERVISION = "supervision", "日常监管"
    INSPECTION = "inspection", "检查执法"
    ENFORCEMENT = "enforcement", "司法执行"
    SELECTION = "selection", "评优评先和资金政策审核"
    PROCUREMENT = "procurement", "招标投标和政府采购"
    DATA_QUALITY = "data_quality", "数据核对"


DEFAULTS = {
    Role.WINDOW_OFFICER: Purpose.WINDOW,
    Role.COURT_OFFICER: Purpose.ENFORCEMENT,
    Role.LEAD_OFFICER: Purpose.DATA_QUALITY,
}


def purpose_of(request: SignedInRequest) -> Purpose:
    """The purpose just chosen, else that of the session, else the usual one of the role."""
    chosen = request.GET.get("purpose", "")
    if chosen in Purpose.values:
        request.session[SESSION_KEY] = chosen
    kept = request.session.get(SESSION_KEY, "")
    if kept in Purpose.values:
        return Purpose(kept)
    return DEFAULTS.get(Role(request.user.role), Purpose.SUPERVISION)


def log_look_up(request: SignedInRequest, entity_uscc: str) -> Purpose:
    """Write down who looked at which file for what (江西 三十二); returns the purpose."""
    purpose = purpose_of(request)
    audit.record_lookup(
        by=request.user, entity_uscc=entity_uscc, purpose=str(purpose.label), at=now()
    )
    return purpose
