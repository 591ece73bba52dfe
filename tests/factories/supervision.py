"""Measures and lists; traits are named as the states of their life."""

import uuid
from datetime import date, timedelta

import factory

from credit_portal.policy.choices import Convenience, FollowUpKind, MeasureFamily
from entities.choices import PersonRole
from entities.models import EntityPerson, Person
from supervision.cases.choices import CaseStatus
from supervision.correction.choices import InterviewKind, InterviewStatus, OrderStatus
from supervision.followups.choices import FollowUpStatus
from supervision.leniency.choices import Leniency
from supervision.listings.choices import COURT_DECISION, ExitGround, ListingStatus, ListKind
from supervision.measures.choices import EndGround, MeasureStatus, Nature
from supervision.models import (
    FollowUp,
    Interview,
    Listing,
    Measure,
    MinorViolation,
    RectificationOrder,
    TypicalCase,
)
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.deadlines import DeadlineFactory
from tests.factories.entities import NOW, TODAY, CreditRecordFactory, EntityFactory
from tests.factories.grading import ExternalAssessmentFactory


def _clock(owner: str, **values: object) -> factory.SubFactory:
    """A deadline of the agency that the case names ``owner``."""
    return factory.SubFactory(DeadlineFactory, agency=factory.SelfAttribute(f"..{owner}"), **values)


_RESPONDED = {
    "responded_at": NOW, "response": "已受理",
    "response_deadline": _clock("executor", rule="measure_respond", closed_at=NOW),
    "feedback_deadline": _clock("executor", rule="measure_feedback", due_on=date(2026, 12, 4)),
}  # fmt: skip
_FED_BACK = {**_RESPONDED, "fed_back_at": NOW, "feedback": "已停止拨付"}


class EntityPersonFactory(factory.django.DjangoModelFactory[EntityPerson]):
    """The legal representative of a business."""

    class Meta:
        model = EntityPerson

    entity = factory.SubFactory(EntityFactory)
    person = factory.LazyFunction(
        lambda: Person.objects.create(
            name="张建国", id_number="320281197001011234", id_index=uuid.uuid4().hex
        )
    )
    role = PersonRole.LEGAL_REPRESENTATIVE
    since = NOW


class MeasureFactory(factory.django.DjangoModelFactory[Measure]):
    """A restriction in force since yesterday: no fiscal funds."""

    class Meta:
        model = Measure

    class Params:
        responded = factory.Trait(status=MeasureStatus.RESPONDED, **_RESPONDED)
        fed_back = factory.Trait(status=MeasureStatus.FED_BACK, **_FED_BACK)
        corrected = factory.Trait(
            record=factory.SubFactory(
                CreditRecordFactory, entity=factory.SelfAttribute("..entity"), withdrawn=True,
                replaced_by=factory.SubFactory(
                    CreditRecordFactory, entity=factory.SelfAttribute("..entity")
                ),
            )
        )  # fmt: skip
        ended = factory.Trait(
            status=MeasureStatus.ENDED, ended_on=TODAY - timedelta(days=1),
            end_reason="已履行", end_ground=EndGround.DECISION,
        )  # fmt: skip
        without_commitments = factory.Trait(
            item_code="M08", item_name="限制享受优惠政策和便利措施",
            conveniences=[Convenience.NOTIFIED_COMMITMENT, Convenience.DEFERRED_DOCUMENTS],
        )  # fmt: skip
        key = factory.Trait(
            item_code="M09", item_name="纳入重点监管范围", conveniences=[], key_supervision=True
        )
        ban = factory.Trait(
            item_code="M01", item_name="限制市场或行业准入", conveniences=[],
            ban_field="食品药品", ban_trigger="屡犯不改",
        )  # fmt: skip
        incentive = factory.Trait(
            nature=Nature.INCENTIVE, item_code="", item_name="守信激励", family="",
            conveniences=[Convenience.GREEN_CHANNEL],
        )  # fmt: skip

    entity = factory.SubFactory(EntityFactory)
    nature = Nature.RESTRICTION
    item_code = "M06"
    item_name = "限制申请财政性资金项目"
    family = MeasureFamily.ADMINISTRATIVE
    edition = "2024年版"
    conveniences = factory.LazyFunction(lambda: [Convenience.FISCAL_FUNDS])
    content = "不予受理财政性资金项目申请"
    legal_basis = "《财政违法行为处罚处分条例》第十四条"
    record = factory.SubFactory(CreditRecordFactory, entity=factory.SelfAttribute("..entity"))
    initiator = factory.SubFactory(AgencyFactory)
    executor = factory.SubFactory(AgencyFactory)
    from_on = TODAY - timedelta(days=1)
    until_on = TODAY + timedelta(days=365)
    initiated_at = NOW - timedelta(days=1)
    response_deadline = _clock(
        "executor", rule="measure_respond", started_on=TODAY - timedelta(days=1),
        due_on=TODAY + timedelta(days=2),
    )  # fmt: skip


