"""A report never holds a record that its reader may not see: the business, or who reviews it."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credit_portal.accounts.choices import Role
from credit_portal.accounts.viewers import Viewer, ViewerKind, viewer_of
from credit_portal.reports.choices import ReportKind
from credit_portal.reports.permissions import ROLES_OF_KIND
from entities.choices import RecordKind
from entities.models import CreditRecord, Entity
from tests.factories.accounts import AgencyFactory, MandateFactory, UserFactory
from tests.factories.entities import TODAY, CreditRecordFactory, EntityFactory
from tests.factories.reports import issue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quickly_printed")]
STATES = ("minor", "serious", "expired", "withdrawn", "repaired", "government", "authorised")
FACTS = st.lists(
    st.tuples(
        st.sets(st.sampled_from(STATES), max_size=3),
        st.sampled_from([RecordKind.PENALTY, RecordKind.PERMIT, RecordKind.COMPLAINT]),
        st.booleans(),
        st.booleans(),
    ),
    max_size=6,
)
ASKERS = st.sampled_from(
    [(kind, role) for kind, roles in ROLES_OF_KIND.items() for role in sorted(roles)]
)


def own_viewer(entity: Entity) -> Viewer:
    return Viewer(ViewerKind.ENTITY, usccs=frozenset({entity.uscc}))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(facts=FACTS, asker=ASKERS)
def test_of_whatever_facts_and_whoever_asks(facts: list[Any], asker: Any) -> None:
    kind, role = asker
    with transaction.atomic():
        agency, entity = AgencyFactory(), EntityFactory()
        for states, record_kind, is_own, is_ours in facts:
            CreditRecordFactory(
                entity=entity if is_own else EntityFactory(), kind=record_kind,
                reported_by=agency if is_ours else None, **dict.fromkeys(states, True),
            )  # fmt: skip
        if role == Role.ENTERPRISE:
            user, agency = MandateFactory(uscc=entity.uscc).user, None
        else:
            user = UserFactory(role=role, agency=agency)
        report = issue(entity, kind, agency=agency, by=user)

        held = {row["record"] for part in report.content["sections"] for row in part["rows"]}
        rows = CreditRecord.objects.filter(pk__in=held, entity=entity).standing()
        reader = viewer_of(user) if kind == ReportKind.REVIEW else own_viewer(entity)
        assert rows.visible_to(reader, TODAY).count() == len(held)
        if kind == ReportKind.REVIEW:
            assert rows.unrepaired(TODAY).count() == len(held)
        transaction.set_rollback(True)


@pytest.mark.parametrize("kind", [ReportKind.BASIC, ReportKind.SPECIAL])
def test_the_counter_prints_what_the_business_gets_itself(kind: ReportKind) -> None:
    """Also what a window may not see: what is repaired, and what others see with authority."""
    entity, window = EntityFactory(), UserFactory(window_officer=True)
    owner = MandateFactory(uscc=entity.uscc).user
    for state in STATES:
        CreditRecordFactory(entity=entity, **{state: True})
    printed = issue(entity, kind, agency=window.agency, by=window).content
    own = issue(entity, kind, agency=None, by=owner).content
    assert printed["sections"] == own["sections"]
    assert any(row["is_repaired"] for part in own["sections"] for row in part["rows"])
