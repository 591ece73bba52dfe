"""The pages of disputes: the business files and follows, officers handle and decide."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from credit_portal.accounts.models import User
from credit_portal.audit.models import AuditEntry
from credit_portal.audit.services import LOOK_UP
from credit_portal.deadlines.models import Deadline
from credit_portal.deadlines.services import pause_deadline
from disputes import services
from disputes.choices import Channel, DisputeStatus
from disputes.models import Dispute
from entities.models import CreditRecord
from repair.choices import ItemStatus
from tests.factories.accounts import MandateFactory, UserFactory
from tests.factories.disputes import contested_record, dispute_in, filed, officer_of, owner
from tests.factories.entities import NOW, TODAY
from tests.factories.grading import ExternalAssessmentFactory, GradeFactory
from tests.factories.repair import item_alone
from tests.factories.supervision import ListingFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
S = DisputeStatus
PDF = b"%PDF-1.7\n%%EOF\n"
LogIn = Callable[[User], Client]


def typed(**values: object) -> dict[str, object]:
    """What is typed into the form; the first field is the whole record."""
    return {
        "claim0": "应当撤销", "grounds": "处罚已撤销",
        "contact_name": "张建国", "contact_phone": "13800000000",
        "evidence": [SimpleUploadedFile("一.pdf", PDF), SimpleUploadedFile("二.pdf", PDF + b" ")],
        **values,
    }  # fmt: skip


def supplement() -> dict[str, object]:
    return {"supplement": "已补", "evidence": SimpleUploadedFile("补.pdf", PDF)}


def test_from_the_own_record_to_the_receipt(as_user: LogIn) -> None:
    record = contested_record(government=True)
    page = as_user(owner(record))
    code, address = record.entity.uscc, f"/my/disputes/new/record/{record.pk}/"
    assert record.title in page.get("/my/records/").content.decode()
    assert address in page.get(f"/my/records/{code}/{record.pk}/").content.decode()

    response = page.post(address, typed())

    dispute = Dispute.objects.get()
    assert response.url == f"/my/disputes/{dispute.number}/"
    assert dispute.evidence.count() == 2
    shown = page.get(response.url).content.decode()
    assert "2026-12-01" in shown
    assert "催办" in shown
    assert dispute.number in page.get("/my/disputes/").content.decode()
    assert "异议中" in page.get(f"/my/records/{code}/{record.pk}/").content.decode()
    receipt = page.get(f"{response.url}receipt.pdf")
    assert receipt.content.startswith(b"%PDF")
    evidence = page.get(f"{response.url}files/{dispute.evidence.first().pk}/")
    assert b"".join(evidence.streaming_content) == PDF


def test_a_second_one_is_told_where_the_first_stands(as_user: LogIn) -> None:
    dispute = filed()
    page = as_user(dispute.filed_by).get(f"/my/disputes/new/record/{dispute.record_id}/")
    assert page.status_code == 409
    assert dispute.number in page.content.decode()


def test_what_is_wrong_stands_beside_the_form(as_user: LogIn) -> None:
    record = contested_record()
    page = as_user(owner(record))
    wrong = typed(claim0="", evidence=[SimpleUploadedFile("x.pdf", b"MZ")])
    shown = page.post(f"/my/disputes/new/record/{record.pk}/", wrong).content.decode()
    assert "至少选择一个" in shown
    wrong["claim0"] = "应当撤销"
    wrong["evidence"] = [SimpleUploadedFile("x.pdf", b"MZ")]
    shown = page.post(f"/my/disputes/new/record/{record.pk}/", wrong).content.decode()
    assert "只接受" in shown
    assert not Dispute.objects.exists()


@pytest.mark.parametrize(
    "path",
    ["", "receipt.pdf", "answer.pdf", "urge/", "withdraw/", "files/{file}/"],
)
def test_another_business_finds_nothing(as_user: LogIn, path: str) -> None:
    record = contested_record()
    dispute = dispute_in(S.DECIDED, filed(record, evidence=[SimpleUploadedFile("一.pdf", PDF)]))
    stranger = as_user(MandateFactory(uscc="91990281MA000007XX").user)
    file = dispute.evidence.get().pk
    address = f"/my/disputes/{dispute.number}/{path.format(file=file)}"
    assert stranger.get(address).status_code == 404
    assert stranger.post(address).status_code in (404, 405)
    assert stranger.get(f"/my/disputes/new/record/{record.pk}/").status_code == 404
    assert stranger.get(f"/my/records/{record.entity.uscc}/{record.pk}/").status_code == 404


def test_a_withdrawn_record_is_refused_with_its_reason(as_user: LogIn) -> None:
    record = contested_record(withdrawn=True)
    page = as_user(owner(record)).get(f"/my/disputes/new/record/{record.pk}/")
    assert page.status_code == 409
    assert "处罚决定被撤销" in page.content.decode()


def test_grade_and_listing_may_be_contested(as_user: LogIn) -> None:
    grade = GradeFactory()
    page = as_user(owner(grade))
    to_form = page.get(f"/my/disputes/new/grade-of/{grade.entity.uscc}/")
    assert to_form.url == f"/my/disputes/new/grade/{grade.pk}/"
    page.post(to_form.url, typed(claim0="应为A级"))
    assert Dispute.objects.get().grade == grade
    listing = ListingFactory(listed=True)
    page = as_user(owner(listing))
    assert "/my/disputes/new/listing/" in page.get(f"/my/listings/{listing.pk}/").content.decode()
    page.post(f"/my/disputes/new/listing/{listing.pk}/", typed())
    assert Dispute.objects.filter(listing=listing).exists()


def test_a_result_from_outside_may_be_contested(as_user: LogIn) -> None:
    result, gone = ExternalAssessmentFactory(), ExternalAssessmentFactory(withdrawn=True)
    page, address = as_user(owner(result)), f"/my/disputes/new/assessment/{result.pk}/"
    assert address in page.get("/my/grade/").text
    assert result.title in page.get(address).text
    page.post(address, typed(claim0="应为A级"))
    dispute = Dispute.objects.get()
    assert (dispute.assessment, dispute.agency) == (result, result.reported_by)
    assert page.post(address, typed(claim0="应为A级")).status_code == 409
    assert page.get(f"/my/disputes/{dispute.number}/receipt.pdf").content.startswith(b"%PDF")

    page, address = as_user(owner(gone)), f"/my/disputes/new/assessment/{gone.pk}/"
    assert address not in page.get("/my/grade/").text
    assert page.get(address).status_code == 409
    assert as_user(owner(GradeFactory())).get(address).status_code == 404


def test_a_result_from_outside_is_offered_at_the_window_and_decided(as_user: LogIn) -> None:
    result = ExternalAssessmentFactory()
    page = as_user(UserFactory(agency=result.reported_by))
    choose = page.get(f"/desk/disputes/choose/{result.entity.uscc}/").text
    assert f"/desk/disputes/new/assessment/{result.pk}/" in choose
    dispute = dispute_in(S.VERIFIED, filed(result, ("grade", "应为A级")))
    base = f"/desk/disputes/{dispute.number}/"
    assert "外部评价结果" in page.get(base).text
    field = dispute.fields.get()
    assert "撤回该结果" in page.get(f"{base}decide/").text
    page.post(
        f"{base}decide/",
        {f"outcome{field.pk}": "upheld", f"reasons{field.pk}": "评价有误", "decision": "撤回"},
    )
    result.refresh_from_db()
    assert result.withdrawn_at


def test_the_desk_from_the_inbox_to_the_answer(as_user: LogIn) -> None:
    record = contested_record()
    dispute = filed(record, ("title", "另一事项"))
    page, base = as_user(officer_of(dispute)), f"/desk/disputes/{dispute.number}/"
    assert dispute.number in page.get("/desk/disputes/").content.decode()
    for name, values in (
        ("accept", {}), ("verify", {"finding": "已核对"}),
    ):  # fmt: skip
        assert name in page.get(base).content.decode()
        assert page.post(f"{base}{name}/", values).url == base
    field = dispute.fields.get()
    form = page.get(f"{base}decide/").content.decode()
    assert f"reasons{field.pk}" in form
    decided = page.post(
        f"{base}decide/",
        {f"outcome{field.pk}": "upheld", f"corrected{field.pk}": "第三事项",
         f"reasons{field.pk}": "原件如此", "decision": "予以更正"},
    )  # fmt: skip
    assert decided.url == base
    assert CreditRecord.objects.standing().get(entity=record.entity).title == "第三事项"
    assert page.get(f"{base}answer.pdf").content.startswith(b"%PDF")
    page.post(f"{base}close/", {"delivery": "窗口领取"})
    assert Dispute.objects.get().status == S.CLOSED


def test_who_made_it_is_told_to_stand_back(as_user: LogIn) -> None:
    agency_officer = UserFactory()
    listing = ListingFactory(listed=True, agency=agency_officer.agency, decided_by=agency_officer)
    dispute = dispute_in(S.VERIFIED, filed(listing))
    page = as_user(agency_officer)
    base = f"/desk/disputes/{dispute.number}/"
    assert "回避" in page.get(base).content.decode()
    field = dispute.fields.get()
    answer = page.post(
        f"{base}decide/",
        {f"outcome{field.pk}": "rejected", f"reasons{field.pk}": "无误", "decision": "维持"},
    )
    assert "回避" in answer.content.decode()
    assert Dispute.objects.get().status == S.VERIFIED


@pytest.mark.parametrize(
    ("state", "found"),
    [("", True), ("filed", True), ("verified", False), ("late", False), ("mine", False),
     ("all", True)],
)  # fmt: skip
def test_the_filters_of_the_inbox(as_user: LogIn, state: str, found: bool) -> None:
    dispute = filed()
    page = as_user(officer_of(dispute)).get(f"/desk/disputes/?state={state}")
    assert (dispute.number in page.content.decode()) == found
    by_name = as_user(officer_of(dispute)).get(f"/desk/disputes/?q={dispute.entity.uscc}")
    assert dispute.number in by_name.content.decode()
    by_number = as_user(officer_of(dispute)).get(f"/desk/disputes/?q={dispute.number}")
    assert dispute.number in by_number.content.decode()


def test_what_waits_for_the_business_is_not_late(as_user: LogIn) -> None:
    waiting, late = filed(), filed()
    by = officer_of(waiting)
    pause_deadline(deadline=waiting.deadline, reason="等待补正", by=by, at=NOW)
    yesterday = TODAY - timedelta(days=1)
    Deadline.objects.update(started_on=yesterday - timedelta(days=1), due_on=yesterday)
    page = as_user(UserFactory(lead_officer=True)).get("/desk/disputes/?state=late")
    assert late.number in page.content.decode()
    assert waiting.number not in page.content.decode()


def test_paper_at_the_window(as_user: LogIn) -> None:
    record = contested_record()
    window = UserFactory(window_officer=True)
    page = as_user(window)
    choose = page.get(f"/desk/disputes/choose/{record.entity.uscc}/").content.decode()
    address = f"/desk/disputes/new/record/{record.pk}/"
    assert address in choose
    assert AuditEntry.objects.get(act=LOOK_UP).object_id == record.entity.uscc
    without = page.post(address, typed(evidence=[]))
    assert without.status_code == 200
    page.post(address, typed())
    dispute = Dispute.objects.get()
    assert (dispute.channel, dispute.taken_at) == (Channel.WINDOW, window.agency)
    services.ask_supplement(dispute=dispute, request="委托书", by=officer_of(dispute), at=NOW)
    base = f"/desk/disputes/{dispute.number}/"
    assert "登记补正" in page.get(base).content.decode()
    page.post(f"{base}supply/", supplement())
    assert Dispute.objects.get().status == S.FILED
    page.post(f"{base}urge/")
    page.post(f"{base}withdraw/", {"reason": "和解", "evidence": SimpleUploadedFile("撤.pdf", PDF)})
    assert Dispute.objects.get().status == S.WITHDRAWN


def test_a_form_on_paper_shows_the_record_and_is_noted(as_user: LogIn) -> None:
    record = contested_record()
    page = as_user(UserFactory(window_officer=True))
    shown = page.get(f"/desk/disputes/new/record/{record.pk}/").content.decode()
    assert record.title in shown
    assert "没有新证据又提出的除外" in shown  # measures do not rest whatever is contested
    looked = AuditEntry.objects.get(act=LOOK_UP)
    assert (looked.object_id, looked.purpose) == (record.entity.uscc, "代收书面异议")


def test_a_review_on_paper_comes_with_its_scan(as_user: LogIn) -> None:
    window = UserFactory(window_officer=True)
    dispute = filed(by=window, evidence=[SimpleUploadedFile("申请.pdf", PDF)])
    base = f"/desk/disputes/{dispute_in(S.DECIDED, dispute).number}/ask_review/"
    page = as_user(window)
    assert page.post(base, {"grounds": "未核对原件"}).status_code == 200
    scan = SimpleUploadedFile("复核.pdf", PDF)
    page.post(base, {"grounds": "未核对原件", "evidence": scan})
    assert Dispute.objects.get(review_of=dispute).evidence.exists()


def test_a_refused_repair_is_offered_at_the_window(as_user: LogIn) -> None:
    item = item_alone(ItemStatus.REFUSED)
    page = as_user(UserFactory(lead_officer=True))
    choose = page.get(f"/desk/disputes/choose/{item.record.entity.uscc}/").content.decode()
    assert f"/desk/disputes/new/repair/{item.pk}/" in choose


def test_handed_over_to_a_colleague(as_user: LogIn) -> None:
    dispute = dispute_in(S.ACCEPTED)
    officer, colleague = (UserFactory(agency=dispute.agency) for _ in range(2))
    page, base = as_user(officer), f"/desk/disputes/{dispute.number}/"
    assert "改派" in page.get(base).content.decode()
    page.post(f"{base}hand_over/", {"handler": colleague.pk, "reason": "调离岗位"})
    dispute.refresh_from_db()
    assert dispute.handler == colleague
    assert dispute.deadline.handler == colleague


def test_the_business_supplements_and_asks_for_review(as_user: LogIn) -> None:
    dispute = dispute_in(S.SUPPLEMENTING)
    page, base = as_user(dispute.filed_by), f"/my/disputes/{dispute.number}/"
    assert "请补正" in page.get(base).content.decode()
    page.post(f"{base}supply/", supplement())
    dispute = dispute_in(S.DECIDED, Dispute.objects.get())
    assert page.get(f"{base}answer.pdf").status_code == 200
    review = page.post(f"{base}ask_review/", {"grounds": "未核对原件"})
    assert Dispute.objects.get(review_of=dispute).number in review.url
