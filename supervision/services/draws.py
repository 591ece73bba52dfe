"""The draw: freeze and announce, then reveal; a redraw stands beside the first."""

import secrets
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.db import transaction

from credit_portal.accounts.models import Agency
from credit_portal.audit import services as audit
from credit_portal.policy.choices import InspectionTier
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Refused, required
from credit_portal.shared.history import user_of
from credit_portal.shared.masking import mask_in_text
from entities.models import Entity
from supervision import drawing
from supervision.drawing import Candidate, PoolMember, Stratum
from supervision.inspections import pool, rosters
from supervision.inspections.choices import TaskStatus, VisitStatus
from supervision.inspections.policy import InspectionPolicy, inspection_policy
from supervision.inspections.selectors import share_of
from supervision.models import Inspection, InspectionDraw, InspectionTask, Inspector, Visitor
from supervision.services.steps import day_of, locked, require_inspecting, step

SALT_BYTES = 16
SEED_BYTES = 32
VISITS_AT_ONCE = 2_000


def announce_draw(
    *, task: InspectionTask, by: Actor, at: datetime, public_source: str = ""
) -> InspectionDraw:
    """Freeze the roster and publish its digest, the parameters and a commitment to the seed.

    Args:
        public_source: a number that will only be known later (a lottery, say) and then joins the
            seed, so that nobody can have tried seeds beforehand.

    Raises:
        Refused: the task is not issued or has a draw; nobody can be drawn; too few inspectors.
    """
    with transaction.atomic():
        task = _issued(task, by)
        if task.draws.current().exists():
            raise Refused("already_announced", "该任务已有抽取；如须重新抽取，请写明理由。")
        return _announce(task, "announce_draw", "", public_source, by, at)


def redraw(
    *, draw: InspectionDraw, reason: str, by: Actor, at: datetime, public_source: str = ""
) -> InspectionDraw:
    """Announce another draw; this one and its visits stay visible beside it.

    Raises:
        Refused: it is replaced already, or visits have begun.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "重新抽取的理由")
    with transaction.atomic():
        task = _issued(draw.task, by)
        draw = locked(draw)
        step(draw, "replace")
        _cancel_visits(draw)
        draw.save(update_fields=["status"])
        return _announce(task, "redraw", reason, public_source, by, at)


def reveal_draw(
    *, draw: InspectionDraw, by: Actor, at: datetime, public_value: str = "", witness: str = ""
) -> InspectionDraw:
    """Tell the seed: businesses and inspectors follow from it.

    Raises:
        Refused: it is drawn or replaced already; the roster is not the announced one.
        Invalid: the public number that was announced is missing.
    """
    public_value = public_value.strip()
    with transaction.atomic():
        draw = locked(draw, "task__agency")
        require_inspecting(by, draw.task.agency)
        step(draw, "reveal")
        if draw.public_source:
            public_value = required(public_value, "public_value", "公开随机数")
        elif public_value:
            raise Refused("no_public_number", "抽取公告没有约定公开随机数，不能填写。")
        draw.public_value, draw.witness = public_value, witness.strip()
        draw.drawn_at, draw.drawn_by = at, user_of(by)
        visits = _store_visits(draw, at)
        draw.save(update_fields=["status", "public_value", "witness", "drawn_at", "drawn_by"])
        audit.record(
            by=by, act="supervision.reveal_draw", obj=draw,
            after={"seed": draw.seed, "public_value": public_value, "drawn": visits}, at=at,
        )  # fmt: skip
    return draw


def swap_visitor(*, visitor: Visitor, reason: str, by: Actor, at: datetime) -> Visitor:
    """Send the next inspector of the agency in the order of the draw instead of this one.

    Whoever approved the visit or may no longer inspect is passed over in the same moment, by a
    swap of its own: the order of the draw is kept, and everybody sees why.

    Raises:
        Refused: the visit has begun, the inspector is replaced already, or nobody is left.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "更换理由")
    with transaction.atomic():
        visit = locked(visitor.inspection, "draw__task__agency")
        require_inspecting(by, visit.draw.task.agency)
        if visit.status not in (VisitStatus.PLANNED, VisitStatus.NOTIFIED):
            raise Refused("visit_begun", "检查已经开始，不能更换检查人员。")
        if not visit.visitors.going().filter(pk=visitor.pk).exists():
            raise Refused("already_replaced", "该检查人员已被更换，请刷新后再看。")
        new = _replaced(visit, visitor, reason, at)
        audit.record(
            by=by, act="supervision.swap_visitor", obj=visit, reason=reason,
            before={"inspector": visitor.inspector_id}, after={"inspector": new.inspector_id},
            at=at,
        )  # fmt: skip
    return new


