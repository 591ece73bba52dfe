"""Draft, register, file, withdraw; the facts and codes that come of it."""

import threading
import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection, transaction

from commitments import rules, services
from commitments.choices import CommitmentKind, PublicationLevel, Status
from commitments.events import CommitmentRegistered
from commitments.models import Commitment
from commitments.services.codes import next_code
from commitments.services.registration import Letter
from credit_portal.accounts.models import Agency
from credit_portal.audit.models import AuditEntry
from credit_portal.messages.models import Message
from credit_portal.shared import events
from credit_portal.shared.errors import Invalid, Refused
from entities.choices import PublicationScope, RecordKind
from entities.models import CreditRecord, Entity
from entities.services import correct_fact
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.commitments import CommitmentFactory, CommitmentItemFactory
from tests.factories.entities import NOW, TODAY, EntityFactory

pytestmark = pytest.mark.django_db

LETTER = Letter(
    kind=CommitmentKind.VOLUNTARY, matter="守法诚信经营", content="材料真实。",
    liability="依法承担责任。", made_on=TODAY,
)  # fmt: skip


def take(letter: Letter = LETTER, token: uuid.UUID | None = None, **others) -> Commitment:
    user = UserFactory(lead_officer=True)
    values = {"entity": EntityFactory, "agency": AgencyFactory}
    values = {name: others.get(name) or factory() for name, factory in values.items()}
    return services.take_commitment(
        letter=letter, form_token=token or uuid.uuid4(), by=user, at=NOW, **values
    )


