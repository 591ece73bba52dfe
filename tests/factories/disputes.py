"""Disputes (``dispute_in`` brings one by its own acts into a state), statements, reversals."""

from typing import Any

import factory

from disputes import services
from disputes.choices import DisputeStatus
from disputes.models import Dispute, HarmReversal, Reply
from disputes.replies.choices import ReplyStatus
from disputes.rules import WHOLE
from disputes.services import Claim, FieldDecision, Filing
from disputes.targets import Target, entity_of
from tests.factories.accounts import AgencyFactory, MandateFactory, UserFactory
from tests.factories.entities import NOW, CreditRecordFactory
from tests.factories.feed import FactChangeFactory

S = DisputeStatus


def filing(*claims: tuple[str, str], **values: Any) -> Filing:
    """What a business hands in; the whole record is wrong unless ``claims`` say what."""
    return Filing(
        **{
            "grounds": "处罚决定已被撤销",
            "claims": [Claim(*claim) for claim in claims or [(WHOLE, "应当撤销")]],
            "contact_name": "张建国", "contact_phone": "13800000000",
            **values,
        }
    )  # fmt: skip


def contested_record(**values: Any) -> Any:
    """A record that an agency reported."""
    return CreditRecordFactory(**{"reported_by": factory.SubFactory(AgencyFactory), **values})


def owner(target: Target) -> Any:
    """A user with a mandate for the business."""
    return MandateFactory(uscc=entity_of(target).uscc).user


def filed(target: Target | None = None, *claims: tuple[str, str], **values: Any) -> Dispute:
    """A dispute just received, by the business itself."""
    target = target or contested_record()
    by = values.pop("by", None) or owner(target)
    at = values.pop("at", NOW)
    return services.file_dispute(target=target, filing=filing(*claims, **values), by=by, at=at)


def officer_of(dispute: Dispute) -> Any:
    """An officer of the handling agency who has made nothing."""
    return UserFactory(agency=dispute.agency)


def upheld(dispute: Dispute, **corrected: str) -> dict[str, FieldDecision]:
    """Every field upheld."""
    return {
        field.name: FieldDecision(field.name, True, "原始文书载明", corrected.get(field.name, ""))
        for field in dispute.fields.all()
    }


def rejected(dispute: Dispute) -> dict[str, FieldDecision]:
    """Every field rejected."""
    return {
        field.name: FieldDecision(field.name, False, "与原始文书一致")
        for field in dispute.fields.all()
    }


def dispute_in(state: DisputeStatus, dispute: Dispute | None = None, **values: Any) -> Dispute:
    """A dispute brought into a state by the acts that lead there; rejected where decided."""
    dispute = dispute or filed(**values)
    officer, applicant = {"by": officer_of(dispute), "at": NOW}, {"by": dispute.filed_by, "at": NOW}
    match state:
        case S.SUPPLEMENTING:
            return services.ask_supplement(dispute=dispute, request="营业执照", **officer)
        case S.DECLINED:
            return services.decline_dispute(dispute=dispute, reason="不属于信用信息", **officer)
        case S.WITHDRAWN:
            return services.withdraw_dispute(dispute=dispute, reason="已沟通", **applicant)
    order = [S.FILED, S.ACCEPTED, S.VERIFIED, S.DECIDED, S.CLOSED]
    reached = order.index(state)
    if reached >= 1:
        dispute = services.accept_dispute(dispute=dispute, **officer)
    if reached >= 2:
        dispute = services.verify_dispute(dispute=dispute, finding="已核对案卷", **officer)
    if reached >= 3:
        dispute = services.decide_dispute(
            dispute=dispute, decisions=rejected(dispute), decision="维持", **officer
        )
    if reached >= 4:
        dispute = services.close_dispute(dispute=dispute, delivery="窗口领取", **officer)
    return dispute


class ReplyFactory(factory.django.DjangoModelFactory[Reply]):
    """A draft beside a penalty that an agency reported; traits are the other states."""

    class Meta:
        model = Reply

    class Params:
        submitted = factory.Trait(status=ReplyStatus.SUBMITTED, submitted_at=NOW)
        approved = factory.Trait(
            status=ReplyStatus.APPROVED, submitted_at=NOW, decided_at=NOW,
            decided_by=factory.SubFactory(UserFactory),
        )  # fmt: skip
        refused = factory.Trait(
            status=ReplyStatus.REFUSED, submitted_at=NOW, decided_at=NOW,
            decided_by=factory.SubFactory(UserFactory), refusal="涉及他人信息",
        )  # fmt: skip
        withdrawn = factory.Trait(status=ReplyStatus.WITHDRAWN, withdrawn_at=NOW)

    record = factory.SubFactory(CreditRecordFactory, reported_by=factory.SubFactory(AgencyFactory))
    text = "本公司已完成整改。"
    drafted_at = NOW


class HarmReversalFactory(factory.django.DjangoModelFactory[HarmReversal]):
    """A penalty that was withdrawn today; under way."""

    class Meta:
        model = HarmReversal

    change = factory.SubFactory(
        FactChangeFactory, record__reported_by=factory.SubFactory(AgencyFactory)
    )
    opened_at = NOW
