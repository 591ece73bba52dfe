"""Reads of grading: models and packs as plain values, grades in force."""

from dataclasses import replace
from datetime import date, datetime

from credit_portal.policy.choices import GradeSource
from credit_portal.policy.schema import Pack
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Refused
from entities.fact_types import FactType
from entities.models import Entity
from grading.choices import CreditGrade, IndicatorBasis
from grading.judging import GradingQuery
from grading.models import EvaluationRun, Grade, Indicator, ScoringModel, SimulationReport
from grading.rules import digest_of
from grading.spec import IndicatorSpec, ModelSpec, PolicySpec

MONTHS_A_YEAR = 12


def model_in_force(on: date, known_at: datetime) -> ScoringModel:
    """The version of the scoring model in force on a day, as known then.

    Raises:
        Refused: there was none yet.
    """
    model = ScoringModel.objects.in_force(on, known_at).first()
    if model is None:
        raise Refused("no_scoring_model", f"{on} 没有生效的评价模型。")
    return model


def spec_of(model: ScoringModel) -> ModelSpec:
    """A version with its indicators as plain values."""
    thresholds = zip("ABCD", (model.a_from, model.b_from, model.c_from, model.d_from), strict=True)
    return ModelSpec(
        version=model.version,
        base=model.base,
        lowest=model.lowest,
        highest=model.highest,
        bonus_cap=model.bonus_cap,
        thresholds=tuple((CreditGrade(letter), lowest) for letter, lowest in thresholds),
        indicators=tuple(_indicator_spec(indicator) for indicator in model.indicators.all()),
    )


def _indicator_spec(indicator: Indicator) -> IndicatorSpec:
    is_industry = indicator.basis == IndicatorBasis.INDUSTRY
    points = indicator.points.items()
    return IndicatorSpec(
        code=indicator.code,
        name=indicator.name,
        basis=IndicatorBasis(indicator.basis),
        points={} if is_industry else {FactType(int(fact)): value for fact, value in points},
        grade_points={CreditGrade(g): value for g, value in points} if is_industry else {},
        cap=indicator.cap,
        window_months=indicator.window_months,
        halved_after_months=indicator.halved_after_months,
        best_grade=CreditGrade(indicator.best_grade) if indicator.best_grade else None,
        at_least=indicator.at_least,
    )


def policy_spec(pack: Pack) -> PolicySpec:
    """What a pack says about grades, as plain values."""
    grading = pack.grading
    return PolicySpec(
        edition=pack.edition,
        sources=_sources(grading.sources.value, grading.local_model_enabled.value),
        classes=dict(grading.grade_classes.value),
        national_grades=dict(grading.national_grades.value),
        no_data_grade=grading.no_data_grade.value,
        industry_feeds_public=grading.industry_feeds_public.value,
        longest_months=pack.retention.adverse_years.value * MONTHS_A_YEAR,
        leaves_out_disputed=pack.disputes.exclude_from_grade.value,
    )


def _sources(order: tuple[GradeSource, ...], local_enabled: bool) -> tuple[GradeSource, ...]:
    """The order of preference up to the local model, which always has an answer."""
    local = GradeSource.LOCAL_MODEL
    if not local_enabled:
        return tuple(source for source in order if source != local)
    return order[: order.index(local) + 1] if local in order else order


def grading_query(on: date, known_at: datetime) -> GradingQuery:
    """The rules of a day: the model and the pack in force then, compiled."""
    model = model_in_force(on, known_at)
    return GradingQuery(spec_of(model), policy_spec(pack_in_force(on)), on)


def query_of(run: EvaluationRun) -> GradingQuery:
    """The rules that a run goes by."""
    return GradingQuery(spec_of(run.model), policy_spec(pack_in_force(run.on)), run.on)


def awaited_query(on: date, known_at: datetime) -> tuple[ScoringModel, GradingQuery] | None:
    """The next model, published but not yet in force, on what holds today: a look ahead."""
    model = ScoringModel.objects.awaited(on, known_at).first()
    if model is None:
        return None
    return model, GradingQuery(spec_of(model), policy_spec(pack_in_force(on)), on)


def trial_of(model: ScoringModel, pack: Pack) -> SimulationReport | None:
    """The last finished trial of exactly what model and pack say now."""
    reports = SimulationReport.objects.of_content(model, digest_of(spec_of(model)), pack.edition)
    return reports.order_by("-pk").first()


def grades_alike(pack: Pack, other: Pack) -> bool:
    """Whether two packs say the same about grades."""
    return replace(policy_spec(pack), edition=other.edition) == policy_spec(other)


def wrote_part_of(model: ScoringModel, by: Actor) -> bool:
    """Whether an officer drafted or changed a version: nobody approves one's own work."""
    if by.actor_id is None:
        return False
    return model.history.filter(author_id=by.actor_id).exists()


def grade_of(entity: Entity, on: date, known_at: datetime | None = None) -> Grade | None:
    """The grade in force of one business; ``None`` before its first evaluation."""
    return Grade.objects.filter(entity=entity).in_force(on, known_at).select_related("run").first()


def last_run(known_at: datetime | None = None) -> EvaluationRun | None:
    """The last run whose grades count."""
    return EvaluationRun.objects.counting(known_at).order_by("-pk").first()
