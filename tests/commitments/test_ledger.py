"""The monthly ledger: what stands in the sheets, what a spreadsheet makes of it, who reports."""

import io
import re
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import python_calamine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import load_workbook

from commitments import services
from commitments.choices import CommitmentKind, LedgerPart
from commitments.duties import DUTIES
from commitments.ledger import services as ledger
from commitments.ledger.difference import compared_with_former, difference
from commitments.ledger.jobs import run
from commitments.ledger.owed import Owed, agencies_missing, owed
from commitments.ledger.rows import LedgerScope, ReportedLines
from commitments.models import LedgerSubmission
from credit_portal.accounts.choices import Role
from credit_portal.accounts.models import Agency
from credit_portal.accounts.viewers import viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.jobs.handle import JobHandle
from credit_portal.jobs.models import Job
from credit_portal.jobs.services import execute_job
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Refused
from tests.commitments.conftest import PDF
from tests.factories.accounts import AgencyFactory, UserFactory, user_with
from tests.factories.commitments import CommitmentFactory
from tests.factories.entities import NOW, SHANGHAI, TODAY, CreditRecordFactory, EntityFactory

pytestmark = pytest.mark.django_db

OCTOBER = date(2026, 10, 1)
ALL_KINDS = tuple(CommitmentKind)
HUAIAN = (
    CommitmentKind.VOLUNTARY, CommitmentKind.INDUSTRY_SELF_DISCIPLINE, CommitmentKind.CREDIT_REPAIR
)  # fmt: skip
SYSTEM = SystemActor("测试")


def build(
    folder: Path, agency: Agency | None = None, kinds=ALL_KINDS, with_scans=False,
    part=LedgerPart.LEDGER,
):  # fmt: skip
    return ledger.build_ledger(
        scope=LedgerScope(OCTOBER, agency, kinds, part), folder=folder, with_scans=with_scans,
        by=SYSTEM, at=NOW, tick=lambda done: None,
    )  # fmt: skip


def sheets(path: Path) -> dict[str, list[list]]:
    """Every sheet as calamine reads it, which is how a spreadsheet sees the types."""
    book = python_calamine.CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_three_sheets_in_their_layout(tmp_path: Path) -> None:
    kept = CommitmentFactory(fulfilled=True, valid_until=date(2027, 10, 11), remark="窗口")
    broken = CommitmentFactory(not_fulfilled=True, disqualifying_event="not_conforming")
    CommitmentFactory(draft=True)
    CommitmentFactory(made_on=date(2026, 9, 30))
    found = sheets(build(tmp_path).path)

    register, breach = found["承诺登记表"], found["违诺表"]
    assert list(found) == ["承诺登记表", "违诺表", "汇总表"]
    assert register[0][0] == "信用承诺登记表"
    line = " ".join(map(str, register[1]))
    for part in (
        "填报单位：全部单位",
        "统计期间：2026年10月",
        "填表人：",
        "填表日期：2026年11月20日",
    ):
        assert part in line
    assert register[2] == [
        "序号", "承诺编码", "承诺人名称", "统一社会信用代码", "承诺人类别", "承诺类型", "承诺事由",
        "承诺作出日期", "承诺有效期", "受理单位", "公开类型", "履行状态", "附件文件名", "备注",
    ]  # fmt: skip
    assert register[3:] == [
        [1, kept.code, kept.entity.name, kept.entity.uscc, "法人及非法人组织", "主动型",
         kept.matter, "2026-10-12", "2027-10-11", kept.agency.name, "可向社会公开", "全部履行",
         "", "窗口"],
        [2, broken.code, broken.entity.name, broken.entity.uscc, "法人及非法人组织", "主动型",
         broken.matter, "2026-10-12", "", broken.agency.name, "可向社会公开", "全部未履行",
         "", ""],
    ]  # fmt: skip
    assert breach[3:] == []  # recognised in November, so not October's


def test_breaches_are_reported_in_the_month_of_their_recognition(tmp_path: Path) -> None:
    broken = CommitmentFactory(
        not_fulfilled=True, recognised_on=date(2026, 10, 30), made_on=date(2026, 5, 6),
        disqualifying_event="not_conforming",
    )  # fmt: skip
    found = sheets(build(tmp_path).path)
    line = dict(zip(found["违诺表"][2], found["违诺表"][3], strict=True))

    assert line["承诺编码"] == broken.code
    assert line["未履行的承诺内容"] == "未在期限内达到许可条件"
    assert line["履行状态认定日期"] == "2026-10-30"
    assert line["履行状态认定单位"] == broken.agency.name
    assert line["违诺责任追究内容"] == "撤销许可证"
    assert line["不再适用承诺制的情形"] == "提交材料不符合要求"


def test_breaches_of_every_kind_are_reported(tmp_path: Path) -> None:
    """淮安区 二(一): the register lists some kinds, the breach sheet whoever broke a promise."""
    broken = CommitmentFactory(
        not_fulfilled=True, recognised_on=date(2026, 10, 30), kind=CommitmentKind.CERTIFICATE
    )
    found = sheets(build(tmp_path, kinds=HUAIAN).path)

    assert len(found["承诺登记表"]) == 3
    assert found["违诺表"][3][1] == broken.code


