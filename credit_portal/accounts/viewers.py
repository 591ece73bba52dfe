"""The viewer: who asks, reduced to what the one visibility rule needs; and for whom one acts."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from credit_portal.accounts.choices import (
    BUSINESS_ROLES,
    PARTNER_KINDS,
    AgencyKind,
    MandateScope,
    Role,
)
from credit_portal.accounts.models import Agency, Mandate, RealNameIdentity, User
from credit_portal.accounts.querysets import MandateQuerySet
from credit_portal.shared.actors import Actor
from credit_portal.shared.clock import today
from credit_portal.shared.errors import NotAllowed, NotVisible


class ViewerKind(StrEnum):
    """Whom the visibility rule tells apart."""

    PUBLIC = "public"
    ENTITY = "entity"
    AGENCY = "agency"
    PARTNER = "partner"
    LEAD_OFFICE = "lead_office"
    AUDITOR = "auditor"
    SYSTEM = "system"


@dataclass(frozen=True)
class Viewer:
    """Who asks. ``agency_ids`` holds the own agency and all below; ``usccs`` the own entities.

    ``is_head``: what is addressed to the head of the own agency is addressed to this user.
    """

    kind: ViewerKind
    user_id: int | None = None
    agency_id: int | None = None
    agency_ids: frozenset[int] = frozenset()
    usccs: frozenset[str] = frozenset()
    is_head: bool = False


PUBLIC_VIEWER = Viewer(ViewerKind.PUBLIC)
SYSTEM_VIEWER = Viewer(ViewerKind.SYSTEM)

Rows = TypeVar("Rows", bound=models.QuerySet[Any])

_KIND_OF_ROLE = dict.fromkeys(BUSINESS_ROLES, ViewerKind.AGENCY) | {
    Role.LEAD_OFFICER: ViewerKind.LEAD_OFFICE,
    Role.PARTNER: ViewerKind.PARTNER,
    Role.ENTERPRISE: ViewerKind.ENTITY,
    Role.AUDITOR: ViewerKind.AUDITOR,
}


def viewer_of(user: User | AnonymousUser) -> Viewer:
    """The viewer behind a user.

    Administrators see what the public sees: they hold no business rights. So do partners, beside
    what they filed themselves: results come to them by the list that they hand in, where the pack
    says so (伊春 二-2, 江西 (十二)).
    """
    if not isinstance(user, User) or not user.is_active:
        return PUBLIC_VIEWER
    kind = _KIND_OF_ROLE.get(Role(user.role), ViewerKind.PUBLIC)
    return Viewer(
        kind=kind,
        user_id=user.pk,
        agency_id=user.agency_id,
        agency_ids=_agencies_of(user),
        usccs=_businesses_of(user) if kind == ViewerKind.ENTITY else frozenset(),
        is_head=user.is_head,
    )


def within_sight(rows: Rows, viewer: Viewer, *, agency: str | Q, entity: str | Q = "") -> Rows:
    """The usual rule of visibility: the lead office sees all, nobody else any but their own.

    Args:
        agency: the column that makes a row an agency's own, or the condition; ``Q()`` for all rows.
        entity: likewise a business's own; without it businesses see none.
    """
    match viewer.kind:
        case ViewerKind.LEAD_OFFICE | ViewerKind.SYSTEM:
            return rows.all()
        case ViewerKind.AGENCY:
            own = Q((f"{agency}__in", viewer.agency_ids)) if isinstance(agency, str) else agency
            return rows.filter(own)
        case ViewerKind.ENTITY if entity:
            own = Q((f"{entity}__uscc__in", viewer.usccs)) if isinstance(entity, str) else entity
            return rows.filter(own)
        case _:
            return rows.none()


def viewer_of_agency(agency: Agency) -> Viewer:
    """The eyes of an agency, whoever of its officers (or programs) looks."""
    kind = ViewerKind.PARTNER if agency.kind in PARTNER_KINDS else ViewerKind.AGENCY
    if agency.kind == AgencyKind.LEAD_OFFICE:
        kind = ViewerKind.LEAD_OFFICE
    return Viewer(kind, agency_id=agency.pk, agency_ids=_within(agency))


def _agencies_of(user: User) -> frozenset[int]:
    return _within(user.agency) if user.agency else frozenset()


def _within(agency: Agency) -> frozenset[int]:
    return frozenset(Agency.objects.within(agency).values_list("pk", flat=True))


def _businesses_of(user: User) -> frozenset[str]:
    """Those whose mandate holds today: a viewer is somebody who looks now."""
    return frozenset(mandates_of(user).values_list("uscc", flat=True))


def mandates_of(user: User) -> MandateQuerySet:
    """The mandates that count today: none without a verified identity (淮安区 五-1: 实名认证后
    查询), and none of somebody who became an official. Every page and act of a business comes
    through here."""
    if user.role != Role.ENTERPRISE or not is_real_named(user):
        return Mandate.objects.none()
    return Mandate.objects.filter(user=user).in_force(today())


def is_real_named(user: User) -> bool:
    """Whether an identity provider vouches for name and ID number.

    A password account of the demonstration counts as vouched for; in production nobody without
    an identity does.
    """
    identity = RealNameIdentity.objects.filter(user=user).first()
    if identity is None:
        return settings.PORTAL_ENTERPRISE_PASSWORD_LOGIN
    return identity.is_verified


def may_act(user: User, uscc: str, scope: MandateScope) -> bool:
    """Whether the user may do acts of this scope for the business today."""
    return mandates_of(user).covering(scope).filter(uscc=uscc).exists()


def require_mandate(by: Actor, uscc: str, scope: MandateScope) -> None:
    """For services of acts that a business does itself; the portal may do them as well.

    Raises:
        NotVisible: the user does not act for this business.
        NotAllowed: the mandate covers other acts only.
    """
    if not isinstance(by, User):
        return
    if not may_act(by, uscc, MandateScope.READ):
        raise NotVisible
    if not may_act(by, uscc, scope):
        raise NotAllowed(
            "mandate_scope",
            f"您的授权不包括“{scope.label}”，请联系本企业法定代表人调整授权范围。",
        )
