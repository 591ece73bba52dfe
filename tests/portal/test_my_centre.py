"""The first page of the enterprise centre, who looked, and what is still to be kept."""

from datetime import date, timedelta

import pytest
from django.test import Client

from commitments.choices import CommitmentKind
from credit_portal.audit.services import record, record_lookup
from credit_portal.shared import clock
from tests.factories.accounts import AgencyFactory, MandateFactory, UserFactory
from tests.factories.commitments import CommitmentFactory
from tests.factories.entities import EntityFactory
from tests.factories.grading import GradeFactory
from tests.factories.supervision import OrderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> object:
    return MandateFactory(uscc=EntityFactory(name="甲公司").uscc).user


def entity_of(user: object) -> object:
    from entities.models import Entity

    return Entity.objects.get(uscc=user.mandates.get().uscc)


def test_an_empty_centre_says_what_comes(client: Client, owner) -> None:
    client.force_login(owner)
    text = client.get("/my/").text
    assert "暂无信用等级" in text
    assert "没有快到期的事项" in text
    assert "功能建设中" not in text


def test_grade_and_what_is_due(client: Client, owner) -> None:
    entity = entity_of(owner)
    GradeFactory(entity=entity)
    OrderFactory(entity=entity, matter="补报年度报告", due_on=clock.today() + timedelta(days=3))
    OrderFactory(matter="别人的整改")
    client.force_login(owner)
    text = client.get("/my/").text
    assert "现类别自" in text
    assert "补报年度报告" in text
    assert "剩 3 天" in text
    assert "别人的整改" not in text


def test_several_businesses_are_switched(client: Client, owner) -> None:
    second = MandateFactory(user=owner, uscc=EntityFactory(name="乙公司").uscc)
    client.force_login(owner)
    page = client.get(f"/my/of/{second.uscc}/").text
    assert "切换办理的主体" in page
    assert "乙公司" in page
    assert client.get(f"/my/of/{EntityFactory().uscc}/").status_code == 404


def test_look_ups_name_the_agency_and_nobody_else(client: Client, owner) -> None:
    entity = entity_of(owner)
    officer = UserFactory(agency=AgencyFactory(name="澄江市甲局"), display_name="王小明")
    at = clock.now()
    record_lookup(by=officer, entity_uscc=entity.uscc, purpose="日常监管", at=at)
    record_lookup(by=officer, entity_uscc=EntityFactory().uscc, purpose="别家", at=at)
    record(by=officer, act="grading.download_passport", obj=entity, at=at)
    record(by=officer, act="entities.record_fact", obj=entity, reason="无关", at=at)
    client.force_login(owner)
    page = client.get("/my/look-ups/")
    assert len(page.context["lines"]) == 2
    assert "澄江市甲局" in page.text
    assert "日常监管" in page.text
    assert "王小明" not in page.text
    assert not client.get("/my/look-ups/?month=2020-01").context["lines"]
    assert len(client.get(f"/my/look-ups/?month={at:%Y-%m}").context["lines"]) == 2


def test_commitments_still_to_be_kept(client: Client, owner) -> None:
    entity, today = entity_of(owner), clock.today()
    values = {"kind": CommitmentKind.DEFERRED_DOCUMENTS, "missing_materials": "验资报告"}
    CommitmentFactory(
        entity=entity, matter="甲事项", supplement_due_on=today - timedelta(days=2), **values
    )
    CommitmentFactory(entity=entity, matter="乙事项", valid_until=date(2099, 1, 1))
    CommitmentFactory(matter="别人的事项")
    client.force_login(owner)
    text = client.get("/my/commitments/").text
    assert text.index("甲事项") < text.index("乙事项")
    assert "逾期 2 天" in text
    assert "别人的事项" not in text
