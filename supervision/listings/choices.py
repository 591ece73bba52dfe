"""Enumerations of lists."""

from django.db import models

from credit_portal.policy.choices import InspectionTier
from entities.choices import DishonestyLevel, RecordKind


class ListKind(models.TextChoices):
    """Kinds of lists; the serious ones have a name of their own, which the pack knows."""

    SERIOUS = "serious", "严重失信主体名单"
    FOCUS = "focus", "重点关注对象名单"
    ABNORMAL = "abnormal", "经营异常名录"
    RED = "red", "守信红名单"

    @property
    def is_adverse(self) -> bool:
        """The business must be heard before it is listed (国办发〔2020〕49号)."""
        return self != ListKind.RED

    @property
    def tier(self) -> InspectionTier | None:
        """The least at which a listed business is inspected."""
        return _TIERS.get(self)


class ListingStatus(models.TextChoices):
    """Where the procedure stands; whether a listing is in force follows from its dates."""

    PROPOSED = "proposed", "已提出"
    NOTIFIED = "notified", "已告知"
    DECIDED = "decided", "已决定"
    LISTED = "listed", "已列入"
    DROPPED = "dropped", "不予列入"
    EXITED = "exited", "已移出"


class ExitGround(models.TextChoices):
    """Why a business leaves a list before its day; an expiry needs no act."""

    REPAIR = "repair", "信用修复"
    DISPUTE = "dispute", "异议成立"
    REVOCATION = "revocation", "撤销决定"


_TIERS = {ListKind.SERIOUS: InspectionTier.STRICT, ListKind.FOCUS: InspectionTier.RAISED}
# 重点关注对象 are known to officials only.
PUBLIC_KINDS = (ListKind.SERIOUS, ListKind.ABNORMAL, ListKind.RED)
COURT_DECISION = "司法裁判"
JUDGMENT_DEBTORS = "失信被执行人"
# What kind of record a listing becomes, and how bad it is.
FACTS: dict[ListKind, tuple[RecordKind, DishonestyLevel | None]] = {
    ListKind.SERIOUS: (RecordKind.LISTING, DishonestyLevel.SERIOUS),
    ListKind.FOCUS: (RecordKind.LISTING, DishonestyLevel.GENERAL),
    ListKind.ABNORMAL: (RecordKind.ABNORMAL, None),
    ListKind.RED: (RecordKind.HONOUR, None),
}
# Records that a listing may rest on where the pack leaves it to other rules.
OWN_DOCUMENTS: dict[ListKind, tuple[RecordKind, ...]] = {
    ListKind.ABNORMAL: (RecordKind.INSPECTION, RecordKind.ANNUAL_REPORT, RecordKind.PENALTY),
    ListKind.RED: (RecordKind.HONOUR, RecordKind.REWARD, RecordKind.TAX_CREDIT),
}