def test_kinds_are_named_in_the_words_of_the_document(tmp_path: Path, settings) -> None:
    settings.PORTAL_DEFAULT_PACK = "huaian_district"
    agency = AgencyFactory()
    CommitmentFactory(agency=agency)
    approval = {"agency": agency, "kind": CommitmentKind.APPROVAL_REPLACING}
    CommitmentFactory(**approval)
    CommitmentFactory(**approval, local_name="企业投资项目信用承诺")
    found = sheets(build(tmp_path).path)

    words = ["审批替代型", "企业投资项目信用承诺", "主动公示型"]
    assert {line[5] for line in found["承诺登记表"][3:]} == set(words)
    assert [line[1:3] for line in found["汇总表"][3:-1]] == [[word, 1] for word in words]


def test_the_summary_counts_by_agency_and_kind(tmp_path: Path) -> None:
    agency = AgencyFactory(name="澄江市卫生健康委员会")
    CommitmentFactory(agency=agency)
    CommitmentFactory(agency=agency, fulfilled=True)
    CommitmentFactory(agency=agency, overdue=True)
    CommitmentFactory(agency=agency, voided=True)
    summary = sheets(build(tmp_path).path)["汇总表"]

    assert summary[3:] == [
        ["澄江市卫生健康委员会", "容缺受理型", 1, 1, 1, 0, 0, 0, 0, 1, 0],
        ["澄江市卫生健康委员会", "主动型", 3, 2, 2, 1, 0, 0, 0, 0, 1],
        ["合计", "", 4, 3, 3, 1, 0, 0, 0, 1, 1],
    ]


def test_a_voided_commitment_stays_under_its_code(tmp_path: Path) -> None:
    voided = CommitmentFactory(voided=True)
    line = sheets(build(tmp_path).path)["承诺登记表"][3]

    assert (line[1], line[11]) == (voided.code, "已作废")
    assert agencies_missing(OCTOBER, HUAIAN) == []


def test_an_empty_month_is_reported_as_such(tmp_path: Path) -> None:
    found = sheets(build(tmp_path).path)

    assert found["汇总表"][-1] == ["合计", "", 0, 0, 0, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    "typed",
    ["=1+1", '=HYPERLINK("http://x","y")', "+1", "-1", "@SUM(A1)", "#N/A", "\x07坏", "\x01=1+1"],
)
def test_no_cell_computes_and_codes_are_text(typed: str, tmp_path: Path) -> None:
    CommitmentFactory(matter=typed, remark=typed, entity__name=typed)
    book = load_workbook(build(tmp_path).path)
    row = book["承诺登记表"][4]

    assert {cell.data_type for cell in row} <= {"s", "n"}
    assert [cell.column for cell in row if cell.data_type == "n" and cell.value is not None] == [1]
    assert row[6].value == re.sub("[\x00-\x08]", "", typed)
    assert isinstance(row[1].value, str)
    assert len(row[1].value) == 20


def test_the_sheets_print_on_a4_with_their_heads_repeated(tmp_path: Path) -> None:
    book = load_workbook(build(tmp_path).path)
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.print_title_rows == "$3:$3"
        assert sheet.freeze_panes == "A4"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_an_agency_reports_its_tree_and_the_kinds_of_the_pack(tmp_path: Path) -> None:
    agency = AgencyFactory()
    own = CommitmentFactory(agency=AgencyFactory(parent=agency))
    CommitmentFactory(agency=agency, kind=CommitmentKind.APPROVAL_REPLACING)
    CommitmentFactory()
    built = build(tmp_path, agency, HUAIAN)

    assert ReportedLines.unpack(built.written.register.packed()).keys() == {own.code}


def test_the_zip_names_the_scans_as_the_table_does(tmp_path: Path) -> None:
    commitment = CommitmentFactory(entity__name='甲/乙:"公司"*?')
    for content in (PDF + b"old", PDF):
        services.attach_scan(
            commitment=commitment, upload=SimpleUploadedFile("s.pdf", content), by=SYSTEM, at=NOW
        )
    CommitmentFactory()
    built = build(tmp_path, with_scans=True)

    with zipfile.ZipFile(built.path) as archive:
        workbook, scan = archive.namelist()
        (tmp_path / "x.xlsx").write_bytes(archive.read(workbook))
        assert archive.read(scan) == PDF
    table = sheets(tmp_path / "x.xlsx")["承诺登记表"]
    assert scan == f"承诺书/{table[3][12]}"
    assert table[3][12] == f"{commitment.code}_甲_乙__公司___.pdf"
    assert table[4][12] == ""


# --- Reporting ------------------------------------------------------------------------------------


def report(
    agency: Agency, folder: Path, at: datetime = NOW, part: LedgerPart = LedgerPart.LEDGER
) -> LedgerSubmission:
    built = build(folder, agency, HUAIAN, part=part)
    scope = LedgerScope(OCTOBER, agency, HUAIAN, part)
    return ledger.submit_ledger(agency=agency, scope=scope, built=built, by=SYSTEM, at=at)


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


def test_a_breach_recognised_after_the_report_is_to_be_reported_again(tmp_path: Path) -> None:
    agency = CommitmentFactory().agency
    report(agency, tmp_path)
    record = CreditRecordFactory(recorded_at=NOW + timedelta(hours=1))
    CommitmentFactory(
        agency=agency, not_fulfilled=True, recognised_on=date(2026, 10, 30),
        made_on=date(2026, 5, 6), outcome_record=record,
    )  # fmt: skip

    assert owed(OCTOBER, OCTOBER, HUAIAN) == [Owed(agency, OCTOBER, is_correction=True)]


# --- Job, command, pages --------------------------------------------------------------------------


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
