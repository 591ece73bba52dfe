"""Who reports a ledger, when, what changed since, and how it is done on the desk."""

import io
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import load_workbook

from commitments import services
from commitments.choices import LedgerPart
from commitments.duties import DUTIES
from commitments.ledger import services as ledger
from commitments.ledger.difference import compared_with_former, difference
from commitments.ledger.jobs import run
from commitments.ledger.owed import Owed, agencies_missing, owed
from commitments.ledger.rows import LedgerScope
from commitments.models import LedgerSubmission
from commitments.services.outcome import Recognition
from credit_portal.accounts.choices import Role
from credit_portal.accounts.viewers import viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.jobs.handle import JobHandle
from credit_portal.jobs.models import Job
from credit_portal.jobs.services import execute_job
from credit_portal.shared.errors import Refused
from tests.commitments.conftest import PDF
from tests.commitments.ledgers import HUAIAN, OCTOBER, SYSTEM, build, report, sheets
from tests.factories.accounts import AgencyFactory, UserFactory, user_with
from tests.factories.commitments import CommitmentFactory
from tests.factories.entities import NOW, SHANGHAI, TODAY, CreditRecordFactory, EntityFactory

pytestmark = pytest.mark.django_db


def test_a_report_has_a_receipt_and_its_hash(tmp_path: Path) -> None:
    commitment = CommitmentFactory()
    first = report(commitment.agency, tmp_path)

    assert first.receipt == f"202610-{commitment.agency.code}-01"
    assert len(first.sha256) == 64
    assert first.due_on == date(2026, 11, 5)
    assert first.is_late  # 2026-11-20
    assert AuditEntry.objects.filter(act="commitments.submit_ledger").count() == 1


def test_on_the_due_day_it_is_in_time(tmp_path: Path) -> None:
    agency = AgencyFactory()

    assert not report(agency, tmp_path, datetime(2026, 11, 5, 23, 59, tzinfo=SHANGHAI)).is_late


