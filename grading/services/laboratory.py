"""The acts of the policy laboratory (政策实验室): start a trial, carry it out."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import connection, transaction

from credit_portal.accounts.permissions import require_role
from credit_portal.audit import services as audit
from credit_portal.jobs.services import start_job
from credit_portal.policy.models import PackVersion
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.history import user_of
from grading import selectors
from grading.models import ScoringModel, SimulatedMove, SimulationReport
from grading.permissions import MODEL_EDITORS
from grading.ranges import Progress
from grading.rules import digest_of
from grading.services.soundness import check_sound
from grading.simulation import base_rules, simulate, tried_pack, tried_rules

JOB = "grading.simulate"


def start_simulation(
    *, model: ScoringModel, on: date, by: Actor, at: datetime,
    pack_version: PackVersion | None = None,
) -> SimulationReport:  # fmt: skip
    """Let a worker try a model, a changed pack, or both, on the whole city.

    Raises:
        NotAllowed: not an officer of the lead office.
        Invalid: the model has problems.
    """
    with transaction.atomic():
        report = open_simulation(model=model, pack_version=pack_version, on=on, by=by, at=at)
        report.job = start_job(JOB, {"report": report.pk}, by=by, at=at)
        report.save(update_fields=["job"])
    return report


def open_simulation(
    *, model: ScoringModel, on: date, by: Actor, at: datetime,
    pack_version: PackVersion | None = None,
) -> SimulationReport:  # fmt: skip
    """The row of a trial that begins now.

    Raises:
        NotAllowed: not an officer of the lead office.
        Invalid: the model has problems.
    """
    require_role(by, MODEL_EDITORS)
    pack = tried_pack(pack_version, on)
    check_sound(model, pack)
    with transaction.atomic():
        report = SimulationReport.objects.create(
            model=model, pack_version=pack_version, on=on, known_at=at, started_at=at,
            base_model=selectors.model_in_force(on, at), base_policy=pack_in_force(on).edition,
            policy=pack.edition, started_by=user_of(by),
        )  # fmt: skip
        audit.record(
            by=by, act="grading.start_simulation", obj=report, at=at,
            after={"model": model.version, "policy": pack.edition, "on": on.isoformat()},
        )  # fmt: skip
    return report


def carry_out_simulation(
    *, report: SimulationReport, by: Actor, clock: Callable[[], datetime],
    progress: Progress | None = None,
) -> SimulationReport:  # fmt: skip
    """Work the report out; safe to call again after a worker died in the middle.

    Its row stays locked meanwhile, so that a second attempt begins only when the first has ended.

    Raises:
        Invalid: the draft was changed meanwhile and has problems.
    """
    with transaction.atomic():
        report = SimulationReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
        if report.completed_at:
            return report
        SimulatedMove.objects.filter(report=report)._raw_delete(using=connection.alias)
        tried = tried_rules(report)
        check_sound(report.model, tried.pack)
        found = simulate(report, base_rules(report), tried, progress or (lambda done, total: None))
        for name, value in found.items():
            setattr(report, name, value)
        report.digest, report.completed_at = digest_of(tried.query.model), clock()
        report.save()
        audit.record(
            by=by, act="grading.complete_simulation", obj=report, at=report.completed_at,
            after={"entities": report.entities, "moved": report.moved, "digest": report.digest},
        )  # fmt: skip
    return report
