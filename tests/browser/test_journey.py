"""The main job, as people do it: a department file comes in, a commitment is taken at the window,
the monthly ledger goes out. Real server, real worker, real browser."""

import io
import re
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Download, Page, expect
from pypdf import PdfReader

from commitments import defaults
from commitments.models import Commitment
from credit_portal.accounts.choices import Role
from credit_portal.accounts.models import User
from credit_portal.audit.verification import verify_chain
from credit_portal.policy.services import install_packs
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.clock import now
from entities.catalogue import install_catalogue
from entities.models import CreditRecord, Entity
from tests.browser.conftest import OpenPage
from tests.factories.accounts import PASSWORD, AgencyFactory, UserFactory
from tests.factories.entities import make_uscc

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CODES = [make_uscc(number) for number in (701, 702, 703)]
HEADINGS = "统一社会信用代码,主体名称,主体类别,法定代表人,成立日期,登记状态,行业代码,所属镇街,住所"
ENTITIES = "\n".join(
    [
        HEADINGS,
        f"{CODES[0]},澄江市云帆精密机械有限公司,企业,张伟,2015/3/4,存续,C3511,华士镇,澄江市华士镇一号",
        f"{CODES[1]},=SUM(1;1)物流有限公司,企业,李娜,2016年7月8日,存续,G5430,华士镇,澄江市华士镇二号",
        f"{CODES[2][:-1]}0,代码有误的公司,企业,王强,2017-01-02,存续,F5164,月城镇,澄江市月城镇三号",
    ]
)
WAIT = 30_000


@pytest.fixture
def people(transactional_db: None) -> dict[Role, User]:
    by, at = SystemActor("测试"), now()
    install_packs(by=by, at=at)
    install_catalogue(by=by, at=at)
    defaults.install(by=by, at=at)
    office = AgencyFactory(kind="lead_office", name="澄江市信用办")
    hall = AgencyFactory(kind="service_hall", name="澄江市政务服务大厅")
    return {
        Role.LEAD_OFFICER: UserFactory(role=Role.LEAD_OFFICER, agency=office),
        Role.WINDOW_OFFICER: UserFactory(role=Role.WINDOW_OFFICER, agency=hall),
    }


def test_from_department_file_to_monthly_ledger(
    open_page: OpenPage,
    people: dict[Role, User],
    celery_worker_process: subprocess.Popen[bytes],
    tmp_path: Path,
) -> None:
    lead = log_in(open_page, people[Role.LEAD_OFFICER])
    send_file(lead, tmp_path)
    rejected = take_back_rejected_rows(lead, tmp_path)
    assert "统一社会信用代码" in rejected

    window = log_in(open_page, people[Role.WINDOW_OFFICER])
    commitment = register_by_keyboard(window)
    assert "澄江市云帆精密机械有限公司" in letter_text(window)
    upload_scan(window, tmp_path)
    assert commitment.scans.count() == 1

    lines = build_ledger(lead, commitment.made_on, tmp_path)
    assert [commitment.code, commitment.entity.name] in [line[1:3] for line in lines]
    assert CreditRecord.objects.filter(entity=commitment.entity).count() == 1
    assert verify_chain().first_break is None


def log_in(open_page: OpenPage, user: User) -> Page:
    page = open_page("/desk/", status=200)
    page.get_by_label("用户名").fill(user.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/desk/$"))
    return page


def send_file(page: Page, folder: Path) -> None:
    path = folder / "主体.csv"
    path.write_text(ENTITIES, encoding="gb18030")
    page.goto(page.url + "imports/")
    page.get_by_label("数据种类").select_option("entities")
    page.get_by_label("数据文件").set_input_files(path)
    page.get_by_role("button", name="上传并导入").click()
    expect(page.get_by_role("heading", name="退回的行")).to_be_visible(timeout=WAIT)
    assert Entity.objects.count() == 2


def take_back_rejected_rows(page: Page, folder: Path) -> str:
    with page.expect_download() as download:
        page.get_by_role("link", name="下载待修正的行").click()
    sheet = saved_workbook(download.value, folder).worksheets[0]
    header, row = list(sheet.iter_rows(values_only=True))[:2]
    assert header[-1] == "问题说明"
    assert row[0] == f"{CODES[2][:-1]}0"
    return str(row[-1])


def register_by_keyboard(page: Page) -> Commitment:
    """Only keys: the scanner types the code and Enter, then fields in order, then Ctrl+Enter."""
    page.goto(page.url + "window/")
    page.keyboard.type(CODES[0])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="澄江市云帆精密机械有限公司")).to_be_visible()
    page.keyboard.press("Tab")  # from the item to the kind
    page.keyboard.type("6")
    expect(page.get_by_label("承诺类型")).to_have_value("6")
    page.get_by_label("承诺事由").focus()
    page.keyboard.type("守法诚信经营")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="承诺已登记")).to_be_visible()
    commitment = Commitment.objects.get()
    assert len(commitment.code or "") == 20
    return commitment


def letter_text(page: Page) -> str:
    address = page.get_by_role("link", name="打开承诺书").get_attribute("href")
    pdf = page.request.get(page.url.split("/desk/")[0] + str(address)).body()
    return "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages)


def upload_scan(page: Page, folder: Path) -> None:
    scan = folder / "签字.pdf"
    scan.write_bytes(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
    page.get_by_label("承诺书扫描件").set_input_files(scan)
    page.get_by_role("button", name="上传").click()
    expect(page.get_by_text("已上传")).to_be_visible()


def build_ledger(page: Page, made_on: date, folder: Path) -> list[list[object]]:
    page.goto(page.url.split("/imports/")[0] + "/ledgers/")
    page.get_by_label("统计月份").fill(f"{made_on:%Y-%m}")
    page.get_by_label("附承诺书扫描件").uncheck()
    page.get_by_role("button", name="生成").click()
    link = page.get_by_role("link", name="下载")
    expect(link).to_be_visible(timeout=WAIT)
    with page.expect_download() as download:
        link.click()
    sheet = saved_workbook(download.value, folder)["承诺登记表"]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def saved_workbook(download: Download, folder: Path) -> openpyxl.Workbook:
    path = folder / download.suggested_filename
    download.save_as(path)
    return openpyxl.load_workbook(path)