def strata_of(
    task: InspectionTask, policy: InspectionPolicy, sizes: Mapping[str, int]
) -> list[Stratum]:
    """The tiers with businesses, each with its share: the task's, else the pack's."""
    return [
        Stratum(tier.value, tier.label, share_of(task, policy, tier), sizes[tier])
        for tier in InspectionTier
        if sizes.get(tier)
    ]


def _issued(task: InspectionTask, by: Actor) -> InspectionTask:
    task = locked(task, "agency", "plan")
    require_inspecting(by, task.agency)
    if task.status != TaskStatus.ISSUED:
        raise Refused("task_not_issued", "任务尚未下达，不能抽取。")
    return task


def _announce(
    task: InspectionTask, act: str, reason: str, public_source: str, by: Actor, at: datetime
) -> InspectionDraw:
    on = day_of(at)
    policy, members = inspection_policy(on), pool.pool_of(task, on)
    salt = secrets.token_hex(SALT_BYTES)
    with rosters.new_file() as out:
        frozen = rosters.freeze(
            pool.candidates(task, policy, on, salt), {m.number: m.agency for m in members}, out
        )
        if not frozen.size:
            raise Refused("empty_roster", "没有可以抽取的经营主体：请检查抽查范围和频次上限。")
        _require_inspectors(task, members, frozen, policy.per_agency)
        draw = InspectionDraw(
            task=task, sequence=task.draws.count() + 1, reason=reason, on=on, salt=salt,
            seed=secrets.token_hex(SEED_BYTES), public_source=public_source.strip(),
            roster=rosters.stored(out, frozen.sha256), roster_size=frozen.size,
            announced_at=at, announced_by=user_of(by),
        )  # fmt: skip
        draw.announcement = drawing.announcement_of(
            title=task.name, sequence=draw.sequence, at=at.isoformat(),
            reason=mask_in_text(reason),  # what is hashed is what everybody reads
            domain=task.domain, roster_sha256=frozen.sha256,
            seed_sha256=drawing.digest_of(draw.seed), public_source=draw.public_source,
            strata=strata_of(task, policy, frozen.sizes), per_agency=policy.per_agency,
            pool=members,
        )  # fmt: skip
        draw.announcement_sha256 = drawing.announcement_digest(draw.announcement)
        draw.save()
    audit.record(
        by=by, act=f"supervision.{act}", obj=draw, reason=reason,
        after={"announcement_sha256": draw.announcement_sha256, "roster": frozen.size}, at=at,
    )  # fmt: skip
    return draw


def _require_inspectors(
    task: InspectionTask, members: list[PoolMember], frozen: rosters.Frozen, per_agency: int
) -> None:
    """Each agency has enough inspectors even for the business from which most stand back."""
    for agency in task.agencies:
        able = sum(member.agency == agency.code for member in members)
        if able - frozen.most_barred[agency.code] < per_agency:
            raise Refused(
                "too_few_inspectors",
                f"{agency.short_name}可派出的检查人员不足：每次检查至少 {per_agency} 人，"
                f"现有 {able} 人，回避最多 {frozen.most_barred[agency.code]} 人。",
            )


