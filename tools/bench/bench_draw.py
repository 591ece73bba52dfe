"""A provable draw of 30,000 from 1,000,000 businesses beside draws that nobody can check."""

import secrets
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import connection

from tools.bench.common import Run, compare, in_fresh_process, median, table

BUSINESSES = 1_000_000
DRAWN = 30_000
PERCENT = 3
TIER = "reduced"
INDUSTRY = "Z9999"  # no other data uses it
INSPECTORS = 40
CODE = "bench-draw"
FLOOR = "ORDER BY random() LIMIT n"
PEER = "ORDER BY sha256(seed ‖ code) LIMIT n"
ANNOUNCE = "portal: freeze, hash, announce"
PICK = "portal: the draw itself, in one pass over the frozen roster"
REVEAL = "portal: the draw with two inspectors for each business, written as visits"
VERIFY = "verify_draw.py, as anybody runs it"
ROUNDS = 3
WANTED_SECONDS = 10.0
VERIFIER = Path(__file__).parents[2] / "static" / "tools" / "verify_draw.py"

# Codes of the right form; only the check character is not computed.
SEED_BUSINESSES = """
    INSERT INTO entities_entity (uscc, name, kind, status, registrar, industry_code, address,
                                 phone, recorded_at, confirmed_at)
    SELECT '91990299' || lpad(n::text, 10, '0'), '测速企业', 'enterprise', 'active', '',
           %(industry)s, '', '', now(), now()
    FROM generate_series(1, %(count)s) AS n
"""
SEED_GRADES = """
    INSERT INTO grading_grade (entity_id, run_id, "on", grade, credit_class, source,
                               lacks_information, is_overridden, previous_grade, previous_class)
    SELECT id, %(run)s, %(on)s, 'A', 'trustworthy', 'local_model', false, false, '', ''
    FROM entities_entity WHERE industry_code = %(industry)s
"""
PLAIN = """
    SELECT uscc FROM entities_entity WHERE industry_code = %(industry)s
    ORDER BY {order} LIMIT %(drawn)s
"""


def run() -> str:
    """The section of docs/performance.md."""
    seed()
    runs = compare({FLOOR: draw_plainly, PEER: draw_by_digest}, rounds=ROUNDS)
    announced = [in_fresh_process(announce) for _ in range(ROUNDS)]
    runs[ANNOUNCE] = median(announced)
    runs[PICK] = median([in_fresh_process(pick) for _ in range(ROUNDS)])
    runs |= {REVEAL: in_fresh_process(reveal), VERIFY: in_fresh_process(verify)}
    if {runs[PICK].result, runs[REVEAL].result} != {DRAWN} or not runs[VERIFY].result:
        raise SystemExit("the draw is not what it should be")
    rows = [[name, done.seconds, done.peak_mb] for name, done in runs.items()]
    head = ["draw", "seconds", "peak MB of Python"]
    return f"## Provable draw, {DRAWN:,} of {BUSINESSES:,}\n\n{table(head, rows)}\n\n{_note(runs)}"


def draw_plainly() -> int:
    """What a platform without a proof does."""
    return _fetch("random()")


def draw_by_digest() -> int:
    """The same order as the portal's, on the table as it happens to be now: nothing is frozen."""
    return _fetch(f"sha256(convert_to('{secrets.token_hex(32)}' || uscc, 'UTF8'))")


def announce() -> int:
    """Freeze and announce; the first time a draw, then redraws."""
    from credit_portal.shared import clock
    from credit_portal.shared.actors import SystemActor
    from supervision.services.draws import announce_draw, redraw

    task, by = _task(), SystemActor("测速")
    former = task.draws.current().first()
    if former:
        return redraw(draw=former, reason="测速", by=by, at=clock.now()).roster_size
    return announce_draw(task=task, by=by, at=clock.now()).roster_size


