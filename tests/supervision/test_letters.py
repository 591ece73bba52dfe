"""Letters on public bodies and state firms: numbered, kept, printed again with the same bytes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from credit_portal.accounts.viewers import PUBLIC_VIEWER, viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Invalid, NotAllowed, NotVisible, Refused
from entities.choices import SubjectKind
from entities.models import CreditRecord
from supervision.letters.choices import LetterKind
from supervision.models import NoticeLetter
from supervision.services.letters import LetterDraft, issue_letter
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.entities import NOW, CreditRecordFactory
from tests.factories.supervision import MeasureFactory

pytestmark = pytest.mark.django_db
OFFICE = SystemActor("信用办")


def record_of(kind: SubjectKind = SubjectKind.GOVERNMENT_BODY, **traits: Any) -> CreditRecord:
    return CreditRecordFactory(entity__kind=kind, **traits)


def issue(record: CreditRecord, agency: Any = None, by: Any = OFFICE, **changes: Any) -> Any:
    values = {"kind": LetterKind.BODY, "record": record, "recipients": "澄江市人民政府、审计局"}
    return issue_letter(
        entity=record.entity, draft=LetterDraft(**values | changes),
        agency=agency or AgencyFactory(), by=by, at=NOW,
    )  # fmt: skip


def test_a_letter_says_what_was_done_by_whom_and_to_whom_it_goes() -> None:
    record = record_of()
    letter = issue(record)

    for words in (record.entity.name, record.entity.uscc, record.document_number, "反馈"):
        assert words in letter.text
    assert letter.file.read()[:4] == b"%PDF"
    assert [entry.act for entry in AuditEntry.objects.all()] == ["supervision.issue_letter"]


def test_numbers_run_by_agency_and_year() -> None:
    agency = AgencyFactory(short_name="信用办")
    numbers = [issue(record_of(), agency).number for _ in range(2)]

    assert numbers == ["信用办信函〔2026〕1号", "信用办信函〔2026〕2号"]
    assert issue(record_of()).serial == 1


def test_a_letter_about_a_measure_names_it() -> None:
    measure = MeasureFactory(entity__kind=SubjectKind.PUBLIC_INSTITUTION)
    letter = issue(measure.record, measure=measure)

    assert measure.title in letter.text
    with pytest.raises(Refused, match="已经就此发函"):
        issue(measure.record, measure=measure)
    assert issue(measure.record).measure is None
    with pytest.raises(Refused):
        issue(record_of(), measure=measure)


def test_a_letter_about_staff_names_the_person() -> None:
    record = record_of()
    with pytest.raises(Invalid):
        issue(record, kind=LetterKind.STAFF)
    assert "李四" in issue(record, kind=LetterKind.STAFF, staff_name="李四").text


def test_a_firm_only_where_it_is_the_states() -> None:
    record = record_of(SubjectKind.ENTERPRISE)
    with pytest.raises(Invalid, match="国有企业"):
        issue(record)
    assert issue(record, is_state_firm=True).entity == record.entity
    with pytest.raises(Invalid):
        issue(record_of(SubjectKind.INDIVIDUAL_BUSINESS), is_state_firm=True)


@pytest.mark.parametrize(
    "traits", [{"withdrawn": True}, {"repaired": True}, {"level": ""}], ids=str
)
def test_records_that_carry_no_letter(traits: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        issue(record_of(**traits))
    assert not NoticeLetter.objects.exists()


@pytest.mark.parametrize("make", [
    lambda agency: UserFactory(),
    lambda agency: UserFactory(town_officer=True, agency=agency),
    lambda agency: UserFactory(window_officer=True, agency=agency),
])  # fmt: skip
def test_who_writes_letters(make: Callable[[Any], Any]) -> None:
    agency = AgencyFactory()
    with pytest.raises(NotAllowed):
        issue(record_of(), agency, by=make(agency))


def test_nobody_writes_about_what_he_may_not_see() -> None:
    officer = UserFactory()
    with pytest.raises(NotVisible):
        issue(record_of(authorised=True), officer.agency, by=officer)


def test_a_letter_is_written_listed_and_printed_again(as_user, on_the_day) -> None:
    record, officer = record_of(), UserFactory()
    client = as_user(officer)
    address = reverse("supervision:letter_new", args=[record.entity.uscc])
    assert "上级主管单位、审计部门" in client.get(address).content.decode()
    posted = {"kind": "body", "record": record.pk, "recipients": "市政府、审计局"}
    assert client.post(address, posted).status_code == 302
    letter = NoticeLetter.objects.get()

    assert letter.number in client.get(reverse("supervision:letters")).content.decode()
    file = reverse("supervision:letter_file", args=[letter.pk])
    first, second = (b"".join(client.get(file).streaming_content) for _ in range(2))
    assert first == second
    assert first[:4] == b"%PDF"
    client = as_user(UserFactory())
    assert client.get(file).status_code == 404


def test_who_sees_letters() -> None:
    letter = issue(record_of())
    own = viewer_of(UserFactory(agency=letter.agency))
    lead = viewer_of(UserFactory(lead_officer=True))
    seen = [
        NoticeLetter.objects.visible_to(viewer).exists()
        for viewer in (own, lead, viewer_of(UserFactory()), PUBLIC_VIEWER)
    ]
    assert seen == [True, True, False, False]
