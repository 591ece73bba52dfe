"""The pages of both faces: own reports, reports for a scene, reports at the counter."""

import pytest
from django.urls import reverse

from credit_portal.audit.models import AuditEntry
from credit_portal.reports.choices import ReportKind
from credit_portal.reports.models import CreditReport
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.entities import CreditRecordFactory, EntityFactory
from tests.factories.reports import SCENE, issue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quickly_printed", "on_the_day")]
MY, DESK = "/my/reports/", "/desk/reports/"


def test_a_business_asks_lists_and_opens(as_user, owner_of) -> None:
    entity = CreditRecordFactory().entity
    client = as_user(owner_of(entity))
    address = reverse("reports:my_new", args=["special"])
    assert entity.uscc in client.get(address).content.decode()
    posted = {"entity": entity.pk, "purpose": "申请资金", "period_from": "2023-11-20",
              "period_until": "2026-11-20"}  # fmt: skip
    assert client.post(address, posted)["Location"] == MY
    report = CreditReport.objects.get()
    assert report.number in client.get(MY).content.decode()
    file = reverse("reports:my_file", args=[report.pk])
    first, second = (b"".join(client.get(file).streaming_content) for _ in range(2))
    assert first == second == report.file.open().read()
    assert AuditEntry.objects.filter(act="reports.download_report").count() == 2


def test_what_was_typed_wrongly_is_said_beside_it(as_user, owner_of) -> None:
    entity = EntityFactory()
    client = as_user(owner_of(entity))
    posted = {"entity": entity.pk, "purpose": "申请资金", "period_from": "2020-01-01",
              "period_until": "2026-11-20"}  # fmt: skip
    text = client.post(reverse("reports:my_new", args=["special"]), posted).content.decode()
    assert "查询期间最长5年" in text
    other = {"entity": EntityFactory().pk, "purpose": "自查"}
    assert client.post(reverse("reports:my_new", args=["basic"]), other).status_code == 200
    assert not CreditReport.objects.exists()


def test_who_acts_for_nobody_is_told_what_to_do(as_user) -> None:
    client = as_user(UserFactory(enterprise=True))
    text = client.get(reverse("reports:my_new", args=["basic"])).content.decode()
    assert "还没有关联经营主体" in text


def test_reports_of_others_do_not_exist(as_user, owner_of) -> None:
    entity = EntityFactory()
    own, review = issue(entity), issue(entity, ReportKind.REVIEW, agency=AgencyFactory())
    client = as_user(owner_of(entity))
    assert client.get(reverse("reports:my_file", args=[own.pk])).status_code == 200
    assert client.get(reverse("reports:my_file", args=[review.pk])).status_code == 404
    client = as_user(owner_of(EntityFactory()))
    assert client.get(reverse("reports:my_file", args=[own.pk])).status_code == 404
    assert own.number not in client.get(MY).content.decode()


def test_an_agency_asks_for_a_scene(as_user) -> None:
    entity, officer = EntityFactory(), UserFactory()
    client = as_user(officer)
    address = reverse("reports:desk_new", args=["review"])
    assert entity.uscc in client.get(f"{address}?code={entity.uscc}").content.decode()
    posted = {"entity": entity.uscc.lower(), "scene": SCENE, "purpose": "工程招标"}
    assert client.post(address, {**posted, "scene": "信用租房"}).status_code == 200
    assert client.post(address, posted)["Location"] == DESK
    report = CreditReport.objects.get()
    assert (report.agency, report.scene) == (officer.agency, SCENE)
    text = client.get(f"{DESK}?q={entity.uscc}&kind=review").content.decode()
    assert report.number in text
    assert (
        report.number in client.get(f"/desk/entities/{entity.uscc}/?tab=reports").content.decode()
    )


def test_which_kinds_a_role_is_offered(as_user) -> None:
    for user, status in ((UserFactory(), 404), (UserFactory(window_officer=True), 200)):
        client = as_user(user)
        assert client.get(reverse("reports:desk_new", args=["special"])).status_code == status
        assert client.get(reverse("reports:desk_new", args=["other"])).status_code == 404


def test_the_lead_office_sees_all_an_agency_its_own(as_user) -> None:
    officer, entity = UserFactory(), EntityFactory()
    own = issue(entity, ReportKind.REVIEW, agency=officer.agency)
    others = [issue(entity, ReportKind.REVIEW, agency=AgencyFactory()), issue(entity)]
    seen = as_user(officer).get(DESK).content.decode()
    assert [report.number in seen for report in (own, *others)] == [True, False, False]
    seen = as_user(UserFactory(lead_officer=True)).get(DESK).content.decode()
    assert all(report.number in seen for report in (own, *others))


def test_asked_again_it_is_filled_in_as_before(as_user, owner_of) -> None:
    entity, agency = EntityFactory(), AgencyFactory(uscc="119902814JURQ28305")
    report = issue(entity, ReportKind.SPECIAL, domains=(agency,))
    client = as_user(owner_of(entity))
    address = reverse("reports:my_new", args=["special"])
    form = client.get(f"{address}?again={report.pk}").context["form"]
    assert form.initial["purpose"] == report.purpose
    assert form.initial["domains"] == [agency.pk]
    stranger = as_user(owner_of(EntityFactory())).get(f"{address}?again={report.pk}")
    assert "purpose" not in stranger.context["form"].initial