def test_a_month_that_is_not_over_is_not_reported(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        report(AgencyFactory(), tmp_path, datetime(2026, 10, 31, 9, tzinfo=SHANGHAI))


def test_breaches_alone_are_reported_on_any_day(tmp_path: Path) -> None:
    broken = CommitmentFactory(not_fulfilled=True, recognised_on=date(2026, 10, 12))
    at = datetime(2026, 10, 13, 9, tzinfo=SHANGHAI)
    sent = report(broken.agency, tmp_path, at, LedgerPart.BREACHES)

    assert sent.receipt == f"202610-{broken.agency.code}-W01"
    assert (sent.rows, sent.breaches, sent.due_on, sent.is_late) == (0, 1, None, False)
    with sent.file.open("rb") as stream:
        assert load_workbook(stream).sheetnames == ["违诺表"]
    # The monthly ledger is still owed, and its first report is no correction.
    assert agencies_missing(OCTOBER, HUAIAN) == [broken.agency]
    assert report(broken.agency, tmp_path).sequence == 1


def test_the_archive_of_breaches_holds_their_letters(tmp_path: Path) -> None:
    broken = CommitmentFactory(
        not_fulfilled=True, recognised_on=date(2026, 10, 12), made_on=date(2026, 5, 6)
    )
    services.attach_scan(
        commitment=broken, upload=SimpleUploadedFile("s.pdf", PDF), by=SYSTEM, at=NOW
    )
    built = build(tmp_path, with_scans=True, part=LedgerPart.BREACHES)

    with zipfile.ZipFile(built.path) as archive:
        assert len(archive.namelist()) == 2


def test_a_second_report_says_what_changed(tmp_path: Path) -> None:
    agency = AgencyFactory()
    changed = CommitmentFactory(agency=agency)
    report(agency, tmp_path)
    added = CommitmentFactory(agency=agency)
    type(changed).objects.filter(pk=changed.pk).update(remark="补充说明")
    second = report(agency, tmp_path)

    found = compared_with_former(second)["承诺登记表"]
    assert (found.added, found.changed, found.missing) == ((added.code,), (changed.code,), ())
    assert second.sequence == 2
    assert not second.is_late  # a correction is not late


def test_a_line_that_only_moved_has_not_changed(tmp_path: Path) -> None:
    agency = AgencyFactory()
    CommitmentFactory(agency=agency, made_on=date(2026, 10, 20))
    report(agency, tmp_path)
    CommitmentFactory(agency=agency, made_on=date(2026, 10, 2))

    assert compared_with_former(report(agency, tmp_path))["承诺登记表"].changed == ()


def test_difference() -> None:
    found = difference({"a": "1", "b": "1", "c": "1"}, {"b": "1", "c": "2", "d": "1"})

    assert (found.added, found.changed, found.missing) == (("d",), ("c",), ("a",))


def test_who_has_not_reported(tmp_path: Path) -> None:
    parent = AgencyFactory()
    covered = AgencyFactory(parent=parent)
    owing = AgencyFactory()
    AgencyFactory()  # nothing to report
    for agency in (covered, owing):
        CommitmentFactory(agency=agency)
    report(parent, tmp_path)

    assert agencies_missing(OCTOBER, HUAIAN) == [owing]


def test_who_broke_promises_has_to_report_them(tmp_path: Path) -> None:
    broken = CommitmentFactory(
        not_fulfilled=True, made_on=date(2026, 5, 6), recognised_on=date(2026, 10, 30)
    )
    assert agencies_missing(OCTOBER, HUAIAN) == [broken.agency]

    report(broken.agency, tmp_path, part=LedgerPart.BREACHES)
    assert owed(OCTOBER, OCTOBER, HUAIAN) == []


def test_what_is_registered_after_the_report_is_to_be_reported_again(tmp_path: Path) -> None:
    agency = CommitmentFactory().agency
    report(agency, tmp_path)
    assert owed(OCTOBER, OCTOBER, HUAIAN) == []

    CommitmentFactory(agency=agency, registered_at=NOW + timedelta(hours=1))
    assert owed(OCTOBER, OCTOBER, HUAIAN) == [Owed(agency, OCTOBER, is_correction=True)]
    assert agencies_missing(OCTOBER, HUAIAN) == []

    report(agency, tmp_path, NOW + timedelta(hours=2))
    assert owed(OCTOBER, OCTOBER, HUAIAN) == []


def test_what_is_voided_after_the_report_is_to_be_reported_again(tmp_path: Path) -> None:
    commitment, later = CommitmentFactory(), NOW + timedelta(hours=1)
    agency = commitment.agency
    report(agency, tmp_path)
    services.void_commitment(commitment=commitment, reason="未签署", by=SYSTEM, at=later)
    assert owed(OCTOBER, OCTOBER, HUAIAN) == [Owed(agency, OCTOBER, is_correction=True)]

    report(agency, tmp_path, later + timedelta(hours=1))
    assert owed(OCTOBER, OCTOBER, HUAIAN) == []


def test_what_is_void_asks_for_no_report_by_itself() -> None:
    CommitmentFactory(voided=True)
    assert owed(OCTOBER, OCTOBER, HUAIAN) == []


def test_a_breach_recognised_after_the_report_is_to_be_reported_again(tmp_path: Path) -> None:
    agency = CommitmentFactory().agency
    report(agency, tmp_path)
    record = CreditRecordFactory(recorded_at=NOW + timedelta(hours=1))
    CommitmentFactory(
        agency=agency, not_fulfilled=True, recognised_on=date(2026, 10, 30),
        made_on=date(2026, 5, 6), outcome_record=record,
    )  # fmt: skip

    assert owed(OCTOBER, OCTOBER, HUAIAN) == [Owed(agency, OCTOBER, is_correction=True)]


def test_a_reported_breach_that_is_taken_back_is_to_be_corrected(tmp_path: Path) -> None:
    def recognise(hours: int) -> None:
        found = Recognition(
            agency=agency, on=date(2026, 10, 30), evidence="核查", unfulfilled="未补齐",
            liability="撤销许可",
        )  # fmt: skip
        at = NOW + timedelta(hours=hours)
        services.record_breach(commitment=broken, finding=found, by=SYSTEM, at=at)

    def revoke(hours: int) -> None:
        at = NOW + timedelta(hours=hours)
        services.revoke_recognition(commitment=broken, reason="认定有误", by=SYSTEM, at=at)

    broken = CommitmentFactory(made_on=date(2026, 5, 6))
    agency = broken.agency
    recognise(1)
    report(agency, tmp_path, NOW + timedelta(hours=2), LedgerPart.BREACHES)
    revoke(3)
    assert owed(OCTOBER, OCTOBER, HUAIAN) == [Owed(agency, OCTOBER, is_correction=True)]

    report(agency, tmp_path, NOW + timedelta(hours=4), LedgerPart.BREACHES)
    recognise(5)
    revoke(6)
    assert owed(OCTOBER, OCTOBER, HUAIAN) == []  # never told


@pytest.mark.usefixtures("on_the_day")
def test_build_and_report_on_the_desk(as_user) -> None:
    user = UserFactory()
    CommitmentFactory(agency=user.agency)
    CommitmentFactory()
    client = as_user(user)
    values = {"month": "2026-10", "scope": "required", "submit": "1"}
    started = client.post(reverse("commitments:ledgers"), values)
    job = Job.objects.get()
    execute_job(job.pk, clock=lambda: NOW)
    job.refresh_from_db()

    assert started.url == reverse("jobs:detail", args=[job.pk])
    assert job.error == ""
    report = LedgerSubmission.objects.get()
    assert (report.agency, report.rows, report.submitted_by) == (user.agency, 1, user)
    assert report.receipt in job.log
    assert job.result_sha256 == report.sha256
    page = client.get(reverse("commitments:submission", args=[report.pk])).content.decode()
    assert report.sha256 in page
    file = client.get(reverse("commitments:submission_file", args=[report.pk]))
    assert load_workbook(io.BytesIO(b"".join(file.streaming_content))).sheetnames[0] == "承诺登记表"


@pytest.mark.usefixtures("on_the_day")
def test_the_page_reports_as_the_pack_says(as_user, pack_says) -> None:
    client = as_user(UserFactory())
    pack_says(ledger_receiver="区信用办", ledger_scans=False, breach_sheet=False)
    page = client.get(reverse("commitments:ledgers"))

    assert "报送区信用办" in page.content.decode()
    assert "仅违诺表" not in page.content.decode()
    assert page.context["form"]["with_scans"].value() is False


def test_breaches_of_this_month_wait_at_the_desk(pack_says) -> None:
    user = UserFactory()
    CommitmentFactory(agency=user.agency, not_fulfilled=True)  # recognised on 10 November
    waiting = next(duty for duty in DUTIES if duty.label == "违诺待报")

    assert waiting.count(viewer_of(user), TODAY) == 1
    assert waiting.count(viewer_of(UserFactory()), TODAY) == 0
    pack_says(breach_sheet=False)
    assert waiting.count(viewer_of(user), TODAY) == 0


def test_a_job_that_is_started_again_reports_once(tmp_path: Path) -> None:
    agency = CommitmentFactory().agency
    user = UserFactory(agency=agency)
    scope = LedgerScope(OCTOBER, agency, HUAIAN)
    job = ledger.queue_ledger(scope=scope, with_scans=False, submit=True, by=user, at=NOW)
    for _ in range(2):  # the worker died after it had reported
        handle = JobHandle(Job.objects.get(pk=job.pk))
        run(handle)

    sent = LedgerSubmission.objects.get()
    assert handle.job.result_sha256 == sent.sha256
    assert AuditEntry.objects.filter(act="commitments.submit_ledger").count() == 1


@pytest.mark.usefixtures("on_the_day")
def test_breaches_alone_are_reported_on_the_desk(as_user) -> None:
    user = UserFactory()
    client = as_user(user)
    values = {"month": "2026-11", "scope": "breaches", "submit": "1"}
    client.post(reverse("commitments:ledgers"), values)
    job = Job.objects.get()
    execute_job(job.pk, clock=lambda: NOW)
    sent = LedgerSubmission.objects.get()

    assert sent.receipt in client.get(reverse("commitments:ledgers")).content.decode()
    page = client.get(reverse("commitments:submission", args=[sent.pk])).content.decode()
    assert "违诺表" in page
    assert "截止日" not in page


@pytest.mark.usefixtures("on_the_day")
@pytest.mark.parametrize("is_owing", [True, False])
def test_only_an_agency_with_lines_is_late(is_owing: bool, as_user) -> None:
    user = UserFactory()
    if is_owing:
        CommitmentFactory(agency=user.agency)
    assert ("逾期未报" in as_user(user).get(reverse("commitments:ledgers")).text) == is_owing


@pytest.mark.usefixtures("on_the_day")
def test_the_lead_office_builds_all_and_sees_who_is_missing(as_user) -> None:
    owing = CommitmentFactory().agency
    client = as_user(user_with(Role.LEAD_OFFICER))

    assert owing.name in client.get(reverse("commitments:ledgers")).content.decode()
    client.post(reverse("commitments:ledgers"), {"month": "2026-10", "scope": "all", "submit": "1"})
    params = Job.objects.get().params
    assert (params["agency"], params["submit"], len(params["kinds"])) == (None, False, 7)


def test_a_foreign_report_does_not_exist(tmp_path: Path, as_user) -> None:
    report_ = report(AgencyFactory(), tmp_path)
    client = as_user(UserFactory())
    for page in ("submission", "submission_file"):
        assert client.get(reverse(f"commitments:{page}", args=[report_.pk])).status_code == 404


@pytest.mark.usefixtures("on_the_day")
def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commitment = CommitmentFactory(entity=EntityFactory(individual_business=True))
    out = tmp_path / "ledger.xlsx"
    call_command("commitment_ledger", "2026-10", "--out", str(out), "--agency",
                 commitment.agency.code)  # fmt: skip

    assert sheets(out)["承诺登记表"][3][4] == "个体工商户"
    assert "承诺 1 条" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("commitment_ledger", "2026-10", "--out", str(out), "--agency", "nobody")


def test_the_command_writes_workbook_and_scans_beside_each_other(tmp_path: Path) -> None:
    commitment = CommitmentFactory()
    services.attach_scan(
        commitment=commitment, upload=SimpleUploadedFile("s.pdf", PDF), by=SYSTEM, at=NOW
    )
    folder = tmp_path / "out"
    folder.mkdir()
    out = folder / "ledger.xlsx"
    call_command("commitment_ledger", "2026-10", "--out", str(out), "--zip", stdout=io.StringIO())

    assert {path.name for path in folder.iterdir()} == {"ledger.xlsx", "ledger.zip"}
    named = sheets(out)["承诺登记表"][3][12]
    with zipfile.ZipFile(out.with_suffix(".zip")) as archive:
        workbook, scan = archive.namelist()
        assert archive.read(workbook) == out.read_bytes()
        assert (scan, archive.read(scan)) == (f"承诺书/{named}", PDF)
