"""The pages: who opens them, what they show, and that nothing typed is lost."""

from datetime import date

import pytest
from django.urls import reverse

from commitments.choices import CommitmentKind, PublicationLevel, Status
from commitments.models import Commitment, CommitmentItem
from credit_portal.accounts.choices import Role
from credit_portal.accounts.viewers import PUBLIC_VIEWER, Viewer, ViewerKind
from credit_portal.audit.models import AuditEntry
from credit_portal.policy.choices import CreditClass, CreditGrade
from tests.factories.accounts import AgencyFactory, UserFactory, user_with
from tests.factories.commitments import CommitmentFactory
from tests.factories.entities import TODAY, CreditRecordFactory, EntityFactory
from tests.factories.grading import GradeFactory
from tests.factories.supervision import MeasureFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]

FORM = {
    "kind": CommitmentKind.VOLUNTARY,
    "matter": "守法诚信经营",
    "content": "材料真实。",
    "liability": "依法承担责任。",
    "made_on": "2026-11-20",
    "publication": PublicationLevel.PUBLIC,
    "form_token": "6a1f0d0e-5f0c-4c53-9a53-0b1f4f9b0a11",
}
OPEN = {
    "commitments:window": {
        Role.LEAD_OFFICER, Role.DEPARTMENT_OFFICER, Role.WINDOW_OFFICER, Role.TOWN_OFFICER
    },
    "commitments:list": {
        Role.LEAD_OFFICER, Role.DEPARTMENT_OFFICER, Role.WINDOW_OFFICER, Role.TOWN_OFFICER,
        Role.COURT_OFFICER,
    },
    "commitments:catalogue": {Role.LEAD_OFFICER, Role.DEPARTMENT_OFFICER},
    "commitments:ledgers": {
        Role.LEAD_OFFICER, Role.DEPARTMENT_OFFICER, Role.WINDOW_OFFICER, Role.TOWN_OFFICER
    },
}  # fmt: skip


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("page", OPEN)
def test_who_opens_which_page(page: str, role: Role, as_user) -> None:
    response = as_user(user_with(role)).get(reverse(page))

    assert response.status_code == (200 if role in OPEN[page] else 403)


# --- Window ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["{code}", " {code} ", "{lower}", "{wide}"])
def test_a_scanned_code_opens_the_business_straight_away(typed: str, as_user) -> None:
    entity = EntityFactory()
    wide = "".join(chr(ord(character) + 0xFEE0) for character in entity.uscc)
    query = typed.format(code=entity.uscc, lower=entity.uscc.lower(), wide=wide)
    response = as_user(user_with(Role.WINDOW_OFFICER)).get(
        reverse("commitments:window"), {"q": query}
    )

    assert response.url == reverse("commitments:take", args=[entity.uscc])


def test_a_scanned_letter_opens_its_commitment(as_user) -> None:
    user = user_with(Role.WINDOW_OFFICER)
    commitment = CommitmentFactory(agency=user.agency)
    response = as_user(user).get(reverse("commitments:window"), {"q": commitment.code})

    assert response.url == reverse("commitments:detail", args=[commitment.pk])


def test_a_name_shows_the_hits_and_a_single_hit_opens(as_user) -> None:
    textiles = EntityFactory(name="澄江市锦程纺织有限公司")
    estate = EntityFactory(name="澄江市锦程物业有限公司")
    client = as_user(user_with(Role.WINDOW_OFFICER))
    url = reverse("commitments:window")

    hits = client.get(url, {"q": "锦程"}).context["hits"]
    assert {hit.uscc for hit in hits} == {textiles.uscc, estate.uscc}
    single = client.get(url, {"q": "锦程物业"})
    assert single.url == reverse("commitments:take", args=[estate.uscc])


def test_opening_the_file_notes_the_look_up(as_user) -> None:
    entity = EntityFactory()
    as_user(user_with(Role.WINDOW_OFFICER)).get(reverse("commitments:take", args=[entity.uscc]))

    entry = AuditEntry.objects.get(act="entities.look_up")
    assert (entry.object_id, entry.purpose) == (entity.uscc, "窗口受理")


