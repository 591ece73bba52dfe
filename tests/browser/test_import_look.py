"""The import on the desk, as an officer sees it: send, follow, take back."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from credit_portal.jobs.services import execute_job
from entities.choices import BatchStatus
from entities.imports import mending
from entities.imports.services import JOB
from entities.models import ImportBatch
from tests.browser.look import PHONE, fits, is_accessible, looks_right
from tests.entities.imports.files import NOW, csv_bytes, import_rows, penalty_row
from tests.factories.accounts import UserFactory
from tests.factories.jobs import JobFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROWS = [
    penalty_row(1),
    penalty_row(2, 违法事实="", 处罚决定日期="2026/02/30"),
    penalty_row(3, 处罚类别="口头教育"),
    penalty_row(1),
]


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def keep(page, name: str) -> None:
    """A screenshot for people, where a folder for them is named."""
    if folder := os.environ.get("PORTAL_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_send_follow_and_take_back(open_page, tmp_path):
    user = UserFactory()
    path = tmp_path / "三月处罚.csv"
    path.write_bytes(csv_bytes(ROWS))
    page = open_page(reverse("imports:list"), user=user)
    page.get_by_label("数据种类").select_option("penalties")
    page.get_by_label("数据文件").set_input_files(path)
    keep(page, "import-list")
    is_accessible(page)
    page.get_by_role("button", name="上传并导入").click()
    page.get_by_text("排队中").wait_for()
    keep(page, "import-waiting")

    execute_job(ImportBatch.objects.get().job_id, clock=lambda: NOW)
    page.get_by_role("heading", name="退回的行").wait_for()
    keep(page, "import-done")
    is_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载待修正的行").click()
    assert download.value.suggested_filename == "三月处罚-待修正.xlsx"


def test_on_a_phone(open_page):
    user = UserFactory()
    batch = import_rows(*ROWS, agency=user.agency, by=user)
    for name, address in (
        ("list", reverse("imports:list")),
        ("detail", reverse("imports:detail", args=[batch.pk])),
    ):
        page = open_page(address, user=user, viewport=PHONE)
        is_accessible(page)
        fits(page)
        keep(page, f"import-phone-{name}")


def test_a_failed_import_and_one_with_many_bad_rows(open_page, monkeypatch):
    monkeypatch.setattr(mending, "BUILT_AT_ONCE", 1)
    user = UserFactory()
    options = {"agency": user.agency, "by": user}
    many = import_rows(*(penalty_row(number, 违法事实="") for number in (1, 2)), **options)
    failed = import_rows(penalty_row(3), **options)
    failed.job = JobFactory(failed=True, created_by=user, kind=JOB, error="任务多次中断，已停止。")
    failed.status = BatchStatus.RECEIVED
    failed.save()
    for batch, button in ((many, "生成待修正的工作簿"), (failed, "重试")):
        address = reverse("imports:detail", args=[batch.pk])
        page = open_page(address, user=user)
        assert page.get_by_role("button", name=button).is_visible()
        looks_right(page)
    page.get_by_role("button", name="重试").click()
    page.get_by_text("排队中").wait_for()
    assert not page.get_by_role("button", name="重试").is_visible()
