"""What orders and interviews share: whose case it is, the facts they become, how they are kept."""

from datetime import datetime
from typing import TypeVar

from credit_portal.accounts.choices import MandateScope, Role
from credit_portal.accounts.models import User
from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.accounts.viewers import require_mandate
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from entities.choices import RecordKind
from entities.models import CreditRecord
from entities.services import record_fact
from supervision.correction.permissions import CORRECTING_ROLES
from supervision.models import Interview, RectificationOrder
from supervision.services.steps import day_of, locked

RELATED = ("entity", "agency")
C = TypeVar("C", RectificationOrder, Interview)


def own_case(case: C, by: Actor) -> C:
    """The case, locked, for a supervising officer whose agency keeps it."""
    require_role(by, CORRECTING_ROLES)
    case = locked(case, *RELATED)
    require_agency(by, case.agency)
    return case


def of_business(case: C, by: Actor) -> C:
    """The case, locked, for the business itself or for an officer as in ``own_case``.

    Raises:
        NotVisible: somebody else's business.
    """
    if not (isinstance(by, User) and by.role == Role.ENTERPRISE):
        return own_case(case, by)
    case = locked(case, *RELATED)
    require_mandate(by, case.entity.uscc, MandateScope.ALL)
    return case


def case_fact(
    case: RectificationOrder | Interview, kind: RecordKind, title: str, number: str,
    details: dict[str, str], by: Actor, at: datetime,
) -> CreditRecord:  # fmt: skip
    return record_fact(
        entity=case.entity, kind=kind, title=title[:500], document_number=number,
        authority_name=case.agency.name, authority_code=case.agency.uscc,
        decided_on=day_of(at), details=details,
        key=[case.agency.code, number, str(case.pk)], reported_by=case.agency, by=by, at=at,
    )  # fmt: skip


def save_case(
    case: RectificationOrder | Interview, act: str, by: Actor, at: datetime, reason: str = ""
) -> None:
    audit.save_and_record(
        case, act=f"supervision.{act}", by=by, at=at, reason=reason,
        after={"status": case.status, "uscc": case.entity.uscc},
    )  # fmt: skip
