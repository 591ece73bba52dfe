"""Files of lists: rows become listings in force, each with its record, and only lawful ones."""

from datetime import date

import pytest

from credit_portal.accounts.choices import Role
from credit_portal.accounts.viewers import PUBLIC_VIEWER
from credit_portal.audit.models import AuditEntry
from credit_portal.shared.actors import SystemActor
from entities.catalogue import install_catalogue
from entities.choices import RecordKind
from entities.fact_types import FactType
from entities.imports.report import report_of
from entities.models import CreditRecord
from entities.services import repair_fact
from supervision.models import Listing
from tests.entities.imports.files import AUTHORITY_CODE, NOW, TODAY, import_rows, listing_row
from tests.factories.accounts import AgencyFactory, UserFactory, user_with

pytestmark = pytest.mark.django_db
SYSTEM = SystemActor("test")


@pytest.fixture(autouse=True)
def catalogue():
    install_catalogue(by=SYSTEM, at=NOW)


@pytest.fixture
def court():
    return AgencyFactory(uscc=AUTHORITY_CODE)


def take(*rows, **options):
    return import_rows(*rows, layout="listings", **options)


def refusal_of(**changes) -> tuple[str, str]:
    (issue,) = report_of(take(listing_row(1, **changes)))["rejected"]
    return issue["column"], issue["message"]


def test_a_debtor_of_the_court_stands_on_the_list_with_its_record(court):
    officer = UserFactory(role=Role.COURT_OFFICER, agency=court)
    before = AuditEntry.objects.count()
    batch = take(listing_row(1), agency=court, by=officer)
    listing = Listing.objects.in_force(TODAY).get()
    record = listing.record
    assert (batch.accepted, listing.agency, listing.proposed_by) == (1, court, officer)
    assert (listing.status, listing.from_on, listing.delivery) == (
        "listed", date(2026, 3, 5), "认定单位已送达",
    )  # fmt: skip
    assert (record.kind, record.level, record.fact_type) == (
        RecordKind.JUDGMENT_DEBT, "serious", FactType.JUDGMENT_DEBT,
    )  # fmt: skip
    assert (record.title, record.decided_on, record.batch) == (
        "列入失信被执行人", date(2026, 3, 4), batch,
    )  # fmt: skip
    assert CreditRecord.objects.visible_to(PUBLIC_VIEWER, TODAY).get() == record
    assert Listing.objects.published(TODAY).count() == 1
    assert listing.history.count() == 1
    assert AuditEntry.objects.count() == before + 2  # received, imported


@pytest.mark.parametrize(
    ("row", "fact", "is_public"),
    [
        ({"名单名称": "拖欠农民工工资失信联合惩戒对象"}, FactType.SERIOUS_LIST, True),
        ({"名单名称": "虚假诉讼失信人"}, FactType.SERIOUS_LIST, True),
        ({"名单类别": "重点关注对象名单", "名单名称": ""}, FactType.FOCUS_LIST, False),
        (
            {"名单类别": "经营异常名录", "名单名称": "", "认定依据": "行政监督检查"},
            FactType.ABNORMAL, True,
        ),
        (
            {"名单类别": "守信红名单", "名单名称": "", "认定依据": "荣誉"},
            FactType.UNSCORED, True,
        ),
    ],
)  # fmt: skip
def test_each_list_is_the_fact_of_its_kind(court, row, fact, is_public):
    take(listing_row(1, **row))
    record = Listing.objects.get().record
    assert record.fact_type == fact
    assert CreditRecord.objects.visible_to(PUBLIC_VIEWER, TODAY).exists() == is_public


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ({"名单名称": "不诚信企业名单"}, "名单名称", "法律法规规定的种类"),
        ({"名单名称": ""}, "名单名称", "法律法规规定的种类"),
        ({"认定依据": "投诉举报"}, "认定依据", "须以司法裁判、行政处罚、行政强制文书为依据"),
        ({"截止日期": "2026/03/01"}, "截止日期", "早于"),
        ({"依据文书日期": "2026/03/05"}, "列入决定日期", "早于“依据文书日期”"),
    ],
)
def test_what_is_sent_back(court, row, column, said):
    heading, message = refusal_of(**row)
    assert (heading, said in message) == (column, True), message
    assert not CreditRecord.objects.exists()


def test_nobody_brings_the_lists_of_others(court):
    officer = user_with(Role.DEPARTMENT_OFFICER)
    batch = take(listing_row(1), agency=officer.agency, by=officer)
    assert (batch.accepted, batch.rejected) == (0, 1)
    lead = user_with(Role.LEAD_OFFICER)
    assert take(listing_row(1), agency=lead.agency, by=lead).accepted == 1
    assert Listing.objects.get().agency == court


def test_a_list_of_an_authority_that_is_not_known_here_is_that_of_others_too():
    officer = user_with(Role.DEPARTMENT_OFFICER)
    batch = take(listing_row(1), agency=officer.agency, by=officer)
    (issue,) = report_of(batch)["rejected"]
    assert (issue["column"], batch.accepted) == ("认定单位统一社会信用代码", 0)


def test_an_authority_out_of_service_keeps_no_list(court):
    court.is_active = False
    court.save()
    lead = user_with(Role.LEAD_OFFICER)
    take(listing_row(1), agency=lead.agency, by=lead)
    assert Listing.objects.get().agency == lead.agency


def test_a_list_of_nobody_needs_somebody_who_reports_it():
    assert refusal_of()[0] == "认定单位"


def test_the_same_decision_enters_once_another_case_of_the_court_beside_it(court):
    take(listing_row(1))
    assert take(listing_row(1)).duplicates == 1
    assert take(listing_row(1, 列入决定文书号="（2026）澄0281执99号")).accepted == 1


def test_a_file_lists_a_business_once(court):
    row = {"名单名称": "拖欠农民工工资失信联合惩戒对象"}
    rows = [listing_row(1, **row, 列入决定文书号=f"第{n}号") for n in (1, 2, 3)]
    batch = take(*rows, listing_row(2, **row))
    assert (batch.accepted, batch.rejected) == (2, 2)
    assert "前面的行" in report_of(batch)["rejected"][0]["message"]
    over = {"列入日期": "2026/03/04", "截止日期": "2026/03/06"}
    terms = [listing_row(3, **row, **over), listing_row(3, **row, 列入决定文书号="第二号")]
    assert take(*terms).accepted == 2


def test_other_lists_hold_a_business_once_until_it_has_left(court):
    row = {"名单名称": "拖欠农民工工资失信联合惩戒对象"}
    take(listing_row(1, **row))
    assert take(listing_row(1, **row)).duplicates == 1
    second = row | {"列入决定文书号": "第二号"}
    assert refusal_of(**second) == ("名单名称", "“名单名称”：该主体已在名单内，不能重复列入。")
    repair_fact(record=Listing.objects.get().record, reference="修复", by=SYSTEM, at=NOW)
    assert take(listing_row(1, **second)).accepted == 1
