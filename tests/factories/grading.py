"""Models, trials, runs and grades; statuses as traits: ``ScoringModelFactory(submitted=True)``."""

import tomllib
from datetime import date, timedelta
from typing import Any

import factory
from django.db.models import Max

from grading import defaults
from grading.choices import (
    AssessmentSource,
    CreditClass,
    CreditGrade,
    GradeSource,
    ModelStatus,
    OverrideStatus,
    RunKind,
    RunStatus,
)
from grading.models import (
    ClassNotice,
    EvaluationRun,
    ExternalAssessment,
    Grade,
    GradeOverride,
    Indicator,
    ScoringModel,
    SimulatedMove,
    SimulationReport,
)
from grading.rules import digest_of
from grading.selectors import spec_of
from tests.factories.accounts import AgencyFactory, UserFactory
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
        discarded = factory.Trait(status=ModelStatus.DISCARDED)
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
            entities=10,
            moved=1,
            transitions={"B>B": 9, "B>C": 1},
            class_transitions={"trustworthy>trustworthy": 9, "trustworthy>minor": 1},
            boundaries={"B": {"78": 0, "79": 1, "80": 2, "81": 0, "82": 0}},
            groups={
                "town": {"": {"all": 10, "up": 0, "down": 1}},
                "section": {"C": {"all": 10, "up": 0, "down": 1}},
                "kind": {"enterprise": {"all": 10, "up": 0, "down": 1}},
            },
            workload={"B": {"before": 5, "after": 4}, "C": {"before": 0, "after": 1}},
        )

    model = factory.SubFactory(ScoringModelFactory)
    base_model = factory.SelfAttribute("model")
    on = TODAY
    known_at = NOW
    started_at = NOW
    base_policy = policy = "national_2026@1"


class SimulatedMoveFactory(factory.django.DjangoModelFactory[SimulatedMove]):
    """A business that a trial would grade worse."""

    class Meta:
        model = SimulatedMove

    report = factory.SubFactory(SimulationReportFactory, completed=True)
    entity = factory.SubFactory(EntityFactory)
    score_before, score_after = 80, 79
    grade_before, grade_after = CreditGrade.B, CreditGrade.C


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

    class Params:
        fallen = factory.Trait(
            score=55, grade=CreditGrade.D, credit_class=CreditClass.GENERAL,
            lacks_information=False, previous_grade=CreditGrade.B,
            previous_class=CreditClass.TRUSTWORTHY,
        )  # fmt: skip

    entity = factory.SubFactory(EntityFactory)
    run = factory.SubFactory(EvaluationRunFactory)
    on = factory.SelfAttribute("run.on")
    score = 80
    grade = CreditGrade.B
    credit_class = CreditClass.TRUSTWORTHY
    source = GradeSource.LOCAL_MODEL
    lacks_information = True
    is_overridden = False


class ClassNoticeFactory(factory.django.DjangoModelFactory[ClassNotice]):
    """A business fell to D and was told; ``task``: its supervisor has to act."""

    class Meta:
        model = ClassNotice

    class Params:
        task = factory.Trait(supervisor=factory.SubFactory(AgencyFactory, town=True))
        handled = factory.Trait(
            task=True, handled_at=NOW, handled_by=factory.SubFactory(UserFactory),
            handling="已约谈负责人",
        )  # fmt: skip
        read = factory.Trait(read_at=NOW)

    grade = factory.SubFactory(GradeFactory, fallen=True)
    entity = factory.SelfAttribute("grade.entity")
    sent_at = NOW


_DECIDED = {
    "decided_by": factory.SubFactory(UserFactory, lead_officer=True),
    "decided_at": NOW - timedelta(days=1),
}


class GradeOverrideFactory(factory.django.DjangoModelFactory[GradeOverride]):
    """A proposal from today on."""

    class Meta:
        model = GradeOverride

    class Params:
        approved = factory.Trait(status=OverrideStatus.APPROVED, **_DECIDED)
        rejected = factory.Trait(status=OverrideStatus.REJECTED, **_DECIDED)
        ended = factory.Trait(status=OverrideStatus.ENDED, ended_at=NOW, **_DECIDED)

    entity = factory.SubFactory(EntityFactory)
    grade = CreditGrade.C
    reason = "数据正在核实"
    from_on = TODAY
    until_on = TODAY + timedelta(days=90)
    proposed_by = factory.SubFactory(UserFactory, lead_officer=True)
    proposed_at = NOW - timedelta(days=2)


class ExternalAssessmentFactory(factory.django.DjangoModelFactory[ExternalAssessment]):
    """An industry's result of the last quarter, in use today."""

    class Meta:
        model = ExternalAssessment

    class Params:
        national = factory.Trait(
            source=AssessmentSource.NATIONAL, domain="", period="2025",
            period_ends_on=date(2025, 12, 31), counts_from=date(2026, 4, 1),
            counts_until=date(2027, 10, 1),
        )  # fmt: skip
        withdrawn = factory.Trait(withdrawn_at=NOW, withdrawal_reason="报送有误")

    entity = factory.SubFactory(EntityFactory)
    source = AssessmentSource.INDUSTRY
    domain = "道路运输"
    period = "2026Q3"
    period_ends_on = date(2026, 9, 30)
    grade = CreditGrade.B
    counts_from = date(2026, 10, 1)
    counts_until = date(2027, 1, 1)
    reported_by = factory.SubFactory(AgencyFactory)
    recorded_at = NOW