def test_the_window_says_what_is_handled_at_once(as_user, settings) -> None:
    settings.PORTAL_DEFAULT_PACK = "jiangyin"
    client = as_user(user_with(Role.WINDOW_OFFICER))
    measure = MeasureFactory(without_commitments=True)

    for entity, is_said in ((EntityFactory(), True), (measure.entity, False)):
        page = client.get(reverse("commitments:take", args=[entity.uscc])).content.decode()
        assert ("应当即时办理（澄信用发〔2020〕11号 三(一)）" in page) == is_said


def test_choosing_an_item_fills_the_letter(letters, as_user) -> None:
    entity = EntityFactory()
    item = CommitmentItem.objects.get(code="road-transport-permit")
    url = reverse("commitments:letter_fields", args=[entity.uscc])
    response = as_user(user_with(Role.WINDOW_OFFICER)).post(url, {"item": item.pk})

    form = response.context["form"]
    assert form["kind"].value() == CommitmentKind.DEFERRED_DOCUMENTS
    assert entity.name in form["content"].value()
    assert item.name in form["content"].value()
    assert form["missing_materials"].value() == item.missing_materials
    assert form["supplement_due_on"].value() == date(2026, 11, 30)


def test_a_document_with_several_words_for_a_kind_asks_which(letters, as_user, settings) -> None:
    settings.PORTAL_DEFAULT_PACK = "yichun"
    entity = EntityFactory()
    item = CommitmentItem.objects.get(code="food-permit-renewal")
    client = as_user(user_with(Role.WINDOW_OFFICER))
    fields = reverse("commitments:letter_fields", args=[entity.uscc])
    page = client.post(fields, {"item": item.pk}).content.decode()
    assert 'value="承诺即换证" selected' in page

    url = reverse("commitments:take", args=[entity.uscc])
    form = FORM | {"kind": CommitmentKind.APPROVAL_REPLACING, "item": item.pk}
    assert client.post(url, form | {"local_name": "容缺式受理"}).status_code == 200
    assert client.post(url, form | {"local_name": "承诺即换证"}).status_code == 302
    assert Commitment.objects.get().kind_label == "审批替代型（承诺即换证）"


def test_another_kind_means_a_matter_off_the_list(letters, as_user) -> None:
    item = CommitmentItem.objects.get(code="food-permit")
    url = reverse("commitments:letter_fields", args=[EntityFactory().uscc])
    response = as_user(user_with(Role.WINDOW_OFFICER)).post(
        url, {"item": item.pk, "kind": CommitmentKind.VOLUNTARY, "changed": "kind"}
    )

    assert response.context["form"]["item"].value() is None
    assert "主动向社会" in response.context["form"]["content"].value()


def test_another_kind_keeps_what_does_not_follow_from_it(letters, as_user) -> None:
    typed = {"valid_until": "2027-11-20", "remark": "电话核实", "class_reason": "民生急需"}
    url = reverse("commitments:letter_fields", args=[EntityFactory().uscc])
    response = as_user(user_with(Role.WINDOW_OFFICER)).post(
        url, typed | {"item": "²", "kind": CommitmentKind.VOLUNTARY}
    )

    form = response.context["form"]
    assert {name: form[name].value() for name in typed} == typed


def test_register_print_scan_next(scan, as_user) -> None:
    user = user_with(Role.WINDOW_OFFICER)
    client = as_user(user)
    entity = EntityFactory()
    taken = client.post(reverse("commitments:take", args=[entity.uscc]), FORM)
    commitment = Commitment.objects.get()

    assert taken.url == reverse("commitments:done", args=[commitment.pk])
    assert commitment.status == Status.REGISTERED
    assert (commitment.agency, commitment.officer) == (user.agency, user)
    assert commitment.code in client.get(taken.url).content.decode()
    letter = client.get(reverse("commitments:letter", args=[commitment.pk]))
    assert letter.content.startswith(b"%PDF")
    client.post(taken.url, {"file": scan})
    assert commitment.scans.count() == 1


def test_the_back_button_and_a_second_click_register_once(as_user) -> None:
    client = as_user(user_with(Role.WINDOW_OFFICER))
    url = reverse("commitments:take", args=[EntityFactory().uscc])
    answers = {client.post(url, FORM).url for _ in range(2)}

    assert len(answers) == 1
    assert Commitment.objects.count() == 1


