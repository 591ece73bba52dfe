"""A business sees who looked into its file, also by forms that show its records (江西 三十二)."""

import pytest
from django.test import Client
from django.urls import reverse

from credit_portal.audit.models import AuditEntry
from credit_portal.audit.services import LOOK_UP
from credit_portal.policy.services import install_packs
from credit_portal.shared.actors import SystemActor
from tests.factories.accounts import UserFactory
from tests.factories.entities import NOW, CreditRecordFactory

pytestmark = pytest.mark.django_db
FORMS = {
    "supervision:measure_new": "发起监管措施",
    "supervision:listing_new": "名单认定",
    "supervision:order_new": "责令限期整改",
    "supervision:interview_new": "通知约谈",
    "supervision:letter_new": "制发通报函",
    "supervision:penalty_new": "登记行政处罚",
    "grading:override_propose": "等级人工调整",
    "disputes:choose": "代收书面异议",
    "repair:intake": "代收信用修复申请",
    "repair:lifts": "破产重整信用修复",
}


@pytest.mark.parametrize(("name", "purpose"), FORMS.items())
def test_a_form_about_a_business_is_noted_opened_or_sent_with_mistakes(
    client: Client, name: str, purpose: str
) -> None:
    install_packs(by=SystemActor("测试"), at=NOW)
    code = CreditRecordFactory(entity__kind="public_institution").entity.uscc
    client.force_login(UserFactory(lead_officer=True))
    address = reverse(name, args=[code])
    assert client.get(address).status_code == 200
    noted = AuditEntry.objects.filter(act=LOOK_UP)
    assert list(noted.values_list("object_id", "purpose")) == [(code, purpose)]
    sent = client.post(address, {})
    assert noted.count() == (1 if sent.status_code == 405 else 2)
