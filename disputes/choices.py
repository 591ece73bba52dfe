"""Enumerations of disputes."""

from django.db import models


class Channel(models.TextChoices):
    """Which way a dispute came in."""

    ONLINE = "online", "企业中心"
    AGENT = "agent", "委托代理人"
    WINDOW = "window", "窗口书面"


class DisputeStatus(models.TextChoices):
    """Life of a dispute; whether it is late follows from its deadline."""

    FILED = "filed", "待受理"
    SUPPLEMENTING = "supplementing", "待补正"
    ACCEPTED = "accepted", "核实中"
    VERIFIED = "verified", "待决定"
    DECIDED = "decided", "已决定"
    CLOSED = "closed", "已办结"
    DECLINED = "declined", "不予受理"
    WITHDRAWN = "withdrawn", "已撤回"


# The record is marked and measures rest as long as a dispute is in one of these.
OPEN = (
    DisputeStatus.FILED,
    DisputeStatus.SUPPLEMENTING,
    DisputeStatus.ACCEPTED,
    DisputeStatus.VERIFIED,
)


class Outcome(models.TextChoices):
    """What was decided, of one field or of all."""

    UPHELD = "upheld", "异议成立"
    PARTLY = "partly", "异议部分成立"
    REJECTED = "rejected", "异议不成立"


FIELD_OUTCOMES = (Outcome.UPHELD, Outcome.REJECTED)
