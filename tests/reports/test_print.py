"""The paper: what it says, page after page, and that it prints the same again."""

import io

import pytest
from pypdf import PdfReader

from credit_portal.reports.choices import ReportKind
from credit_portal.reports.models import CreditReport
from credit_portal.reports.pdf import report_pdf, verification_address
from tests.factories.accounts import AgencyFactory
from tests.factories.entities import CreditRecordFactory, EntityFactory
from tests.factories.reports import issue

pytestmark = pytest.mark.django_db


def pages_of(report: CreditReport) -> list[str]:
    """The text of each page, without the blanks between scripts."""
    pages = PdfReader(io.BytesIO(report.file.open().read())).pages
    return ["".join(page.extract_text().split()).replace("\u200b", "") for page in pages]


def test_it_says_who_what_and_how_to_verify_it() -> None:
    record = CreditRecordFactory(document_number="99028120261023000001")
    text = "".join(pages_of(issue(record.entity, ReportKind.REVIEW, agency=AgencyFactory())))
    report = CreditReport.objects.get()
    for expected in (
        "公共信用信息审查报告", report.number, report.code_in_groups, record.entity.name,
        record.entity.uscc, record.title, record.document_number, record.authority_name,
        "招标投标", "道路工程资格审查", "2026年11月20日10时00分", "第1页", "不收取任何费用",
    ):  # fmt: skip
        assert expected in text
    assert verification_address(report).endswith(
        f"/reports/verify/?code={report.verification_code}"
    )


@pytest.mark.parametrize("kind", ReportKind)
def test_printed_again_it_has_the_same_bytes(kind: ReportKind) -> None:
    report = issue(CreditRecordFactory().entity, kind, agency=AgencyFactory())
    kept = report.file.open().read()
    assert report_pdf(CreditReport.objects.get()) == kept


def test_hundreds_of_records_go_over_the_pages() -> None:
    entity = EntityFactory()
    CreditRecordFactory.create_batch(300, entity=entity)
    pages = pages_of(issue(entity))
    assert len(pages) > 5
    assert all("文书号" in page for page in pages[1:-1]), "each page repeats the headings"
    assert f"第{len(pages)}页，共{len(pages)}页" in pages[-1]


def test_nothing_typed_becomes_markup() -> None:
    record = CreditRecordFactory(title='#set page(fill: red) = *粗* $x$ #image("/etc/passwd")')
    assert "#setpage(fill:red)" in "".join(pages_of(issue(record.entity)))
