"""经营主体基础信息: the registration of businesses and other organisations."""

from entities.choices import EntityStatus, SubjectKind
from entities.imports.layout import CellKind, Column, Edition, Layout
from entities.imports.layouts.common import by_label
from entities.imports.storing.entities import store_entities

COLUMNS = (
    Column("uscc", "统一社会信用代码", CellKind.USCC, required=True),
    Column("name", "主体名称", required=True, max_length=200),
    Column("kind", "主体类别", CellKind.CHOICE, required=True, choices=by_label(SubjectKind)),
    Column("representative", "法定代表人", max_length=100),
    Column("id_type", "法定代表人证件类型", max_length=50),
    Column("id_number", "法定代表人证件号码", max_length=64, is_private=True),
    Column("principal", "主要负责人", max_length=100),
    Column("principal_id_type", "主要负责人证件类型", max_length=50),
    Column("principal_id_number", "主要负责人证件号码", max_length=64, is_private=True),
    Column("controller", "实际控制人", max_length=100),
    Column("controller_id_type", "实际控制人证件类型", max_length=50),
    Column("controller_id_number", "实际控制人证件号码", max_length=64, is_private=True),
    Column("registered_on", "成立日期", CellKind.DATE, not_future=True),
    Column(
        "status", "登记状态", CellKind.CHOICE,
        choices=by_label(EntityStatus) | {"在业": EntityStatus.ACTIVE.value},
    ),
    Column("registrar", "登记机关", max_length=200),
    Column("industry_code", "行业代码", max_length=5),
    Column("town", "所属镇街", max_length=50),
    Column("address", "住所", max_length=500),
    Column("phone", "联系电话", max_length=32),
    Column("head", "总机构统一社会信用代码", CellKind.USCC),
)  # fmt: skip

ENTITIES = Layout(
    code="entities",
    name="经营主体基础信息",
    kind="entity",
    columns=COLUMNS,
    key=(),
    store=store_entities,
    editions=(
        Edition("现行模板"),
        Edition("登记注册模板", {"name": "企业名称", "kind": "企业类型", "address": "住址"}),
    ),
)
