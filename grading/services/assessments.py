"""Results of assessments made elsewhere: recorded once, withdrawn where wrong."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from credit_portal.accounts.choices import AgencyKind, Role
from credit_portal.accounts.models import User
from credit_portal.accounts.viewers import Viewer, viewer_of
from credit_portal.audit import services as audit
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, NotAllowed, Refused, required
from credit_portal.shared.events import publish
from credit_portal.shared.history import user_of
from credit_portal.shared.periods import Period, read_period
from entities.models import Entity
from grading.choices import PUBLIC_SOURCES, AssessmentSource, CreditGrade
from grading.events import AssessmentChanged
from grading.models import ExternalAssessment
from grading.permissions import REPORTING_ROLES
from grading.rules_assessment import counted, domain_name, grade_letter
from grading.services.notices import tell_assessed, tell_withdrawn

NOT_OWN = "只能报送和撤回本单位主管行业的信用评价结果。"
PERIOD_UNKNOWN = "请按 2026、2026Q3 或 2026-10 的形式填写评价周期。"


@dataclass(frozen=True, kw_only=True)
class Result:
    """What an assessment found, as its report writes it: the period 2026Q3, the grade A or 优.

    Attributes:
        domain: the industry; empty for the result of the nation or the province.
        assessed_on: the day on which the result was given.
    """

    source: AssessmentSource
    period: str
    grade: str
    assessed_on: date
    domain: str = ""


def record_assessment(
    *, entity: Entity, result: Result, by: Actor, at: datetime
) -> ExternalAssessment:
    """Note a result; the business is told, and graded again at once.

    Raises:
        NotAllowed: not the officer's own industry.
        Invalid: no such period or grade, or an industry result that names no industry.
        Refused: the period has a result already.
    """
    domain = "" if result.source in PUBLIC_SOURCES else domain_name(result.domain)
    if result.source == AssessmentSource.INDUSTRY:
        domain = required(domain, "domain", "领域")
    require_report(by, result.source, domain)
    period, grade = _read(result, timezone.localdate(at))
    said = pack_in_force(result.assessed_on).grading
    days = counted(
        result.source, period, result.assessed_on, national_runs=said.national_runs.value,
        grace_months=said.national_grace.value,
    )  # fmt: skip
    with transaction.atomic():
        Entity.objects.select_for_update().get(pk=entity.pk)
        _refuse_second(entity, result.source, domain, period)
        assessment = ExternalAssessment.objects.create(
            entity=entity, source=result.source, domain=domain, period=period.code,
            period_ends_on=period.ends_on, grade=grade, counts_from=days.counts_from,
            counts_until=days.counts_until, reported_by=getattr(user_of(by), "agency", None),
            recorded_at=at,
        )  # fmt: skip
        audit.record(
            by=by, act="grading.record_assessment", obj=assessment, at=at,
            after={"entity": entity.uscc, "grade": grade.value},
        )  # fmt: skip
        told = ExternalAssessment.objects.filter(pk=assessment.pk)
        tell_assessed(told, occasion=f"assessment:{assessment.pk}", at=at)
        publish(AssessmentChanged(assessment.pk, entity.pk))
    return assessment


def withdraw_assessment(
    *, assessment: ExternalAssessment, reason: str, by: Actor, at: datetime
) -> ExternalAssessment:
    """Take a wrong result back; the business is told, and graded again at once. Grades given on
    the result stay explainable.

    Raises:
        NotAllowed: another agency reported it.
        Refused: it is withdrawn already.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "撤回原因")
    with transaction.atomic():
        assessment = ExternalAssessment.objects.select_for_update().get(pk=assessment.pk)
        if isinstance(by, User) and not may_withdraw(by, viewer_of(by), assessment):
            raise NotAllowed("not_own_assessment", NOT_OWN)
        if assessment.withdrawn_at:
            raise Refused("already_withdrawn", "该结果已经撤回。")
        assessment.withdrawn_at, assessment.withdrawal_reason = at, reason
        assessment.save(update_fields=["withdrawn_at", "withdrawal_reason"])
        audit.record(by=by, act="grading.withdraw_assessment", obj=assessment, reason=reason, at=at)
        tell_withdrawn(assessment, reason=reason, at=at)
        publish(AssessmentChanged(assessment.pk, assessment.entity_id))
    return assessment


def require_report(by: Actor, source: AssessmentSource, domain: str) -> None:
    """Guard of every way in; the portal itself (a command) may always.

    Raises:
        NotAllowed: the lead office reports everything, a department its own industry only.
    """
    if not isinstance(by, User) or by.role == Role.LEAD_OFFICER:
        return
    is_industry = source == AssessmentSource.INDUSTRY
    if by.role not in REPORTING_ROLES or not is_industry:
        raise NotAllowed("not_own_assessment", NOT_OWN)
    if reported_by_others(by).filter(domain=domain).exists():
        raise NotAllowed("domain_of_others", f"“{domain}”的行业信用评价由其他单位报送。")


def reported_by_others(by: User) -> QuerySet[ExternalAssessment]:
    """Industry results of other departments: an industry has one authority, the first to report.

    What the lead office or the portal itself reported makes them no authority.
    """
    own = viewer_of(by).agency_ids
    standing = ExternalAssessment.objects.filter(
        source=AssessmentSource.INDUSTRY, withdrawn_at=None, reported_by__isnull=False
    )
    return standing.exclude(reported_by__in=own).exclude(reported_by__kind=AgencyKind.LEAD_OFFICE)


def may_withdraw(by: User, viewer: Viewer, assessment: ExternalAssessment) -> bool:
    """The lead office everything, a department what its own agencies reported."""
    is_own = assessment.reported_by_id in viewer.agency_ids
    return by.role == Role.LEAD_OFFICER or (is_own and by.role in REPORTING_ROLES)


def _read(result: Result, today: date) -> tuple[Period, CreditGrade]:
    """Period and grade in their canonical form."""
    if result.assessed_on > today:
        sentence = "评价日期不能晚于今天。"
        raise Invalid("assessed_later", sentence, {"assessed_on": sentence})
    try:
        period = read_period(result.period)
    except ValueError:
        raise Invalid("period_unknown", PERIOD_UNKNOWN, {"period": PERIOD_UNKNOWN}) from None
    words = pack_in_force(result.assessed_on).grading.national_words.value
    try:
        return period, grade_letter(result.source, result.grade, words)
    except ValueError:
        sentence = f"{result.source.label}没有“{result.grade}”这一等级。"
        raise Invalid("grade_unknown", sentence, {"grade": sentence}) from None


def _refuse_second(entity: Entity, source: AssessmentSource, domain: str, period: Period) -> None:
    standing = ExternalAssessment.objects.filter(
        entity=entity, source=source, domain=domain, period=period.code, withdrawn_at=None
    ).first()
    if standing:
        raise Refused("already_assessed", f"该周期已有结果（{standing.grade}），如有误请先撤回。")