MEASURE_STATES = {
    MeasureStatus.INITIATED: {},
    MeasureStatus.RESPONDED: {"responded": True},
    MeasureStatus.FED_BACK: {"fed_back": True},
    MeasureStatus.ENDED: {"ended": True},
}


_HEARING = {
    "rule": "listing_statement", "waits_for_others": True, "started_on": TODAY - timedelta(days=8),
}  # fmt: skip
_NOTIFIED = {
    "status": ListingStatus.NOTIFIED,
    "notice": "告知书",
    "notified_at": NOW - timedelta(days=1),
    "statement_deadline": _clock("agency", due_on=TODAY + timedelta(days=6), **_HEARING),
}
_OVER = _clock("agency", due_on=TODAY - timedelta(days=1), **_HEARING)
_HEARD = {**_NOTIFIED, "statement_deadline": _OVER}
_DECIDED = {
    **_NOTIFIED,
    "statement_deadline": _clock("agency", closed_at=NOW, **_HEARING),
    "status": ListingStatus.DECIDED,
    "decided_at": NOW,
    "decided_by": factory.SubFactory(UserFactory),
    "decision_number": factory.Sequence(lambda n: f"澄列决〔2026〕{n}号"),
    "decision": "事实清楚，予以列入",
    "from_on": TODAY,
    "until_on": TODAY + timedelta(days=365),
}
_LISTED = {
    **_DECIDED,
    "status": ListingStatus.LISTED,
    "delivered_at": NOW,
    "delivery": "直接送达",
    "record": factory.SubFactory(CreditRecordFactory, entity=factory.SelfAttribute("..entity")),
}
# What it rests on was corrected.
_REVIEWED = {
    "basis": factory.SubFactory(
        CreditRecordFactory, entity=factory.SelfAttribute("..entity"), withdrawn_at=NOW,
        withdrawal_reason="金额有误",
        replaced_by=factory.SubFactory(
            CreditRecordFactory, entity=factory.SelfAttribute("..entity")
        ),
    ),
    "review_deadline": _clock("agency", rule="listing_review"),
}  # fmt: skip


class ListingFactory(factory.django.DjangoModelFactory[Listing]):
    """A proposal to list a judgment debtor."""

    class Meta:
        model = Listing

    class Params:
        notified = factory.Trait(**_NOTIFIED)
        heard = factory.Trait(**_HEARD)
        decided = factory.Trait(**_DECIDED)
        dropped = factory.Trait(status=ListingStatus.DROPPED, decision="证据不足")
        listed = factory.Trait(**_LISTED)
        under_review = factory.Trait(**_LISTED, **_REVIEWED)
        exited = factory.Trait(
            **{
                **_LISTED,
                "status": ListingStatus.EXITED,
                "exit_ground": ExitGround.REVOCATION,
                "exit_reason": "判决撤销",
                "exited_on": TODAY,
            }
        )
        focus = factory.Trait(kind=ListKind.FOCUS, name="重点关注对象名单")
        red = factory.Trait(kind=ListKind.RED, name="守信红名单")

    entity = factory.SubFactory(EntityFactory)
    kind = ListKind.SERIOUS
    name = "失信被执行人"
    document_kind = COURT_DECISION
    document_number = factory.Sequence(lambda n: f"（2026）澄执{n}号")
    document_authority = "澄江市人民法院"
    document_on = TODAY - timedelta(days=30)
    facts = "有履行能力而拒不履行生效法律文书确定的义务"
    legal_basis = "《民事诉讼法》第二百六十六条"
    agency = factory.SubFactory(AgencyFactory)
    proposed_by = factory.SubFactory(UserFactory)
    proposed_at = NOW - timedelta(days=2)


LISTING_STATES = {
    ListingStatus.PROPOSED: {},
    ListingStatus.NOTIFIED: {"heard": True},
    ListingStatus.DECIDED: {"decided": True},
    ListingStatus.LISTED: {"listed": True},
    ListingStatus.DROPPED: {"dropped": True},
    ListingStatus.EXITED: {"exited": True},
}


_ORDER_REPORTED = {"status": OrderStatus.REPORTED, "report": "已整改", "reported_at": NOW}
_HELD = {
    "status": InterviewStatus.HELD, "attendee": "张建国", "minutes": "当场表示整改", "held_at": NOW,
    "filing_deadline": _clock("agency", rule="interview_filing"), "meets_on": TODAY,
}  # fmt: skip


