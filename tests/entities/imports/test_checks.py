"""Every code, at the right row and column; a row with an error is returned whole."""

import pytest

from entities import uscc
from entities.imports.report import report_of
from entities.models import CreditRecord, Entity, QuarantinedRow
from tests.entities.imports.files import (
    AUTHORITY_CODE,
    ROW_MAKERS,
    code_of,
    import_rows,
    penalty_row,
)

pytestmark = pytest.mark.django_db
SUBJECT = "行政相对人代码_1(统一社会信用代码)"


def rejected(*rows, layout="penalties"):
    report = report_of(import_rows(*rows, layout=layout))
    return [(issue["row"], issue["column"], issue["code"]) for issue in report["rejected"]]


@pytest.mark.parametrize(
    ("layout", "column", "cell", "code"),
    [
        ("penalties", "违法事实", "", "required"),
        ("penalties", "违法事实", " \u3000\t", "required"),
        ("penalties", "处罚类别", " ", "required"),
        ("penalties", SUBJECT, "", "required"),
        ("penalties", SUBJECT, "00000000000000000X", "uscc_invalid"),
        ("penalties", SUBJECT, "914403001922038215", "uscc_invalid"),
        ("penalties", "处罚机关统一社会信用代码", "11990281014000001", "uscc_invalid"),
        ("penalties", "处罚类别", "罚款;口头教育", "choice_invalid"),
        ("penalties", "行政相对人类别", "自然人", "choice_invalid"),
        ("penalties", "处罚决定日期", "2026/13/01", "date_invalid"),
        ("penalties", "处罚决定日期", "2026/11/23", "date_in_future"),
        ("penalties", "罚款金额(万元)", "两万元", "number_invalid"),
        ("penalties", "罚款金额(万元)", "-3", "number_invalid"),
        ("penalties", "公示截止期", "2001/01/01", "period_invalid"),
        ("penalties", "行政处罚决定书文号", "号" * 129, "too_long"),
        ("permits", "许可类别", "口头", "choice_invalid"),
        ("permits", "有效期至", "1999/01/01", "period_invalid"),
        ("permits", "行政许可决定文书号", "", "required"),
        ("entities", "统一社会信用代码", "91990281PBOX9DCF6E", "uscc_invalid"),
        ("entities", "主体名称", "", "required"),
        ("entities", "主体类别", "跨国集团", "choice_invalid"),
        ("entities", "成立日期", "2021/02/30", "date_invalid"),
        ("entities", "成立日期", "2031/01/01", "date_in_future"),
    ],
)
def test_each_code(layout, column, cell, code):
    make = ROW_MAKERS[layout]
    assert rejected(make(1), make(2, **{column: cell}), layout=layout) == [(3, column, code)]
    assert CreditRecord.objects.count() == (0 if layout == "entities" else 1)


def test_every_reason_of_a_row_is_told_and_the_row_is_kept_whole():
    row = penalty_row(
        1, **{"违法事实": "", SUBJECT: "9132O281142232229Q", "处罚决定日期": "2026/02/30"}
    )
    report = report_of(import_rows(row))
    assert [(i["row"], i["code"]) for i in report["rejected"]] == [
        (2, "uscc_invalid"), (2, "required"), (2, "date_invalid"),
    ]  # fmt: skip
    assert "是否应为 91320281142232229Q" in report["rejected"][0]["message"]
    assert not CreditRecord.objects.exists()
    assert not Entity.objects.exists()


def test_quarantined_cells_are_not_readable_in_the_database():
    batch = import_rows(penalty_row(1, **{"违法事实": ""}))
    kept = QuarantinedRow.objects.get(batch=batch)
    assert "990281197001010018" in kept.cells
    raw = QuarantinedRow.objects.raw(
        "SELECT id, cells AS stored FROM entities_quarantinedrow WHERE id = %s", [kept.pk]
    )[0].stored
    assert raw.startswith("sm4-gcm:")
    assert "990281197001010018" not in str(kept.issues)


def test_duplicates_in_the_file_and_against_the_register():
    report = report_of(import_rows(penalty_row(1), penalty_row(2), penalty_row(1)))
    assert (report["accepted"], report["duplicates"]) == (2, [4])
    report = report_of(import_rows(penalty_row(2), penalty_row(3)))
    assert (report["accepted"], report["duplicates"]) == (1, [2])


def test_an_earlier_row_with_an_error_makes_no_duplicate():
    report = report_of(import_rows(penalty_row(1, **{"违法事实": ""}), penalty_row(1)))
    assert (report["accepted"], report["duplicates"]) == (1, [])


def test_unknown_entity_and_other_name_are_warnings():
    import_rows(ROW_MAKERS["entities"](1), layout="entities")
    report = report_of(
        import_rows(penalty_row(1, 行政相对人名称="另一个名称"), penalty_row(2), penalty_row(1))
    )
    assert report["accepted"] == 2
    warnings = {(i["row"], i["column"], i["code"]) for i in report["warnings"]}
    assert warnings == {(2, "行政相对人名称", "name_mismatch"), (3, SUBJECT, "entity_unknown")}
    known, provisional = (Entity.objects.get(uscc=code_of(n)) for n in (1, 2))
    assert known.name == "澄江市第1贸易有限公司"
    assert provisional.is_provisional
    assert provisional.kind == "enterprise"
    assert provisional.history.get().history_type == "+"


def test_rejected_rows_create_no_provisional_entity_and_warn_of_nothing():
    report = report_of(import_rows(penalty_row(1, **{"处罚类别": "x"})))
    assert report["warnings"] == []
    assert not Entity.objects.exists()


def test_unknown_headings_are_a_warning():
    report = report_of(import_rows(penalty_row(1) | {"经办人": "王五"}))
    warnings = [(w["row"], w["column"], w["code"]) for w in report["warnings"]]
    assert (1, "经办人", "heading_unknown") in warnings
    assert "王五" not in str(CreditRecord.objects.get().details)


def test_blanks_around_cells_do_not_matter():
    padded = {key: f" {value}\u3000" if value else "" for key, value in penalty_row(1).items()}
    report = report_of(import_rows(penalty_row(1), padded))
    assert (report["accepted"], report["duplicates"]) == (1, [3])
    assert CreditRecord.objects.get().authority_code == AUTHORITY_CODE


def test_a_wrong_check_digit_of_the_organisation_code_is_a_warning_until_the_code_is_known():
    good = code_of(1)
    doubtful = good[:16] + ("1" if good[16] == "0" else "0")
    doubtful += uscc.check_character(doubtful)
    row = penalty_row(1, **{SUBJECT: doubtful})
    batch = import_rows(row)
    assert (batch.accepted, [w["code"] for w in batch.warnings]) == (
        1, ["uscc_doubtful", "entity_unknown"],
    )  # fmt: skip
    assert "组织机构代码" in batch.warnings[0]["message"]
    again = import_rows(row | {"行政处罚决定书文号": "另一号"})
    assert (again.accepted, again.warnings) == (1, [])
