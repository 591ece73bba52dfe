"""Reports by banks and credit services: kept for one matter, by the agency that took them in."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from credit_portal.audit.models import AuditEntry
from credit_portal.policy.selectors import pack_by_code
from credit_portal.reports.models import ReceivedReport
from credit_portal.reports.received import services
from credit_portal.shared.errors import Invalid, NotAllowed, NotVisible
from entities.models import Entity
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.entities import NOW, TODAY, EntityFactory
from tests.factories.reports import OFFICE, SCENE, received, scan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _district(settings) -> None:
    """淮安区 二(三) names 银行征信报告 and 第三方信用报告."""
    settings.PORTAL_DEFAULT_PACK = "huaian_district"


def receive(entity: Entity, agency: Any, by: Any = OFFICE, **changes: Any) -> ReceivedReport:
    return services.receive_report(
        entity=entity, agency=agency, said=received(**changes), upload=scan(), by=by, at=NOW
    )


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("huaian_district", ("银行征信报告", "第三方信用报告")),
        ("jiangxi", ("第三方信用报告",)),
        ("jiangyin", ()),
    ],
)
def test_the_pack_says_which_reports_by_others_there_are(code: str, kinds: tuple[str]) -> None:
    assert services.kinds_of(pack_by_code(code, TODAY)) == kinds


def test_a_report_is_kept_once_for_its_matter() -> None:
    entity, officer = EntityFactory(), UserFactory()
    first = receive(entity, officer.agency, officer)
    assert receive(entity, officer.agency, officer) == first
    assert receive(entity, officer.agency, officer, purpose="另一事项") != first
    entries = AuditEntry.objects.filter(act="reports.receive_report")
    assert entries.count() == 2
    assert entries.filter(purpose=f"{SCENE}：道路工程资格审查").exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "公共信用信息报告"), ("scene", "评优"), ("issuer", " "), ("purpose", ""),
        ("issued_on", TODAY + timedelta(days=1)),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_kept(field: str, value: Any) -> None:
    with pytest.raises(Invalid) as refused:
        receive(EntityFactory(), AgencyFactory(), **{field: value})
    assert field in refused.value.fields
    assert not ReceivedReport.objects.exists()


def test_only_a_file_by_its_content_and_only_for_the_own_agency() -> None:
    entity, officer = EntityFactory(), UserFactory()
    values = {"entity": entity, "agency": officer.agency, "said": received(), "at": NOW}
    fake = SimpleUploadedFile("假.pdf", b"MZ")
    with pytest.raises(Invalid):
        services.receive_report(upload=fake, by=officer, **values)
    for stranger in (UserFactory(), UserFactory(auditor=True), UserFactory(enterprise=True)):
        with pytest.raises(NotAllowed):
            services.receive_report(upload=scan(), by=stranger, **values)


def test_other_agencies_do_not_see_it_and_the_business_knows_of_it(
    client: Client, owner_of
) -> None:
    entity, officer = EntityFactory(), UserFactory()
    tab = reverse("portal:desk_entity", args=[entity.uscc]) + "?tab=reports"
    client.force_login(officer)
    form = reverse("reports:receive", args=[entity.uscc])
    assert form in client.get(tab).text
    told = vars(received()) | {"upload": scan()}
    assert client.post(form, told | {"kind": "其他"}).status_code == 200
    assert client.post(form, told | {"upload": scan()}).status_code == 302
    report = ReceivedReport.objects.get()
    file = reverse("reports:received_file", args=[report.pk])
    assert file in client.get(tab).text
    assert b"".join(client.get(file).streaming_content).startswith(b"%PDF")
    assert AuditEntry.objects.filter(act="reports.open_received").count() == 1

    client.force_login(UserFactory())
    assert file not in client.get(tab).text
    assert client.get(file).status_code == 404
    with pytest.raises(NotVisible):
        services.record_opening(report=report, by=UserFactory(), at=NOW)
    client.force_login(owner_of(entity))
    assert "某银行" in client.get(reverse("reports:my_list")).text


def test_where_the_pack_names_none_nothing_is_filled_in(client: Client, settings) -> None:
    settings.PORTAL_DEFAULT_PACK = "jiangyin"
    client.force_login(UserFactory())
    page = client.get(reverse("reports:receive", args=[EntityFactory().uscc]))
    assert "没有规定收存外部信用报告" in page.text
    assert 'name="upload"' not in page.text
