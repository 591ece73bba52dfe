"""Measures as tests of measures take them."""

from datetime import date
from typing import Any

from credit_portal.policy.choices import Convenience
from credit_portal.shared.actors import SystemActor
from entities.models import CreditRecord
from supervision import services
from supervision.measures.choices import Nature
from supervision.models import Measure
from supervision.services.measure_drafts import MeasureDraft
from tests.factories.accounts import AgencyFactory
from tests.factories.entities import NOW, TODAY

LEAD = SystemActor("信用办")


def draft(record: CreditRecord, **changes: Any) -> MeasureDraft:
    """A restriction that the record carries, with changes."""
    values: dict[str, Any] = {
        "nature": Nature.RESTRICTION,
        "item_code": "M06",
        "conveniences": (Convenience.FISCAL_FUNDS,),
        "record": record,
        "legal_basis": "《财政违法行为处罚处分条例》第十四条",
        "content": "不予受理财政性资金项目申请",
        "executor": AgencyFactory(),
        "from_on": TODAY,
    }
    return MeasureDraft(**values | changes)


def initiate(record: CreditRecord, **changes: Any) -> Measure:
    return services.initiate_measure(
        entity=record.entity, draft=draft(record, **changes), initiator=AgencyFactory(), by=LEAD,
        at=NOW,
    )  # fmt: skip


def in_force(measure: Measure, on: date = TODAY) -> bool:
    return Measure.objects.in_force(on).filter(pk=measure.pk).exists()
