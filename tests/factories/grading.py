"""Models, trials, runs and grades; statuses as traits: ``ScoringModelFactory(submitted=True)``."""

import tomllib
from datetime import date, timedelta
from typing import Any

import factory
from django.db.models import Max

from grading import defaults
from grading.choices import CreditClass, CreditGrade, GradeSource, ModelStatus, RunKind, RunStatus
from grading.models import EvaluationRun, Grade, Indicator, ScoringModel, SimulationReport
from grading.rules import digest_of
from grading.selectors import spec_of
from tests.factories.entities import NOW, TODAY, EntityFactory

REFERENCE = tomllib.loads(defaults.SOURCE.read_text(encoding="utf-8"))


def _next_version() -> int:
    return (ScoringModel.objects.aggregate(last=Max("version"))["last"] or 0) + 1


class ScoringModelFactory(factory.django.DjangoModelFactory[ScoringModel]):
    """A draft with all indicators of the reference model."""

    class Meta:
        model = ScoringModel

    class Params:
        submitted = factory.Trait(status=ModelStatus.SUBMITTED, submitted_at=NOW)
        published = factory.Trait(
            status=ModelStatus.PUBLISHED, effective_from=date(2026, 1, 1),
            published_at=NOW - timedelta(days=300),
        )  # fmt: skip
        awaited = factory.Trait(
            status=ModelStatus.PUBLISHED, effective_from=TODAY + timedelta(days=30),
            published_at=NOW - timedelta(days=1),
        )  # fmt: skip

    version = factory.LazyFunction(_next_version)
    drafted_at = NOW - timedelta(days=301)
    name = REFERENCE["name"]
    base = REFERENCE["base"]

    @classmethod
    def _create(cls, model_class: type[ScoringModel], *args: Any, **kwargs: Any) -> ScoringModel:
        """Indicators can only be added while it is a draft; the status comes last."""
        stage = {
            name: kwargs.pop(name) for name in ("status", "published_at", "effective_from")
            if name in kwargs
        }  # fmt: skip
        model = super()._create(model_class, *args, **kwargs)
        for position, entry in enumerate(REFERENCE["indicators"], start=1):
            values = defaults.indicator_values(entry)
            Indicator.objects.create(model=model, position=position, **values)
        ScoringModel.objects.filter(pk=model.pk).update(**stage)
        return ScoringModel.objects.get(pk=model.pk)


class SimulationReportFactory(factory.django.DjangoModelFactory[SimulationReport]):
    """A trial of a model, not yet carried out; ``completed``: of just what the model says."""

    class Meta:
        model = SimulationReport

    class Params:
        completed = factory.Trait(
            completed_at=NOW,
            digest=factory.LazyAttribute(lambda report: digest_of(spec_of(report.model))),
        )

    model = factory.SubFactory(ScoringModelFactory)
    base_model = factory.SelfAttribute("model")
    on = TODAY
    known_at = NOW
    started_at = NOW
    base_policy = policy = "national_2026@1"


class EvaluationRunFactory(factory.django.DjangoModelFactory[EvaluationRun]):
    """A completed full run of today by the version of the model in force."""

    class Meta:
        model = EvaluationRun

    class Params:
        running = factory.Trait(status=RunStatus.RUNNING, completed_at=None)
        failed = factory.Trait(status=RunStatus.FAILED, completed_at=None)

    kind = RunKind.FULL
    status = RunStatus.COMPLETED
    on = TODAY
    known_at = started_at = completed_at = NOW
    policy = "national_2026@1"

    @factory.lazy_attribute
    def model(self) -> ScoringModel:
        in_force = ScoringModel.objects.in_force(self.on, self.known_at).first()
        return in_force or ScoringModelFactory(published=True)


class GradeFactory(factory.django.DjangoModelFactory[Grade]):
    """The grade B of a business without any fact."""

    class Meta:
        model = Grade

    entity = factory.SubFactory(EntityFactory)
    run = factory.SubFactory(EvaluationRunFactory)
    on = factory.SelfAttribute("run.on")
    score = 80
    grade = CreditGrade.B
    credit_class = CreditClass.TRUSTWORTHY
    source = GradeSource.LOCAL_MODEL
    lacks_information = True
    is_overridden = False
