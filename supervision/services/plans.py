"""Plans and tasks: drafted, published, issued after the clash check."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from credit_portal.accounts.models import Agency
from credit_portal.audit import services as audit
from credit_portal.policy.choices import InspectionTier
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, NotAllowed, Refused, required
from credit_portal.shared.history import user_of
from entities.models import Entity, Town
from supervision.inspections.choices import PlanStatus, TaskStatus
from supervision.inspections.policy import InspectionPolicy, inspection_policy
from supervision.inspections.selectors import assessed_domains, clashes_of
from supervision.models import InspectionItem, InspectionPlan, InspectionTask
from supervision.services.steps import (
    day_of,
    locked,
    require_inspecting,
    require_unchanged,
    step,
)

PLAN_YEARS = range(2000, 2101)
INDUSTRY_CODE = re.compile(r"[A-T]\d{0,4}")  # the beginning of one: GB/T 4754


@dataclass(frozen=True)
class TaskValues:
    """What an officer fills in for a task.

    Attributes:
        kinds, industries, towns: filters of who can be drawn; empty lets everybody in.
        domain: the industry whose own results decide the tier; empty for the public grade.
        codes: the businesses themselves, where an exception brings the inspectors.
        shares: tier → per cent where it differs from the pack.
    """

    name: str
    starts_on: date
    ends_on: date
    items: Collection[InspectionItem]
    partners: Collection[Agency] = ()
    kinds: list[str] = field(default_factory=list)
    industries: list[str] = field(default_factory=list)
    towns: Collection[Town] = ()
    domain: str = ""
    codes: list[str] = field(default_factory=list)
    shares: Mapping[str, int] = field(default_factory=dict)
    exception: str = ""
    exception_reason: str = ""


def draft_plan(
    *, agency: Agency, year: int, title: str, content: str, by: Actor, at: datetime
) -> InspectionPlan:
    """Begin a yearly plan.

    Raises:
        Invalid: no title, or a year that cannot be meant.
    """
    require_inspecting(by, agency)
    with transaction.atomic():
        plan = InspectionPlan(agency=agency, drafted_at=at)
        _write_plan(plan, year, title, content, by)
        audit.save_and_record(plan, act="supervision.draft_plan", by=by, at=at)
    return plan


def edit_plan(
    *, plan: InspectionPlan, year: int, title: str, content: str, by: Actor, at: datetime,
    seen: int | None = None,
) -> InspectionPlan:  # fmt: skip
    """Change a plan that nobody outside has seen; whoever wrote it last does not publish it.

    Args:
        seen: the version that the officer read, see ``version_of``.

    Raises:
        Refused: it is published or discarded, or changed meanwhile.
        Invalid: as for a new one; another year than that of its tasks.
    """
    with transaction.atomic():
        plan = locked(plan, "agency")
        require_inspecting(by, plan.agency)
        if plan.status != PlanStatus.DRAFT:
            raise Refused("plan_not_draft", f"抽查计划{plan.get_status_display()}，不能修改。")
        require_unchanged(plan, seen)
        if year != plan.year and plan.tasks.exists():
            sentence = f"计划中已有 {plan.year} 年的任务，不能改为其他年度。"
            raise Invalid("year_of_tasks", sentence, {"year": sentence})
        _write_plan(plan, year, title, content, by)
        audit.save_and_record(plan, act="supervision.edit_plan", by=by, at=at)
    return plan


def discard_plan(*, plan: InspectionPlan, reason: str, by: Actor, at: datetime) -> InspectionPlan:
    """Give up a draft with its tasks; it is kept with the reason.

    Raises:
        Refused: it is published or discarded already.
        Invalid: no reason.
    """
    reason = required(reason, "reason", "作废理由")
    with transaction.atomic():
        plan = locked(plan, "agency")
        require_inspecting(by, plan.agency)
        step(plan, "discard")
        audit.save_and_record(plan, act="supervision.discard_plan", by=by, at=at, reason=reason)
    return plan


def publish_plan(*, plan: InspectionPlan, by: Actor, at: datetime) -> InspectionPlan:
    """Announce it to everybody.

    Raises:
        Refused: it is published already, or has no task.
        NotAllowed: the officer drafted it.
    """
    with transaction.atomic():
        plan = locked(plan, "agency")
        require_inspecting(by, plan.agency)
        step(plan, "publish")
        if not plan.tasks.exists():
            raise Refused("no_tasks", "计划中还没有抽查任务，不能公布。")
        if plan.drafted_by_id is not None and plan.drafted_by_id == by.actor_id:
            raise NotAllowed("second_officer", "抽查计划须由起草人以外的人员公布。")
        plan.published_by, plan.published_at = user_of(by), at
        audit.save_and_record(plan, act="supervision.publish_plan", by=by, at=at)
    return plan


def draft_task(
    *, plan: InspectionPlan, values: TaskValues, by: Actor, at: datetime
) -> InspectionTask:
    """Add a task to a plan; the agency of the plan leads it.

    Raises:
        Refused: the plan is discarded.
        Invalid: days outside the year, shares outside the limits, unknown businesses, …
    """
    with transaction.atomic():
        plan = locked(plan, "agency")
        require_inspecting(by, plan.agency)
        _require_kept(plan)
        task = InspectionTask(plan=plan, agency=plan.agency, drafted_at=at)
        _write(task, values, "draft_task", by, at)
    return task


def edit_task(
    *, task: InspectionTask, values: TaskValues, by: Actor, at: datetime, seen: int | None = None
) -> InspectionTask:
    """Change a task that is not issued yet.

    Args:
        seen: the version that the officer read, see ``version_of``.

    Raises:
        Refused: it is issued, its plan is discarded, or it was changed meanwhile.
        Invalid: as for a new one.
    """
    with transaction.atomic():
        task = locked(task, "agency", "plan")
        require_inspecting(by, task.agency)
        if task.status != TaskStatus.DRAFT:
            raise Refused("task_issued", "任务已经下达，不能修改。")
        _require_kept(task.plan)
        require_unchanged(task, seen)
        _write(task, values, "edit_task", by, at)
    return task


def issue_task(
    *, task: InspectionTask, by: Actor, at: datetime, clash_reason: str = ""
) -> InspectionTask:
    """Let the draw begin.

    Raises:
        Refused: it is issued already, its plan is not published, an item is not in force, or it
            clashes with another task and nobody says why both are needed.
    """
    with transaction.atomic():
        task = locked(task, "agency", "plan")
        require_inspecting(by, task.agency)
        step(task, "issue")
        _require_kept(task.plan)
        if task.plan.status != PlanStatus.PUBLISHED:
            raise Refused("plan_not_published", "抽查计划尚未公布，不能下达任务。")
        if task.items.exclude(pk__in=InspectionItem.objects.in_force()).exists():
            raise Refused("item_not_in_force", "任务中有未发布或已停用的抽查事项。")
        task.clash_reason = clash_reason.strip()
        _check_clashes(task, inspection_policy(day_of(at)))
        task.issued_at, task.issued_by = at, user_of(by)
        audit.save_and_record(
            task, act="supervision.issue_task", by=by, at=at, reason=task.clash_reason
        )
    return task


def _write_plan(plan: InspectionPlan, year: int, title: str, content: str, by: Actor) -> None:
    if year not in PLAN_YEARS:
        sentence = f"年度应在 {PLAN_YEARS[0]} 至 {PLAN_YEARS[-1]} 之间。"
        raise Invalid("year_not_valid", sentence, {"year": sentence})
    plan.year, plan.title = year, required(title, "title", "计划名称")
    plan.content, plan.drafted_by = content.strip(), user_of(by)


def _require_kept(plan: InspectionPlan) -> None:
    if plan.status == PlanStatus.DISCARDED:
        raise Refused("plan_discarded", "抽查计划已经作废，不能办理其任务。")


def _write(task: InspectionTask, values: TaskValues, act: str, by: Actor, at: datetime) -> None:
    _check(task.plan, values, inspection_policy(day_of(at)))
    task.name = required(values.name, "name", "任务名称")
    task.starts_on, task.ends_on = values.starts_on, values.ends_on
    task.kinds, task.industries = values.kinds, values.industries
    task.codes, task.shares = values.codes, dict(values.shares)
    task.domain = values.domain
    task.exception = values.exception
    task.exception_reason = values.exception_reason.strip()
    audit.save_and_record(task, act=f"supervision.{act}", by=by, at=at)
    task.items.set(values.items)
    task.partners.set(agency for agency in values.partners if agency != task.agency)
    task.towns.set(values.towns)


def _check_clashes(task: InspectionTask, policy: InspectionPolicy) -> None:
    clashing = clashes_of(task)
    if policy.one_visit and clashing and not task.clash_reason:
        names = "、".join(f"“{other.name}”" for other in clashing)
        raise Invalid(
            "clash",
            f"与{names}的时间和范围重叠，应当合并为一次检查（综合查一次）；"
            "确需分别检查的，请写明理由。",
            {"clash_reason": f"与{names}重叠，请写明分别检查的理由。"},
        )


def _check(plan: InspectionPlan, values: TaskValues, policy: InspectionPolicy) -> None:
    problems = _term_problems(plan, values)
    if odd := [code for code in values.industries if not INDUSTRY_CODE.fullmatch(code)]:
        problems["industries"] = f"“{odd[0]}”不是行业代码：一个门类字母，后面最多四位数字，如 H61。"
    if not values.items:
        problems["items"] = "请选择抽查事项。"
    if values.exception and not values.exception_reason.strip():
        problems["exception_reason"] = "请写明情形。"
    if values.exception and values.exception not in policy.exceptions:
        problems["exception"] = "不是规定的情形。"
    if values.codes and not values.exception:
        problems["codes"] = "只有不受频次上限的情形才能指定检查对象。"
    known = Entity.objects.filter(uscc__in=values.codes).count()
    if known != len(set(values.codes)):
        problems["codes"] = "有代码不在主体库中，请核对。"
    if values.domain and values.domain not in assessed_domains():
        problems["domain"] = "该领域没有行业信用评价结果。"
    problems |= _share_problems(values.shares, policy)
    if problems:
        raise Invalid("task_not_valid", "请改正后再保存。", problems)


def _term_problems(plan: InspectionPlan, values: TaskValues) -> dict[str, str]:
    problems = {}
    if values.ends_on < values.starts_on:
        problems["ends_on"] = "结束日期不能早于开始日期。"
    if values.ends_on.year > plan.year + 1:
        problems["ends_on"] = "结束日期最迟在计划年度的次年。"
    if values.starts_on.year != plan.year:
        problems["starts_on"] = f"开始日期应在计划年度 {plan.year} 年内。"
    return problems


def _share_problems(shares: Mapping[str, int], policy: InspectionPolicy) -> dict[str, str]:
    """Below the lowest share nobody would be inspected, above the highest all the same ones."""
    problems = {}
    for code, share in shares.items():
        rules = policy.tiers[InspectionTier(code)]
        if not rules.lowest <= share <= rules.highest:
            problems[f"share_{code}"] = f"应在 {rules.lowest}% 至 {rules.highest}% 之间。"
    return problems
