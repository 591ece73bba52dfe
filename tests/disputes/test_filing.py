"""Filing: by whom, about what, once; forwarded, marked, measures at rest."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from credit_portal.accounts.choices import MandateKind
from credit_portal.audit.models import AuditEntry
from credit_portal.deadlines.models import Deadline
from credit_portal.messages.models import Message
from credit_portal.shared.errors import Invalid, NotAllowed, NotVisible, Refused
from disputes import services
from disputes.choices import Channel, DisputeStatus
from disputes.models import Dispute
from entities.choices import RecordKind
from entities.models import CreditRecord
from entities.services import withdraw_fact
from supervision.measures.choices import SuspensionCause
from supervision.models import Measure
from tests.factories.accounts import MandateFactory, UserFactory
from tests.factories.disputes import contested_record, dispute_in, filed, filing, officer_of, owner
from tests.factories.entities import NOW, TODAY, CreditRecordFactory
from tests.factories.grading import GradeFactory
from tests.factories.supervision import ListingFactory, MeasureFactory
from tests.supervision.test_measures import initiate

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def pdf(name: str = "撤销决定书.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_it_is_numbered_forwarded_and_marked() -> None:
    record = contested_record()
    measure = MeasureFactory(entity=record.entity, record=record)

    dispute = filed(record, ("decided_on", "2026-08-01"), evidence=[pdf()])

    assert dispute.number == "YY-990281-2026-00001"
    assert dispute.agency == record.reported_by
    assert str(dispute.deadline.due_on) == "2026-12-01", "seven working days of the default pack"
    assert dispute.deadline.url == f"/desk/disputes/{dispute.number}/"
    assert dispute.fields.get().old_value == "2026-09-01"
    assert dispute.evidence.get().name == "撤销决定书.pdf"
    assert record.dispute_marks.open().get().reference == dispute.number
    suspension = measure.suspensions.get()
    assert (suspension.cause, suspension.reference) == (SuspensionCause.DISPUTE, dispute.number)
    assert not Measure.objects.in_force(TODAY).filter(pk=measure.pk).exists()
    assert AuditEntry.objects.filter(act="disputes.file_dispute").count() == 1
    told = Message.objects.filter(key__startswith=f"dispute:{dispute.number}:filed")
    assert {(row.uscc, row.agency) for row in told} == {
        (record.entity.uscc, None), ("", dispute.agency)
    }  # fmt: skip


def test_numbers_have_no_gaps() -> None:
    first = filed()
    with pytest.raises(Invalid):
        filed(contested_record(), ("no_such_field", "x"))
    assert int(filed().number[-5:]) == int(first.number[-5:]) + 1


def test_incentives_do_not_rest() -> None:
    record = contested_record()
    measure = MeasureFactory(entity=record.entity, record=record, incentive=True)
    filed(record)
    assert not measure.suspensions.exists()


def test_another_business_finds_nothing() -> None:
    record = contested_record()
    stranger = MandateFactory(uscc="91990281MA000007XX").user
    with pytest.raises(NotVisible):
        filed(record, by=stranger)
    assert not Dispute.objects.exists()


def test_a_mandate_that_ended_carries_nothing() -> None:
    record = contested_record()
    agent = MandateFactory(uscc=record.entity.uscc, until_on=TODAY).user
    with pytest.raises(NotVisible):
        filed(record, by=agent)


@pytest.mark.parametrize("role", ["auditor", "administrator", "partner"])
def test_other_officials_file_nothing(role: str) -> None:
    with pytest.raises(NotAllowed):
        filed(by=UserFactory(**{role: True}))


def test_at_the_window_on_paper() -> None:
    window = UserFactory(window_officer=True)
    dispute = filed(by=window, evidence=[pdf()])
    assert (dispute.channel, dispute.taken_at) == (Channel.WINDOW, window.agency)
    withdraw = partial(services.withdraw_dispute, dispute=dispute, reason="书面撤回", at=NOW)
    with pytest.raises(NotAllowed, match=str(window.agency)):
        withdraw(by=officer_of(dispute), evidence=[pdf("撤回.pdf", PDF + b" ")])
    with pytest.raises(Invalid, match="扫描件"):
        withdraw(by=window)
    withdraw(by=window, evidence=[pdf("撤回.pdf", PDF + b" ")])
    assert dispute.evidence.count() == 2
    told = Message.objects.get(key__contains=":withdrawn", uscc=dispute.entity.uscc)
    assert "书面撤回" in told.text


@pytest.mark.parametrize(
    ("kind", "channel"),
    [(MandateKind.LEGAL_REPRESENTATIVE, Channel.ONLINE), (MandateKind.AGENT, Channel.AGENT)],
)
def test_the_mandate_says_who_acts(kind: MandateKind, channel: Channel) -> None:
    record = contested_record()
    by = MandateFactory(uscc=record.entity.uscc, kind=kind).user
    assert filed(record, by=by).channel == channel


def test_paper_comes_with_its_scan() -> None:
    with pytest.raises(Invalid, match="扫描件"):
        filed(by=UserFactory(window_officer=True))


def test_an_officer_does_not_act_for_who_acts_online() -> None:
    dispute = filed()
    officer = UserFactory(agency=dispute.agency)
    with pytest.raises(NotAllowed):
        services.withdraw_dispute(dispute=dispute, reason="代为撤回", by=officer, at=NOW)


def test_a_withdrawn_record_is_refused_with_its_reason() -> None:
    record = contested_record(withdrawn=True)
    with pytest.raises(Refused, match="处罚决定被撤销"):
        filed(record)


def test_a_second_open_one_points_to_the_first() -> None:
    record = contested_record()
    first = filed(record)
    with pytest.raises(Refused, match=first.number):
        filed(record)
    services.withdraw_dispute(dispute=first, reason="已沟通", by=first.filed_by, at=NOW)
    assert filed(record).pk != first.pk


def contested_again(**values: object) -> tuple[Dispute, Measure]:
    """After a rejected one with one file."""
    record = contested_record()
    measure = MeasureFactory(entity=record.entity, record=record)
    dispute_in(DisputeStatus.DECIDED, filed(record, evidence=[pdf()]))
    return filed(record, **values), measure


@pytest.mark.parametrize("evidence", [[], [pdf()]])
def test_contested_again_without_new_evidence_measures_go_on(evidence: list) -> None:
    dispute, measure = contested_again(evidence=evidence)
    fresh = initiate(dispute.record)
    assert set(Measure.objects.in_force(TODAY)) == {measure, fresh}
    assert dispute.record.dispute_marks.open().exists()
    assert "惩戒措施继续执行" in str(dispute.receipt)


def test_new_evidence_lets_them_rest_again() -> None:
    dispute, measure = contested_again(evidence=[pdf("新证据.pdf", PDF + b" ")])
    assert measure.suspensions.open().get().reference == dispute.number
    assert "暂不执行" in str(dispute.receipt)


@pytest.mark.parametrize(
    ("evidence", "rests"), [([], False), ([pdf("新证据.pdf", PDF + b" ")], True)]
)
def test_a_review_lets_them_rest_if_the_dispute_before_it_did(evidence: list, rests: bool) -> None:
    dispute, measure = contested_again(evidence=evidence)
    dispute = dispute_in(DisputeStatus.DECIDED, dispute)
    review = services.request_review(
        dispute=dispute, grounds="未核对原件", by=dispute.filed_by, at=NOW
    )
    assert measure.suspensions.open().exists() is rests
    assert ("暂不执行" in str(review.receipt)) is rests


def test_the_receipt_promises_what_is_so_and_stays() -> None:
    grade = filed(GradeFactory(), ("grade", "应为A级"))
    assert "异议中" not in str(grade.receipt)
    dispute = filed()
    services.accept_dispute(dispute=dispute, by=officer_of(dispute), at=NOW)
    Deadline.objects.filter(pk=dispute.deadline_id).update(due_on=TODAY + timedelta(days=90))
    again = Dispute.objects.get(pk=dispute.pk)
    assert again.receipt == dispute.receipt
    assert "2026年12月01日" in str(again.receipt)


def test_the_record_of_a_listing_is_contested_by_the_listing() -> None:
    listing = ListingFactory(listed=True)
    dispute = filed(listing.record)
    assert (dispute.listing, dispute.record, dispute.agency) == (listing, None, listing.agency)
    assert listing.record.dispute_marks.open().exists()
    with pytest.raises(Refused, match=dispute.number):
        filed(listing)


def test_only_a_listing_in_force_is_contested() -> None:
    with pytest.raises(Refused):
        filed(ListingFactory(decided=True))


def test_only_the_present_grade_is_contested() -> None:
    former = GradeFactory()
    grade = GradeFactory(entity=former.entity)
    with pytest.raises(Refused):
        filed(former, ("grade", "应为A级"))
    dispute = filed(grade, ("grade", "应为A级"))
    assert dispute.agency.kind == "lead_office"


@pytest.mark.parametrize("claim", [("whole", " "), ("title", "未按规定公示信息")])
def test_something_else_must_be_claimed(claim: tuple[str, str]) -> None:
    with pytest.raises(Invalid):
        filed(contested_record(), claim)


@pytest.mark.parametrize("missing", ["grounds", "contact_name", "contact_phone"])
def test_nothing_may_be_missing(missing: str) -> None:
    with pytest.raises(Invalid):
        filed(**{missing: " "})


@pytest.mark.parametrize("content", [b"", b"MZ not a document"])
def test_files_are_checked_by_content(content: bytes) -> None:
    with pytest.raises(Invalid):
        filed(evidence=[pdf(content=content)])
    assert not Dispute.objects.exists()


def test_a_record_without_a_source_goes_to_the_lead_office() -> None:
    assert filed(CreditRecordFactory(reported_by=None)).agency.kind == "lead_office"


def test_a_record_corrected_meanwhile_is_refused_for_the_new_one() -> None:
    record = contested_record()
    withdraw_fact(record=record, reason="处罚决定撤销", by=UserFactory(), at=NOW)
    with pytest.raises(Refused, match="处罚决定撤销"):
        filed(CreditRecord.objects.get(pk=record.pk))


def test_what_of_a_record_may_be_contested() -> None:
    record = contested_record(kind=RecordKind.CONTRACT, details={"amount": 12, "secret": "x"})
    dispute = filed(record, ("details.amount", "10"))
    assert dispute.fields.get().label == "金额（万元）"
    with pytest.raises(Invalid):
        services.file_dispute(
            target=contested_record(details={"secret": "x"}),
            filing=filing(("details.secret", "y")), by=UserFactory(lead_officer=True), at=NOW,
        )  # fmt: skip


def test_a_declined_one_may_be_filed_again() -> None:
    record = contested_record()
    dispute_in("declined", filed(record))
    assert filed(record, by=owner(record)).is_open
    assert record.dispute_marks.open().count() == 1