def test_errors_keep_what_was_typed(as_user) -> None:
    url = reverse("commitments:take", args=[EntityFactory().uscc])
    response = as_user(user_with(Role.WINDOW_OFFICER)).post(
        url, FORM | {"matter": "", "content": "写了很久的内容", "made_on": "2026-11-21"}
    )

    page = response.content.decode()
    assert response.status_code == 200
    assert "写了很久的内容" in page
    assert 'href="#id_matter"' in page
    assert not Commitment.objects.exists()
    assert AuditEntry.objects.filter(act="entities.look_up").count() == 1  # it was shown again


def test_a_kind_that_the_class_excludes_asks_why(as_user) -> None:
    entity = GradeFactory(grade=CreditGrade.E, credit_class=CreditClass.SERIOUS).entity
    url = reverse("commitments:take", args=[entity.uscc])
    client = as_user(user_with(Role.WINDOW_OFFICER))
    form = FORM | {"kind": CommitmentKind.APPROVAL_REPLACING}

    assert "请填写" in client.post(url, form).content.decode()
    assert not Commitment.objects.exists()
    assert client.post(url, form | {"class_reason": "民生急需"}).status_code == 302
    assert AuditEntry.objects.get(act="commitments.register_commitment").reason == "民生急需"


def test_a_draft_of_such_a_kind_asks_when_it_is_registered(as_user) -> None:
    user = user_with(Role.WINDOW_OFFICER)
    entity = GradeFactory(grade=CreditGrade.E, credit_class=CreditClass.SERIOUS).entity
    draft = CommitmentFactory(
        draft=True, entity=entity, agency=user.agency, kind=CommitmentKind.CERTIFICATE
    )
    url = reverse("commitments:act", args=[draft.pk, "register"])
    client = as_user(user)

    assert client.post(url, {"class_reason": " "}).status_code == 200
    assert Commitment.objects.get().status == Status.DRAFT
    assert client.post(url, {"class_reason": "民生急需"}).status_code == 302
    assert Commitment.objects.get().status == Status.REGISTERED


def test_a_barred_kind_is_refused_on_the_form(as_user) -> None:
    entity = EntityFactory()
    CreditRecordFactory(
        entity=entity, kind="commitment_breach", title="道路货物运输经营许可",
        details={"disqualifying_event": "not_supplied_in_time"},
    )  # fmt: skip
    url = reverse("commitments:take", args=[entity.uscc])
    client = as_user(user_with(Role.WINDOW_OFFICER))

    assert "不再适用信用承诺制" in client.get(url).content.decode()
    page = client.post(url, FORM | {"kind": CommitmentKind.CERTIFICATE}).content.decode()
    assert "道路货物运输经营许可" in page
    assert FORM["content"] in page
    assert not Commitment.objects.exists()
    assert client.post(url, FORM).status_code == 302  # the other kinds stay open


def test_a_draft_is_kept_and_registered_later(as_user) -> None:
    client = as_user(user_with(Role.WINDOW_OFFICER))
    url = reverse("commitments:take", args=[EntityFactory().uscc])
    client.post(url, FORM | {"draft": "1"})
    draft = Commitment.objects.get()

    assert draft.code is None
    client.post(reverse("commitments:act", args=[draft.pk, "register"]), {})
    assert Commitment.objects.get().code


# --- Whose commitments ----------------------------------------------------------------------------


def test_agency_sees_its_tree_the_lead_office_all_others_nothing() -> None:
    parent = AgencyFactory()
    own = CommitmentFactory(agency=AgencyFactory(parent=parent))
    foreign = CommitmentFactory()
    draft = CommitmentFactory(agency=parent, draft=True)
    agency_viewer = Viewer(ViewerKind.AGENCY, agency_ids=frozenset({parent.pk, own.agency.pk}))
    entity_viewer = Viewer(ViewerKind.ENTITY, usccs=frozenset({draft.entity.uscc}))

    def seen(viewer: Viewer) -> set[Commitment]:
        return set(Commitment.objects.visible_to(viewer, TODAY))

    assert seen(agency_viewer) == {own, draft}
    assert seen(Viewer(ViewerKind.LEAD_OFFICE)) == {own, foreign, draft}
    assert seen(entity_viewer) == set()
    assert seen(Viewer(ViewerKind.AUDITOR)) == set()
    assert seen(PUBLIC_VIEWER) == set()  # no record of theirs stands in the register


