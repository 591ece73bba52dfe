"""Poor national results and broken promises: tasks opened by the portal, decided by officers."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from credit_portal.accounts.choices import AgencyKind
from credit_portal.accounts.models import Agency
from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.audit import services as audit
from credit_portal.policy.choices import FollowUpKind
from credit_portal.policy.schema import Pack
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import required
from credit_portal.shared.history import user_of
from entities.choices import RecordKind
from entities.models import CreditRecord, Entity
from grading.choices import AssessmentSource
from grading.models import ExternalAssessment
from supervision.correction.permissions import CORRECTING_ROLES
from supervision.models import FollowUp
from supervision.services.steps import day_of, locked, step


def poor_results(pack: Pack, on: date) -> QuerySet[ExternalAssessment]:
    """National results that stand and count on a day, so poor that something has to follow."""
    word = pack.interviews.poor_result
    letter = pack.grading.national_words.value.get(word.value) if word else None
    rows = ExternalAssessment.objects.filter(source=AssessmentSource.NATIONAL, grade=letter)
    return rows.filter(withdrawn_at=None, counts_from__lte=on, counts_until__gt=on)


def open_follow_ups(*, by: Actor, at: datetime) -> int:
    """Open what is missing for every poor result; safe to run twice, finds what was missed.

    Returns how many were opened.
    """
    pack = pack_in_force(day_of(at))
    if pack.interviews.after_poor_result is None:
        return 0
    wanted = pack.interviews.after_poor_result.value
    given = Q()
    for kind in wanted:
        given |= Q(~Exists(FollowUp.objects.filter(kind=kind, assessment=OuterRef("pk"))))
    missing = poor_results(pack, day_of(at)).filter(given).order_by("pk")
    return sum(_open(result, pack, by, at) for result in missing.iterator(500))


@transaction.atomic
def _open(result: ExternalAssessment, pack: Pack, by: Actor, at: datetime) -> int:
    """The tasks of one result that are not there yet."""
    clause = pack.interviews.after_poor_result
    assert clause is not None, "asked before"
    entity = _locked_entity(result.entity_id)
    kinds = set(clause.value) - set(result.follow_ups.values_list("kind", flat=True))
    opened = 0
    for kind in sorted(kinds):
        agency = _responsible(entity, FollowUpKind(kind))
        if agency is None:
            continue
        follow_up = FollowUp(
            entity=entity, assessment=result, kind=kind, basis=clause.basis, agency=agency,
            opened_at=at,
        )  # fmt: skip
        _save(follow_up, "open_follow_up", by, at)
        opened += 1
    return opened


@transaction.atomic
def ask_for_key_supervision(*, record: CreditRecord, basis: str, by: Actor, at: datetime) -> bool:
    """Put to the responsible agency whether the business comes under key supervision for what a
    record says; once for each record.

    Returns:
        Whether it was asked now.
    """
    kind = FollowUpKind.KEY_SUPERVISION
    entity = _locked_entity(record.entity_id)
    agency = _responsible(entity, kind)
    if agency is None or record.follow_ups.filter(kind=kind).exists():
        return False
    follow_up = FollowUp(
        entity=entity, record=record, kind=kind, basis=basis, agency=agency, opened_at=at
    )
    _save(follow_up, "open_follow_up", by, at)
    return True


def settle_follow_up(*, follow_up: FollowUp, handling: str, by: Actor, at: datetime) -> FollowUp:
    """Say what was done: which interview, which order, which measure.

    Raises:
        Refused: it is handled already.
        NotAllowed: another agency is responsible.
        Invalid: nothing is said.
    """
    return _handle(follow_up, "settle", handling, by, at)


def dismiss_follow_up(*, follow_up: FollowUp, handling: str, by: Actor, at: datetime) -> FollowUp:
    """Say why nothing is done.

    Raises:
        Refused: it is handled already.
        NotAllowed: another agency is responsible.
        Invalid: no reason.
    """
    return _handle(follow_up, "dismiss", handling, by, at)


def _handle(follow_up: FollowUp, act: str, handling: str, by: Actor, at: datetime) -> FollowUp:
    handling = required(handling, "handling", "办理情况")
    with transaction.atomic():
        follow_up = locked(follow_up, "entity", "agency")
        require_role(by, CORRECTING_ROLES)
        require_agency(by, follow_up.agency)
        step(follow_up, act)
        follow_up.handled_by, follow_up.handled_at = user_of(by), at
        follow_up.handling = handling
        _save(follow_up, f"{act}_follow_up", by, at, handling)
    return follow_up


def _locked_entity(pk: int) -> Entity:
    return Entity.objects.select_for_update(of=("self",)).select_related("town").get(pk=pk)


def _responsible(entity: Entity, kind: FollowUpKind) -> Agency | None:
    """The regulator of its industry (行业主管单位); where none is known its town, and the lead
    office where there is no town, and for key supervision, which a town cannot decide."""
    agencies = Agency.objects.active()
    if regulator := _regulator(entity, agencies.filter(kind=AgencyKind.DEPARTMENT)):
        return regulator
    if entity.town and kind != FollowUpKind.KEY_SUPERVISION:
        named = Q(name=entity.town.name) | Q(short_name=entity.town.name)
        if town := agencies.filter(named, kind=AgencyKind.TOWN).order_by("pk").first():
            return town
    return agencies.lead_offices().first()


def _regulator(entity: Entity, departments: QuerySet[Agency]) -> Agency | None:
    """The department that last assessed the business in its industry, else the last to permit it
    something."""
    assessed = ExternalAssessment.objects.filter(
        entity=entity, source=AssessmentSource.INDUSTRY, withdrawn_at=None
    ).order_by("-period_ends_on", "-pk")
    permitted = CreditRecord.objects.filter(
        entity=entity, kind=RecordKind.PERMIT, withdrawn_at=None
    ).order_by("-decided_on", "-pk")
    sources: tuple[QuerySet[Any], ...] = (assessed, permitted)
    for rows in sources:
        latest = rows.filter(reported_by__in=departments).values("reported_by")[:1]
        if found := departments.filter(pk__in=latest).first():
            return found
    return None


def _save(follow_up: FollowUp, act: str, by: Actor, at: datetime, reason: str = "") -> None:
    audit.save_and_record(
        follow_up, act=f"supervision.{act}", by=by, at=at, reason=reason,
        after={
            "status": follow_up.status, "kind": follow_up.kind, "uscc": follow_up.entity.uscc,
            "assessment": follow_up.assessment_id, "record": follow_up.record_id,
        },
    )  # fmt: skip
