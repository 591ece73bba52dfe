"""What a grant does at once, what a revocation brings back, and what ends by its date alone."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from commitments.choices import Status as CommitmentStatus
from commitments.models import Commitment
from commitments.services import void_commitment
from credit_portal.accounts.viewers import PUBLIC_VIEWER, viewer_of
from credit_portal.audit.models import AuditEntry
from credit_portal.messages.models import Message
from credit_portal.policy.selectors import pack_in_force
from credit_portal.shared.errors import Invalid, NotAllowed, Refused
from entities.choices import RecordKind
from entities.feed.selectors import receptions_of
from entities.models import CreditRecord
from entities.services import correct_fact, follow_feed, withdraw_fact
from grading import defaults as grading_defaults
from grading import services as grading
from grading.choices import RunKind
from grading.selectors import grade_of
from repair import services
from repair.choices import ApplicationStatus, ItemStatus, RepairState
from repair.models import RepairApplication, RepairItem
from repair.selectors import option_of, options_for
from repair.services.decision import change_of
from supervision.models import Listing, Measure
from supervision.selectors import check, treatment_for
from tests.factories.accounts import AgencyFactory, MandateFactory, UserFactory
from tests.factories.entities import NOW, TODAY, EntityFactory
from tests.factories.repair import OFFICE, application_in, item_alone, lead_office, repairable
from tests.factories.supervision import ListingFactory, MeasureFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue", "national_pack")]

S, I = ApplicationStatus, ItemStatus  # noqa: E741 - short names for the tables below
DAY = timedelta(days=1)


def grade(at: datetime) -> None:
    run = grading.open_run(kind=RunKind.FULL, on=at.date(), cause="测试", by=OFFICE, at=at)
    grading.carry_out_run(run=run, by=OFFICE, clock=lambda: at)


def granted(record: CreditRecord) -> RepairItem:
    item = item_alone(I.PENDING, records=[record])
    return services.grant_item(item=item, reason="符合条件", by=OFFICE, at=NOW)


def test_a_grant_cleans_everywhere_at_once(client: Client) -> None:
    grading_defaults.install(by=OFFICE, at=NOW - 30 * DAY)
    record = repairable()
    entity, agency = record.entity, AgencyFactory()
    follow_feed(agency=agency, by=OFFICE, at=NOW - DAY)
    measure = MeasureFactory(entity=entity, record=record)
    grade(NOW - DAY)
    before = grade_of(entity, TODAY)
    page = reverse("portal:entity", args=[entity.uscc]) + "?tab=records"
    assert record.title in client.get(page).text
    assert check(entity, TODAY).is_hit

    item = granted(record)
    grade(NOW)

    record.refresh_from_db()
    assert not CreditRecord.objects.visible_to(PUBLIC_VIEWER, TODAY).filter(pk=record.pk).exists()
    stranger = viewer_of(UserFactory())
    assert not CreditRecord.objects.visible_to(stranger, TODAY).filter(pk=record.pk).exists()
    assert record.title not in client.get(page).text
    detail = reverse("portal:record", args=[entity.uscc, record.pk])
    assert client.get(detail).status_code == 404
    assert not check(entity, TODAY).is_hit
    assert treatment_for(entity, TODAY).measures == ()
    ended = Measure.objects.get(pk=measure.pk)
    assert (ended.end_ground, ended.end_reference) == ("repair", item.decision_number)
    after = grade_of(entity, TODAY)
    assert before
    assert after
    assert after.score > before.score
    change = change_of(item)
    assert change
    assert [reader.agency for reader in receptions_of(change)] == [agency.short_name]
    assert Message.objects.filter(uscc=entity.uscc, key__contains=f"decided:{item.pk}").exists()
    application = RepairApplication.objects.get()
    assert application.status == S.CLOSED
    assert not application.deadline.is_open
    assert not application.parts.get().deadline.is_open


def test_a_listing_leaves_its_list_on_the_ground_of_repair() -> None:
    record = repairable()
    listing = ListingFactory(entity=record.entity, listed=True, record=record)
    assert Listing.objects.in_force(TODAY).exists()

    item = granted(record)

    left = Listing.objects.get(pk=listing.pk)
    assert (left.exit_ground, left.exited_on) == ("repair", TODAY)
    assert left.exit_reference == item.decision_number
    assert not Listing.objects.in_force(TODAY).exists()


def test_a_revocation_brings_the_record_back_and_breaks_the_promise() -> None:
    first, second = (UserFactory(lead_officer=True) for _ in range(2))
    record = repairable()
    item = item_alone(I.PENDING, records=[record])
    services.grant_item(item=item, reason="符合条件", by=first, at=NOW)
    with pytest.raises(NotAllowed):
        services.revoke_repair(item=item, reason="凭证伪造", by=first, at=NOW)

    item = services.revoke_repair(item=item, reason="缴款凭证系伪造" * 200, by=second, at=NOW)

    back = item.restored_record
    penalties = CreditRecord.objects.published(TODAY).filter(kind=RecordKind.PENALTY)
    assert penalties.get(entity=record.entity) == back
    assert (back.title, back.published_until) == (record.title, record.published_until)
    commitment = item.part.application.commitment
    commitment.refresh_from_db()
    assert commitment.status == CommitmentStatus.FALSE
    breach = CreditRecord.objects.get(kind=RecordKind.COMMITMENT_BREACH)
    assert breach.entity == record.entity
    assert item.locked_until is None, "the pack does not switch the lock on"
    assert option_of(back, TODAY).may_apply, "a new application is allowed"


def test_a_voided_promise_hinders_no_revocation() -> None:
    record = repairable()
    item = item_alone(I.PENDING, records=[record])
    promise = item.part.application.commitment
    void_commitment(commitment=promise, reason="未签署", by=OFFICE, at=NOW)
    services.grant_item(item=item, reason="符合条件", by=UserFactory(lead_officer=True), at=NOW)
    item = services.revoke_repair(item=item, reason="凭证伪造", by=OFFICE, at=NOW)
    assert (item.status, item.restored_record.withdrawn_at) == (I.REVOKED, None)
    assert not CreditRecord.objects.filter(kind=RecordKind.COMMITMENT_BREACH).exists()


def test_a_grant_fulfils_the_commitment_once_all_is_decided() -> None:
    entity = EntityFactory()
    application = application_in(
        S.WITH_AGENCY, records=[repairable(entity=entity), repairable(entity=entity)]
    )
    first, second = RepairItem.objects.all()
    services.grant_item(item=first, reason="符合条件", by=OFFICE, at=NOW)
    application.commitment.refresh_from_db()
    assert application.commitment.status == CommitmentStatus.REGISTERED
    services.refuse_item(item=second, reason="未履行", by=OFFICE, at=NOW)
    application.commitment.refresh_from_db()
    assert application.commitment.status == CommitmentStatus.FULFILLED
    kept = CreditRecord.objects.get(kind=RecordKind.COMMITMENT_FULFILMENT)
    services.revoke_repair(item=first, reason="凭证伪造", by=OFFICE, at=NOW)
    kept.refresh_from_db()
    assert kept.withdrawn_at, "the recognition was wrong"


def test_a_refusal_alone_fulfils_nothing_until_it_is_contested() -> None:
    item = item_alone(I.PENDING)
    services.refuse_item(item=item, reason="未履行", by=OFFICE, at=NOW)
    commitment = item.part.application.commitment
    commitment.refresh_from_db()
    assert commitment.status == CommitmentStatus.REGISTERED
    services.grant_contested_item(item=item, reason="异议成立", reference="YY-1", by=OFFICE, at=NOW)
    commitment.refresh_from_db()
    assert commitment.status == CommitmentStatus.FULFILLED


@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_with_nothing_left_to_repair_the_commitment_is_void(is_withdrawn: bool) -> None:
    item = item_alone(I.PENDING)
    application = item.part.application
    if is_withdrawn:
        services.withdraw_application(application=application, reason="不申请", by=OFFICE, at=NOW)
    else:
        withdraw_fact(record=item.record, reason="撤销处罚", by=OFFICE, at=NOW)
        services.find_item_needless(item=item, by=OFFICE, at=NOW)
    assert Commitment.objects.get().status == CommitmentStatus.VOIDED


def test_what_was_signed_online_lacks_no_scan() -> None:
    application = application_in(S.WITH_AGENCY)
    Commitment.objects.update(officer=None)
    assert not Commitment.objects.without_scan().exists()
    Commitment.objects.update(officer=UserFactory())
    assert Commitment.objects.without_scan().get() == application.commitment


def test_a_repaired_record_that_was_corrected_is_brought_back_as_it_now_reads() -> None:
    item = granted(repairable())
    record = item.record
    record.refresh_from_db()
    correct_fact(record=record, changes={"title": "正确的事项"}, reason="错字", by=OFFICE, at=NOW)
    item = services.revoke_repair(item=item, reason="凭证伪造", by=OFFICE, at=NOW)
    assert item.restored_record.title == "正确的事项"
    assert CreditRecord.objects.published(TODAY).filter(pk=item.restored_record_id).exists()


def test_a_withdrawn_record_stays_away_while_false_material_has_its_consequences(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record = repairable()
    item = granted(record)
    withdraw_fact(record=record, reason="撤销处罚", by=OFFICE, at=NOW)
    pack = pack_in_force(TODAY)
    months = replace(pack.repair.false_material_lock, value=6)
    pack = replace(pack, repair=replace(pack.repair, false_material_lock=months))
    monkeypatch.setattr("repair.services.revocation.pack_in_force", lambda on: pack)

    item = services.revoke_repair(item=item, reason="凭证伪造", by=OFFICE, at=NOW)

    assert (item.status, item.restored_record) == (I.REVOKED, None)
    assert not CreditRecord.objects.standing().filter(kind=RecordKind.PENALTY).exists()
    assert item.locked_until == date(2027, 5, 20)
    commitment = Commitment.objects.get(entity=record.entity)
    assert (commitment.status, commitment.liability_pursued) == (
        CommitmentStatus.FALSE, "撤销信用修复",
    )  # fmt: skip
    told = Message.objects.get(key__contains=f"revoked:{item.pk}").text
    assert "不恢复公示" in told
    assert AuditEntry.objects.filter(act="repair.revoke_repair").count() == 1


def test_who_left_a_list_is_not_put_back_by_a_revocation() -> None:
    record = repairable()
    listing = ListingFactory(entity=record.entity, listed=True, record=record)
    item = services.revoke_repair(item=granted(record), reason="凭证伪造", by=OFFICE, at=NOW)
    assert (item.status, item.restored_record) == (I.REVOKED, None)
    assert Listing.objects.get(pk=listing.pk).exited_on == TODAY
    assert not CreditRecord.objects.published(TODAY).filter(pk=record.pk).exists()
    assert Commitment.objects.get(entity=record.entity).status == CommitmentStatus.FALSE
    told = Message.objects.get(key__contains=f"revoked:{item.pk}").text
    assert "听取陈述申辩" in told
    assert "已恢复公示" not in told


def test_the_phone_is_kept_encrypted_and_out_of_the_history() -> None:
    application = application_in(S.DRAFT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT contact_phone FROM repair_repairapplication")
        assert "138" not in cursor.fetchone()[0]
    assert RepairApplication.objects.get() == application
    assert RepairApplication.objects.get().contact_phone == "13800000000"
    fields = {field.name for field in RepairApplication.history.model._meta.fields}
    assert "contact_phone" not in fields


def test_publication_ends_by_its_date_with_no_job() -> None:
    record = repairable()
    last = record.published_until
    assert CreditRecord.objects.published(last - DAY).filter(pk=record.pk).exists()
    assert not CreditRecord.objects.published(last).filter(pk=record.pk).exists()
    assert option_of(record, last).state == RepairState.NEEDLESS


def test_clocks_stand_still_while_something_is_awaited() -> None:
    application = application_in(S.WITH_AGENCY)
    services.ask_supplement(application=application, supplement_request="补凭证", by=OFFICE, at=NOW)
    application.refresh_from_db()
    assert application.supplement_deadline.due_on == date(2026, 11, 27), (
        "five working days of its own"
    )
    assert application.deadline.is_paused
    before = application.deadline.due_on
    with pytest.raises(Refused, match="补正期限至"):
        services.go_on_without(application=application, by=OFFICE, at=NOW)
    services.supply_supplement(
        application=application, supplement="已补", by=OFFICE, at=NOW + 4 * DAY
    )
    application.refresh_from_db()
    assert application.deadline.due_on > before
    assert not application.parts.get().deadline.is_paused


def test_a_court_lifts_records_for_a_time() -> None:
    record, judge = repairable(), UserFactory(court_officer=True)
    term = {"reference": "（2026）澄破1号", "until_on": TODAY + 30 * DAY}
    with pytest.raises(NotAllowed):
        services.lift_for_reorganisation(
            entity=record.entity, records=[record], by=UserFactory(), at=NOW, **term
        )
    with pytest.raises(Invalid):
        services.lift_for_reorganisation(
            entity=EntityFactory(), records=[record], by=judge, at=NOW, **term
        )
    (lift,) = services.lift_for_reorganisation(
        entity=record.entity, records=[record], by=judge, at=NOW, **term
    )
    published = CreditRecord.objects.published
    assert not published(TODAY).filter(pk=record.pk).exists()
    assert published(TODAY + 30 * DAY).filter(pk=record.pk).exists()
    services.end_reorganisation_lift(lift=lift, reason="重整失败", by=judge, at=NOW + DAY)
    assert published(TODAY + DAY).filter(pk=record.pk).exists()


def test_the_public_commitment_counts_the_records_and_names_none() -> None:
    lead_office()
    entity = EntityFactory()
    records = [repairable(entity=entity, document_number=f"罚{n}号") for n in (1, 2)]
    owner = MandateFactory(uscc=entity.uscc).user
    draft = services.draft_application(entity=entity, records=records, by=owner, at=NOW)
    RepairApplication.objects.update(statement="已履行", contact_name="王芳")
    done = services.submit_application(application=draft, is_signed=True, by=owner, at=NOW)
    shown = done.commitment
    assert shown.matter == f"申请信用修复（申请编号{done.number}，失信信息2条）"
    assert "共2条" in shown.content
    for text in (shown.matter, shown.content, shown.record.title, str(shown.record.details)):
        assert not any(record.document_number in text for record in records)


def test_the_options_name_measures_and_lists() -> None:
    record = repairable()
    MeasureFactory(entity=record.entity, record=record)
    owner = MandateFactory(uscc=record.entity.uscc).user
    (found,) = options_for(record.entity, viewer_of(owner), TODAY)
    assert found.option.state == RepairState.NOW
    assert [measure.title for measure in found.measures] == ["限制申请财政性资金项目"]
    assert found.option.missing == (), "the register shows that the fine is paid"
