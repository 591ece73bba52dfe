"""Department files for the measurement of the import: penalties of 25 columns, always the same."""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

ENTITIES = 60_000
FACTS = (
    "经查，当事人于{year}年{month}月{day}日在澄江市长泾镇北环路{number}号从事生产经营活动过程中，"
    "未按照规定在有较大危险因素的场所设置明显的安全警示标志，"
    "现场检查时未能提供相应的检查记录和培训台账，"
    "上述事实有现场检查记录、询问笔录、照片等证据证明，事实清楚，证据确凿，案件编号为{number}。"
)
CONTENT = "责令限期改正，并处以人民币{fine}万元罚款，罚款自收到决定书之日起十五日内缴纳。"
BASES = [
    "《中华人民共和国安全生产法》第三十五条、第九十九条第一项",
    "《中华人民共和国食品安全法》第五十四条第一款、第一百三十二条",
    "《中华人民共和国大气污染防治法》第二十条第二款、第九十九条第三项",
    "《中华人民共和国道路运输条例》第二十四条、第六十四条第二款",
]
VIOLATIONS = ["违反安全生产规定", "超标排放", "虚假宣传", "无证经营", "未按规定公示信息"]
KINDS = ["警告", "罚款", "罚款", "罚款", "罚款;没收违法所得", "没收非法财物", "责令停产停业"]
AUTHORITIES = [f"澄江市第{number}行政执法局" for number in range(1, 31)]
HEADINGS = [
    "行政相对人名称", "行政相对人类别", "行政相对人代码_1(统一社会信用代码)",
    "行政相对人代码_2(工商注册号)", "行政相对人代码_3(组织机构代码)", "法定代表人",
    "法定代表人证件类型", "法定代表人证件号码", "行政处罚决定书文号", "违法行为类型", "违法事实",
    "处罚依据", "处罚类别", "处罚内容", "罚款金额(万元)", "没收违法所得、没收非法财物的金额(万元)",
    "暂扣或吊销证照名称及编号", "处罚决定日期", "处罚有效期", "公示截止期", "处罚机关",
    "处罚机关统一社会信用代码", "数据来源单位", "数据来源单位统一社会信用代码", "备注",
]  # fmt: skip


def uscc_of(prefix: str, number: int) -> str:
    """A valid code of the fictional region."""
    from entities import uscc

    body = f"{prefix}990281{number:09d}"
    return body + uscc.check_character(body)


def entity_name(number: int) -> str:
    return f"澄江市天润第{number}号机械制造有限公司"


def penalties(rows: int) -> Iterator[list[str]]:
    """Rows of the national layout; texts as long as those of published decisions."""
    dice = random.Random(7)
    codes = [uscc_of("91", number) for number in range(ENTITIES)]
    authority_codes = [uscc_of("11", number) for number in range(len(AUTHORITIES))]
    for number in range(rows):
        entity, authority = dice.randrange(ENTITIES), dice.randrange(len(AUTHORITIES))
        year, month, day = dice.randrange(2019, 2026), dice.randrange(1, 13), dice.randrange(1, 29)
        fine = dice.randrange(1, 2000) / 100
        yield [
            entity_name(entity), "法人及非法人组织", codes[entity], "", "", f"王{entity % 900}",
            "身份证", "990281197001010018", f"澄执罚〔{year}〕{number}号", dice.choice(VIOLATIONS),
            FACTS.format(year=year, month=month, day=day, number=number), dice.choice(BASES),
            dice.choice(KINDS), CONTENT.format(fine=fine),
            f"{fine}", "", "", f"{year}/{month:02d}/{day:02d}", f"{year + 1}/{month:02d}/{day:02d}",
            "", AUTHORITIES[authority], authority_codes[authority], "澄江市信用办",
            authority_codes[0], "",
        ]  # fmt: skip


def csv_file(folder: Path, rows: int) -> Path:
    """The file as csv, written once."""
    path = folder / f"penalties-{rows}.csv"
    if not path.exists():
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(HEADINGS)
            writer.writerows(penalties(rows))
    return path


def xlsx_file(folder: Path, rows: int) -> Path:
    """The file as a workbook with its amounts as numbers, written once."""
    import xlsxwriter

    path = folder / f"penalties-{rows}.xlsx"
    if path.exists():
        return path
    amount = HEADINGS.index("罚款金额(万元)")
    workbook = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    sheet = workbook.add_worksheet("法人行政处罚")
    sheet.write_row(0, 0, HEADINGS)
    for number, cells in enumerate(penalties(rows), start=1):
        sheet.write_row(number, 0, cells)
        sheet.write_number(number, amount, float(cells[amount]))
    workbook.close()
    return path
