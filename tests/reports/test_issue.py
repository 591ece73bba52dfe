"""What a report holds, who may ask for it, and that it never changes."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from credit_portal.audit.models import AuditEntry
from credit_portal.reports.choices import ReportKind
from credit_portal.reports.models import CreditReport, ReportSerial
from credit_portal.shared.errors import Invalid, NotAllowed, NotVisible
from entities.choices import RecordKind
from entities.models import CreditRecord, Entity
from entities.services import mark_disputed
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.entities import NOW, TODAY, CreditRecordFactory, EntityFactory
from tests.factories.grading import GradeFactory
from tests.factories.reports import OFFICE, SCENE, issue
from tests.factories.supervision import EntityPersonFactory, ListingFactory, MeasureFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quickly_printed")]
BASIC, REVIEW, SPECIAL = ReportKind.BASIC, ReportKind.REVIEW, ReportKind.SPECIAL


@pytest.fixture
def entity() -> Entity:
    return EntityFactory()


def rows_of(report: CreditReport) -> list[dict[str, Any]]:
    return [row for section in report.content["sections"] for row in section["rows"]]


def records_in(report: CreditReport) -> set[int]:
    return {row["record"] for row in rows_of(report)}


def test_a_business_has_all_that_stands_about_itself(entity: Entity) -> None:
    shown = [
        CreditRecordFactory(entity=entity),
        CreditRecordFactory(entity=entity, authorised=True, kind=RecordKind.TAX_CREDIT, level=""),
        CreditRecordFactory(entity=entity, repaired=True),
        CreditRecordFactory(entity=entity, expired=True),
    ]
    CreditRecordFactory(entity=entity, withdrawn=True)
    CreditRecordFactory()
    report = issue(entity)

    assert records_in(report) == {record.pk for record in shown}
    assert set(report.facts.values_list("record", flat=True)) == records_in(report)
    marks = {row["record"]: row["marks"] for row in rows_of(report)}
    assert [marks[record.pk] for record in shown] == ["", "", "已修复（2026-11-19）", "公示期满"]
    assert "荣誉" in report.content["none"]
    assert [entry.act for entry in AuditEntry.objects.all()] == ["reports.issue_report"]


def test_a_review_holds_what_the_agency_may_see_and_nothing_repaired(entity: Entity) -> None:
    agency = AgencyFactory()
    shown = CreditRecordFactory(entity=entity, government=True)
    own = CreditRecordFactory(entity=entity, authorised=True, reported_by=agency)
    CreditRecordFactory(entity=entity, authorised=True)
    CreditRecordFactory(entity=entity, repaired=True, reported_by=agency)
    mark_disputed(record=shown, reference="澄异议1", by=OFFICE, at=NOW)
    report = issue(entity, REVIEW, agency=agency)

    assert records_in(report) == {shown.pk, own.pk}
    assert {row["marks"] for row in rows_of(report)} == {"异议处理中", ""}


def test_an_agencys_look_up_is_logged_with_scene_and_purpose(entity: Entity) -> None:
    officer = UserFactory()
    issue(entity, REVIEW, agency=officer.agency, by=officer)

    look_up, act = AuditEntry.objects.order_by("pk")
    assert (look_up.act, look_up.object_id) == ("entities.look_up", entity.uscc)
    assert act.act == "reports.issue_report"
    assert look_up.purpose == act.purpose == f"{SCENE}：道路工程资格审查"


def test_grade_lists_and_measures_stand_in_it(entity: Entity) -> None:
    GradeFactory(entity=entity, on=TODAY - timedelta(days=3))
    listing = ListingFactory(entity=entity, listed=True)
    measure = MeasureFactory(entity=entity)
    MeasureFactory(entity=entity, ended=True)
    EntityPersonFactory(entity=entity)
    report = issue(entity, REVIEW, agency=AgencyFactory())

    said = report.content
    assert said["grade"]["grade"]
    assert [row["name"] for row in said["listings"]] == [listing.name]
    assert [row["name"] for row in said["measures"]] == [measure.title]
    assert said["entity"]["representative"] == "张建国"
    keys = set(report.facts.values_list("record", flat=True))
    assert {listing.record_id, measure.record_id} <= keys


def test_a_special_report_holds_the_adverse_of_its_period_and_fields(entity: Entity) -> None:
    market, tax = (
        AgencyFactory(uscc=code) for code in ("119902814JURQ28305", "1199028123F5DPX82N")
    )
    shown = CreditRecordFactory(entity=entity, authority_code=market.uscc)
    unknown = CreditRecordFactory(entity=entity, authority_code="")
    repaired = CreditRecordFactory(entity=entity, repaired=True)
    debt = CreditRecordFactory(entity=entity, kind=RecordKind.JUDGMENT_DEBT, level="")
    CreditRecordFactory(entity=entity, authority_code=tax.uscc)
    CreditRecordFactory(entity=entity, kind=RecordKind.PERMIT, level="")
    CreditRecordFactory(entity=entity, decided_on=date(2023, 12, 31))
    report = issue(entity, SPECIAL, domains=(market,))

    assert records_in(report) == {shown.pk, unknown.pk, repaired.pk, debt.pk}
    assert "4条，其中已完成信用修复1条" in report.content["statement"]
    assert report.content["domains"] == market.name
    assert list(report.domains.all()) == [market]
    assert report.content.get("grade") is None


def test_a_clean_business_is_told_so_in_lawful_words(entity: Entity) -> None:
    assert "未发现" in issue(entity, SPECIAL).content["statement"]
    assert "在本平台归集的信息范围内，未发现" in issue(entity).content["none"]


def test_numbers_of_persons_are_masked(entity: Entity) -> None:
    CreditRecordFactory(entity=entity, title="张三320281197001011234无证经营，电话13812345678")
    title = rows_of(issue(entity))[0]["title"]
    assert "197001011234" not in title
    assert "138****5678" in title


def test_it_is_free_of_charge(entity: Entity) -> None:
    for kind in ReportKind:
        assert "不收取任何费用" in issue(entity, kind, agency=AgencyFactory()).content["notes"][-1]


@pytest.mark.parametrize(
    ("kind", "changes", "message"),
    [
        (BASIC, {"purpose": " "}, "用途"),
        (REVIEW, {"scene": "信用租房"}, "应用事项只能是"),
        (REVIEW, {"scene": ""}, "应用事项只能是"),
        (SPECIAL, {"period_from": None}, "查询期间"),
        (SPECIAL, {"period_from": date(2021, 11, 19)}, "最长5年"),
    ],
)
def test_what_cannot_be_asked(entity: Entity, kind, changes, message) -> None:
    with pytest.raises(Invalid, match=message):
        issue(entity, kind, agency=AgencyFactory(), **changes)
    assert not CreditReport.objects.exists()


def test_a_business_asks_about_itself_alone(entity: Entity, owner_of) -> None:
    user = owner_of(entity)
    assert issue(entity, SPECIAL, by=user).asked_by == user
    with pytest.raises(NotVisible):
        issue(EntityFactory(), by=user)
    with pytest.raises(NotVisible):
        issue(entity, by=user, agency=AgencyFactory())
    with pytest.raises(NotAllowed):
        issue(entity, REVIEW, by=user, agency=AgencyFactory())


def test_a_window_serves_the_business_at_the_counter(entity: Entity) -> None:
    """A department has no reports of these kinds, and reviews no more than it may see."""
    secret = CreditRecordFactory(entity=entity, authorised=True)
    window, department = UserFactory(window_officer=True), UserFactory()
    assert secret.pk in records_in(issue(entity, agency=window.agency, by=window))
    review = issue(entity, REVIEW, agency=department.agency, by=department)
    assert secret.pk not in records_in(review)
    with pytest.raises(NotAllowed):
        issue(entity, agency=department.agency, by=department)
    with pytest.raises(NotAllowed):
        issue(entity, REVIEW, agency=AgencyFactory(), by=department)
    with pytest.raises(NotAllowed):
        issue(entity, REVIEW, agency=None, by=department)


def test_numbers_run_without_gaps(entity: Entity, monkeypatch: pytest.MonkeyPatch) -> None:
    first = issue(entity)
    with monkeypatch.context() as patched:
        patched.setattr("credit_portal.reports.services._print", _out_of_paper)
        with pytest.raises(RuntimeError):
            issue(entity)
    second, next_day = issue(entity), issue(entity, at=NOW + timedelta(days=1))

    numbers = [report.number[-5:] for report in (first, second, next_day)]
    assert numbers == ["00001", "00002", "00001"]
    assert ReportSerial.objects.get(day=timezone.localdate(NOW)).last == 2


def _out_of_paper(_report: CreditReport) -> None:
    raise RuntimeError


def test_the_database_lets_nothing_change_but_the_revocation(entity: Entity) -> None:
    report = issue(entity)
    rows = CreditReport.objects.filter(pk=report.pk)
    for change in ({"purpose": "其他"}, {"content": {}}, {"sha256": "0" * 64}):
        with pytest.raises(InternalError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(InternalError), transaction.atomic():
        report.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(revoked_at=NOW)
    assert rows.update(revoked_at=NOW, revocation_reason="记录有误") == 1


def test_a_report_stays_as_it_was(entity: Entity) -> None:
    record = CreditRecordFactory(entity=entity)
    report = issue(entity)
    CreditRecord.objects.filter(pk=record.pk).update(repaired_at=NOW)
    Entity.objects.filter(pk=entity.pk).update(name="新名称有限公司")
    report = CreditReport.objects.get()
    assert report.content["entity"]["name"] == entity.name
    assert rows_of(report)[0]["marks"] == ""
