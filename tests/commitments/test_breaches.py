"""Who broke a promise is put before the responsible agency for key supervision, once."""

import pytest
from django.urls import reverse

from commitments import receivers, services, tasks
from commitments.events import CommitmentRecognised
from commitments.models import Commitment
from credit_portal.audit.models import AuditEntry
from credit_portal.policy.choices import FollowUpKind
from credit_portal.shared.actors import SystemActor
from supervision.models import FollowUp, Measure
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.commitments import CommitmentFactory
from tests.factories.entities import NOW, CreditRecordFactory, EntityFactory

pytestmark = pytest.mark.django_db
SYSTEM = SystemActor("违诺跟进")


def broken(**values) -> Commitment:
    entity = EntityFactory()
    record = CreditRecordFactory(entity=entity, kind="commitment_breach", **values)
    return CommitmentFactory(entity=entity, not_fulfilled=True, outcome_record=record)


def ask() -> int:
    return services.follow_up_breaches(by=SYSTEM, at=NOW)


def test_a_breach_is_put_before_the_lead_office_once() -> None:
    office, commitment = AgencyFactory(lead_office=True), broken()
    CommitmentFactory(fulfilled=True)

    assert [ask(), ask()] == [1, 0]
    found = FollowUp.objects.get()
    assert (found.record, found.agency) == (commitment.outcome_record, office)
    assert found.kind == FollowUpKind.KEY_SUPERVISION
    assert AuditEntry.objects.filter(act="supervision.open_follow_up").count() == 1
    assert not Measure.objects.exists()  # whether to, an officer decides


def test_nothing_is_asked_where_the_pack_does_not(pack_says) -> None:
    AgencyFactory(lead_office=True)
    broken()
    pack_says(breach_key_supervision=False)

    assert ask() == 0


@pytest.mark.parametrize("ending", ["withdrawn_at", "repaired_at"])
def test_what_was_taken_back_or_repaired_asks_for_nothing(ending: str) -> None:
    AgencyFactory(lead_office=True)
    reason = {"withdrawal_reason": "认定有误"} if ending == "withdrawn_at" else {}
    broken(**{ending: NOW}, **reason)

    assert ask() == 0


def test_a_revoked_recognition_closes_the_question() -> None:
    officer = UserFactory(lead_officer=True)
    commitment = broken()
    ask()
    services.revoke_recognition(commitment=commitment, reason="核查有误", by=officer, at=NOW)

    assert FollowUp.objects.exists()
    assert not FollowUp.objects.open().exists()


def test_the_question_shows_its_ground(as_user) -> None:
    officer = UserFactory(lead_officer=True)
    commitment = broken(title="食品经营许可")
    ask()
    client = as_user(officer)

    assert "食品经营许可" in client.get(reverse("supervision:follow_ups")).content.decode()
    page = client.get(reverse("supervision:follow_up", args=[FollowUp.objects.get().pk]))
    assert "食品经营许可" in page.content.decode()
    measure = reverse("supervision:measure_new", args=[commitment.entity.uscc])
    assert measure in page.content.decode()


def test_a_recognition_only_enqueues(monkeypatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(tasks.follow_up_breaches, "delay", lambda: asked.append("asked"))
    receivers.follow_up(CommitmentRecognised(1, 1, "not_fulfilled"))

    assert asked == ["asked"]
