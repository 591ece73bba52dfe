"""The lead office, and what administrators see of an account beyond its own fields."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from credit_portal.accounts.models import Agency, User
from credit_portal.shared.errors import Refused


def lead_office() -> Agency:
    """信用办: where applications come in, and who acts where no other agency does.

    Raises:
        Refused: the portal has none in service.
    """
    office = Agency.objects.lead_offices().first()
    if office is None:
        raise Refused("no_lead_office", "平台尚未设置信用主管部门，请联系管理员。")
    return office


def with_access(users: QuerySet[User], *, at: datetime) -> QuerySet[User]:
    """The users, each with ``has_second_factor`` and ``is_locked_out``, in one query."""
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    locks = (
        AccessAttempt.objects.filter(
            username=OuterRef("username"), attempt_time__gte=at - settings.PORTAL_LOGIN_LOCK
        )
        .values("username", "ip_address")
        .annotate(failures=Sum("failures_since_start"))
        .filter(failures__gte=settings.PORTAL_LOGIN_FAILURES)
    )
    return users.annotate(has_second_factor=Exists(factors), is_locked_out=Exists(locks))  # type: ignore[no-redef]


def has_failed_at_large(username: str, address: str, *, at: datetime) -> bool:
    """Whether the name from anywhere, or the address at any name, failed often of late."""
    recent = AccessAttempt.objects.filter(attempt_time__gte=at - settings.PORTAL_LOGIN_PAUSE)
    sums = recent.aggregate(
        of_name=Sum("failures_since_start", filter=Q(username=username)),
        of_address=Sum("failures_since_start", filter=Q(ip_address=address)),
    )
    return any((number or 0) >= settings.PORTAL_LOGIN_FAILURES_AT_LARGE for number in sums.values())
