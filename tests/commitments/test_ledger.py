"""The monthly ledger: what stands in the sheets, and what a spreadsheet makes of it."""

import re
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from commitments import services
from commitments.choices import CommitmentKind
from commitments.ledger.owed import agencies_missing
from commitments.ledger.rows import ReportedLines
from tests.commitments.conftest import PDF
from tests.commitments.ledgers import HUAIAN, OCTOBER, SYSTEM, build, report, sheets
from tests.factories.accounts import AgencyFactory
from tests.factories.commitments import CommitmentFactory
from tests.factories.entities import NOW

pytestmark = pytest.mark.django_db


def test_the_sheets_in_their_layout(tmp_path: Path) -> None:
    kept = CommitmentFactory(fulfilled=True, valid_until=date(2027, 10, 11), remark="窗口")
    broken = CommitmentFactory(not_fulfilled=True, disqualifying_event="not_conforming")
    CommitmentFactory(draft=True)
    CommitmentFactory(made_on=date(2026, 9, 30))
    found = sheets(build(tmp_path).path)

    register, breach = found["承诺登记表"], found["违诺表"]
    assert list(found) == ["承诺登记表", "违诺表", "汇总表", "报送情况"]
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


def test_the_ledger_of_all_says_who_has_reported(tmp_path: Path) -> None:
    owing, sent, changed = (
        CommitmentFactory(agency__name=name).agency for name in ("甲局", "乙局", "丙局")
    )
    assert "报送情况" not in sheets(report(sent, tmp_path).file.path)
    receipt = report(changed, tmp_path).receipt
    CommitmentFactory(agency=changed, registered_at=NOW + timedelta(hours=1))

    lines = sheets(build(tmp_path).path)["报送情况"][3:]
    assert {name: state for name, state, *_ in lines} == {
        owing.name: "未报送", sent.name: "已报送", changed.name: "报送后有变动，待更正"
    }  # fmt: skip
    assert [changed.name, "报送后有变动，待更正", receipt, "2026-11-20 10:00"] in lines


def test_what_was_signed_online_lacks_no_scan(tmp_path: Path) -> None:
    CommitmentFactory(kind=CommitmentKind.CREDIT_REPAIR)  # filed by no officer

    assert sheets(build(tmp_path).path)["汇总表"][-1][:5] == ["合计", "", 1, 1, 0]


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
