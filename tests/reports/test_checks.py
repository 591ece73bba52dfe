"""A list checked at once: read safely, answered in a fixed number of queries, on record."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from credit_portal.accounts.choices import AgencyKind, Role
from credit_portal.accounts.models import User
from credit_portal.accounts.viewers import viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.jobs.choices import JobStatus
from credit_portal.jobs.services import execute_job, record_download
from credit_portal.reports.checks import reading, services
from credit_portal.reports.checks.answers import answers_for
from credit_portal.reports.checks.reading import ListedCode, read_codes
from credit_portal.reports.choices import CheckResult
from credit_portal.reports.models import BulkCheck
from credit_portal.shared.errors import Invalid, NotAllowed
from entities.choices import RecordKind
from entities.imports.refusal import ImportRefused
from entities.models import Entity
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.entities import NOW, TODAY, CreditRecordFactory, EntityFactory, make_uscc
from tests.factories.grading import ExternalAssessmentFactory, GradeFactory
from tests.factories.reports import SCENE
from tests.factories.supervision import ListingFactory, MeasureFactory

pytestmark = pytest.mark.django_db
CODES = [make_uscc(number) for number in (11, 12, 13)]
TITLED = f"投标单位名单,,\n序号,统一社会信用代码,名称\n1,{CODES[0]},甲\n2,,乙\n3,{CODES[1]},丙\n"


def workbook(rows: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def start(officer: User, content: bytes, **changes: Any) -> BulkCheck:
    values = {"scene": SCENE, "purpose": "道路工程资格审查", "agency": officer.agency}
    return services.start_check(
        stream=io.BytesIO(content), name="名单.csv", by=officer, at=NOW, **values | changes
    )


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (TITLED.encode(), [3, 5]),
        (TITLED.encode("gb18030"), [3, 5]),
        ("\n".join(CODES).encode(), [1, 2, 3]),
        (
            workbook([["名称", "统一社会信用代码*"], ["甲", CODES[0]], ["乙", f" {CODES[1]}"]]),
            [2, 3],
        ),
        (f"统一社会信用代码,名称\n{CODES[0]},甲,多\n{CODES[1]}\n".encode(), [2, 3]),
    ],
)
def test_lists_are_read_as_they_come(content: bytes, rows: list[int], tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_bytes(content)
    listed = read_codes(path)
    assert [line.row for line in listed] == rows
    assert [line.code for line in listed] == CODES[: len(rows)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("名称\n甲\n".encode(), "没有找到"),
        ("统一社会信用代码\n".encode(), "没有代码"),
        (b"%PDF-1.7", "不是表格"),
        (b"", "空的"),
        (("统一社会信用代码\n" + f"{CODES[0]}\n" * 4).encode(), "最多核查3行"),
    ],
)
def test_what_is_no_list(
    content: bytes, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    path = tmp_path / "list"
    path.write_bytes(content)
    with pytest.raises(ImportRefused, match=message):
        read_codes(path)


def test_each_line_is_answered() -> None:
    hit, clear = EntityFactory(), EntityFactory()
    listing, measure = ListingFactory(entity=hit, listed=True), MeasureFactory(entity=hit)
    MeasureFactory(entity=clear, incentive=True, record__kind=RecordKind.HONOUR)
    GradeFactory(entity=hit, on=TODAY)
    national = ExternalAssessmentFactory(entity=hit, national=True)
    CreditRecordFactory(entity=clear)
    CreditRecordFactory(entity=clear, repaired=True)
    CreditRecordFactory(entity=clear, expired=True)
    CreditRecordFactory(entity=clear, authorised=True)
    texts = [hit.uscc, clear.uscc.lower(), CODES[0], CODES[0][:-1] + "O", hit.uscc]
    lines = [ListedCode(row, text) for row, text in enumerate(texts, start=2)]
    answers = answers_for(lines, viewer_of(UserFactory()), NOW)

    assert [answer.result for answer in answers] == [
        CheckResult.HIT, CheckResult.CLEAR, CheckResult.NOT_FOUND, CheckResult.INVALID,
        CheckResult.HIT,
    ]  # fmt: skip
    assert answers[0].check is not None
    assert [line.pk for line in answers[0].check.listings] == [listing.pk]
    assert [line.pk for line in answers[0].check.measures] == [measure.pk]
    assert answers[0].grade is not None
    assert answers[0].national == national
    assert (answers[1].penalties, answers[1].grade) == (1, None)


def test_a_partner_receives_what_the_pack_sends(settings) -> None:
    bank = UserFactory(partner=True)
    with pytest.raises(NotAllowed, match="没有规定"):
        start(bank, b"x")
    settings.PORTAL_DEFAULT_PACK = "jiangxi"
    check = start(bank, b"x", scene="资质审核")
    assert list(BulkCheck.objects.visible_to(viewer_of(bank))) == [check]
    service = UserFactory(partner=True, agency__kind=AgencyKind.CREDIT_SERVICE)
    with pytest.raises(NotAllowed):
        start(service, b"x", scene="资质审核")


def test_a_partner_reads_results_and_what_is_published() -> None:
    entity = EntityFactory()
    grade = GradeFactory(entity=entity, on=TODAY)
    MeasureFactory(entity=entity)
    CreditRecordFactory(entity=entity, government=True)
    bank = UserFactory(partner=True)
    (answer,) = answers_for([ListedCode(1, entity.uscc)], viewer_of(bank), NOW)
    assert (answer.grade, answer.penalties) == (grade, 1), "of two records the public one"
    assert answer.check is not None
    assert (answer.result, answer.check.measures) == (CheckResult.UNLISTED, ())


def test_the_number_of_queries_does_not_grow() -> None:
    viewer, counts = viewer_of(UserFactory()), []
    for number in (2, 30):
        entities = EntityFactory.create_batch(number)
        for entity in entities:
            CreditRecordFactory(entity=entity)
        lines = [ListedCode(row, entity.uscc) for row, entity in enumerate(entities)]
        with CaptureQueriesContext(connection) as asked:
            answers_for(lines, viewer, NOW)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 9


def test_from_list_to_workbook_on_record(django_capture_on_commit_callbacks) -> None:
    entity = EntityFactory(name="=1+1 有限公司")
    ListingFactory(entity=entity, listed=True)
    officer = UserFactory()
    check = start(officer, f"{entity.uscc}\n=SUM(A1)\n".encode())
    assert check.job is not None
    execute_job(check.job.pk, clock=lambda: NOW)

    check.refresh_from_db()
    check.job.refresh_from_db()
    assert check.job.status == JobStatus.SUCCEEDED, check.job.error
    assert (check.rows, check.hits) == (2, 1)
    assert len(check.job.result_sha256) == 64
    book = openpyxl.load_workbook(check.job.result_file.open("rb"))
    cells = {cell.value: cell.data_type for row in book.worksheets[0] for cell in row if cell.value}
    assert cells["=1+1 有限公司"] == cells["=SUM(A1)"] == "s"
    assert "道路工程资格审查" in [row[1].value for row in book.worksheets[1]]
    seen = AuditEntry.objects.get(act="entities.look_up")
    assert (seen.object_id, seen.actor_id) == (entity.uscc, officer.pk)
    assert seen.purpose == f"{SCENE}：道路工程资格审查"
    entry = AuditEntry.objects.get(act="reports.complete_check")
    assert entry.purpose == f"{SCENE}：道路工程资格审查"
    assert entry.after == {"rows": 2, "hits": 1}
    assert AuditEntry.objects.filter(act="reports.start_check").count() == 1


def test_a_list_that_cannot_be_read_fails_with_a_sentence() -> None:
    check = start(UserFactory(), "名称\n甲\n".encode())
    assert check.job is not None
    execute_job(check.job.pk, clock=lambda: NOW)
    check.job.refresh_from_db()
    assert check.job.status == JobStatus.FAILED
    assert "没有找到" in check.job.error


@pytest.mark.parametrize(
    ("changes", "message"), [({"purpose": ""}, "用途"), ({"scene": "信用租房"}, "应用事项只能是")]
)
def test_purpose_and_scene_are_asked(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(Invalid, match=message):
        start(UserFactory(), b"x", **changes)


def test_a_list_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MAX_BYTES", 2**20)
    with pytest.raises(Invalid, match="1 MB"):
        start(UserFactory(), bytes(2**20 + 1))


def test_whoever_changed_office_takes_nothing_away() -> None:
    officer = UserFactory()
    check = start(officer, CODES[0].encode())
    assert check.job is not None
    record_download(check.job, by=officer, at=NOW)
    officer.agency = AgencyFactory()
    with pytest.raises(NotAllowed):
        record_download(check.job, by=officer, at=NOW)
    officer.role = Role.AUDITOR
    with pytest.raises(NotAllowed):
        record_download(check.job, by=officer, at=NOW)


def test_the_page_starts_a_check_and_lists_those_of_the_own_agency(as_user, on_the_day) -> None:
    officer = UserFactory()
    start(UserFactory(), CODES[0].encode(), purpose="别的单位的事")
    client = as_user(officer)
    file = SimpleUploadedFile("投标单位.csv", CODES[0].encode())
    posted = {"file": file, "scene": SCENE, "purpose": "工程招标"}
    response = client.post("/desk/reports/checks/", posted)
    check = BulkCheck.objects.get(agency=officer.agency)
    assert response["Location"] == f"/desk/jobs/{check.job_id}/"
    text = client.get("/desk/reports/checks/").content.decode()
    assert "投标单位.csv" in text
    assert "别的单位的事" not in text
    assert Entity.objects.count() == 0