def _store_visits(draw: InspectionDraw, at: datetime) -> int:
    """Write the visits and their inspectors; returns how many."""
    drawn = list(enumerate(_drawn(draw), start=1))
    entities = _entities_of(draw, [candidate.key for _, candidate in drawn])
    agencies = dict(Agency.objects.values_list("code", "pk"))
    policy, members = inspection_policy(draw.on), _members(draw)
    for first in range(0, len(drawn), VISITS_AT_ONCE):
        part = drawn[first : first + VISITS_AT_ONCE]
        visits = Inspection.objects.bulk_create(
            Inspection(
                draw=draw, entity_id=entities[candidate.key], position=position,
                roster_key=candidate.key, tier=candidate.stratum,
                needs_approval=policy.tiers[InspectionTier(candidate.stratum)].needs_approval,
            )
            for position, candidate in part
        )  # fmt: skip
        Visitor.objects.bulk_create(
            Visitor(
                inspection=visit, inspector_id=int(number), agency_id=agencies[agency],
                position=position, assigned_at=at,
            )
            for visit, (_, candidate) in zip(visits, part, strict=True)
            for position, (agency, number) in enumerate(_team(draw, members, candidate), start=1)
        )  # fmt: skip
    return len(drawn)


def _drawn(draw: InspectionDraw) -> Iterator[Candidate]:
    strata = [Stratum(**stratum) for stratum in draw.announcement["strata"]]
    found = drawing.draw(rosters.lines_of(draw), {s.code: s.drawn for s in strata}, draw.material)
    for stratum in strata:
        yield from found[stratum.code]


def _team(
    draw: InspectionDraw, members: list[PoolMember], candidate: Candidate
) -> Iterator[tuple[str, str]]:
    """Agency and inspector, the first of each agency in the order of the draw."""
    orders = drawing.inspectors_by_order(candidate, members, draw.material)
    for agency in sorted(orders):
        for number in orders[agency][: draw.announcement["inspectors_per_agency"]]:
            yield agency, number


def _members(draw: InspectionDraw) -> list[PoolMember]:
    return [PoolMember(number, agency) for number, agency in draw.announcement["inspectors"]]


def _entities_of(draw: InspectionDraw, keys: list[str]) -> dict[str, int]:
    rows = pool.with_key(Entity.objects.all(), draw.salt).filter(key__in=keys)
    return dict(rows.values_list("key", "pk"))


def _replaced(visit: Inspection, visitor: Visitor, reason: str, at: datetime) -> Visitor:
    """The first in order who may go; those before are swapped in and out again."""
    for inspector in _next_in_order(visit, visitor):
        visitor = Visitor.objects.create(
            inspection=visit, inspector=inspector, agency=visitor.agency,
            position=visitor.position, replaces=visitor, reason=reason, assigned_at=at,
        )  # fmt: skip
        reason = _why_not(visit, inspector, day_of(at))
        if not reason:
            return visitor
    raise Refused("nobody_left", "该单位没有可以接替的检查人员。")


def _why_not(visit: Inspection, inspector: Inspector, on: date) -> str:
    if inspector.user_id == visit.approved_by_id:
        return "该人员审批了本次检查，回避"
    if not Inspector.objects.able(on).filter(pk=inspector.pk).exists():
        return "该人员已退出名录或者执法证已过期"
    return ""


def _next_in_order(visit: Inspection, visitor: Visitor) -> Iterator[Inspector]:
    roster = (Candidate.of_line(line) for line in rosters.lines_of(visit.draw))
    candidate = next(row for row in roster if row.key == visit.roster_key)
    orders = drawing.inspectors_by_order(candidate, _members(visit.draw), visit.draw.material)
    used = set(visit.visitors.values_list("inspector", flat=True))
    numbers = [number for number in orders[visitor.agency.code] if int(number) not in used]
    yield from (Inspector.objects.get(pk=number) for number in numbers)


def _cancel_visits(draw: InspectionDraw) -> None:
    """They stay as rows; no business is told to expect them any more."""
    # Locked, so that no inspector scans in between the question and the answer.
    statuses = set(draw.visits.select_for_update().values_list("status", flat=True))
    if statuses - {VisitStatus.PLANNED, VisitStatus.NOTIFIED}:
        raise Refused("visits_begun", "已有检查开始，不能重新抽取。")
    draw.visits.update(status=VisitStatus.CANCELLED)
