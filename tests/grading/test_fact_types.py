"""The number of a fact: the database generates what the rule in Python says."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entities.choices import DishonestyLevel, RecordKind
from entities.fact_types import RULES, FactType, fact_type_of
from entities.models import CreditRecord
from tests.factories.entities import CreditRecordFactory, EntityFactory

FIELDS = sorted({rule.field for rule in RULES if rule.field})
VALUES = st.sampled_from([rule.prefix for rule in RULES if rule.field]) | st.booleans() | st.none()


@pytest.mark.parametrize(
    ("kind", "level", "details", "fact_type"),
    [
        ("penalty", "minor", {}, FactType.PENALTY_MINOR),
        ("penalty", "general", {}, FactType.PENALTY_GENERAL),
        ("penalty", "", {}, FactType.PENALTY_GENERAL),
        ("penalty", "serious", {}, FactType.PENALTY_SERIOUS),
        ("permit", "", {}, FactType.UNSCORED),
        ("inspection", "", {"inspection_result": "1 未发现问题"}, FactType.UNSCORED),
        ("inspection", "", {"inspection_result": "E 已责令改正"}, FactType.INSPECTION_CORRECTED),
        ("commitment_breach", "", {"fulfilment": "3", "is_false": True}, FactType.COMMITMENT_FALSE),
        ("commitment_breach", "minor", {"fulfilment": "2", "is_false": False},
         FactType.COMMITMENT_PARTLY_FULFILLED),
        ("commitment_fulfilment", "", {"fulfilment": "1"}, FactType.COMMITMENT_FULFILLED),
        ("listing", "serious", {}, FactType.SERIOUS_LIST),
        ("listing", "general", {}, FactType.FOCUS_LIST),
        ("honour", "", {"honour_rank": "省级"}, FactType.HONOUR_PROVINCIAL),
    ],
)  # fmt: skip
def test_a_record_counts_as(kind: str, level: str, details: dict, fact_type: FactType) -> None:
    assert fact_type_of(kind, level, details) == fact_type


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    kind=st.sampled_from(RecordKind.values),
    level=st.sampled_from(["", *DishonestyLevel.values]),
    details=st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=3),
)
@pytest.mark.django_db
def test_the_database_agrees(kind: str, level: str, details: dict) -> None:
    entity = EntityFactory()
    record = CreditRecordFactory(entity=entity, kind=kind, level=level, details=details)
    assert record.fact_type == fact_type_of(kind, level, details)
    CreditRecord.objects.filter(pk=record.pk).update(withdrawn_at=record.recorded_at,
                                                     withdrawal_reason="核对")  # fmt: skip
