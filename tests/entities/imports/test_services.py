"""An import is all or nothing, once, audited once, and told once."""

import io
import threading

import pytest
from django.db import connection

from credit_portal.audit.models import AuditEntry
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import NotAllowed
from entities.choices import BatchStatus
from entities.events import FileImported
from entities.imports import services
from entities.imports.layout import layout_of
from entities.imports.refusal import ImportRefused
from entities.models import CreditRecord, Entity, ImportBatch
from tests.entities.imports.files import (
    NOW,
    TODAY,
    csv_bytes,
    import_bytes,
    import_rows,
    penalty_row,
    permit_row,
)
from tests.factories.accounts import AgencyFactory, UserFactory

SYSTEM = SystemActor("test")


def receive(content: bytes, layout: str = "penalties", agency=None, by=SYSTEM) -> ImportBatch:
    return services.receive_file(
        stream=io.BytesIO(content), name="file.csv", layout=layout_of(layout), agency=agency,
        by=by, at=NOW,
    )  # fmt: skip


def take_in(batch: ImportBatch) -> ImportBatch:
    return services.import_batch(batch=batch, by=SYSTEM, at=NOW, today=TODAY)


@pytest.mark.django_db
def test_each_act_is_audited_once_and_the_event_follows(monkeypatch):
    published = []
    monkeypatch.setattr(services, "publish", published.append)
    batch = import_rows(penalty_row(1), penalty_row(2, 违法事实=""))
    acts = AuditEntry.objects.order_by("pk").values_list("act", "after")
    assert [act for act, _ in acts] == ["entities.receive_file", "entities.import_file"]
    assert acts[1][1] == {
        "status": "imported", "layout": "penalties", "rows": 2, "accepted": 1, "duplicates": 0,
        "rejected": 1,
    }  # fmt: skip
    assert published == [FileImported(batch.pk)]


@pytest.mark.django_db
def test_a_batch_is_taken_in_once():
    batch = receive(csv_bytes([penalty_row(1)]))
    take_in(batch)
    audited = AuditEntry.objects.count()
    again = take_in(batch)
    assert (again.accepted, CreditRecord.objects.count()) == (1, 1)
    assert AuditEntry.objects.count() == audited


@pytest.mark.django_db
def test_a_refusal_is_kept_and_audited():
    batch = receive(b"\xff\xff\xff")
    with pytest.raises(ImportRefused):
        take_in(batch)
    batch.refresh_from_db()
    assert batch.status == BatchStatus.REFUSED
    assert "编码" in batch.refusal
    assert AuditEntry.objects.latest("pk").reason == batch.refusal


@pytest.mark.django_db
def test_what_breaks_off_leaves_nothing(monkeypatch):
    def break_off(*args):
        raise RuntimeError

    monkeypatch.setattr(services, "keep_outcome", break_off)
    batch = receive(csv_bytes([penalty_row(1)]))
    with pytest.raises(RuntimeError):
        take_in(batch)
    assert not CreditRecord.objects.exists()
    assert not Entity.objects.exists()
    batch.refresh_from_db()
    assert batch.status == BatchStatus.RECEIVED


@pytest.mark.django_db
def test_an_officer_sends_for_the_own_agency_only():
    officer = UserFactory()
    receive(b"x", agency=officer.agency, by=officer)
    for agency in (None, AgencyFactory()):
        with pytest.raises(NotAllowed):
            receive(b"x", agency=agency, by=officer)
    with pytest.raises(NotAllowed):
        receive(b"x", agency=None, by=UserFactory(court_officer=True))
    assert ImportBatch.objects.count() == 1


@pytest.mark.django_db
def test_progress_grows():
    seen = []
    batch = receive(csv_bytes([penalty_row(1)]))
    services.import_batch(
        batch=batch, by=SYSTEM, at=NOW, today=TODAY,
        progress=lambda percent, message: seen.append((percent, message)),
    )  # fmt: skip
    assert [percent for percent, _ in seen] == sorted(percent for percent, _ in seen)
    assert all(message for _, message in seen)


@pytest.mark.django_db
def test_the_file_is_kept_as_it_came():
    content = csv_bytes([penalty_row(1)], "gb18030")
    batch = import_bytes(content, name="../../三月 处罚.csv")
    assert batch.file.open().read() == content
    assert batch.file_name == "三月 处罚.csv"
    assert batch.file_size == len(content)


@pytest.mark.django_db(transaction=True)
def test_the_same_facts_at_once_enter_once():
    rows = [penalty_row(n) for n in range(1, 60)]
    batches = [receive(csv_bytes(each)) for each in (rows, rows[::-1])]
    batches.append(receive(csv_bytes([permit_row(n) for n in range(1, 60)]), "permits"))
    failures = []

    def run(batch: ImportBatch) -> None:
        try:
            take_in(batch)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[batch]) for batch in batches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    first, second, permits = ImportBatch.objects.order_by("pk")
    assert first.accepted + second.accepted == 59
    assert first.duplicates + second.duplicates == 59
    assert permits.accepted == 59
    assert Entity.objects.count() == 59
