"""Commitments; traits are named as the states of their life."""

from datetime import date

import factory

from commitments.choices import CommitmentKind, PublicationLevel, Status
from commitments.models import Commitment, CommitmentItem, CommitmentTemplate
from commitments.services.codes import next_code
from tests.factories.accounts import AgencyFactory
from tests.factories.entities import NOW, EntityFactory

MADE_ON = date(2026, 10, 12)
_RECOGNISED = {
    "recognised_on": date(2026, 11, 10),
    "recognised_by": factory.SelfAttribute("agency"),
    "evidence": "现场核查记录",
}
_BROKEN = {
    **_RECOGNISED,
    "unfulfilled_content": "未在期限内达到许可条件",
    "liability_pursued": "撤销许可证",
}


class CommitmentItemFactory(factory.django.DjangoModelFactory[CommitmentItem]):
    """An item in force, common to all agencies."""

    class Meta:
        model = CommitmentItem

    class Params:
        draft = factory.Trait(published_at=None)

    code = factory.Sequence(lambda n: f"item-{n}")
    name = factory.Sequence(lambda n: f"食品经营许可{n}")
    kind = CommitmentKind.APPROVAL_REPLACING
    drafted_at = NOW
    published_at = NOW


class CommitmentTemplateFactory(factory.django.DjangoModelFactory[CommitmentTemplate]):
    """A letter in force; the same one for the same code."""

    class Meta:
        model = CommitmentTemplate
        django_get_or_create = ("code", "version")

    code = factory.Sequence(lambda n: f"letter-{n}")
    version = 1
    kind = CommitmentKind.APPROVAL_REPLACING
    title = "信用承诺书"
    body = "{承诺人}郑重承诺：{事项}所提交的材料真实有效。"
    liability = "违反承诺的，依法承担责任并记入信用记录。"
    drafted_at = NOW
    published_at = NOW


class CommitmentFactory(factory.django.DjangoModelFactory[Commitment]):
    """A registered commitment of a department; ``record`` is left out where no test reads it."""

    class Meta:
        model = Commitment

    class Params:
        draft = factory.Trait(status=Status.DRAFT, code=None, registered_at=None)
        withdrawn = factory.Trait(status=Status.WITHDRAWN, code=None, registered_at=None)
        fulfilled = factory.Trait(status=Status.FULFILLED, **_RECOGNISED)
        partly_fulfilled = factory.Trait(status=Status.PARTLY_FULFILLED, **_BROKEN)
        not_fulfilled = factory.Trait(status=Status.NOT_FULFILLED, **_BROKEN)
        false = factory.Trait(status=Status.FALSE, **_BROKEN)
        voided = factory.Trait(status=Status.VOIDED, voided_at=NOW, void_reason="未签署")
        deferred = factory.Trait(
            kind=CommitmentKind.DEFERRED_DOCUMENTS,
            missing_materials="社会保险缴费凭证",
            supplement_due_on=date(2026, 11, 25),
        )
        overdue = factory.Trait(
            kind=CommitmentKind.DEFERRED_DOCUMENTS,
            missing_materials="社会保险缴费凭证",
            supplement_due_on=date(2026, 11, 2),
        )

    entity = factory.SubFactory(EntityFactory)
    agency = factory.SubFactory(AgencyFactory)
    kind = CommitmentKind.VOLUNTARY
    matter = "守法诚信经营"
    content = "承诺所提供的资料真实、合法、有效。"
    liability = "违诺的，依法依规承担责任。"
    made_on = MADE_ON
    publication = PublicationLevel.PUBLIC
    status = Status.REGISTERED
    drafted_at = NOW
    registered_at = NOW
    code = factory.LazyAttribute(lambda row: next_code(row.agency.region_code, row.made_on))


STATES = {
    Status.DRAFT: {"draft": True},
    Status.WITHDRAWN: {"withdrawn": True},
    Status.REGISTERED: {},
    Status.FULFILLED: {"fulfilled": True},
    Status.PARTLY_FULFILLED: {"partly_fulfilled": True},
    Status.NOT_FULFILLED: {"not_fulfilled": True},
    Status.FALSE: {"false": True},
    Status.VOIDED: {"voided": True},
}
