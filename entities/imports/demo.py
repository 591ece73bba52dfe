"""A file of permits as a department sends it in the demonstration: most rows good, two not."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from credit_portal.accounts.models import Agency, User
from entities.choices import EntityStatus
from entities.imports.layouts.permits import PERMITS
from entities.imports.services import import_batch, receive_file
from entities.models import Entity, ImportBatch

ROWS = 12
UNCHECKED, UNNAMED = 3, 7  # the rows with a mistyped code, and without the name of the document
DECIDED_DAYS_AGO, YEARS = 4, 5
DAY = timedelta(days=1)


def build_demo_import(*, officer: User, at: datetime) -> None:
    """Received and taken in at once; leaves alone where a file was received before."""
    agency = officer.agency
    if agency is None or ImportBatch.objects.exists():
        return
    today = timezone.localdate(at)
    batch = receive_file(
        stream=io.BytesIO(_file(agency, today)), name=f"{agency.short_name}行政许可.csv",
        layout=PERMITS, agency=agency, by=officer, at=at,
    )  # fmt: skip
    import_batch(batch=batch, by=officer, at=at, today=today)


def _file(agency: Agency, today: date) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, [column.heading for column in PERMITS.columns], restval="")
    writer.writeheader()
    writer.writerows(_rows(agency, today))
    return text.getvalue().encode()


def _rows(agency: Agency, today: date) -> Iterator[dict[str, str]]:
    businesses = Entity.objects.filter(status=EntityStatus.ACTIVE, confirmed_at__isnull=False)
    decided = today - DECIDED_DAYS_AGO * DAY
    for number, entity in enumerate(businesses.order_by("-pk")[:ROWS], start=1):
        code = entity.uscc
        yield {
            "行政相对人名称": entity.name,
            "行政相对人类别": "法人及非法人组织",
            "行政相对人代码_1(统一社会信用代码)": code[1:] if number == UNCHECKED else code,
            "行政许可决定文书名称": "" if number == UNNAMED else "准予行政许可决定书",
            "行政许可决定文书号": f"澄市监许〔{decided.year}〕导{number}号",
            "许可类别": "普通",
            "许可证书名称": "食品经营许可证",
            "许可编号": f"JY{decided.year}{number:04d}",
            "许可内容": "食品销售",
            "许可决定日期": f"{decided:%Y/%m/%d}",
            "有效期自": f"{decided:%Y/%m/%d}",
            "有效期至": f"{decided + YEARS * 365 * DAY:%Y/%m/%d}",
            "许可机关": agency.name,
            "许可机关统一社会信用代码": agency.uscc,
            "当前状态": "1",
            "数据来源单位": agency.name,
            "数据来源单位统一社会信用代码": agency.uscc,
        }
