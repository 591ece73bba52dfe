"""Enumerations of commitments; the national codes are those of the 信用承诺 collection standard."""

from django.db import models

from credit_portal.policy.choices import CommitmentKind, DisqualifyingEvent

__all__ = [
    "ACCEPTED",
    "BREACHED",
    "NUMBERED",
    "CommitmentKind",
    "DisqualifyingEvent",
    "FulfilmentStatus",
    "LedgerPart",
    "PublicationLevel",
    "RecheckFinding",
    "Status",
]


class PublicationLevel(models.TextChoices):
    """公开类型."""

    PUBLIC = "public", "可向社会公开"
    LIMITED = "limited", "特定范围内公开"
    CLOSED = "closed", "不可公开"


class FulfilmentStatus(models.TextChoices):
    """承诺履行状态; the standard has no code for a commitment that is still running."""

    FULL = "1", "全部履行"
    PARTIAL = "2", "部分履行"
    NONE = "3", "全部未履行"


class Status(models.TextChoices):
    """Life of a commitment; the acts between them are on the model."""

    DRAFT = "draft", "草稿"
    WITHDRAWN = "withdrawn", "已撤回"
    REGISTERED = "registered", "履行中"
    FULFILLED = "fulfilled", "全部履行"
    PARTLY_FULFILLED = "partly_fulfilled", "部分履行"
    NOT_FULFILLED = "not_fulfilled", "全部未履行"
    FALSE = "false", "虚假承诺"
    VOIDED = "voided", "已作废"

    @property
    def fulfilment(self) -> "FulfilmentStatus | None":
        """The national code; ``None`` while nothing is recognised."""
        return _FULFILMENT.get(self)


_FULFILMENT = {
    Status.FULFILLED: FulfilmentStatus.FULL,
    Status.PARTLY_FULFILLED: FulfilmentStatus.PARTIAL,
    Status.NOT_FULFILLED: FulfilmentStatus.NONE,
    Status.FALSE: FulfilmentStatus.NONE,
}
# States of a commitment that was taken: it has a code and stands in the register.
ACCEPTED = (
    Status.REGISTERED,
    Status.FULFILLED,
    Status.PARTLY_FULFILLED,
    Status.NOT_FULFILLED,
    Status.FALSE,
)
# States with a code: a voided commitment keeps its own, so that none is missing from the ledger.
NUMBERED = (*ACCEPTED, Status.VOIDED)
# States that the breach sheet reports (淮安区 二(一): 违背信用承诺的市场主体信息).
BREACHED = (Status.PARTLY_FULFILLED, Status.NOT_FULFILLED, Status.FALSE)


class RecheckFinding(models.TextChoices):
    """Outcome of a periodic re-check (江西 一: 定期复核)."""

    KEPT = "kept", "符合承诺"
    DOUBTFUL = "doubtful", "存在疑点，待进一步核实"
    BROKEN = "broken", "不符合承诺，应当认定违诺"


class LedgerPart(models.TextChoices):
    """What a report holds: the monthly ledger, or breaches alone, which cannot wait for the month
    to end (淮安区 二(一): 及时报送)."""

    LEDGER = "ledger", "台账"
    BREACHES = "breaches", "违诺表"
