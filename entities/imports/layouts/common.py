"""Columns that the national layouts share."""

from django.db.models import TextChoices

from entities.choices import SubjectKind
from entities.imports.layout import CellKind, Column

INDIVIDUAL, ORGANISATION = "个体工商户", "法人及非法人组织"
SUBJECT_KINDS = {name: name for name in (ORGANISATION, INDIVIDUAL)}


def by_label(choices: type[TextChoices]) -> dict[str, str]:
    """Label in the file → stored value."""
    return {str(choice.label): str(choice.value) for choice in choices}


def subject_kind_of(kind: str) -> str:
    """The one of the two national kinds of subject that a business is."""
    return INDIVIDUAL if kind == SubjectKind.INDIVIDUAL_BUSINESS else ORGANISATION


SUBJECT = (
    Column("subject_name", "行政相对人名称", required=True, max_length=200),
    Column("subject_kind", "行政相对人类别", CellKind.CHOICE, required=True, choices=SUBJECT_KINDS),
    Column("subject", "行政相对人代码_1(统一社会信用代码)", CellKind.USCC, required=True),
    Column("registration_number", "行政相对人代码_2(工商注册号)", max_length=50),
    Column("organisation_code", "行政相对人代码_3(组织机构代码)", max_length=10),
    Column("tax_number", "行政相对人代码_4(税务登记号)", max_length=20),
    Column("institution_number", "行政相对人代码_5(事业单位证书号)", max_length=20),
    Column("society_number", "行政相对人代码_6(社会组织登记证号)", max_length=50),
    Column("representative", "法定代表人", max_length=50),
    Column("id_type", "法定代表人证件类型", max_length=64, is_private=True),
    Column("id_number", "法定代表人证件号码", max_length=64, is_private=True),
)

SOURCE = (
    Column("source", "数据来源单位", required=True, max_length=200),
    Column("source_code", "数据来源单位统一社会信用代码", CellKind.USCC, required=True),
    Column("remark", "备注", max_length=512, is_private=True),
)
