"""Reviews by another team, who may work on them, and how a case is hurried."""

from datetime import timedelta

import pytest
from django.test import Client

from credit_portal.accounts.models import User
from credit_portal.messages.models import Message
from credit_portal.shared.errors import NotAllowed, Refused
from disputes import services
from disputes.choices import DisputeStatus
from tests.disputes.deciding import decide, verified
from tests.factories.accounts import UserFactory
from tests.factories.disputes import (
    contested_record,
    dispute_in,
    filed,
    rejected,
    upheld,
)
from tests.factories.entities import NOW
from tests.factories.grading import GradeFactory

pytestmark = pytest.mark.django_db
S = DisputeStatus


def test_a_second_review_goes_to_another_team_once() -> None:
    record = contested_record()
    first = dispute_in(S.DECIDED, filed(record, ("title", "甲")))
    decider = first.decided_by
    review = services.request_review(dispute=first, grounds="未核对原件", by=first.filed_by, at=NOW)
    assert (review.agency.kind, review.review_of) == ("lead_office", first)
    assert review.deadline.rule == "objection_review"
    assert record.dispute_marks.open().get().reference == review.number
    with pytest.raises(Refused):
        services.request_review(dispute=first, grounds="再来", by=first.filed_by, at=NOW)
    with pytest.raises(NotAllowed):
        services.accept_dispute(dispute=review, by=decider, at=NOW)

    lead = UserFactory(agency=review.agency, role="lead_officer")
    for step, values in (
        (services.accept_dispute, {}),
        (services.verify_dispute, {"finding": "已核"}),
    ):
        review = step(dispute=review, by=lead, at=NOW, **values)
    review = decide(review, rejected(review), by=lead)
    with pytest.raises(Refused):
        services.request_review(dispute=review, grounds="再来", by=first.filed_by, at=NOW)


def test_the_first_decider_does_not_review_even_in_the_lead_office() -> None:
    first = filed(GradeFactory(), ("grade", "应为A级"))
    officer, other = (UserFactory(agency=first.agency, role="lead_officer") for _ in range(2))
    first = services.accept_dispute(dispute=first, by=officer, at=NOW)
    first = services.verify_dispute(dispute=first, finding="已复算", by=officer, at=NOW)
    first = decide(first, rejected(first), by=officer)
    review = services.request_review(dispute=first, grounds="仍有异议", by=first.filed_by, at=NOW)
    review = services.accept_dispute(dispute=review, by=other, at=NOW)
    review = services.verify_dispute(dispute=review, finding="已复算", by=other, at=NOW)
    with pytest.raises(NotAllowed, match="回避"):
        decide(review, rejected(review), by=officer)
    decide(review, rejected(review), by=other)


def test_who_worked_on_the_first_does_not_work_on_the_review(client: Client) -> None:
    first = filed(GradeFactory(), ("grade", "应为A级"))
    taker, verifier, decider, other = (
        UserFactory(agency=first.agency, role="lead_officer") for _ in range(4)
    )
    first = services.accept_dispute(dispute=first, by=taker, at=NOW)
    first = services.verify_dispute(dispute=first, finding="已复算", by=verifier, at=NOW)
    first = decide(first, rejected(first), by=decider)
    review = services.request_review(dispute=first, grounds="仍有异议", by=first.filed_by, at=NOW)
    client.force_login(taker)
    page = client.get(f"/desk/disputes/{review.number}/").content.decode()
    assert ("经办过原异议" in page, "/accept/" in page) == (True, False)
    for officer in (taker, verifier, decider):
        with pytest.raises(NotAllowed, match="回避"):
            services.accept_dispute(dispute=review, by=officer, at=NOW)
    review = services.accept_dispute(dispute=review, by=other, at=NOW)
    with pytest.raises(NotAllowed, match="回避"):
        services.verify_dispute(dispute=review, finding="已复算", by=verifier, at=NOW)
    with pytest.raises(NotAllowed, match="回避"):
        services.hand_over_dispute(dispute=review, handler=decider, reason="调离", by=other, at=NOW)


@pytest.mark.parametrize("how", [upheld, rejected])
def test_the_answer_offers_a_review_only_where_there_is_one(how) -> None:
    dispute = verified(contested_record())
    dispute = decide(dispute, how(dispute))
    assert ("申请复核一次" in str(dispute.answer)) == (how is rejected)


def test_an_upheld_grade_is_graded_again_not_replaced_by_the_claim() -> None:
    dispute = verified(GradeFactory(), ("grade", "应为A级"))
    dispute = decide(dispute, upheld(dispute))
    assert dispute.fields.get().corrected == "重新评价"
    assert "→" not in str(dispute.answer)


def test_one_who_left_is_not_hurried() -> None:
    dispute = dispute_in(S.ACCEPTED)
    User.objects.filter(pk=dispute.handler_id).update(is_active=False)
    services.urge_dispute(dispute=dispute, by=dispute.filed_by, at=NOW)
    assert Message.objects.get(key__contains=":urged:").agency == dispute.agency


def test_what_was_granted_is_not_reviewed() -> None:
    dispute = verified(contested_record())
    dispute = decide(dispute, upheld(dispute))
    with pytest.raises(Refused):
        services.request_review(dispute=dispute, grounds="还要", by=dispute.filed_by, at=NOW)


def test_hurried_once_a_day() -> None:
    dispute = dispute_in(S.ACCEPTED)
    services.urge_dispute(dispute=dispute, by=dispute.filed_by, at=NOW)
    told = Message.objects.get(key__contains=":urged:")
    assert told.user == dispute.handler
    with pytest.raises(Refused, match="每天"):
        services.urge_dispute(dispute=dispute, by=dispute.filed_by, at=NOW + timedelta(hours=2))
    services.urge_dispute(dispute=dispute, by=dispute.filed_by, at=NOW + timedelta(days=1))
    assert Message.objects.filter(key__contains=":urged:").count() == 2