def pick() -> int:
    """Check the digest of the roster and find the first of the order."""
    from supervision import drawing
    from supervision.inspections import rosters

    draw = _task().draws.current().get()
    return len(drawing.draw(rosters.lines_of(draw), {TIER: DRAWN}, draw.seed)[TIER])


def reveal() -> int:
    """Draw from the roster announced last."""
    from credit_portal.shared import clock
    from credit_portal.shared.actors import SystemActor
    from supervision.services.draws import reveal_draw

    draw = reveal_draw(draw=_task().draws.current().get(), by=SystemActor("测速"), at=clock.now())
    return draw.visits.count()


def verify() -> bool:
    """Write the file and run the published script on it."""
    from supervision.inspections.documents import document_of

    draw = _task().draws.current().get()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draw.json"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(document_of(draw))
        done = subprocess.run([sys.executable, "-I", str(VERIFIER), str(path)], check=False)
    return done.returncode == 0


def seed() -> None:
    """A million businesses with a grade, a task over them, inspectors; once per database."""
    from entities.models import Entity

    if Entity.objects.filter(industry_code=INDUSTRY).count() == BUSINESSES:
        return
    with connection.cursor() as cursor:
        cursor.execute(SEED_BUSINESSES, {"industry": INDUSTRY, "count": BUSINESSES})
        cursor.execute(
            SEED_GRADES,
            {"run": _run(), "on": date.today(), "industry": INDUSTRY},  # noqa: DTZ011
        )
        cursor.execute("ANALYZE entities_entity")
        cursor.execute("ANALYZE grading_grade")
    _seed_task()


def _run() -> int:
    from credit_portal.shared import clock
    from credit_portal.shared.actors import SystemActor
    from grading import defaults
    from grading.models import EvaluationRun, ScoringModel

    at = clock.now()
    model = ScoringModel.objects.first() or defaults.install(by=SystemActor("测速"), at=at)
    assert model is not None, "installed just now, if it was not there"
    return EvaluationRun.objects.create(
        kind="full", status="completed", on=clock.today(), known_at=at, model=model,
        policy="bench", started_at=at, completed_at=at, entities=BUSINESSES, digest="0" * 64,
    ).pk  # fmt: skip


def _seed_task() -> None:
    from credit_portal.accounts.models import Agency, User
    from credit_portal.shared import clock
    from supervision.models import InspectionPlan, InspectionTask, Inspector

    agency = Agency.objects.create(code=CODE, name="测速局", short_name="测速局", kind="department")
    later = clock.today() + timedelta(days=365)
    for number in range(INSPECTORS):
        user = User.objects.create(
            username=f"{CODE}-{number}", role="department_officer", agency=agency
        )
        Inspector.objects.create(
            user=user, agency=agency, certificate=f"{CODE}-{number}", valid_until=later
        )
    plan = InspectionPlan.objects.create(
        agency=agency, year=clock.today().year, title=CODE, drafted_at=clock.now()
    )
    InspectionTask.objects.create(
        plan=plan, agency=agency, name=CODE, starts_on=clock.today(), ends_on=clock.today(),
        industries=[INDUSTRY], shares={TIER: PERCENT}, status="issued", drafted_at=clock.now(),
    )  # fmt: skip


def _task() -> Any:
    from supervision.models import InspectionTask

    return InspectionTask.objects.get(name=CODE)


def _fetch(order: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(PLAIN.format(order=order), {"industry": INDUSTRY, "drawn": DRAWN})
        return len(cursor.fetchall())


def _note(runs: dict[str, Run]) -> str:
    return (
        "The first two return codes and keep nothing: no roster, no tiers, no inspectors, nothing"
        " that could be checked. The portal reads the grade in force of each business, writes the"
        " roster and its digest, and after the reveal a row for each visit and inspector."
        f" Wanted: the draw itself within {WANTED_SECONDS:.0f} s (now {runs[PICK].seconds:.1f} s),"
        " and memory that does not grow with the roster (Django alone takes about 95 MB)."
    )
