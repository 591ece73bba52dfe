"""The heading row is found in any order and edition; what is missing is named."""

import pytest

from entities.imports.headings import find_header
from entities.imports.layout import layout_of
from entities.imports.refusal import ImportRefused
from tests.entities.imports.files import penalty_row

HEADINGS = list(penalty_row())


def penalties(*rows):
    return find_header(layout_of("penalties"), rows)


def test_order_is_free():
    header = penalties(list(reversed(HEADINGS)))
    assert header.row == 1
    assert header.headings[header.position["facts"]] == "违法事实"
    assert header.edition.name == "现行模板"


def test_full_width_blanks_and_required_marks_do_not_matter():
    changed = [f" {h.replace('(', '（').replace(')', '）')} *" for h in HEADINGS]
    assert penalties(changed).position == penalties(HEADINGS).position


def test_a_title_may_stand_above():
    assert penalties(["2026年3月行政处罚", ""], ["", ""], HEADINGS).row == 3


def test_missing_headings_are_named():
    with pytest.raises(
        ImportRefused, match=r"：处罚机关、处罚机关统一社会信用代码。请使用“法人行政处罚”模板"
    ) as caught:
        penalties([h for h in HEADINGS if not h.startswith("处罚机关")])
    assert caught.value.code == "headings_missing"


def test_optional_columns_may_be_absent():
    assert "remark" not in penalties([h for h in HEADINGS if h != "备注"]).position


def test_a_known_heading_twice_is_refused():
    with pytest.raises(ImportRefused, match="“违法事实”不止一列"):
        penalties([*HEADINGS, "违法事实"])


def test_unknown_headings_are_told_and_the_reason_column_is_not():
    assert penalties([*HEADINGS, "经办人", "问题说明", "", ""]).unknown == ["经办人"]


def test_another_table_has_no_header():
    assert penalties(["姓名", "电话"], ["张三", "139"]) is None


def test_older_edition_by_its_own_headings():
    old = {
        "violation": "处罚名称", "facts": "处罚事由", "kinds": "处罚类别1", "content": "处罚结果"
    }  # fmt: skip
    layout = layout_of("penalties")
    absent = layout.editions[2].absent
    headings = [
        old.get(column.field, column.heading)
        for column in layout.columns
        if column.field not in absent
    ]
    header = penalties(headings)
    assert header.edition.name == "2016 年模板"
    assert header.headings[header.position["facts"]] == "处罚事由"
