"""Files as a department sends them in the demonstration: permits, two of whose rows are wrong, and
other facts, so that no column of the public site stays empty."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from credit_portal.accounts.models import Agency, User
from entities.choices import EntityStatus
from entities.imports.layout import Layout
from entities.imports.layouts.facts import FACTS
from entities.imports.layouts.permits import PERMITS
from entities.imports.services import import_batch, receive_file
from entities.models import Entity, ImportBatch

ROWS = 12
UNCHECKED, UNNAMED = 3, 7  # the rows with a mistyped code, and without the name of the document
DECIDED_DAYS_AGO, YEARS = 4, 5
DAY = timedelta(days=1)
# kind, matter, content, amount
OTHERS = (
    ("行政征收", "特种设备检验费征收", "征收特种设备检验费", "0.36"),
    ("行政给付", "食品抽检样品买样费给付", "给付抽检买样费", "0.02"),
    ("行政裁决", "计量纠纷仲裁检定裁决", "对计量纠纷作出仲裁检定结论", ""),
    ("行政补偿", "征用检测设备补偿", "对应急征用的检测设备给予补偿", "1.5"),
    ("行政强制", "查封不合格产品", "查封涉嫌不合格产品一批", ""),
    ("行政确认", "股权出质设立登记", "准予股权出质设立登记", ""),
    ("行政奖励", "质量管理优秀奖", "授予质量管理优秀奖", "5"),
)


def build_demo_import(*, officer: User, at: datetime) -> None:
    """Received and taken in at once; leaves alone where a file was received before."""
    agency = officer.agency
    if agency is None or ImportBatch.objects.exists():
        return
    today = timezone.localdate(at)
    for layout, rows in ((PERMITS, _permits), (FACTS, _facts)):
        batch = receive_file(
            stream=io.BytesIO(_file(layout, rows(agency, today))),
            name=f"{agency.short_name}{layout.name}.csv", layout=layout, agency=agency,
            by=officer, at=at,
        )  # fmt: skip
        import_batch(batch=batch, by=officer, at=at, today=today)


def _file(layout: Layout, rows: Iterable[dict[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, [column.heading for column in layout.columns], restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _businesses() -> QuerySet[Entity]:
    return Entity.objects.filter(status=EntityStatus.ACTIVE, confirmed_at__isnull=False).order_by(
        "-pk"
    )


def _facts(agency: Agency, today: date) -> Iterator[dict[str, str]]:
    decided = today - DECIDED_DAYS_AGO * DAY
    for number, (entity, fact) in enumerate(zip(_businesses(), OTHERS, strict=False), start=1):
        kind, title, content, amount = fact
        yield {
            "主体名称": entity.name,
            "统一社会信用代码": entity.uscc,
            "信息种类": kind,
            "事项名称": title,
            "文书号": f"澄市监其〔{decided.year}〕{number}号",
            "作出日期": f"{decided:%Y/%m/%d}",
            "内容": content,
            "结果": "已办结",
            "金额(万元)": amount,
            "作出机关(提供单位)": agency.name,
            "作出机关(提供单位)统一社会信用代码": agency.uscc,
        }


def _permits(agency: Agency, today: date) -> Iterator[dict[str, str]]:
    decided = today - DECIDED_DAYS_AGO * DAY
    for number, entity in enumerate(_businesses()[:ROWS], start=1):
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
