"""The desk pages: sending, following, taking back; each only for those whom it concerns."""

import io
from datetime import timedelta
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse

from credit_portal.accounts.choices import Role
from credit_portal.audit.models import AuditEntry
from credit_portal.jobs.choices import JobStatus
from credit_portal.jobs.models import Job
from credit_portal.jobs.services import execute_job, retry_job
from credit_portal.shared.actors import SystemActor
from entities.choices import BatchStatus
from entities.imports import mending
from entities.imports.permissions import IMPORTING_ROLES
from entities.models import CreditRecord, ImportBatch
from tests.entities.imports.files import (
    NOW,
    csv_bytes,
    import_bytes,
    import_rows,
    penalty_row,
)
from tests.factories.accounts import AgencyFactory, UserFactory, user_with

pytestmark = pytest.mark.django_db
LIST = reverse("imports:list")
FORMULA = "=1+1"


def upload(client, content: bytes, name: str = "处罚.csv", **values: object):
    data = {"layout": "penalties", "file": SimpleUploadedFile(name, content), **values}
    return client.post(LIST, data)


def sheet_rows(response) -> list[list]:
    content = b"".join(response.streaming_content)
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    return [list(row) for row in workbook.worksheets[0].iter_rows(values_only=True)]


def test_a_file_goes_from_the_form_through_the_job_into_the_register(client):
    user = UserFactory()
    client.force_login(user)
    response = upload(client, csv_bytes([penalty_row(1), penalty_row(2, 违法事实="")]))
    batch = ImportBatch.objects.get()
    assert response["Location"] == reverse("imports:detail", args=[batch.pk])
    assert (batch.agency, batch.uploaded_by, batch.status) == (user.agency, user, "received")
    assert "hx-get" in client.get(response["Location"]).text

    execute_job(batch.job_id, clock=lambda: NOW)
    batch.refresh_from_db()
    assert (batch.status, batch.accepted, batch.rejected) == (BatchStatus.IMPORTED, 1, 1)
    assert batch.job.__class__.objects.get(pk=batch.job_id).status == "succeeded"
    assert CreditRecord.objects.get().reported_by == user.agency
    page = client.get(response["Location"]).text
    assert "“违法事实”不能为空。" in page
    assert "990281197001010018" not in page


def test_what_cannot_be_opened_is_refused_at_the_form(client):
    client.force_login(UserFactory())
    response = upload(client, b"%PDF-1.7", "处罚.xlsx")
    assert "文件内容不是表格" in response.text
    assert not ImportBatch.objects.exists()


def test_a_file_without_headings_keeps_its_refusal(client):
    user = UserFactory()
    client.force_login(user)
    upload(client, "姓名\n张三\n".encode())
    batch = ImportBatch.objects.get()
    execute_job(batch.job_id, clock=lambda: NOW)
    batch.refresh_from_db()
    assert batch.status == BatchStatus.REFUSED
    assert "没有找到“法人行政处罚”的表头" in client.get(
        reverse("imports:detail", args=[batch.pk])
    ).text.replace("&quot;", '"')


def test_only_the_lead_office_chooses_the_agency(client):
    other = AgencyFactory()
    client.force_login(user_with(Role.LEAD_OFFICER))
    upload(client, csv_bytes([penalty_row(1)]), agency=other.pk)
    assert ImportBatch.objects.get().agency == other

    officer = UserFactory()
    client.force_login(officer)
    upload(client, csv_bytes([penalty_row(2)]), agency=other.pk)
    assert ImportBatch.objects.latest("pk").agency == officer.agency


def test_a_layout_that_the_role_does_not_hold_is_no_choice(client):
    client.force_login(user_with(Role.WINDOW_OFFICER))
    assert upload(client, csv_bytes([penalty_row(1)])).status_code == 200
    assert not ImportBatch.objects.exists()


def test_rows_come_back_as_the_same_table_and_go_in_when_mended(client):
    user = UserFactory()
    wrong = penalty_row(2, 违法事实="", 备注=FORMULA)
    batch = import_rows(penalty_row(1), wrong, agency=user.agency, by=user)
    client.force_login(user)
    before = AuditEntry.objects.count()
    response = client.get(reverse("imports:quarantine", args=[batch.pk]))
    headings, row = sheet_rows(response)
    assert headings == [*penalty_row(), "问题说明"]
    assert row[-1] == "“违法事实”不能为空。"
    assert dict(zip(headings, row, strict=True))["备注"] == FORMULA
    assert AuditEntry.objects.count() == before + 1
    assert AuditEntry.objects.latest("pk").act == "entities.download_quarantine"

    row[headings.index("违法事实")] = "补上的事实"
    workbook = openpyxl.Workbook()
    workbook.active.append(headings)
    workbook.active.append(row)
    mended = io.BytesIO()
    workbook.save(mended)
    again = import_bytes(mended.getvalue(), agency=user.agency, by=user)
    assert (again.accepted, again.rejected) == (1, 0)
    assert not [w for w in again.warnings if w["code"] == "heading_unknown"]


