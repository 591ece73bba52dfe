"""Scorecards: counted once a month by the weights of the pack, ranked; praise and criticism."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from credit_portal.audit.models import AuditEntry
from credit_portal.audit.services import record_lookup
from credit_portal.insight.choices import Measure, NoticeKind
from credit_portal.insight.models import Scorecard
from credit_portal.insight.rules import Counts, ranks, scores, total
from credit_portal.insight.scorecards.counting import counts_of
from credit_portal.insight.scorecards.services import issue_notice, keep_scorecards, suggested
from credit_portal.messages.models import Message
from credit_portal.policy.selectors import pack_in_force
from credit_portal.policy.services import install_packs
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Invalid, NotAllowed, Refused
from disputes.choices import Outcome
from disputes.models import Dispute
from disputes.targets import agency_of
from repair.choices import ItemStatus
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.disputes import contested_record, filed
from tests.factories.entities import NOW, TODAY, CreditRecordFactory, ImportBatchFactory
from tests.factories.grading import ExternalAssessmentFactory
from tests.factories.repair import item_alone
from tests.factories.supervision import ListingFactory

pytestmark = pytest.mark.django_db
OFFICE = SystemActor("信用办")
MONTH = date(2026, 9, 1)
WITHIN = datetime(2026, 9, 20, 10, tzinfo=NOW.tzinfo)


@pytest.fixture(autouse=True)
def packs(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    install_packs(by=SystemActor("测试"), at=NOW)


@pytest.mark.parametrize(("counts", "wanted"), [
    (Counts(), (None, None, None, "0")),
    (Counts(reported=4, in_time=3, records=4, complete=2, rows=5, rejected=1, look_ups=40),
     ("75", "50", "80", "100")),
    (Counts(records=2, complete=2, kinds=("permit",), kinds_expected=("penalty", "permit")),
     (None, "75", "100", "0")),
    (Counts(records=2, complete=2, rejected=9, rows=2, upheld=1), (None, "100", "0", "0")),
])  # fmt: skip
def test_the_score_of_each_measure(counts: Counts, wanted: tuple[str | None, ...]) -> None:
    found = scores(counts, enough_look_ups=20)
    assert tuple(found.values()) == tuple(None if x is None else Decimal(x) for x in wanted)


def test_the_weight_of_what_cannot_be_measured_goes_to_the_rest() -> None:
    weights = dict(zip(Measure, (30, 20, 30, 20), strict=True))
    of: dict[Measure, Decimal | None] = dict.fromkeys(Measure, Decimal(50)) | {
        Measure.TIMELINESS: None,
        Measure.QUALITY: Decimal(80),
    }

    assert total(of, weights) == Decimal("62.9")
    assert total(dict.fromkeys(Measure) | {Measure.USE: Decimal(100)}, weights) is None


def test_equal_scores_share_a_place() -> None:
    assert ranks([Decimal(90), None, Decimal(95), Decimal(90)]) == [2, None, 1, 2]


def reporting(agency: Any) -> None:
    """Two acts, one recorded too late; an old one handed in afterwards; one file; a look-up."""
    for days in (3, 15, 900):
        CreditRecordFactory(
            reported_by=agency, decided_on=WITHIN.date() - timedelta(days=days),
            published_from=None, repairable_from=None, published_until=None, recorded_at=WITHIN,
        )  # fmt: skip
    ImportBatchFactory(agency=agency, received_at=WITHIN, finished_at=WITHIN, rows=4, rejected=1)
    user = UserFactory(agency=agency)
    record_lookup(by=user, entity_uscc="X", purpose="办事", at=WITHIN)


def test_a_month_is_counted_for_all_in_one_go() -> None:
    agency, other = AgencyFactory(), AgencyFactory()
    reporting(agency)
    CreditRecordFactory(reported_by=other, recorded_at=WITHIN - timedelta(days=40))
    found = counts_of(MONTH, 7)

    assert found[agency.pk] == Counts(
        reported=2, in_time=1, records=3, complete=3, kinds=("penalty",), rows=4, rejected=1,
        look_ups=1,
    )  # fmt: skip
    assert other.pk not in found


def test_what_was_upheld_counts_against_who_made_it() -> None:
    AgencyFactory(lead_office=True)
    targets = (contested_record(), ListingFactory(listed=True), item_alone(ItemStatus.REFUSED))
    for target in targets:
        filed(target)
    result = ExternalAssessmentFactory()
    filed(result, ("grade", "应为A级"))
    Dispute.objects.update(outcome=Outcome.UPHELD, decided_at=NOW)
    found = counts_of(TODAY.replace(day=1), 7)
    made = (*targets, result)
    assert [found[agency_of(target).pk].upheld for target in made] == [1, 1, 1, 1]


def test_a_month_is_kept_once_with_the_weights_of_the_pack() -> None:
    agency = AgencyFactory()
    reporting(agency)
    assert keep_scorecards(month=MONTH, by=OFFICE, at=NOW) == 1
    assert keep_scorecards(month=MONTH, by=OFFICE, at=NOW) == 0
    card = Scorecard.objects.get(agency=agency)
    assert (card.rank, card.measures["timeliness"]) == (1, [50.0, 30])
    acts = AuditEntry.objects.filter(act__startswith="insight.")
    assert [entry.act for entry in acts] == ["insight.keep_scorecards"]


def test_a_month_that_runs_is_not_scored() -> None:
    with pytest.raises(Invalid):
        keep_scorecards(month=TODAY.replace(day=1), by=OFFICE, at=NOW)
    with pytest.raises(NotAllowed):
        keep_scorecards(month=MONTH, by=UserFactory(), at=NOW)


def kept(agency: Any = None) -> Scorecard:
    agency = agency or AgencyFactory()
    reporting(agency)
    keep_scorecards(month=MONTH, by=OFFICE, at=NOW)
    return Scorecard.objects.get(agency=agency)


def test_a_notice_is_printed_once_and_sent() -> None:
    card, lead = kept(), UserFactory(lead_officer=True)
    notice = issue_notice(
        scorecard=card, kind=NoticeKind.CRITICISM, reason="报送不及时", by=lead, at=NOW
    )
    assert notice.file.read()[:4] == b"%PDF"
    assert "报送不及时" in notice.text
    assert "整改" in notice.text
    assert Message.objects.get(agency=card.agency).url == f"/desk/scorecards/{card.pk}/"
    with pytest.raises(Refused):
        issue_notice(scorecard=card, kind=NoticeKind.PRAISE, reason="又", by=lead, at=NOW)
    with pytest.raises(NotAllowed):
        issue_notice(scorecard=card, kind=NoticeKind.PRAISE, reason="又", by=UserFactory(), at=NOW)


@pytest.mark.parametrize(("score", "kind"), [
    (None, None), (Decimal("59.9"), NoticeKind.CRITICISM), (Decimal(60), None),
    (Decimal(95), NoticeKind.PRAISE),
])  # fmt: skip
def test_the_pack_suggests_praise_or_criticism(score: Any, kind: NoticeKind | None) -> None:
    assert suggested(score, pack_in_force(TODAY)) == kind


def test_an_agency_sees_the_table_and_its_own_counts(client: Client) -> None:
    card, user = kept(), UserFactory()
    client.force_login(user)
    table = reverse("insight:scorecards")
    detail = reverse("insight:scorecard", args=[card.pk])
    assert detail not in client.get(table).content.decode()
    assert client.get(detail).status_code == 404
    client.force_login(UserFactory(agency=card.agency))
    assert detail in client.get(table).content.decode()
    assert client.get(detail).status_code == 200
