"""The letter of a repair, in the words that the business signs, online or on paper."""

from dataclasses import dataclass

from commitments.choices import CommitmentKind
from commitments.models import CommitmentTemplate
from commitments.rules import fill_text
from commitments.selectors import template_for
from credit_portal.accounts.selectors import lead_office
from credit_portal.shared.errors import Refused
from repair.choices import ItemStatus
from repair.models import RepairApplication, RepairItem

ITEM_CODE = "credit-repair"


@dataclass(frozen=True)
class Promise:
    """信用修复承诺书, filled in."""

    template: CommitmentTemplate
    content: str
    liability: str
    count: int


def promise_of(application: RepairApplication) -> Promise:
    """What is signed for an application.

    It is public for good, so it counts the records and names none: a repair ends their publication.

    Raises:
        Refused: the lead office has published no such letter.
    """
    template = template_for(CommitmentKind.CREDIT_REPAIR, ITEM_CODE)
    if template is None:
        raise Refused("no_letter", "尚未发布信用修复承诺书样式，请联系信用主管部门。")
    entity = application.entity
    items = RepairItem.objects.filter(part__application=application)
    count = items.exclude(status=ItemStatus.WITHDRAWN).count()
    values = {
        "承诺人": entity.name, "统一社会信用代码": entity.uscc, "事项": f"共{count}条",
        "受理单位": lead_office().name,
    }  # fmt: skip
    return Promise(
        template, fill_text(template.body, values), fill_text(template.liability, values), count
    )