@pytest.mark.parametrize(
    "code", ["entities", "penalties", "permits", "commitments", "facts", "listings"]
)
def test_templates_carry_the_headings_and_can_be_sent(client, code):
    client.force_login(user_with(Role.LEAD_OFFICER))
    response = client.get(reverse("imports:template", args=[code]))
    content = b"".join(response.streaming_content)
    guide = openpyxl.load_workbook(io.BytesIO(content)).worksheets[1]
    assert guide["A1"].value == "列名"
    assert import_bytes(content, code, "模板.xlsx").rows == 0


def test_batches_of_others_do_not_exist(client):
    owner, stranger = UserFactory(), UserFactory()
    batch = import_rows(penalty_row(1, 违法事实=""), agency=owner.agency, by=owner)
    for name in ("detail", "progress", "quarantine"):
        address = reverse(f"imports:{name}", args=[batch.pk])
        client.force_login(stranger)
        assert client.get(address).status_code == 404, name
    client.force_login(user_with(Role.LEAD_OFFICER))
    assert client.get(reverse("imports:detail", args=[batch.pk])).status_code == 200
    assert client.get(reverse("imports:template", args=["nothing"])).status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_roles(client, role):
    client.force_login(user_with(role))
    assert client.get(LIST).status_code == (200 if role in IMPORTING_ROLES else 403)


def test_anonymous_visitors_log_in_first(client):
    assert client.get(LIST).status_code == 302


def test_without_rejected_rows_there_is_no_workbook(client):
    user = UserFactory()
    batch = import_rows(penalty_row(1), agency=user.agency, by=user)
    client.force_login(user)
    assert client.get(reverse("imports:quarantine", args=[batch.pk])).status_code == 404


def test_the_progress_ends_with_a_fresh_page(client):
    user = UserFactory()
    client.force_login(user)
    upload(client, csv_bytes([penalty_row(1)]))
    batch = ImportBatch.objects.get()
    address = reverse("imports:progress", args=[batch.pk])
    assert "HX-Refresh" not in client.get(address)
    execute_job(batch.job_id, clock=lambda: NOW)
    assert client.get(address)["HX-Refresh"] == "true"


def test_an_import_that_failed_can_be_tried_again_by_its_sender(client):
    user = UserFactory()
    client.force_login(user)
    upload(client, csv_bytes([penalty_row(1)]))
    batch = ImportBatch.objects.get()
    page, retry = (reverse(f"imports:{name}", args=[batch.pk]) for name in ("detail", "retry"))
    assert retry not in client.get(page).text
    assert client.post(retry).status_code == 409
    Job.objects.update(status=JobStatus.FAILED)

    client.force_login(UserFactory(agency=user.agency))
    assert retry not in client.get(page).text
    assert client.post(retry).status_code == 403
    client.force_login(user)
    assert retry in client.get(page).text
    assert client.post(retry)["Location"] == page
    execute_job(batch.job_id, clock=lambda: NOW)
    batch.refresh_from_db()
    assert (batch.status, batch.accepted) == (BatchStatus.IMPORTED, 1)


def test_a_cancelled_import_says_so_and_can_be_taken_up_again(client):
    user = UserFactory()
    client.force_login(user)
    upload(client, csv_bytes([penalty_row(1)]))
    batch = ImportBatch.objects.get()
    client.post(reverse("jobs:cancel", args=[batch.job_id]))
    assert "已取消" in client.get(LIST).text
    page = client.get(reverse("imports:detail", args=[batch.pk])).text
    assert ("导入已取消" in page, "重新导入" in page) == (True, True)

    client.post(reverse("imports:retry", args=[batch.pk]))
    execute_job(batch.job_id, clock=lambda: NOW)
    batch.refresh_from_db()
    assert (batch.status, batch.accepted) == (BatchStatus.IMPORTED, 1)


