"""处罚即告知: once for each penalty, whatever runs twice; the PDF has the same bytes each time."""

from datetime import timedelta
from io import StringIO
from json import loads

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from credit_portal.audit.models import AuditEntry
from credit_portal.messages.models import Message
from entities.choices import RecordKind
from entities.models import CreditRecord
from repair import receivers, tasks
from repair.letters import certificate_pdf, notice_pdf
from repair.models import RepairNotice
from repair.services import issue_notices
from repair.services.notices import penalties_without_notice
from tests.factories.accounts import AgencyFactory
from tests.factories.entities import NOW, CreditRecordFactory, EntityFactory, ImportBatchFactory
from tests.factories.repair import OFFICE, passed, repairable
from tests.repair.conftest import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("national_pack", "on_the_day")]


def issue() -> int:
    return issue_notices(records=penalties_without_notice(), by=OFFICE, at=NOW)


def test_a_penalty_is_told_once_with_what_when_and_how() -> None:
    record = CreditRecordFactory()
    assert (issue(), issue()) == (1, 0)

    said = RepairNotice.objects.get().values
    assert (said["from_on"], said["until_on"]) == ("2026-12-01", "2027-09-01")
    assert said["basis"] == "信用修复管理办法"
    assert said["materials"] == ["履行义务的证明材料", "信用承诺书"]
    message = Message.objects.get()
    assert (message.uscc, "2026年12月01日" in message.text) == (record.entity.uscc, True)
    assert AuditEntry.objects.filter(act="repair.issue_notices").count() == 1


def test_a_notice_says_how_long_its_own_authority_has() -> None:
    """市场监督管理部门 follow a rule of their own (市场监管总局令第107号)."""
    market = AgencyFactory(is_market_supervision=True, uscc="119902814JURQ28305")
    own = CreditRecordFactory(authority_code=market.uscc)
    reported = CreditRecordFactory(authority_code="", reported_by=market)
    other = CreditRecordFactory(authority_code="")
    issue()
    days = {notice.record_id: notice.values["decide_days"] for notice in RepairNotice.objects.all()}
    assert days == {own.pk: 7, reported.pk: 7, other.pk: 3}


def test_other_facts_and_what_is_over_are_not_told() -> None:
    CreditRecordFactory(kind=RecordKind.PERMIT, level="")
    CreditRecordFactory(withdrawn=True)
    CreditRecordFactory(repaired=True)
    assert issue() == 0
    assert not AuditEntry.objects.exists()


def test_an_import_is_told_in_bulk() -> None:
    """The number of statements does not grow with the number of penalties."""
    batch = ImportBatchFactory()
    entity = EntityFactory()

    def statements(count: int) -> int:
        CreditRecordFactory.create_batch(count, entity=entity, batch=batch)
        with CaptureQueriesContext(connection) as asked:
            tasks.notify_of_batch(batch.pk)
        return len(asked)

    assert statements(2) == statements(20)
    assert RepairNotice.objects.count() == Message.objects.count() == 22


def test_the_tasks_find_what_they_are_about(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = CreditRecordFactory(), CreditRecordFactory(recorded_at=NOW - timedelta(days=1))
    tasks.notify_of_record(first.pk)
    assert RepairNotice.objects.get().record == first
    tasks.notify_missed()
    assert RepairNotice.objects.filter(record=second).exists()

    asked: list[int] = []
    monkeypatch.setattr(tasks.notify_of_record, "delay", asked.append)
    receivers.notify_corrected(receivers.FactWithdrawn(1, 1, None))
    receivers.notify_corrected(receivers.FactWithdrawn(1, 1, 7))
    receivers.notify_recorded(receivers.FactRecorded(8, 1))
    assert asked == [7, 8]


def test_a_notice_is_never_changed() -> None:
    CreditRecordFactory()
    issue()
    with pytest.raises(Exception, match="repair_notice_is_kept"), transaction.atomic():
        RepairNotice.objects.update(number="X")


def test_the_pdf_is_the_same_each_time() -> None:
    record = CreditRecordFactory()
    issue()
    notice = RepairNotice.objects.get()
    first = notice_pdf(notice)
    assert first == notice_pdf(notice)
    text = text_of(first)
    for said in (record.document_number, "2026年12月01日", "不收取任何费用", "3个工作日"):
        assert said in text

    result = passed(record.entity)
    assert certificate_pdf(result) == certificate_pdf(result)
    certificate = text_of(certificate_pdf(result))
    assert result.certificate in certificate
    assert "核验" not in certificate, "there is no page that would verify it"


def test_the_command_lists_every_record() -> None:
    ready = repairable()
    CreditRecordFactory(entity=ready.entity)
    out = StringIO()
    call_command("repair_options", ready.entity.uscc, "--on", "2026-11-20", "--json", stdout=out)
    answer = loads(out.getvalue())
    assert {line["state"]: line["from_on"] for line in answer["records"]} == {
        "now": "2026-11-01", "later": "2026-12-01"
    }  # fmt: skip
    assert {tuple(line["missing"]) for line in answer["records"]} == {
        (), ("最短公示期", "履行义务的证明")
    }  # fmt: skip
    call_command("repair_options", ready.entity.uscc, stdout=out)
    assert "可立即修复" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("repair_options", "91320281XXXXXXXXXX", stdout=out)
    assert CreditRecord.objects.count() == 2
