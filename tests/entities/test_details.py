"""Corrected details: read as the file that brings them would be."""

import pytest

from entities.choices import RecordKind
from entities.details import checked

K = RecordKind


@pytest.mark.parametrize(
    ("kind", "field", "text", "kept"),
    [
        (K.HONOUR, "honour_rank", "省级", "省级"),
        (K.CONTRACT, "contract_result", "拖欠", "拖欠"),
        (K.INTERVIEW, "interview_result", "已约谈", "已约谈"),  # as the portal's own say
        (K.REWARD, "handling", "表彰先进集体", "表彰先进集体"),
        (K.ELECTRICITY, "amount", "12.50", "12.5"),
        (K.COMMITMENT_BREACH, "content", "按期缴纳", "按期缴纳"),
    ],
)
def test_what_the_register_can_count_is_kept(kind: str, field: str, text: str, kept: str) -> None:
    assert checked(kind, field, text) == kept


@pytest.mark.parametrize(
    ("kind", "field", "text", "why"),
    [
        (K.HONOUR, "honour_rank", "省部级", "须填写国家级、省级、市级、县级之一"),
        (K.TAX_CREDIT, "tax_grade", "A级", "须填写A、B、M、C、D之一"),
        (K.CONTRACT, "contract_result", "", "须填写按约履行、延期履行、未履行、拖欠之一"),
        (K.GAS, "amount", "一百", "不是有效的数字"),
    ],
)
def test_what_would_silently_count_no_more_is_refused(
    kind: str, field: str, text: str, why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        checked(kind, field, text)