class OrderFactory(factory.django.DjangoModelFactory[RectificationOrder]):
    """An order with a week left."""

    class Meta:
        model = RectificationOrder

    class Params:
        late = factory.Trait(due_on=TODAY - timedelta(days=1))
        reported = factory.Trait(**_ORDER_REPORTED)
        done = factory.Trait(
            **{**_ORDER_REPORTED, "status": OrderStatus.DONE, "finding": "合格", "done_at": NOW}
        )
        overdue = factory.Trait(
            status=OrderStatus.OVERDUE, due_on=TODAY - timedelta(days=9),
            record=factory.SubFactory(
                CreditRecordFactory, entity=factory.SelfAttribute("..entity")
            ),
        )  # fmt: skip

    entity = factory.SubFactory(EntityFactory)
    agency = factory.SubFactory(AgencyFactory)
    number = factory.Sequence(lambda n: f"澄责改〔2026〕{n}号")
    matter = "补齐消防设施"
    legal_basis = "《消防法》第五十四条"
    due_on = TODAY + timedelta(days=7)
    ordered_at = NOW - timedelta(days=20)


class InterviewFactory(factory.django.DjangoModelFactory[Interview]):
    """A warning whose day is today."""

    class Meta:
        model = Interview

    class Params:
        confirmed = factory.Trait(confirmation="张建国（法定代表人）", confirmed_at=NOW)
        ahead = factory.Trait(meets_on=TODAY + timedelta(days=5))
        reminder = factory.Trait(kind=InterviewKind.REMINDER, name="提示约谈")
        held = factory.Trait(**_HELD)
        filed = factory.Trait(**{**_HELD, "status": InterviewStatus.FILED, "filed_at": NOW})
        absent = factory.Trait(status=InterviewStatus.ABSENT)
        cancelled = factory.Trait(status=InterviewStatus.CANCELLED)

    entity = factory.SubFactory(EntityFactory)
    agency = factory.SubFactory(AgencyFactory)
    kind = InterviewKind.WARNING
    name = "警示约谈"
    reason = "逾期未完成整改"
    meets_on = TODAY
    place = "市监局三楼会议室"
    summoned_at = NOW - timedelta(days=9)


class FollowUpFactory(factory.django.DjangoModelFactory[FollowUp]):
    """Whether to interview a business whose national result is poor."""

    class Meta:
        model = FollowUp

    class Params:
        done = factory.Trait(status=FollowUpStatus.DONE, handling="已通知约谈", handled_at=NOW)
        dismissed = factory.Trait(
            status=FollowUpStatus.DISMISSED, handling="正在破产重整", handled_at=NOW
        )

    entity = factory.SubFactory(EntityFactory)
    assessment = factory.SubFactory(
        ExternalAssessmentFactory,
        entity=factory.SelfAttribute("..entity"),
        national=True,
        grade="D",
    )
    kind = FollowUpKind.INTERVIEW
    basis = "江西省 (十三)"
    agency = factory.SubFactory(AgencyFactory)
    opened_at = NOW


class TypicalCaseFactory(factory.django.DjangoModelFactory[TypicalCase]):
    """A draft about a ban."""

    class Meta:
        model = TypicalCase

    class Params:
        published = factory.Trait(
            status=CaseStatus.PUBLISHED, published_at=NOW, public_title="禁入案例",
            public_body="屡犯不改，依法禁入。",
        )  # fmt: skip
        withdrawn = factory.Trait(
            status=CaseStatus.WITHDRAWN, published_at=NOW, withdrawn_at=NOW,
            withdrawal_reason="决定撤销",
        )  # fmt: skip

    measure = factory.SubFactory(MeasureFactory, ban=True)
    agency = factory.SelfAttribute("measure.initiator")
    title = "禁入案例"
    body = "屡犯不改，依法禁入。"
    written_at = NOW


class MinorViolationFactory(factory.django.DjangoModelFactory[MinorViolation]):
    """A violation that is not punished the first time."""

    class Meta:
        model = MinorViolation

    class Params:
        retired = factory.Trait(retired_on=TODAY, retired_reason="新版清单取消")

    agency = factory.SubFactory(AgencyFactory)
    violation = factory.Sequence(lambda n: f"未按规定公示第{n}项信息")
    leniency = Leniency.EXEMPT
    condition = "及时改正，没有造成危害后果"
    legal_basis = "《行政处罚法》第三十三条"
    edition = "2026年版"
    from_on = TODAY - timedelta(days=100)


ORDER_STATES = {
    OrderStatus.ORDERED: {"late": True},
    OrderStatus.REPORTED: {"reported": True},
    OrderStatus.DONE: {"done": True},
    OrderStatus.OVERDUE: {"overdue": True},
}
INTERVIEW_STATES = {
    InterviewStatus.SUMMONED: {},
    InterviewStatus.HELD: {"held": True},
    InterviewStatus.FILED: {"filed": True},
    InterviewStatus.ABSENT: {"absent": True},
    InterviewStatus.CANCELLED: {"cancelled": True},
}
