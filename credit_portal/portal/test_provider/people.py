"""Whom one may log in as: representatives of the register, and three invented persons."""

from dataclasses import dataclass
from typing import Any

from entities.choices import EntityStatus, PersonRole
from entities.models import EntityPerson
from grading.models import ClassNotice

VERIFIED, BASIC = "2", "1"
REPRESENTATIVES = 4


@dataclass(frozen=True)
class TestPerson:
    """A person as an identity provider knows them."""

    subject: str
    name: str
    id_number: str
    level: str
    represents: tuple[str, ...]
    note: str

    @property
    def claims(self) -> dict[str, Any]:
        """In the names that the portal expects unless it is told others."""
        known = {"real_name_level": self.level, "name": self.name}
        if self.level != VERIFIED:
            return known
        codes = list(self.represents)
        return {**known, "id_number": self.id_number, "legal_representative_of": codes}


AGENT = TestPerson(
    "agent",
    "季经办",
    "990281199003070012",
    VERIFIED,
    (),
    "经办人（身份证件号码 990281199003070012），等待企业授权",
)
NOBODY = TestPerson("nobody", "闻无企", "990281198811200028", VERIFIED, (), "没有企业的个人")
UNPROVED = TestPerson("unproved", "全未实", "", BASIC, (), "已注册，未实名认证")
INVENTED = (AGENT, NOBODY, UNPROVED)


def suggested() -> list[TestPerson]:
    """Representatives of businesses that have something to read, then the invented persons."""
    told = ClassNotice.objects.filter(to_entity=True).order_by("-sent_at", "pk")
    first = list(told.values_list("entity__uscc", flat=True)[:REPRESENTATIVES])
    rows = _representatives().filter(entity__uscc__in=first)
    rows = rows if rows.exists() else _representatives().order_by("pk")
    return [_person(row) for row in rows[:REPRESENTATIVES]] + list(INVENTED)


def by_subject(subject: str) -> TestPerson | None:
    """The person of a subject; a representative's is the number of their row."""
    invented = next((person for person in INVENTED if person.subject == subject), None)
    if invented or not subject.removeprefix("person-").isdigit():
        return invented
    row = _representatives().filter(person=subject.removeprefix("person-")).first()
    return row and _person(row)


def by_business(uscc: str) -> TestPerson | None:
    """The representative of any business."""
    row = _representatives().filter(entity__uscc=uscc).first()
    return row and _person(row)


def _representatives() -> Any:
    rows = EntityPerson.objects.filter(until=None, role=PersonRole.LEGAL_REPRESENTATIVE)
    known = rows.filter(entity__status=EntityStatus.ACTIVE).exclude(person__id_number="")
    return known.select_related("person", "entity")


def _person(row: EntityPerson) -> TestPerson:
    own = _representatives().filter(person=row.person).order_by("entity__uscc")
    businesses = [(other.entity.uscc, other.entity.name) for other in own]
    return TestPerson(
        subject=f"person-{row.person_id}",
        name=row.person.name,
        id_number=row.person.id_number,
        level=VERIFIED,
        represents=tuple(uscc for uscc, _ in businesses),
        note="法定代表人：" + "、".join(name for _, name in businesses),
    )
