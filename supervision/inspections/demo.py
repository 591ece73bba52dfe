"""Inspections of the demonstration: items, inspectors, a plan, one draw made and one announced."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from credit_portal.accounts.choices import Role
from credit_portal.accounts.demo import PASSWORD
from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.services import create_user
from credit_portal.shared.actors import SystemActor
from entities.models import Entity
from supervision.inspections.choices import Rating
from supervision.models import Inspection, InspectionItem, InspectionPlan
from supervision.services import draws, inspection_items, inspectors, plans, visits
from supervision.services.plans import TaskValues

BUILDER = SystemActor("演示城市")
LEADER, PARTNER, PUBLISHER = "market", "housing", "xinyong"
SURNAMES = "何吕施张孔曹严华"
CERTIFICATE_YEARS = 3
TASK_DAYS = 45
# Results of the visits made so far; the code and what was found.
RESULTS = (
    ("1", "证照齐全，公示信息与实际一致，未见异常。"),
    ("1", "现场核对登记事项，未见异常。"),
    ("E", "消防通道堆放物品，当场责令改正，已改正。"),
    ("B", "年度报告中股东出资信息未如实公示。"),
    ("1", "未见异常。"),
    ("6", "登记住所现为空置房屋，通过登记的电话无法联系。"),
)
ITEMS = (
    (
        "market-01", LEADER, "登记事项检查", "住所、经营范围、法定代表人",
        "《市场主体登记管理条例》第三十八条",
    ),
    (
        "market-02", LEADER, "公示信息检查", "年度报告和即时信息",
        "《企业信息公示暂行条例》第十四条",
    ),
    (
        "housing-01", PARTNER, "施工现场安全检查", "安全生产责任制",
        "《建设工程安全生产管理条例》第四十条",
    ),
)  # fmt: skip


def build_demo_inspections(at: datetime) -> None:
    """Build it once; what stands already is left alone."""
    if InspectionPlan.objects.exists():
        return
    began = at - timedelta(days=TASK_DAYS // 2)
    items = [_item(*row, at=began - timedelta(days=60)) for row in ITEMS]
    _inspectors(began - timedelta(days=50))
    plan = _plan(items, began)
    first, second = plan.tasks.order_by("pk")
    for task in (first, second):
        plans.issue_task(task=task, by=BUILDER, at=began)
    draw = draws.announce_draw(task=first, by=BUILDER, at=began)
    draw = draws.reveal_draw(draw=draw, by=BUILDER, at=began + timedelta(hours=2), witness="吴鉴")
    _visits(list(draw.visits.filter(needs_approval=False).order_by("position")[:10]), began)
    draws.announce_draw(
        task=second, by=BUILDER, at=at - timedelta(hours=3),
        public_source="公告次日双色球开奖号码",
    )  # fmt: skip


def _item(
    code: str, agency: str, name: str, sub_item: str, basis: str, *, at: datetime
) -> InspectionItem:
    item = inspection_items.draft_item(
        code=code, agency=Agency.objects.get(code=agency), by=BUILDER, at=at,
        values={
            "name": name, "sub_item": sub_item, "basis": basis, "subject": "各类经营主体",
            "ratio": "按监管档次，各档见任务公告", "frequency": "按监管档次，不超过年度上限",
            "method": "实地核查", "inspectors": "持有执法证，不少于两人",
        },
    )  # fmt: skip
    return inspection_items.publish_item(item=item, by=BUILDER, at=at)


def _inspectors(at: datetime) -> None:
    for number, surname in enumerate(SURNAMES, start=1):
        agency = Agency.objects.get(code=LEADER if number % 2 else PARTNER)
        user = create_user(
            username=f"jiancha{number}", display_name=f"{surname}检", password=PASSWORD,
            role=Role.DEPARTMENT_OFFICER, agency=agency, password_is_temporary=False, by=BUILDER,
            at=at,
        )  # fmt: skip
        inspectors.register_inspector(
            user=user, certificate=f"990281{number:06d}",
            valid_until=date(at.year + CERTIFICATE_YEARS, 12, 31), by=BUILDER, at=at,
        )  # fmt: skip


def _plan(items: list[InspectionItem], began: datetime) -> InspectionPlan:
    leader, day = Agency.objects.get(code=LEADER), timezone.localdate(began)
    plan = plans.draft_plan(
        agency=leader, year=day.year, title=f"{day.year}年度双随机抽查工作计划",
        content="按信用等级分层抽查，守法诚信的少打扰，失信的多检查；与相关部门联合，进一次门、查多项事。",
        by=BUILDER, at=began,
    )  # fmt: skip
    joint = TaskValues(
        name="登记和公示信息联合抽查", starts_on=day, ends_on=day + timedelta(days=TASK_DAYS),
        items=items, partners=[Agency.objects.get(code=PARTNER)],
    )  # fmt: skip
    complaint = TaskValues(
        name="投诉举报核查", starts_on=day, ends_on=day + timedelta(days=TASK_DAYS),
        items=items[:1], exception="投诉举报",
        exception_reason="群众举报住所与登记不符，须实地核实",
        codes=list(Entity.objects.order_by("-pk").values_list("uscc", flat=True)[:2]),
    )  # fmt: skip
    for values in (joint, complaint):
        plans.draft_task(plan=plan, values=values, by=BUILDER, at=began)
    return plans.publish_plan(plan=plan, by=User.objects.get(username=PUBLISHER), at=began)


def _visits(drawn: list[Inspection], began: datetime) -> None:
    """One visit a day, each a step behind the one before: the last has only been told."""
    reviewer = User.objects.get(username=PUBLISHER)
    for number, visit in enumerate(drawn):
        at = began + timedelta(days=number + 1)
        first = visit.visitors.select_related("inspector__user").first()
        assert first is not None, "a visit has inspectors"
        officer = first.inspector.user
        visits.notify_business(
            visit=visit, notice="请备好营业执照、章程和最近一年的年度报告。", by=BUILDER, at=at
        )
        if number >= len(RESULTS) + 2:
            continue
        visits.start_visit(visit=visit, by=officer, at=at)
        if number >= len(RESULTS):
            continue
        _result(visit, number, officer, at)
        if number >= len(RESULTS) - 1:
            continue
        visits.review_result(visit=visit, by=reviewer, at=at)
        if number < len(RESULTS) - 2:
            visits.publish_result(visit=visit, by=BUILDER, at=at)
            visits.rate_visit(visit=visit, rating=Rating.GOOD, note="", by=BUILDER, at=at)


def _result(visit: Inspection, number: int, officer: User, at: datetime) -> None:
    code, finding = RESULTS[number]
    items = visit.draw.task.items.values_list("code", flat=True)
    visits.enter_result(
        visit=visit, code=code, finding=finding, checklist=dict.fromkeys(items, code == "1"),
        by=officer, at=at,
    )  # fmt: skip