@pytest.mark.parametrize(
    ("level", "is_public"),
    [
        (PublicationLevel.PUBLIC, True),
        (PublicationLevel.LIMITED, False),
        (PublicationLevel.CLOSED, False),
    ],
)
def test_the_public_sees_open_commitments_only(level: str, is_public: bool) -> None:
    commitment = CommitmentFactory(publication=level, record=CreditRecordFactory(kind="commitment"))

    assert Commitment.objects.visible_to(PUBLIC_VIEWER, TODAY).exists() is is_public
    assert commitment.is_registered


@pytest.mark.parametrize("page", ["detail", "letter"])
def test_a_foreign_commitment_does_not_exist(page: str, as_user) -> None:
    commitment = CommitmentFactory()
    client = as_user(UserFactory())

    assert client.get(reverse(f"commitments:{page}", args=[commitment.pk])).status_code == 404
    act = reverse("commitments:act", args=[commitment.pk, "fulfil"])
    assert client.post(act, {}).status_code == 404


def test_an_auditor_and_an_administrator_act_on_nothing(as_user) -> None:
    commitment = CommitmentFactory()
    for role in (Role.AUDITOR, Role.ADMINISTRATOR, Role.ENTERPRISE, Role.PARTNER):
        client = as_user(user_with(role))
        url = reverse("commitments:act", args=[commitment.pk, "fulfil"])
        assert client.post(url, {}).status_code == 403


def test_what_was_never_signed_is_voided_on_its_page(as_user) -> None:
    user = user_with(Role.WINDOW_OFFICER)
    commitment = CommitmentFactory(agency=user.agency)
    client = as_user(user)
    client.post(reverse("commitments:act", args=[commitment.pk, "void"]), {"reason": "未签署"})
    page = client.get(reverse("commitments:detail", args=[commitment.pk])).content.decode()

    assert "已作废" in page
    assert "未签署" in page
    assert reverse("commitments:upload_scan", args=[commitment.pk]) not in page


def test_a_breach_is_recognised_on_its_page(as_user) -> None:
    user = UserFactory()
    commitment = CommitmentFactory(agency=user.agency, overdue=True)
    client = as_user(user)
    url = reverse("commitments:act", args=[commitment.pk, "breach"])

    page = client.get(url).content.decode()
    assert 'value="not_supplied_in_time" selected' in page
    assert "not_conforming" not in page  # nothing came
    values = {
        "recognised_on": "2026-11-20", "evidence": "补齐期限已过",
        "unfulfilled_content": "未补齐社会保险缴费凭证", "liability_pursued": "终止办理",
        "disqualifying_event": "not_supplied_in_time",
    }  # fmt: skip
    client.post(url, values)

    page = client.get(reverse("commitments:detail", args=[commitment.pk])).content.decode()
    assert "在规定期限内未提交材料" in page
    assert "终止办理" in page


def test_the_list_filters(as_user) -> None:
    user = UserFactory()
    overdue = CommitmentFactory(agency=user.agency, overdue=True)
    september = CommitmentFactory(agency=user.agency, made_on=date(2026, 9, 3))
    over = CommitmentFactory(agency=user.agency, valid_until=date(2026, 11, 19))
    CommitmentFactory(agency=user.agency, valid_until=TODAY)
    CommitmentFactory(agency=user.agency, valid_until=date(2026, 11, 19), fulfilled=True)
    client = as_user(user)

    def found(**filters: str) -> list[Commitment]:
        return client.get(reverse("commitments:list"), filters).context["page"].object_list

    assert list(found(watch="overdue")) == [overdue]
    assert list(found(watch="term_over")) == [over]
    assert list(found(month="2026-09")) == [september]
    assert list(found(kind=CommitmentKind.DEFERRED_DOCUMENTS)) == [overdue]
    assert list(found(q=september.entity.uscc)) == [september]
    assert list(found(q=overdue.code)) == [overdue]
