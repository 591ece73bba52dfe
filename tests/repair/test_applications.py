"""Applications: what they need, where they go, and from when they may be made."""

from datetime import date, timedelta

import pytest

from credit_portal.accounts.viewers import viewer_of
from credit_portal.messages.models import Message
from credit_portal.policy.selectors import pack_in_force
from credit_portal.shared.errors import Invalid, NotAllowed, NotVisible, Refused
from repair import services
from repair.choices import ApplicationStatus, ItemStatus
from repair.models import RepairApplication, RepairItem
from repair.selectors import decide_days, deciding_agency
from tests.factories.accounts import AgencyFactory, MandateFactory, UserFactory
from tests.factories.entities import NOW, TODAY, CreditRecordFactory, EntityFactory
from tests.factories.repair import OFFICE, item_alone, lead_office, repairable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue", "national_pack")]

S, I = ApplicationStatus, ItemStatus  # noqa: E741 - short names for the tables below
DAY = timedelta(days=1)


def test_a_new_application_after_a_refusal() -> None:
    record = repairable()
    item = item_alone(I.PENDING, records=[record])
    with pytest.raises(Refused, match="已有在办"):
        services.draft_application(entity=record.entity, records=[record], by=OFFICE, at=NOW,
                                   intake_agency=AgencyFactory())  # fmt: skip
    services.refuse_item(item=item, reason="未履行", by=OFFICE, at=NOW)
    record.refresh_from_db()
    assert record.repaired_at is None
    assert services.draft_application(
        entity=record.entity, records=[record], by=OFFICE, at=NOW, intake_agency=AgencyFactory()
    )


def test_one_package_is_split_by_the_agency_that_decides() -> None:
    lead_office()
    market = AgencyFactory(is_market_supervision=True, uscc="119902814JURQ28305")
    entity, housing = EntityFactory(), AgencyFactory()
    ours = repairable(entity=entity, authority_code=market.uscc)
    theirs = repairable(entity=entity, reported_by=housing)
    nobodys = repairable(entity=entity)
    assert deciding_agency(nobodys) == lead_office()
    owner = MandateFactory(uscc=entity.uscc).user
    draft = services.draft_application(
        entity=entity, records=[ours, theirs, nobodys], by=owner, at=NOW
    )
    services.describe_application(
        application=draft, contact_name="王芳", contact_phone="1", statement="已履行",
        by=owner, at=NOW,
    )  # fmt: skip
    done = services.submit_application(application=draft, is_signed=True, by=owner, at=NOW)

    # Received on Friday 2026-11-20: 3 working days, 7 of market supervision, 10 of the whole.
    due = {part.agency: part.deadline.due_on for part in done.parts.all()}
    assert due == {
        market: date(2026, 12, 1), housing: date(2026, 11, 25), lead_office(): date(2026, 11, 25)
    }  # fmt: skip
    assert done.deadline.due_on == date(2026, 12, 4)
    assert done.commitment.kind == "4"
    assert done.commitment.publication == "public"
    assert Message.objects.filter(agency=market).exists()
    # Each agency sees its own part, and decides it.
    officer = UserFactory(agency=housing)
    assert done.parts.visible_to(viewer_of(officer)).get().agency == housing
    foreign = RepairItem.objects.get(record=ours)
    with pytest.raises(NotAllowed):
        services.grant_item(item=foreign, reason="符合", by=officer, at=NOW)
    services.grant_item(
        item=RepairItem.objects.get(record=theirs), reason="符合", by=officer, at=NOW
    )
    done.refresh_from_db()
    assert done.status == S.WITH_AGENCY
    with pytest.raises(Refused, match="部分记录已经决定"):
        services.withdraw_application(application=done, reason="不申请了", by=owner, at=NOW)


def test_what_is_missing_keeps_an_application_from_being_handed_in() -> None:
    lead_office()
    record = repairable(details={})
    owner = MandateFactory(uscc=record.entity.uscc).user
    draft = services.draft_application(entity=record.entity, records=[record], by=owner, at=NOW)
    with pytest.raises(Invalid, match="签署"):
        services.submit_application(application=draft, is_signed=False, by=owner, at=NOW)
    with pytest.raises(Invalid, match="整改和履行情况"):
        services.submit_application(application=draft, is_signed=True, by=owner, at=NOW)
    RepairApplication.objects.update(statement="已履行", contact_name="王芳")
    with pytest.raises(Invalid, match="履行义务的证明材料"):
        services.submit_application(application=draft, is_signed=True, by=owner, at=NOW)
    assert RepairApplication.objects.get().status == S.DRAFT


def test_too_early_is_refused_with_the_date() -> None:
    young = CreditRecordFactory()
    with pytest.raises(Refused, match="2026年12月01日起可以申请"):
        services.draft_application(
            entity=young.entity, records=[young], by=OFFICE, at=NOW, intake_agency=AgencyFactory()
        )


def test_market_supervision_follows_its_own_rule() -> None:
    pack = pack_in_force(TODAY)
    assert decide_days(AgencyFactory(is_market_supervision=True), pack).value == 7
    assert decide_days(AgencyFactory(), pack).value == 3


def test_papers_are_taken_at_the_own_window_and_of_what_it_may_see() -> None:
    lead_office()
    record = repairable()
    hidden = repairable(entity=record.entity, authorised=True, reported_by=AgencyFactory())
    window = UserFactory(window_officer=True)
    owner = MandateFactory(uscc=record.entity.uscc).user
    values = {"entity": record.entity, "records": [record], "at": NOW}
    for by, agency in ((window, AgencyFactory()), (window, None), (owner, AgencyFactory())):
        with pytest.raises(NotAllowed):
            services.draft_application(by=by, intake_agency=agency, **values)
    with pytest.raises(NotVisible):
        services.draft_application(
            by=window, intake_agency=window.agency, **values | {"records": [hidden]}
        )
    assert services.draft_application(by=window, intake_agency=window.agency, **values)
