"""Department files made for a test, and a short way to import them."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

import openpyxl

from credit_portal.accounts.models import Agency
from credit_portal.shared.actors import Actor, SystemActor
from entities import uscc
from entities.imports.layout import layout_of
from entities.imports.services import import_batch, receive_file
from entities.models import ImportBatch

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
AUTHORITY = "澄江市应急管理局"


def code_of(number: int, prefix: str = "91") -> str:
    """A valid code of the fictional region."""
    organisation = f"MA{number:06d}"
    body = f"{prefix}990281{organisation}{uscc.organisation_check(organisation)}"
    return body + uscc.check_character(body)


AUTHORITY_CODE = code_of(1, "11")


def entity_row(number: int = 1, **changes: object) -> dict[str, object]:
    return {
        "统一社会信用代码": code_of(number),
        "主体名称": f"澄江市第{number}贸易有限公司",
        "主体类别": "企业",
        "法定代表人": f"张{number}",
        "法定代表人证件类型": "身份证",
        "法定代表人证件号码": f"9902811970010100{number:02d}",
        "成立日期": "2015/07/27",
        "登记状态": "存续",
        "登记机关": "澄江市市场监督管理局",
        "行业代码": "C1711",
        "所属镇街": "月城镇",
        "住所": f"澄江市月城镇北环路{number}号",
        "联系电话": "13900000001",
    } | changes


def penalty_row(number: int = 1, **changes: object) -> dict[str, object]:
    return {
        "行政相对人名称": f"澄江市第{number}贸易有限公司",
        "行政相对人类别": "法人及非法人组织",
        "行政相对人代码_1(统一社会信用代码)": code_of(number),
        "法定代表人": f"张{number}",
        "法定代表人证件类型": "身份证",
        "法定代表人证件号码": "990281197001010018",
        "行政处罚决定书文号": f"澄应罚〔2026〕{number}号",
        "违法行为类型": "违反安全生产规定",
        "违法事实": "未设置安全警示标志",
        "处罚依据": "《中华人民共和国安全生产法》第九十九条",
        "处罚类别": "罚款",
        "处罚内容": "罚款两千元",
        "罚款金额(万元)": "0.2",
        "没收违法所得、没收非法财物的金额(万元)": "",
        "暂扣或吊销证照名称及编号": "",
        "处罚决定日期": "2026/03/04",
        "处罚有效期": "2027/03/04",
        "公示截止期": "",
        "处罚机关": AUTHORITY,
        "处罚机关统一社会信用代码": AUTHORITY_CODE,
        "数据来源单位": "澄江市信用办",
        "数据来源单位统一社会信用代码": AUTHORITY_CODE,
        "备注": "",
    } | changes


def permit_row(number: int = 1, **changes: object) -> dict[str, object]:
    return {
        "行政相对人名称": f"澄江市第{number}贸易有限公司",
        "行政相对人类别": "法人及非法人组织",
        "行政相对人代码_1(统一社会信用代码)": code_of(number),
        "法定代表人": f"张{number}",
        "行政许可决定文书名称": "准予行政许可决定书",
        "行政许可决定文书号": f"澄许〔2026〕{number}号",
        "许可类别": "普通",
        "许可证书名称": "食品经营许可证",
        "许可编号": f"JY{number}",
        "许可内容": "食品销售",
        "许可决定日期": "2026/03/04",
        "有效期自": "2026/03/04",
        "有效期至": "2099/12/31",
        "许可机关": AUTHORITY,
        "许可机关统一社会信用代码": AUTHORITY_CODE,
        "当前状态": "1",
        "数据来源单位": "澄江市信用办",
        "数据来源单位统一社会信用代码": AUTHORITY_CODE,
        "备注": "",
    } | changes


def fact_row(number: int = 1, **changes: object) -> dict[str, object]:
    return {
        "主体名称": f"澄江市第{number}贸易有限公司",
        "统一社会信用代码": code_of(number),
        "信息种类": "行政奖励",
        "事项名称": "安全生产先进奖励",
        "文书号": f"澄应奖〔2026〕{number}号",
        "作出日期": "2026/03/04",
        "有效期至": "",
        "内容": "授予安全生产先进单位",
        "结果": "",
        "金额(万元)": "2",
        "失信程度": "",
        "公示截止期": "",
        "作出机关(提供单位)": AUTHORITY,
        "作出机关(提供单位)统一社会信用代码": AUTHORITY_CODE,
        "备注": "",
    } | changes


def listing_row(number: int = 1, **changes: object) -> dict[str, object]:
    return {
        "主体名称": f"澄江市第{number}贸易有限公司",
        "统一社会信用代码": code_of(number),
        "名单类别": "严重失信主体名单",
        "名单名称": "失信被执行人",
        "领域": "",
        "列入决定文书号": f"（2026）澄0281执{number}号",
        "列入决定日期": "2026/03/04",
        "列入日期": "2026/03/05",
        "截止日期": "",
        "认定单位": "澄江市人民法院",
        "认定单位统一社会信用代码": AUTHORITY_CODE,
        "认定依据": "司法裁判",
        "依据文书号": f"（2025）澄0281民初{number}号",
        "依据文书作出机关": "澄江市人民法院",
        "依据文书日期": "2025/12/01",
        "事实和理由": "有履行能力而拒不履行生效法律文书确定的义务",
        "法律依据": "《最高人民法院关于公布失信被执行人名单信息的若干规定》第一条",
        "送达方式": "",
        "移出日期": "",
        "移出原因": "",
        "移出文书号": "",
    } | changes


ROW_MAKERS = {
    "entities": entity_row, "penalties": penalty_row, "permits": permit_row, "facts": fact_row,
}  # fmt: skip


def csv_bytes(rows: Sequence[dict[str, object]], encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_bytes(rows: Sequence[dict[str, object]]) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    return saved(workbook)


def saved(workbook: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def import_bytes(
    content: bytes,
    layout: str = "penalties",
    name: str = "file.csv",
    agency: Agency | None = None,
    by: Actor | None = None,
    at: datetime = NOW,
) -> ImportBatch:
    actor = by or SystemActor("test")
    batch = receive_file(
        stream=io.BytesIO(content), name=name, layout=layout_of(layout), agency=agency,
        by=actor, at=at,
    )  # fmt: skip
    return import_batch(batch=batch, by=actor, at=at, today=at.date())


def import_rows(*rows: dict[str, object], layout: str = "penalties", **options) -> ImportBatch:
    return import_bytes(csv_bytes(rows), layout, **options)
