"""Files of businesses: new, changed, unchanged; names and representatives keep their past."""

from datetime import date, timedelta

import pytest

from credit_portal.accounts.models import User
from entities.choices import EntityStatus, SubjectKind
from entities.models import Entity, EntityPerson, FormerName, Person, QuarantinedRow, Town
from tests.entities.imports.files import NOW, code_of, entity_row, import_rows, penalty_row
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def send(*rows, **options):
    return import_rows(*rows, layout="entities", **options)


def test_a_new_file():
    send(entity_row(1))
    entity = Entity.objects.get()
    assert (entity.uscc, entity.name) == (code_of(1), "澄江市第1贸易有限公司")
    assert (entity.kind, entity.status) == (SubjectKind.ENTERPRISE, EntityStatus.ACTIVE)
    assert entity.registered_on == date(2015, 7, 27)
    assert entity.town == Town.objects.get(name="月城镇")
    assert (entity.recorded_at, entity.confirmed_at) == (NOW, NOW)
    assert entity.history.get().history_type == "+"


def test_the_representative_is_kept_encrypted_and_found_again():
    send(entity_row(1), entity_row(2, 法定代表人证件号码="990281197001010001"))
    person = Person.objects.get()
    assert person.id_number == "990281197001010001"
    raw = Person.objects.raw("SELECT id, id_number AS stored FROM entities_person")[0].stored
    assert raw.startswith("sm4-gcm:")
    assert EntityPerson.objects.filter(person=person, until=None).count() == 2


def test_without_an_id_number_the_name_counts_within_the_business():
    rows = [entity_row(n, 法定代表人="王强", 法定代表人证件号码="") for n in (1, 2)]
    send(*rows)
    assert Person.objects.count() == 2
    assert {p.id_number for p in Person.objects.all()} == {""}
    assert send(*rows).duplicates == 2


def test_the_same_again_changes_nothing():
    send(entity_row(1))
    batch = send(entity_row(1), at=LATER)
    assert (batch.accepted, batch.duplicates) == (0, 1)
    assert Entity.objects.get().history.count() == 1


HEAD = "总机构统一社会信用代码"


@pytest.mark.parametrize("branch_first", [True, False])
def test_a_branch_is_linked_to_its_head_office(branch_first: bool):
    rows = [entity_row(1, **{HEAD: ""}), entity_row(2, **{HEAD: code_of(1)})]
    send(*(reversed(rows) if branch_first else rows))
    head, branch = (Entity.objects.get(uscc=code_of(n)) for n in (1, 2))
    assert (branch.parent, head.parent) == (head, None)
    assert send(*rows, at=LATER).duplicates == 2


def test_a_head_office_that_comes_later_is_linked_when_the_branch_is_sent_again():
    branch = entity_row(2, **{HEAD: code_of(1)})
    send(branch)
    assert Entity.objects.get().parent is None
    send(entity_row(1))
    assert send(branch, at=LATER).accepted == 1
    assert Entity.objects.get(uscc=code_of(2)).parent.uscc == code_of(1)


def test_nothing_is_its_own_head_office():
    send(entity_row(1, **{HEAD: code_of(1)}))
    assert Entity.objects.get().parent is None


def test_a_change_keeps_the_former_state():
    user = UserFactory()
    send(entity_row(1))
    batch = send(
        entity_row(1, 主体名称="澄江市新名贸易有限公司"), at=LATER, by=user, agency=user.agency
    )
    assert batch.accepted == 1
    entity = Entity.objects.get()
    assert entity.name == "澄江市新名贸易有限公司"
    assert entity.recorded_at == NOW
    former = FormerName.objects.get()
    assert (former.name, former.replaced_at, former.batch) == (
        "澄江市第1贸易有限公司", LATER, batch,
    )  # fmt: skip
    newest = entity.history.first()
    assert (newest.history_type, newest.history_user) == ("~", User.objects.get(pk=user.pk))
    assert newest.history_change_reason == "导入 file.csv"


def test_a_new_representative_ends_the_former():
    send(entity_row(1))
    send(entity_row(1, 法定代表人="李四", 法定代表人证件号码="990281198001010001"), at=LATER)
    old, new = EntityPerson.objects.order_by("since")
    assert (old.person.name, old.until) == ("张1", LATER)
    assert (new.person.name, new.until) == ("李四", None)


def test_a_blank_cell_keeps_what_is_known():
    send(entity_row(1))
    batch = send(entity_row(1, 联系电话="", 所属镇街="", 登记状态="", 法定代表人=""), at=LATER)
    assert batch.duplicates == 1
    assert Entity.objects.get().phone == "13900000001"


def test_columns_may_be_absent():
    short = {k: entity_row(1)[k] for k in ("统一社会信用代码", "主体名称", "主体类别")}
    assert send(short).accepted == 1
    assert not Person.objects.exists()


def test_rows_of_one_code_follow_each_other():
    batch = send(entity_row(1), entity_row(1), entity_row(1, 主体名称="新名"))
    assert (batch.accepted, batch.duplicates) == (2, 1)
    assert Entity.objects.get().name == "新名"
    assert FormerName.objects.get().name == "澄江市第1贸易有限公司"
    assert QuarantinedRow.objects.get(is_duplicate=True).row == 3


def test_registration_confirms_a_provisional_file():
    import_rows(penalty_row(1, 行政相对人名称="处罚书上的名称"))
    assert Entity.objects.get().is_provisional
    batch = send(entity_row(1), at=LATER)
    entity = Entity.objects.get()
    assert batch.accepted == 1
    assert (entity.name, entity.confirmed_at) == ("澄江市第1贸易有限公司", LATER)
    assert not FormerName.objects.exists()


BEHIND = {
    "主要负责人": "李主任", "主要负责人证件类型": "护照", "主要负责人证件号码": "G00000001",
    "实际控制人": "王控", "实际控制人证件类型": "", "实际控制人证件号码": "990281196001010011",
}  # fmt: skip


def held() -> set[tuple[str, str, str, str]]:
    rows = EntityPerson.objects.filter(until=None).select_related("person")
    return {(row.role, row.person.name, row.person.id_type, row.person.id_number) for row in rows}


def test_who_leads_and_controls_a_business_is_kept_encrypted_beside_its_representative():
    send(entity_row(1, **BEHIND))
    assert held() == {
        ("legal_representative", "张1", "身份证", "990281197001010001"),
        ("principal", "李主任", "护照", "G00000001"),
        ("controller", "王控", "身份证", "990281196001010011"),
    }
    stored = Person.objects.raw("SELECT id, id_number AS stored FROM entities_person")
    assert all(row.stored.startswith("sm4-gcm:") for row in stored)
    assert send(entity_row(1, **BEHIND), at=LATER).duplicates == 1


def test_a_new_controller_ends_the_former_and_blank_cells_keep_the_others():
    send(entity_row(1, **BEHIND))
    blank = dict.fromkeys(BEHIND, "")
    batch = send(entity_row(1, **blank | {"实际控制人": "张1"}), at=LATER)
    assert batch.accepted == 1
    former = EntityPerson.objects.get(until=LATER)
    assert (former.role, former.person.name) == ("controller", "王控")
    assert {(role, name) for role, name, *_ in held()} == {
        ("legal_representative", "张1"), ("principal", "李主任"), ("controller", "张1"),
    }  # fmt: skip


def test_one_person_in_two_roles_is_one_person():
    send(entity_row(1, 实际控制人="张1", 实际控制人证件号码="990281197001010001"))
    assert Person.objects.count() == 1
    assert {role for role, *_ in held()} == {"legal_representative", "controller"}