def test_registration_gives_code_record_history_and_event(
    django_capture_on_commit_callbacks, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[CommitmentRegistered] = []
    monkeypatch.setitem(events._receivers, CommitmentRegistered, [heard.append])
    with django_capture_on_commit_callbacks(execute=True):
        commitment = take()

    assert commitment.code == f"99028120261120{1:06d}"
    assert commitment.record.kind == RecordKind.COMMITMENT
    assert commitment.record.document_number == commitment.code
    assert commitment.record.reported_by == commitment.agency
    assert heard == [CommitmentRegistered(commitment.pk, commitment.entity_id)]
    assert [h.status for h in commitment.history.all()] == [Status.REGISTERED, Status.DRAFT]
    acts = AuditEntry.objects.values_list("act", flat=True)
    assert sorted(acts) == [
        "commitments.draft_commitment",
        "commitments.register_commitment",
        "entities.record_fact",
    ]


@pytest.mark.parametrize(
    ("level", "scope"),
    [
        (PublicationLevel.PUBLIC, PublicationScope.PUBLIC),
        (PublicationLevel.LIMITED, PublicationScope.GOVERNMENT),
        (PublicationLevel.CLOSED, PublicationScope.AUTHORISED),
    ],
)
def test_the_record_is_as_open_as_the_commitment(level: str, scope: str) -> None:
    assert take(replace(LETTER, publication=level)).record.scope == scope


def test_the_same_form_registers_once() -> None:
    entity, agency, token = EntityFactory(), AgencyFactory(), uuid.uuid4()
    first = take(entity=entity, agency=agency, token=token)
    second = take(entity=entity, agency=agency, token=token)

    assert first == second
    assert Commitment.objects.count() == CreditRecord.objects.count() == 1


def test_a_form_kept_as_draft_is_not_registered_behind_it() -> None:
    token = uuid.uuid4()
    services.draft_commitment(
        entity=EntityFactory(), agency=AgencyFactory(), letter=LETTER, form_token=token,
        by=UserFactory(lead_officer=True), at=NOW,
    )  # fmt: skip

    with pytest.raises(Refused, match="草稿"):
        take(token=token)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"matter": ""}, "matter"),
        ({"made_on": date(2026, 11, 21)}, "made_on"),
        ({"valid_until": date(2026, 11, 19)}, "valid_until"),
        ({"kind": CommitmentKind.OTHER}, "other_kind_name"),
        ({"kind": CommitmentKind.DEFERRED_DOCUMENTS}, "supplement_due_on"),
    ],
)
def test_a_letter_that_does_not_hold_together_is_refused(changes: dict, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        take(replace(LETTER, **changes))

    assert field in refusal.value.fields
    assert not Commitment.objects.exists()


def test_the_item_must_be_of_the_kind() -> None:
    with pytest.raises(Invalid) as refusal:
        take(replace(LETTER, item=CommitmentItemFactory()))

    assert "kind" in refusal.value.fields


def test_a_business_that_is_gone_registers_nothing() -> None:
    with pytest.raises(Refused, match="已注销"):
        take(entity=EntityFactory(deregistered=True))

    assert not Commitment.objects.exists()


def test_filing_is_for_own_and_association_commitments_open_to_all() -> None:
    def file(letter: Letter) -> Commitment:
        return services.file_published_commitment(
            entity=EntityFactory(), agency=AgencyFactory(), letter=letter,
            form_token=uuid.uuid4(), by=UserFactory(lead_officer=True), at=NOW,
        )  # fmt: skip

    assert file(LETTER).status == Status.REGISTERED
    with pytest.raises(Invalid):
        file(replace(LETTER, kind=CommitmentKind.APPROVAL_REPLACING))
    with pytest.raises(Invalid):
        file(replace(LETTER, publication=PublicationLevel.CLOSED))


def test_a_withdrawn_draft_keeps_its_reason() -> None:
    draft = CommitmentFactory(draft=True)
    services.withdraw_draft(
        commitment=draft, reason="资料有误", by=UserFactory(lead_officer=True), at=NOW
    )

    version = draft.history.get(status=Status.WITHDRAWN)
    assert version.history_change_reason == "资料有误"


def test_a_voided_commitment_keeps_its_code_and_loses_its_record() -> None:
    commitment = take()
    services.void_commitment(
        commitment=commitment, reason="承诺人未签署", by=UserFactory(lead_officer=True), at=NOW
    )
    found = Commitment.objects.get()

    assert (found.status, found.code) == (Status.VOIDED, commitment.code)
    assert (found.voided_at, found.void_reason) == (NOW, "承诺人未签署")
    assert found.record.withdrawal_reason == "承诺人未签署"
    entry = AuditEntry.objects.get(act="commitments.void_commitment")
    assert entry.reason == "承诺人未签署"
    assert not Commitment.objects.published(TODAY).exists()
    assert Message.objects.get().uscc == commitment.entity.uscc


def test_voiding_withdraws_the_corrected_record() -> None:
    commitment = take()
    by = UserFactory(lead_officer=True)
    corrected = correct_fact(
        record=commitment.record, changes={"title": "诚信经营"}, reason="事由有误", by=by, at=NOW
    )
    services.void_commitment(commitment=Commitment.objects.get(), reason="登记有误", by=by, at=NOW)

    assert not CreditRecord.objects.standing().exists()
    assert CreditRecord.objects.get(pk=corrected.pk).withdrawal_reason == "登记有误"


@pytest.mark.parametrize("reason", ["", "  "])
def test_voiding_asks_for_a_reason(reason: str) -> None:
    commitment = CommitmentFactory()
    with pytest.raises(Invalid):
        services.void_commitment(
            commitment=commitment, reason=reason, by=UserFactory(lead_officer=True), at=NOW
        )
    assert Commitment.objects.get().status == Status.REGISTERED


def test_serials_run_per_region_and_day() -> None:
    agencies = [AgencyFactory(), AgencyFactory(region_code="990282")]
    codes = [
        CommitmentFactory(agency=agency, made_on=day).code
        for day in (date(2026, 11, 2), date(2026, 11, 3))
        for agency in agencies
    ]

    assert [code[-6:] for code in codes] == ["000001"] * 4


@pytest.mark.django_db(transaction=True)
def test_two_windows_at_once_get_neighbouring_codes_and_a_rollback_leaves_no_gap() -> None:
    """Real threads and connections; every third registration fails after taking its number."""
    agency, entity = AgencyFactory(), EntityFactory()
    windows, each = 4, 6
    start = threading.Barrier(windows)

    def register() -> None:
        start.wait()
        for turn in range(each):
            try:
                _register_or_fail(agency, entity, fails=turn % 3 == 2)
            except RuntimeError:
                continue
        connection.close()

    threads = [threading.Thread(target=register) for _ in range(windows)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    serials = sorted(int(code[-6:]) for code in Commitment.objects.values_list("code", flat=True))
    assert serials == list(range(1, windows * each * 2 // 3 + 1))


def _register_or_fail(agency: Agency, entity: Entity, fails: bool) -> None:
    with transaction.atomic():
        CommitmentFactory(agency=agency, entity=entity, code=next_code("990281", TODAY))
        if fails:
            raise RuntimeError


@pytest.mark.django_db(transaction=True)
def test_a_double_click_registers_once() -> None:
    """Both requests are under way at the same time; the second waits and finds the first."""
    agency, entity, token = AgencyFactory(), EntityFactory(), uuid.uuid4()
    start, found = threading.Barrier(2), []

    def click() -> None:
        start.wait()
        found.append(take(entity=entity, agency=agency, token=token).code)
        connection.close()

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 2
    assert len(set(found)) == 1
    assert Commitment.objects.count() == 1


def test_code_length_fits_the_column() -> None:
    assert Commitment._meta.get_field("code").max_length == rules.CODE_LENGTH