def test_a_file_that_cannot_be_read_is_refused_again(client):
    user = UserFactory()
    client.force_login(user)
    upload(client, "姓名\n张三\n".encode())
    batch = ImportBatch.objects.get()
    execute_job(batch.job_id, clock=lambda: NOW)
    assert (
        reverse("imports:retry", args=[batch.pk])
        not in client.get(reverse("imports:detail", args=[batch.pk])).text
    )
    retry_job(batch.job, by=user, at=NOW)
    execute_job(batch.job_id, clock=lambda: NOW)
    batch.refresh_from_db()
    assert (batch.status, batch.job.status) == (BatchStatus.REFUSED, JobStatus.FAILED)
    assert batch.job.error == batch.refusal


def test_a_batch_without_a_job_has_nothing_to_try_again(client):
    user = UserFactory()
    batch = import_rows(penalty_row(1), agency=user.agency, by=user)
    client.force_login(user)
    assert client.post(reverse("imports:retry", args=[batch.pk])).status_code == 404


def test_many_rows_to_be_mended_take_a_job(client, monkeypatch):
    monkeypatch.setattr(mending, "BUILT_AT_ONCE", 1)
    user = UserFactory()
    wrong = [penalty_row(number, 违法事实="") for number in (1, 2)]
    batch = import_rows(*wrong, agency=user.agency, by=user)
    client.force_login(user)
    address = reverse("imports:quarantine", args=[batch.pk])
    assert client.get(address).status_code == 409
    assert "生成待修正的工作簿" in client.get(reverse("imports:detail", args=[batch.pk])).text

    pages = [client.post(address)["Location"] for _ in range(2)]
    job = Job.objects.get()
    assert pages == [reverse("jobs:detail", args=[job.pk])] * 2
    assert AuditEntry.objects.filter(act="entities.download_quarantine").count() == 1
    execute_job(job.pk, clock=lambda: NOW)
    job.refresh_from_db()
    assert (job.status, job.done, job.result_name) == ("succeeded", 2, "file-待修正.xlsx")
    rows = sheet_rows(client.get(reverse("jobs:result", args=[job.pk])))
    assert [row[-1] for row in rows[1:]] == ["“违法事实”不能为空。"] * 2


def test_a_workbook_that_failed_is_built_anew_and_each_has_their_own(client):
    user = UserFactory()
    batch = import_rows(penalty_row(1, 违法事实=""), agency=user.agency, by=user)
    address = reverse("imports:quarantine", args=[batch.pk])
    for one in (user, UserFactory(agency=user.agency)):
        client.force_login(one)
        client.post(address)
        Job.objects.filter(created_by=one).update(status=JobStatus.FAILED)
        client.post(address)
    assert Job.objects.filter(kind=mending.JOB).count() == 4


def test_rows_that_nobody_mends_are_forgotten_with_their_workbook(client, settings):
    user = UserFactory()
    wrong = penalty_row(2, 违法事实="")
    batch = import_rows(penalty_row(1), wrong, agency=user.agency, by=user)
    job = mending.queue_workbook(batch=batch, by=user, at=NOW)
    execute_job(job.pk, clock=lambda: NOW)
    file = Job.objects.get(pk=job.pk).result_file.path
    page, workbook = (reverse(f"imports:{x}", args=[batch.pk]) for x in ("detail", "quarantine"))
    client.force_login(user)
    forget = partial(mending.forget_quarantine, by=SystemActor("test"))

    before = AuditEntry.objects.count()
    assert forget(at=NOW + mending.WORKBOOK_LIFE) == 0
    assert (AuditEntry.objects.count(), workbook in client.get(page).text) == (before, True)

    a_week_later = NOW + mending.WORKBOOK_LIFE + timedelta(seconds=1)
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert forget(at=a_week_later) == 0
    assert not Path(file).exists()
    assert mending.queue_workbook(batch=batch, by=user, at=a_week_later) != job

    before, sent = AuditEntry.objects.count(), Path(batch.file.path)
    assert sent.exists()
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert forget(at=NOW + settings.QUARANTINE_LIFE + timedelta(seconds=1)) == 1
    assert not sent.exists()
    entry = AuditEntry.objects.latest("pk")
    assert (AuditEntry.objects.count(), entry.act) == (before + 1, "entities.forget_quarantine")
    text = client.get(page).text
    assert ("已超过保留期限" in text, workbook in text) == (True, False)
    assert "“违法事实”不能为空。" in text
    assert client.get(workbook).status_code == 409
