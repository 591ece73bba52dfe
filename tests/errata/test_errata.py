"""Error reports: taken from anybody, answered by the reporting agency, never published."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test import Client
from pytest_django import Settings

from credit_portal.accounts.viewers import PUBLIC_VIEWER, viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.errata import services
from credit_portal.errata.choices import ErrorKind
from credit_portal.errata.models import ErrorReport
from credit_portal.shared.errors import NotAllowed, NotVisible, Refused
from entities.models import CreditRecord
from tests.caching import forget_cached
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.entities import NOW, TODAY, CreditRecordFactory
from tests.factories.errata import ErrorReportFactory

pytestmark = pytest.mark.django_db
FORM = {"kind": "content", "text": "文书号有误", "contact": "13912345678"}


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    forget_cached()
    with time_machine.travel(NOW, tick=False):
        yield


def address(record: CreditRecord) -> str:
    return f"/entities/{record.entity.uscc}/records/{record.pk}/report/"


def test_a_reader_reports_and_the_agency_answers(client: Client) -> None:
    record = CreditRecordFactory(reported_by=AgencyFactory())
    public = f"/entities/{record.entity.uscc}/records/{record.pk}/"
    assert address(record) in client.get(public).content.decode()
    assert "已收到" in client.post(address(record), FORM, follow=True).content.decode()
    entry = AuditEntry.objects.get()
    assert entry.act == "errata.report_error"
    assert "13912345678" not in str(entry.after)

    officer = Client()
    officer.force_login(UserFactory(agency=record.reported_by))
    assert "待核实的数据纠错" in officer.get("/desk/").content.decode()
    report = ErrorReport.objects.get()
    page = officer.get(f"/desk/errata/{report.pk}/").content.decode()
    assert "文书号有误" in page
    officer.post(f"/desk/errata/{report.pk}/", {"answer": "已更正"})
    assert ErrorReport.objects.get().answer == "已更正"
    assert "文书号有误" not in client.get(public).content.decode()


def test_what_is_not_published_cannot_be_reported(client: Client) -> None:
    for state in ("withdrawn", "repaired", "expired", "authorised"):
        record = CreditRecordFactory(**{state: True})
        assert client.get(address(record)).status_code == 404
        with pytest.raises(NotVisible):
            services.report_error(
                record=record, kind=ErrorKind.CONTENT, text="x", contact="",
                by=services.READER, at=NOW,
            )  # fmt: skip
    assert not ErrorReport.objects.exists()


def test_the_contact_is_encrypted_at_rest() -> None:
    ErrorReportFactory()
    with connection.cursor() as cursor:
        cursor.execute("SELECT contact FROM errata_errorreport")
        assert "13912345678" not in cursor.fetchone()[0]


def test_a_machine_is_thanked_and_forgotten(client: Client) -> None:
    record = CreditRecordFactory()
    response = client.post(address(record), {**FORM, "website": "https://spam.example"})
    assert response.status_code == 302
    assert not ErrorReport.objects.exists()


def test_an_address_reports_only_so_often(client: Client, settings: Settings) -> None:
    settings.PORTAL_REPORTS_AN_HOUR = 2
    record = CreditRecordFactory()
    codes = [client.post(address(record), FORM).status_code for _ in range(3)]
    assert codes == [302, 302, 422]
    assert ErrorReport.objects.count() == 2
    assert client.post(address(record), FORM, REMOTE_ADDR="192.0.2.9").status_code == 302


def test_nothing_said_is_asked_for_again(client: Client) -> None:
    record = CreditRecordFactory()
    assert client.post(address(record), {**FORM, "text": " "}).status_code == 422


def test_answered_once_by_the_own_agency() -> None:
    report = ErrorReportFactory()
    with pytest.raises(NotAllowed):
        services.answer_error(report=report, answer="x", by=UserFactory(), at=NOW)
    with pytest.raises(NotAllowed):
        services.answer_error(report=report, answer="x", by=UserFactory(enterprise=True), at=NOW)
    assert not AuditEntry.objects.exists()
    officer = UserFactory(agency=report.agency)
    services.answer_error(report=report, answer="已核实", by=officer, at=NOW)
    assert AuditEntry.objects.get().act == "errata.answer_error"
    with pytest.raises(Refused):
        services.answer_error(report=report, answer="再答", by=officer, at=NOW)


def test_what_no_agency_reported_is_answered_by_the_lead_office() -> None:
    report = ErrorReportFactory(agency=None)
    with pytest.raises(NotAllowed):
        services.answer_error(report=report, answer="x", by=UserFactory(), at=NOW)
    services.answer_error(report=report, answer="已核实", by=UserFactory(lead_officer=True), at=NOW)


def test_who_sees_a_report() -> None:
    report, ownerless = ErrorReportFactory(), ErrorReportFactory(agency=None)
    lead, owner = UserFactory(lead_officer=True), UserFactory(agency=report.agency)
    reports = ErrorReport.objects
    assert set(reports.visible_to(viewer_of(lead))) == {report, ownerless}
    assert set(reports.visible_to(viewer_of(owner))) == {report}
    assert list(reports.to_answer(viewer_of(lead))) == [ownerless]
    assert list(reports.to_answer(viewer_of(owner))) == [report]
    for user in (UserFactory(), UserFactory(enterprise=True), UserFactory(auditor=True)):
        assert not reports.visible_to(viewer_of(user)).exists()
    assert not reports.visible_to(PUBLIC_VIEWER).exists()
    assert CreditRecord.objects.visible_to(PUBLIC_VIEWER, TODAY).count() == 2
