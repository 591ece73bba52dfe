"""Enumerations of measures."""

from django.db import models


class Nature(models.TextChoices):
    """What a measure does to a business."""

    RESTRICTION = "restriction", "失信惩戒"
    INCENTIVE = "incentive", "守信激励"


class Target(models.TextChoices):
    """Whom a measure is about."""

    ORGANISATION = "organisation", "经营主体"
    LINKED_PERSON = "linked_person", "相关责任人"


class MeasureStatus(models.TextChoices):
    """Where the loop 发起–响应–反馈 stands (淮安区 四(三)), whether in force or not."""

    INITIATED = "initiated", "待响应"
    RESPONDED = "responded", "执行中"
    FED_BACK = "fed_back", "已反馈"
    ENDED = "ended", "已终止"


class SuspensionCause(models.TextChoices):
    """Why a measure rests (江西 三十二: 信息核实期间暂不执行)."""

    DISPUTE = "dispute", "异议核实"
    LISTING = "listing", "名单复核"
    REVIEW = "review", "行政复议或者诉讼"
    OTHER = "other", "其他"


class EndGround(models.TextChoices):
    """Why a measure is lifted before its day; an expiry needs no act."""

    DECISION = "decision", "依法解除"
    REPAIR = "repair", "信用修复"
    DISPUTE = "dispute", "异议成立"
    REVOCATION = "revocation", "撤销决定"
