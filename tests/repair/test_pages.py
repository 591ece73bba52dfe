"""The pages of repair: from the ticked record to the letter, and what others do not see."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from commitments import defaults as commitment_defaults
from credit_portal.accounts.choices import Role
from credit_portal.accounts.models import User
from credit_portal.audit.models import AuditEntry
from credit_portal.audit.services import LOOK_UP
from entities.models import Entity
from entities.services import follow_feed, withdraw_fact
from repair.choices import ApplicationStatus, Channel, ItemStatus, ProofKind
from repair.models import RepairApplication, RepairItem, RepairNotice, TrainingResult
from repair.services import ask_supplement, issue_notices
from repair.services.notices import penalties_without_notice
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.entities import NOW, CreditRecordFactory, EntityFactory
from tests.factories.repair import OFFICE, application_in, course, lead_office, repairable
from tests.repair.conftest import scan, text_of

pytestmark = [
    pytest.mark.django_db, pytest.mark.usefixtures("catalogue", "national_pack", "on_the_day"),
]  # fmt: skip

S, I = ApplicationStatus, ItemStatus  # noqa: E741 - short names for the tables below
AsUser = Callable[[User], Client]
OwnerOf = Callable[[Entity], User]


def act(client: Client, application: RepairApplication, name: str, **data) -> int:
    url = reverse("repair:my_application_act", args=[application.pk, name])
    return client.post(url, data).status_code


def test_a_business_applies_for_what_it_ticked(client: Client, owner_of: OwnerOf) -> None:
    lead_office()
    ready = repairable(details={}, title="未按规定公示年度报告")
    young = CreditRecordFactory(entity=ready.entity, title="虚假宣传")
    owner_of(ready.entity)
    home = client.get(reverse("repair:my_repair")).text
    assert "可立即修复" in home
    assert "2026年12月01日起可以申请" in home

    new = reverse("repair:my_application_new", args=[ready.entity.uscc])
    refused = client.post(new, {"records": [young.pk]}, follow=True)
    assert "起可以申请" in refused.text
    assert not RepairApplication.objects.exists()
    client.post(new, {"records": [ready.pk]})
    application = RepairApplication.objects.get()
    item = RepairItem.objects.get()

    assert act(client, application, "submit", is_signed="on") == 200, "nothing is said yet"
    describe = {"contact_name": "王芳", "contact_phone": "1", "statement": "罚款已缴纳"}
    assert act(client, application, "describe", **describe) == 302
    proof = {"kind": ProofKind.FULFILMENT, "upload": scan()}
    assert act(client, application, "attach", **proof) == 200, "of which record?"
    assert act(client, application, "attach", **proof | {"item": item.pk, "upload": scan()}) == 302
    letter = client.get(reverse("repair:my_application_act", args=[application.pk, "submit"]))
    assert "信用修复承诺书" in letter.text
    assert act(client, application, "submit", is_signed="on") == 302
    again = client.post(
        reverse("repair:my_application_act", args=[application.pk, "submit"]), {"is_signed": "on"}
    )
    assert "现为“办理中”，不能办理“提交申请”" in again.text
    page = client.get(reverse("repair:my_application", args=[application.pk]))
    assert "办理中" in page.text
    assert "承诺编码" in page.text
    stored = application.proofs.get()
    file = client.get(reverse("repair:my_proof", args=[application.pk, stored.pk]))
    assert b"".join(file.streaming_content).startswith(b"%PDF")


def test_a_clock_that_stands_still_is_not_shown_as_running(
    client: Client, owner_of: OwnerOf
) -> None:
    application = application_in(S.WITH_AGENCY)
    ask_supplement(application=application, supplement_request="补凭证", by=OFFICE, at=NOW)
    owner_of(application.entity)
    own = reverse("repair:my_application", args=[application.pk])
    assert client.get(own).text.count("中止计时") == 2, "the whole and its part"
    client.force_login(UserFactory(lead_officer=True))
    assert "中止计时" in client.get(reverse("repair:inbox")).text


def test_an_officer_decides_and_the_letter_follows(
    client: Client, as_user: AsUser, owner_of: OwnerOf
) -> None:
    agency = AgencyFactory()
    application = application_in(S.WITH_AGENCY, agency=agency, verified=False)
    follow_feed(agency=AgencyFactory(short_name="交易中心"), by=OFFICE, at=NOW)
    item = RepairItem.objects.get()
    as_user(UserFactory(agency=agency))
    inbox = client.get(reverse("repair:inbox") + "?state=to_decide")
    assert application.entity.name in inbox.text
    case = reverse("repair:case", args=[application.pk])
    letter = reverse("repair:case_letter", args=[application.pk, item.part_id])
    assert client.get(letter).status_code == 404, "nothing is decided yet"
    verify = reverse("repair:part_verify", args=[item.part_id])
    assert client.get(verify).status_code == 200
    assert client.post(verify, {"finding": "核对缴款凭证属实"}).status_code == 302
    grant = reverse("repair:item_act", args=[item.pk, "grant"])
    assert client.post(grant, {"reason": " "}).status_code == 200
    assert client.post(grant, {"reason": "义务已履行"}).status_code == 302

    shown = client.get(case).text
    for text in ("准予修复", "交易中心", "待签收", "核对缴款凭证属实"):
        assert text in shown
    assert client.get(letter).content == client.get(letter).content
    owner_of(application.entity)
    own = client.get(reverse("repair:my_letter", args=[application.pk, item.part_id]))
    assert own["Content-Type"] == "application/pdf"
    revoke = client.post(reverse("repair:item_act", args=[item.pk, "revoke"]), {"reason": "伪造"})
    assert revoke.status_code == 403


def test_what_was_withdrawn_meanwhile_is_closed_as_needless(
    client: Client, as_user: AsUser
) -> None:
    agency = AgencyFactory()
    application = application_in(S.WITH_AGENCY, agency=agency)
    item = RepairItem.objects.get()
    withdraw_fact(record=item.record, reason="撤销处罚", by=OFFICE, at=NOW)
    as_user(UserFactory(agency=agency))
    case = reverse("repair:case", args=[application.pk])
    acts = {name: reverse("repair:item_act", args=[item.pk, name])
            for name in ("grant", "refuse", "needless")}  # fmt: skip
    offered = client.get(case).text
    assert {name for name, url in acts.items() if url in offered} == {"needless"}
    assert client.post(acts["needless"]).status_code == 302
    assert "无需修复" in client.get(case).text


def test_the_window_takes_papers(client: Client, as_user: AsUser) -> None:
    commitment_defaults.install(by=OFFICE, at=NOW)
    office = lead_office()
    record = repairable()
    as_user(UserFactory(window_officer=True))
    page = client.get(reverse("repair:intake", args=[record.entity.uscc]))
    assert record.title in page.text
    assert AuditEntry.objects.get(act=LOOK_UP).purpose == "代收信用修复申请"
    client.post(reverse("repair:intake", args=[record.entity.uscc]), {"records": [record.pk]})
    application = RepairApplication.objects.get()
    assert (application.channel, application.parts.get().agency) == (Channel.WINDOW, office)

    def take(name: str, **data) -> int:
        url = reverse("repair:case_act", args=[application.pk, name])
        assert client.get(url).status_code == 200
        return client.post(url, data).status_code

    described = {"contact_name": "王芳", "contact_phone": "1", "statement": "已缴纳"}
    assert take("describe", **described) == 302
    papers = reverse("repair:case_papers", args=[application.pk])
    assert papers in client.get(reverse("repair:case", args=[application.pk])).text
    printed = text_of(client.get(papers).content)
    form, promise = PdfReader(BytesIO(client.get(papers).content)).pages
    assert record.document_number in printed
    for sheet, said in ((form, "信用修复申请表"), (promise, "信用修复承诺书")):
        text = sheet.extract_text()
        assert (said in text, "签名、盖章" in text) == (True, True)
    assert record.document_number not in promise.extract_text(), "it is filed as a commitment"
    for kind in (ProofKind.PAPER, ProofKind.COMMITMENT):
        assert take("submit", is_signed="on") == 200, "a tick is no signature"
        assert take("attach", kind=kind, upload=scan()) == 302
    assert (
        "已核对申请人签署的纸质信用承诺书"
        in client.get(reverse("repair:case_act", args=[application.pk, "submit"])).text
    )
    assert take("submit", is_signed="on") == 302
    application.refresh_from_db()
    signed = application.proofs.get(kind=ProofKind.COMMITMENT)
    assert application.commitment.scans.get().sha256 == signed.sha256
    assert "全程期限" in client.get(reverse("repair:case", args=[application.pk])).text


def test_an_agency_sees_its_own_part_only(client: Client, as_user: AsUser) -> None:
    entity, mine = EntityFactory(), AgencyFactory()
    application = application_in(S.WITH_AGENCY, entity=entity, agency=mine)
    foreign = application.parts.create(agency=AgencyFactory(name="另一局"))
    hidden = repairable(entity=entity, title="另一局的事项", authorised=True)
    item = foreign.items.create(record=hidden, status=I.PENDING)
    as_user(UserFactory(agency=mine))
    page = client.get(reverse("repair:case", args=[application.pk]))
    assert page.status_code == 200
    assert hidden.title not in page.text
    assert client.get(reverse("repair:item_act", args=[item.pk, "refuse"])).status_code == 404
    as_user(UserFactory())
    assert client.get(reverse("repair:case", args=[application.pk])).status_code == 404


def test_only_the_window_that_took_it_in_sees_the_papers_with_all_records(
    client: Client, as_user: AsUser
) -> None:
    commitment_defaults.install(by=OFFICE, at=NOW)
    window, decider = AgencyFactory.create_batch(2)
    application = application_in(
        S.WITH_AGENCY, agency=decider, channel=Channel.WINDOW, intake_agency=window
    )
    addresses = [
        reverse("repair:case_papers", args=[application.pk]),
        reverse("repair:case_act", args=[application.pk, "attach"]),
    ]
    for agency, answer in ((window, 200), (decider, 404)):
        as_user(UserFactory(agency=agency))
        assert client.get(reverse("repair:case", args=[application.pk])).status_code == 200
        assert [client.get(url).status_code for url in addresses] == [answer] * 2


@pytest.mark.parametrize("role", [Role.DEPARTMENT_OFFICER, Role.WINDOW_OFFICER])
def test_only_who_decides_is_offered_the_decision(
    client: Client, as_user: AsUser, role: Role
) -> None:
    agency = AgencyFactory()
    application = application_in(S.WITH_AGENCY, agency=agency, verified=False)
    as_user(UserFactory(agency=agency, role=role))
    page = client.get(reverse("repair:case", args=[application.pk])).text
    offered = [text in page for text in ("登记信用核查", ">准予<", ">不予<")]
    assert offered == [role == Role.DEPARTMENT_OFFICER] * 3


@pytest.mark.parametrize("state", S)
def test_every_state_has_its_page(client: Client, as_user: AsUser, state: S) -> None:
    application = application_in(state)
    as_user(UserFactory(lead_officer=True))
    assert client.get(reverse("repair:case", args=[application.pk])).status_code == 200
    assert client.get(reverse("repair:inbox") + f"?state={state}").status_code == 200
    tab = reverse("portal:desk_entity", args=[application.entity.uscc]) + "?tab=repair"
    assert client.get(tab).status_code == 200


def test_training_from_the_course_to_the_certificate(client: Client, owner_of: OwnerOf) -> None:
    made, entity = course(), EntityFactory()
    owner_of(entity)
    url = reverse("repair:my_course", args=[entity.uscc, made.pk])
    assert "第二段" in client.get(url).text
    wrong = {f"question_{q.pk}": 1 for q in made.questions.all()} | {"trainee": "王芳"}
    assert "测试未合格" in client.post(url, wrong).text
    right = wrong | {f"question_{q.pk}": 0 for q in made.questions.all()}
    assert client.post(url, right).status_code == 302
    result = TrainingResult.objects.get(is_passed=True)
    assert result.certificate in client.get(reverse("repair:my_training")).text
    pdf = client.get(reverse("repair:my_certificate", args=[result.pk]))
    assert pdf.content.startswith(b"%PDF")


def test_the_lead_office_keeps_courses(client: Client, as_user: AsUser) -> None:
    as_user(UserFactory(lead_officer=True))
    new = {"title": "新课", "text": "第一段", "pass_percent": 60}
    page = client.post(reverse("repair:course_new"), new, follow=True)
    pk = page.context["course"].pk
    question = {"text": "收费吗？", "answers": "不收\n收", "right": 0}
    assert client.post(reverse("repair:course", args=[pk]), question).status_code == 302
    for name, stage in (("publish", "开课中"), ("retire", "已停用")):
        client.post(reverse("repair:course_step", args=[pk, name]))
        assert stage in client.get(reverse("repair:courses")).text
    unknown = client.post(reverse("repair:course_step", args=[pk, "other"]))
    assert unknown.status_code == 404


def test_a_court_lifts_and_ends_on_the_desk(client: Client, as_user: AsUser) -> None:
    record = repairable()
    as_user(UserFactory(court_officer=True))
    url = reverse("repair:lifts", args=[record.entity.uscc])
    data = {"records": [record.pk], "reference": "（2026）澄破1号", "until_on": "2027-05-01"}
    assert client.post(url, data).status_code == 302
    assert "暂时解除中" in client.get(url).text
    noted = AuditEntry.objects.filter(act=LOOK_UP).values_list("object_id", flat=True)
    assert list(noted) == [record.entity.uscc] * 2
    lift = record.lifts.get()
    end = reverse("repair:lift_end", args=[record.entity.uscc, lift.pk])
    assert client.post(end, {"reason": "重整失败"}).status_code == 302
    assert "重整失败" in client.get(url).text


def test_notices_are_read_by_those_they_are_for(client: Client, owner_of: OwnerOf) -> None:
    record = CreditRecordFactory()
    issue_notices(records=penalties_without_notice(), by=OFFICE, at=NOW)
    notice = RepairNotice.objects.get()
    owner_of(record.entity)
    assert notice.number in client.get(reverse("repair:my_notices")).text
    url = reverse("repair:my_notice", args=[notice.pk])
    assert client.get(url).content.startswith(b"%PDF")
    owner_of(EntityFactory())
    assert client.get(url).status_code == 404
    assert notice.number not in client.get(reverse("repair:my_notices")).text
