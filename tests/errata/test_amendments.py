"""An agency takes its own record back or corrects it, on a document."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import factory
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import Textarea
from django.test import Client

from credit_portal.accounts.models import User
from credit_portal.accounts.selectors import lead_office
from credit_portal.audit.models import AuditEntry
from credit_portal.errata import services
from credit_portal.errata.models import Amendment
from credit_portal.errata.services import Basis
from credit_portal.messages.models import Message
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import DomainError, Invalid, NotAllowed, Refused
from entities.catalogue import install_catalogue
from entities.choices import FactChangeKind, RecordKind
from entities.models import CreditRecord, FactChange
from entities.services import correct_fact
from supervision.measures.choices import EndGround
from supervision.models import Measure
from tests.caching import forget_cached
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.commitments import CommitmentFactory
from tests.factories.disputes import contested_record, filed
from tests.factories.entities import NOW, TODAY, CreditRecordFactory
from tests.factories.errata import ErrorReportFactory
from tests.factories.supervision import ListingFactory, MeasureFactory

pytestmark = pytest.mark.django_db
BASIS = Basis(reason="法院判决撤销", number="（2026）苏0281行初9号", on=TODAY)
FORM = {"reason": "法院判决撤销", "number": "（2026）苏0281行初9号", "on": "2026-11-20"}


@pytest.fixture(autouse=True)
def day(settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    forget_cached()
    AgencyFactory(lead_office=True)
    install_catalogue(by=SystemActor("测试"), at=NOW)
    with time_machine.travel(NOW, tick=False):
        yield


def officer_of(record: CreditRecord) -> User:
    return UserFactory(agency=record.reported_by)


def withdraw(record: CreditRecord, basis: Basis = BASIS, by: Any = None) -> Amendment:
    by = by or officer_of(record)
    return services.withdraw_record(record=record, basis=basis, by=by, at=NOW)


def correct(record: CreditRecord, **values: str) -> Amendment:
    by = officer_of(record)
    return services.correct_record(record=record, values=values, basis=BASIS, by=by, at=NOW)


def test_a_revoked_penalty_leaves_the_public_at_once() -> None:
    record = contested_record()
    measure = MeasureFactory(entity=record.entity, record=record)
    amendment = withdraw(record)
    record.refresh_from_db()
    assert record.withdrawal_reason == "法院判决撤销（依据：（2026）苏0281行初9号）"
    assert record not in CreditRecord.objects.published(TODAY)
    assert FactChange.objects.get(record=record).kind == FactChangeKind.WITHDRAWN
    assert Measure.objects.get(pk=measure.pk).end_ground == EndGround.REVOCATION
    assert AuditEntry.objects.filter(act="errata.withdraw_record").count() == 1
    assert (amendment.due_on, amendment.is_late) == (date(2026, 11, 25), False)


def test_the_public_is_told_why_a_penalty_was_taken_back(client: Client) -> None:
    record = contested_record()
    address = f"/entities/{record.entity.uscc}/records/{record.pk}/"
    withdraw(record)
    page = client.get(address)
    assert page.status_code == 410
    assert "法院判决撤销" in page.content.decode()
    assert record.title not in page.content.decode()
    assert "noindex" in page["X-Robots-Tag"]


@pytest.mark.parametrize(
    "values", [{"kind": RecordKind.PERMIT}, {"government": True}, {"repaired": True}]
)
def test_nothing_is_told_of_what_was_not_a_public_penalty(values: Any, client: Client) -> None:
    record = CreditRecordFactory(withdrawn=True, **values)
    address = f"/entities/{record.entity.uscc}/records/{record.pk}/"
    assert client.get(address).status_code == 404


def test_the_business_and_the_heads_are_told() -> None:
    record = contested_record()
    UserFactory(agency=record.reported_by, is_head=True)
    withdraw(record, Basis("法院判决撤销", "行初9号", date(2026, 11, 2)))
    told = Message.objects.filter(key__startswith="amendment:")
    assert {row.uscc for row in told} == {record.entity.uscc, ""}
    assert "超过法定期限" not in told.get(uscc=record.entity.uscc).text
    offices = told.filter(uscc="")
    assert {row.agency: row.heads_only for row in offices} == {
        record.reported_by: True, lead_office(): False,
    }  # fmt: skip
    assert all("超过法定期限（2026年11月05日）" in row.text for row in offices)


def test_a_correction_puts_right_only_what_differs() -> None:
    record = contested_record(details={"content": "罚款二千元", "fine": "0.2"})
    amendment = correct(record, title=record.title, **{"details.fine": "0.3"})
    right = amendment.record.replaced_by
    assert right is not None
    assert (right.title, right.details["fine"]) == (record.title, "0.3")
    assert amendment.due_on is None
    assert AuditEntry.objects.filter(act="errata.correct_record").count() == 1


def test_a_form_sent_as_it_was_shown_corrects_nothing(client: Client) -> None:
    """Whatever a browser makes of line ends, and however long the facts are."""
    facts = "一、未设置警示标志\n二、" + "未按规定培训" * 1000
    record = contested_record(details={"facts": facts, "content": "罚款\n警告"})
    client.force_login(officer_of(record))
    address = f"/desk/records/{record.pk}/correct/"
    fields = client.get(address).context["form"].fields
    shown = {name: field.initial or "" for name, field in fields.items()}
    sent = {name: value.replace("\n", "\r\n") for name, value in shown.items()}
    assert "没有需要更正的内容" in client.post(address, {**sent, **FORM}).content.decode()
    client.post(address, {**sent, **FORM, "value0": "无证经营"})
    right = CreditRecord.objects.get(withdrawn_at=None)
    assert (right.title, right.details) == ("无证经营", record.details)
    assert all(isinstance(fields[n].widget, Textarea) for n in shown if "\n" in shown[n])


def test_measures_on_former_versions_end_with_the_last_one() -> None:
    record = contested_record()
    measure = MeasureFactory(entity=record.entity, record=record)
    right = correct(record, title="无证经营").record.replaced_by
    assert right is not None
    withdraw(right)
    assert Measure.objects.get(pk=measure.pk).end_ground == EndGround.REVOCATION


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"title": "未按规定公示信息"},
        {"decided_on": "明天"},
        {"details.kinds": "罚金"},
        {"details.fine": "三千元"},
    ],
)
def test_nothing_is_corrected_without_a_value(values: dict[str, str]) -> None:
    record = contested_record(details={"kinds": "罚款", "fine": "0.2"})
    with pytest.raises(Invalid):
        correct(record, **values)
    assert CreditRecord.objects.get().withdrawn_at is None


@pytest.mark.parametrize(
    "basis",
    [Basis("", "1号", TODAY), Basis("撤销", " ", TODAY), Basis("撤销", "1号", date(2026, 12, 1))],
)
def test_reason_and_document_are_asked_for(basis: Basis) -> None:
    with pytest.raises(Invalid):
        withdraw(contested_record(), basis)
    assert not Amendment.objects.exists()


def contested() -> CreditRecord:
    return filed().record  # type: ignore[return-value]


def listed() -> CreditRecord:
    return ListingFactory(listed=True).record


def recognised() -> CreditRecord:
    return CommitmentFactory(
        fulfilled=True, outcome_record=factory.SubFactory(CreditRecordFactory)
    ).outcome_record


def corrected() -> CreditRecord:
    return correct_fact(
        record=recognised(), changes={"title": "新"}, reason="异议成立", by=SystemActor("测试"),
        at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize("make", [contested, listed, recognised, corrected])
def test_what_another_procedure_keeps_is_left_to_it(make: Any) -> None:
    record = make()
    by = UserFactory(lead_officer=True)
    for act, asked in (
        (services.withdraw_record, {}), (services.correct_record, {"values": {"title": "新"}})
    ):  # fmt: skip
        with pytest.raises(Refused):
            act(record=record, basis=BASIS, by=by, at=NOW, **asked)
    record.refresh_from_db()
    assert record.withdrawn_at is None


def test_another_agency_and_a_second_time_are_refused() -> None:
    record = contested_record()
    with pytest.raises(NotAllowed):
        withdraw(record, by=UserFactory())
    unreported = CreditRecordFactory()
    with pytest.raises(NotAllowed):
        withdraw(unreported, by=UserFactory())
    withdraw(unreported, by=UserFactory(lead_officer=True))
    withdraw(record)
    with pytest.raises(DomainError):
        withdraw(record)


def test_from_the_report_of_a_reader_to_the_correction(client: Client) -> None:
    report = ErrorReportFactory()
    record = report.record
    client.force_login(officer_of(record))
    address = f"/desk/records/{record.pk}/correct/"
    assert address in client.get(f"/desk/errata/{report.pk}/").content.decode()
    assert record.title in client.get(address).content.decode()
    scan = SimpleUploadedFile("更正书.pdf", b"%PDF-1.7\n%%EOF\n")
    values = {"value0": "无证经营", "value1": "", "value2": record.authority_name}
    dates = {"value3": "2026-09-01", "value6": "一般"}
    page = client.post(address, {**FORM, **values, **dates, "scans": scan}, follow=True)
    assert "无证经营" in page.content.decode()
    old = f"/desk/entities/{record.entity.uscc}/records/{record.pk}/"
    page = client.get(old).content.decode()
    assert "行初9号" in page
    assert address not in page
    amendment = Amendment.objects.get()
    assert client.get(f"/desk/records/scans/{amendment.scans.get().pk}/").status_code == 200


def test_the_pages_refuse_what_the_services_refuse(client: Client) -> None:
    record = contested()
    client.force_login(officer_of(record))
    refused = client.get(f"/desk/records/{record.pk}/withdraw/")
    assert refused.status_code == 409
    assert "正在办理异议" in refused.content.decode()
    other = contested_record()
    shown = client.get(f"/desk/entities/{other.entity.uscc}/records/{other.pk}/").content.decode()
    assert "/withdraw/" not in shown
    assert client.get(f"/desk/records/{other.pk}/withdraw/").status_code == 403


def test_a_withdrawal_by_its_page(client: Client) -> None:
    record = contested_record()
    client.force_login(officer_of(record))
    address = f"/desk/records/{record.pk}/withdraw/"
    assert "3个工作日" in client.get(address).content.decode()
    assert client.post(address, {**FORM, "number": ""}).status_code == 200
    page = client.post(address, FORM, follow=True).content.decode()
    assert "已撤回" in page
    assert Amendment.objects.get().record == record
