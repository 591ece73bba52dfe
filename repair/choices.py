"""Enumerations of credit repair."""

from django.db import models


class ApplicationStatus(models.TextChoices):
    """Life of an application; each of its records is decided for itself (``ItemStatus``)."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "已提交待转办"
    WITH_AGENCY = "with_agency", "办理中"
    SUPPLEMENT = "supplement", "待补正"
    CLOSED = "closed", "已办结"
    WITHDRAWN = "withdrawn", "已撤回"

    @property
    def tone(self) -> str:
        return _TONES.get(self, "neutral")


class ItemStatus(models.TextChoices):
    """What became of one record of an application."""

    DRAFT = "draft", "草稿"
    PENDING = "pending", "待决定"
    GRANTED = "granted", "准予修复"
    REFUSED = "refused", "不予修复"
    REVOKED = "revoked", "修复已撤销"
    NEEDLESS = "needless", "无需修复"
    WITHDRAWN = "withdrawn", "已撤回"

    @property
    def tone(self) -> str:
        return _ITEM_TONES.get(self, "neutral")


_TONES = {
    ApplicationStatus.SUBMITTED: "info",
    ApplicationStatus.WITH_AGENCY: "info",
    ApplicationStatus.SUPPLEMENT: "warning",
    ApplicationStatus.CLOSED: "success",
}
_ITEM_TONES = {
    ItemStatus.PENDING: "info",
    ItemStatus.GRANTED: "success",
    ItemStatus.REFUSED: "danger",
    ItemStatus.REVOKED: "danger",
}


class Channel(models.TextChoices):
    """How it was handed in; the window stays open beside the website (信用修复管理办法)."""

    ONLINE = "online", "网上申请"
    WINDOW = "window", "窗口受理"


class ProofKind(models.TextChoices):
    """What a file that was handed in shows."""

    FULFILMENT = "fulfilment", "履行义务的证明材料"
    REPORT = "report", "信用报告"
    PUBLIC_BENEFIT = "public_benefit", "公益慈善证明"
    PAPER = "paper", "纸质申请表扫描件"
    COMMITMENT = "commitment", "签署的信用承诺书"


class RepairState(models.TextChoices):
    """Whether a record may be repaired on a day."""

    NOW = "now", "可立即修复"
    UNDER_WAY = "under_way", "办理中"
    LATER = "later", "未到最短公示期"
    NEVER = "never", "不予修复"
    NEEDLESS = "needless", "无需修复"

    @property
    def tone(self) -> str:
        return _STATE_TONES.get(self, "neutral")


_STATE_TONES = {
    RepairState.NOW: "success",
    RepairState.UNDER_WAY: "info",
    RepairState.LATER: "warning",
    RepairState.NEVER: "danger",
}
