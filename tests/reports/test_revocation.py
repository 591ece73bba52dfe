"""A fact in a report was wrong: the report is revoked, and those whom it concerns are told."""

from unittest.mock import patch

import pytest

from credit_portal.accounts.models import Agency
from credit_portal.accounts.viewers import Viewer, ViewerKind, viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.messages.models import Message
from credit_portal.reports import services, tasks
from credit_portal.reports.choices import ReportKind
from credit_portal.reports.models import CreditReport
from credit_portal.shared.errors import NotAllowed
from disputes.harm.uses import uses_of
from entities.models import CreditRecord
from entities.services import correct_fact, reinstate_fact, repair_fact, withdraw_fact
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.entities import NOW, CreditRecordFactory
from tests.factories.reports import OFFICE, issue
from tests.factories.supervision import MeasureFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quickly_printed")]


@pytest.fixture
def record() -> CreditRecord:
    return CreditRecordFactory()


def withdraw(record: CreditRecord) -> CreditRecord:
    return withdraw_fact(
        record=record, reason="处罚决定被撤销，当事人320281197001011234", by=OFFICE, at=NOW
    )


def revoke(record: CreditRecord) -> int:
    return services.revoke_reports(record=record, by=OFFICE, at=NOW)


def test_it_is_revoked_and_everybody_told_once(record: CreditRecord) -> None:
    own = issue(record.entity)
    review = issue(record.entity, ReportKind.REVIEW, agency=AgencyFactory())
    other = issue(CreditRecordFactory().entity)
    withdraw(record)

    assert (revoke(record), revoke(record)) == (2, 0)
    standing = CreditReport.objects.standing()
    assert standing.get() == other
    revoked = CreditReport.objects.get(pk=review.pk)
    assert record.document_number in revoked.revocation_reason
    assert "197001011234" not in revoked.revocation_reason
    acts = AuditEntry.objects.filter(act="reports.revoke_report")
    assert acts.count() == 2
    told = {(message.uscc, message.agency): message.url for message in Message.objects.all()}
    assert told[record.entity.uscc, None].startswith("/my/reports/new/basic/?again=")
    assert told["", review.agency] == f"/desk/reports/new/review/?again={review.pk}"
    assert Message.objects.filter(uscc=record.entity.uscc, text__contains=own.number).count() == 1


def test_the_list_of_harm_names_them(record: CreditRecord) -> None:
    issue(record.entity)
    asker = AgencyFactory()
    issue(record.entity, ReportKind.REVIEW, agency=asker)
    withdraw(record)
    revoke(record)

    def named(viewer: Viewer) -> list[tuple[Agency | None, bool]]:
        rows = dict(uses_of(record, viewer))["reports/_harm.html"]
        return [(row.agency, row.revoked_at is not None) for row in rows]

    own = Viewer(ViewerKind.ENTITY, usccs=frozenset({record.entity.uscc}))
    lead = viewer_of(UserFactory(lead_officer=True))
    assert named(own) == named(lead) == [(None, True), (asker, True)]
    assert named(viewer_of(UserFactory())) == [(asker, True)], "self-checks stay private"


def test_a_correction_revokes_too(record: CreditRecord) -> None:
    issue(record.entity)
    correct_fact(
        record=record, changes={"document_number": "澄市罚〔2026〕另号"}, reason="录入有误",
        by=OFFICE, at=NOW,
    )  # fmt: skip
    assert revoke(record) == 1


def test_what_was_true_stands(record: CreditRecord) -> None:
    """A repair ends a fact that was true; a revoked repair brings back what was true before."""
    issue(record.entity)
    assert revoke(record) == 0
    repair_fact(record=record, reference="澄修复1", by=OFFICE, at=NOW)
    assert revoke(record) == 0
    reinstate_fact(record=record, reason="材料虚假", by=OFFICE, at=NOW)
    assert revoke(record) == 0
    tasks.revoke_missed_reports()
    assert CreditReport.objects.standing().count() == 1


def test_a_measure_rests_on_its_record() -> None:
    """The record itself is not the agency's to see; what rests on it stands in the report."""
    measure = MeasureFactory(record__authorised=True)
    issue(measure.entity, ReportKind.REVIEW, agency=AgencyFactory())
    withdraw(measure.record)
    assert revoke(measure.record) == 1


def test_the_event_asks_a_worker_and_the_sweep_finds_what_was_missed(
    record: CreditRecord, django_capture_on_commit_callbacks
) -> None:
    issue(record.entity)
    with (
        patch.object(tasks.revoke_reports, "delay") as asked,
        django_capture_on_commit_callbacks(execute=True),
    ):
        withdraw(record)
    asked.assert_called_once_with(record.pk)
    tasks.revoke_missed_reports()
    tasks.revoke_missed_reports()
    tasks.revoke_reports(record.pk)
    assert AuditEntry.objects.filter(act="reports.revoke_report").count() == 1
    assert not CreditReport.objects.standing().exists()


def test_no_officer_of_a_department_revokes(record: CreditRecord) -> None:
    with pytest.raises(NotAllowed):
        services.revoke_reports(record=record, by=UserFactory(), at=NOW)
