"""The list of minor violations, and that it is asked where a penalty is entered by hand."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from credit_portal.audit.models import AuditEntry
from credit_portal.policy.choices import PenaltyKind
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Invalid, NotAllowed, Refused
from entities.choices import DishonestyLevel, RecordKind, SubjectKind
from entities.models import CreditRecord
from supervision.leniency.choices import Leniency
from supervision.leniency.selectors import hints_for
from supervision.models import MinorViolation
from supervision.services import leniency
from supervision.services.leniency import LineDraft, PenaltyDraft
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.entities import NOW, TODAY, CreditRecordFactory, EntityFactory
from tests.factories.supervision import MinorViolationFactory

pytestmark = pytest.mark.django_db
OFFICE, DAY = SystemActor("信用办"), timedelta(days=1)
LATE = "未按期公示年度报告"


def line(**changes: Any) -> LineDraft:
    values = {
        "violation": LATE, "leniency": Leniency.EXEMPT, "condition": "及时改正",
        "legal_basis": "《行政处罚法》第三十三条", "is_first_only": True, "edition": "2026年版",
        "from_on": TODAY,
    }  # fmt: skip
    return LineDraft(**values | changes)


def penalty(**changes: Any) -> PenaltyDraft:
    values = {
        "document_number": "澄市罚〔2026〕9号", "violation": LATE, "facts": "逾期三个月",
        "basis": "《暂行条例》第十七条", "kinds": (PenaltyKind.FINE,), "content": "罚款0.1万元",
        "decided_on": TODAY,
    }  # fmt: skip
    return PenaltyDraft(**values | changes)


def enter(entity: Any = None, agency: Any = None, by: Any = OFFICE, **changes: Any) -> Any:
    return leniency.enter_penalty(
        entity=entity or EntityFactory(), draft=penalty(**changes),
        agency=agency or AgencyFactory(), by=by, at=NOW,
    )  # fmt: skip


# --- The list ------------------------------------------------------------------------------------


def test_a_line_is_kept_changed_and_retired_each_with_one_entry() -> None:
    kept = leniency.list_violation(draft=line(), agency=AgencyFactory(), by=OFFICE, at=NOW)
    leniency.change_violation(line=kept, draft=line(edition="2027年版"), by=OFFICE, at=NOW)
    leniency.retire_violation(line=kept, reason="条例修订", by=OFFICE, at=NOW)

    assert MinorViolation.objects.get().edition == "2027年版"
    assert not MinorViolation.objects.in_force(TODAY).exists()
    assert MinorViolation.objects.in_force(TODAY - DAY).count() == 0  # from_on is today
    assert AuditEntry.objects.count() == 3
    for act in (
        lambda: leniency.change_violation(line=kept, draft=line(), by=OFFICE, at=NOW),
        lambda: leniency.retire_violation(line=kept, reason="再次", by=OFFICE, at=NOW),
    ):
        with pytest.raises(Refused, match="刷新"):
            act()


@pytest.mark.parametrize("field", ["violation", "condition", "legal_basis", "edition"])
def test_a_line_says_everything(field: str) -> None:
    with pytest.raises(Invalid) as refused:
        leniency.list_violation(
            draft=line(**{field: " "}), agency=AgencyFactory(), by=OFFICE, at=NOW
        )
    assert field in refused.value.fields


def test_a_violation_stands_once_on_the_list_of_an_agency() -> None:
    first = MinorViolationFactory(violation=LATE)
    with pytest.raises(Refused):
        leniency.list_violation(draft=line(), agency=first.agency, by=OFFICE, at=NOW)
    leniency.list_violation(draft=line(), agency=AgencyFactory(), by=OFFICE, at=NOW)


def test_who_keeps_the_list() -> None:
    kept = MinorViolationFactory()
    for by in (UserFactory(), UserFactory(town_officer=True, agency=kept.agency)):
        with pytest.raises(NotAllowed):
            leniency.list_violation(draft=line(), agency=kept.agency, by=by, at=NOW)
        with pytest.raises(NotAllowed):
            leniency.change_violation(line=kept, draft=line(), by=by, at=NOW)
        with pytest.raises(NotAllowed):
            leniency.retire_violation(line=kept, reason="否", by=by, at=NOW)


# --- The hint ------------------------------------------------------------------------------------


def test_the_hint_speaks_to_a_first_offender() -> None:
    kept = MinorViolationFactory(violation=LATE)
    entity = EntityFactory()
    hint = hints_for(entity, f"{LATE}案", kept.agency, TODAY)[0]
    assert (hint.line, "及时改正" in hint.sentence) == (kept, True)

    earlier = CreditRecordFactory(
        entity=entity, title=LATE, authority_name=kept.agency.name, authority_code=""
    )
    assert hints_for(entity, LATE, kept.agency, TODAY) == []
    CreditRecord.objects.filter(pk=earlier.pk).update(withdrawn_at=NOW, withdrawal_reason="误")
    assert hints_for(entity, LATE, kept.agency, TODAY)


@pytest.mark.parametrize(
    "earlier", [{"title": "无照经营"}, {"authority_name": "别局", "authority_code": ""}], ids=str
)
def test_other_penalties_do_not_make_a_second_offender(earlier: dict[str, str]) -> None:
    kept = MinorViolationFactory(violation=LATE)
    said = {"title": LATE, "authority_name": kept.agency.name, "authority_code": ""} | earlier
    record = CreditRecordFactory(**said)
    assert hints_for(record.entity, LATE, kept.agency, TODAY)


def test_a_line_not_only_for_the_first_time_speaks_again() -> None:
    kept = MinorViolationFactory(violation=LATE, is_first_only=False)
    record = CreditRecordFactory(title=LATE, authority_name=kept.agency.name)
    assert hints_for(record.entity, LATE, kept.agency, TODAY)


@pytest.mark.parametrize("traits", [{"retired": True}, {"from_on": TODAY + DAY}], ids=str)
def test_lines_not_in_force_say_nothing(traits: dict[str, Any]) -> None:
    kept = MinorViolationFactory(violation=LATE, **traits)
    assert hints_for(EntityFactory(), LATE, kept.agency, TODAY) == []


def test_lines_of_the_lead_office_bind_all_those_of_another_agency_nobody_else() -> None:
    MinorViolationFactory(violation=LATE)
    agency, entity = AgencyFactory(), EntityFactory()
    assert hints_for(entity, LATE, agency, TODAY) == []
    MinorViolationFactory(violation=LATE, agency=AgencyFactory(lead_office=True))
    assert len(hints_for(entity, LATE, agency, TODAY)) == 1


# --- A penalty by hand ---------------------------------------------------------------------------


def test_a_penalty_is_written_as_a_file_would(catalogue) -> None:
    agency = AgencyFactory(uscc="119902814JURQ28305")
    record = enter(agency=agency, kinds=(PenaltyKind.FINE, PenaltyKind.WARNING))

    assert (record.kind, record.title, record.reported_by) == (RecordKind.PENALTY, LATE, agency)
    assert record.level == DishonestyLevel.GENERAL
    assert record.details["kinds"] == "罚款;警告"
    assert AuditEntry.objects.filter(act="entities.record_fact").count() == 1
    with pytest.raises(Refused):
        enter(record.entity, agency)


@pytest.mark.parametrize(
    ("kind", "fine", "is_simple", "level"),
    [
        (SubjectKind.ENTERPRISE, "0.3", False, DishonestyLevel.GENERAL),
        (SubjectKind.ENTERPRISE, "0.3", True, DishonestyLevel.MINOR),
        (SubjectKind.ENTERPRISE, "100", False, DishonestyLevel.SERIOUS),
        (SubjectKind.ENTERPRISE, "0.31", True, None),
        (SubjectKind.INDIVIDUAL_BUSINESS, "0.02", True, DishonestyLevel.MINOR),
        (SubjectKind.INDIVIDUAL_BUSINESS, "0.03", True, None),
    ],
)
def test_fine_and_procedure_decide_the_level(catalogue, kind, fine, is_simple, level) -> None:
    changes = {
        "entity": EntityFactory(kind=kind), "fine": Decimal(fine), "is_simple": is_simple,
        "is_considered": True,
    }  # fmt: skip
    if level is None:
        with pytest.raises(Invalid, match="不能适用简易程序"):
            enter(**changes)
        assert not CreditRecord.objects.exists()
    else:
        assert enter(**changes).level == level


def test_the_list_is_considered_before_a_first_offender_is_punished(catalogue) -> None:
    kept = MinorViolationFactory(violation=LATE)
    entity = EntityFactory()
    with pytest.raises(Invalid, match="免罚轻罚清单") as refused:
        enter(entity, kept.agency)
    assert "is_considered" in refused.value.fields
    assert not CreditRecord.objects.exists()

    assert enter(entity, kept.agency, is_considered=True).entity == entity


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("document_number", " "),
        ("facts", ""),
        ("kinds", ()),
        ("decided_on", TODAY + DAY),
        ("valid_until", TODAY - DAY),
        ("valid_until", date(9999, 12, 31)),
    ],
)
def test_a_penalty_says_everything(field: str, value: Any) -> None:
    with pytest.raises(Invalid) as refused:
        enter(**{field: value})
    assert field in refused.value.fields


def test_who_enters_penalties() -> None:
    agency = AgencyFactory()
    for by in (UserFactory(), UserFactory(window_officer=True, agency=agency)):
        with pytest.raises(NotAllowed):
            enter(agency=agency, by=by)


def test_the_list_and_the_hint_on_their_pages(as_user, on_the_day, catalogue) -> None:
    officer, entity = UserFactory(), EntityFactory()
    client = as_user(officer)
    said = {
        "violation": LATE, "leniency": "exempt", "condition": "及时改正", "is_first_only": "on",
        "legal_basis": "《行政处罚法》第三十三条", "edition": "2026年版", "from_on": TODAY,
    }  # fmt: skip
    assert client.post(reverse("supervision:violation_new"), said).status_code == 302
    kept = MinorViolation.objects.get()
    edit = reverse("supervision:violation_edit", args=[kept.pk])
    assert LATE in client.get(edit).content.decode()
    client.post(edit, said | {"edition": "2026年第二版"})
    listed = client.get(reverse("supervision:violations"), {"q": "年度报告"}).content.decode()
    assert "2026年第二版" in listed
    exported = client.get(reverse("supervision:violations_export"))
    assert b"".join(exported.streaming_content)[:2] == b"PK"

    address = reverse("supervision:penalty_new", args=[entity.uscc])
    posted = {
        "document_number": "澄市罚1号", "violation": LATE, "facts": "逾期", "basis": "条例",
        "kinds": ["fine"], "content": "罚款", "decided_on": TODAY,
    }  # fmt: skip
    assert "免罚轻罚清单内（2026年第二版）" in client.post(address, posted).content.decode()
    assert client.post(address, posted | {"is_considered": "on"}).status_code == 302
    assert CreditRecord.objects.get().entity == entity

    retire = reverse("supervision:violation_retire", args=[kept.pk])
    client.post(retire, {"reason": "修订"}, follow=True)
    assert LATE not in client.get(reverse("supervision:violations")).content.decode()
