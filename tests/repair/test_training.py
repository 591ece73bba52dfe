"""Courses and tests, the ways of a pack, and files that prove something."""

from dataclasses import replace

import pytest

from credit_portal.policy.choices import RepairWay
from credit_portal.policy.selectors import pack_by_code
from credit_portal.shared.errors import Invalid, NotAllowed, NotVisible, Refused
from entities.choices import RecordKind
from repair import defaults, services
from repair.choices import ApplicationStatus, ProofKind
from repair.models import RepairItem, RepairProof, TrainingCourse, TrainingResult
from repair.requirements import Requirement, requirements
from repair.services import decision, submission
from tests.factories.accounts import MandateFactory, UserFactory
from tests.factories.entities import NOW, TODAY, CreditRecordFactory, EntityFactory
from tests.factories.repair import OFFICE, application_in, course, item_alone, passed
from tests.repair.conftest import scan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]

S = ApplicationStatus


def test_a_course_comes_with_a_deployment_once() -> None:
    assert (defaults.install(by=OFFICE, at=NOW), defaults.install(by=OFFICE, at=NOW)) == (1, 0)
    made = TrainingCourse.objects.get()
    assert (made.stage, made.questions.count()) == ("开课中", 5)
    services.retire_course(course=made, by=OFFICE, at=NOW)
    assert not TrainingCourse.objects.offered().exists()
    with pytest.raises(Refused):
        services.retire_course(course=made, by=OFFICE, at=NOW)


def test_a_published_course_is_fixed() -> None:
    made = course()
    with pytest.raises(Refused):
        services.add_question(
            course=made, text="？", answers=["a", "b"], right=0, by=OFFICE, at=NOW
        )
    with pytest.raises(Refused):
        services.publish_course(course=made, by=OFFICE, at=NOW)
    empty = services.draft_course(title="空", text="空", pass_percent=80, by=OFFICE, at=NOW)
    with pytest.raises(Refused, match="还没有测试题"):
        services.publish_course(course=empty, by=OFFICE, at=NOW)
    with pytest.raises(Invalid):
        services.add_question(course=empty, text="？", answers=["a"], right=0, by=OFFICE, at=NOW)
    with pytest.raises(NotAllowed):
        services.draft_course(title="我的", text="x", pass_percent=1, by=UserFactory(), at=NOW)


@pytest.mark.parametrize(("right", "is_passed"), [(2, True), (1, False)])
def test_a_test_is_judged(right: int, is_passed: bool) -> None:
    made, entity = course(), EntityFactory()
    owner = MandateFactory(uscc=entity.uscc).user
    questions = list(made.questions.all())
    answers = {question.pk: int(n >= right) for n, question in enumerate(questions)}
    values = {"course": made, "entity": entity, "trainee": "王芳", "answers": answers, "at": NOW}
    with pytest.raises(NotVisible):
        services.take_test(by=UserFactory(enterprise=True), **values)
    result = services.take_test(by=owner, **values)
    assert (result.is_passed, bool(result.certificate)) == (is_passed, is_passed)
    with pytest.raises(Invalid):
        services.take_test(by=owner, **values | {"answers": {}})
    assert TrainingResult.objects.count() == 1


ALWAYS = {RepairWay.RECTIFICATION, RepairWay.COMMITMENT}
CHECKED = {RepairWay.VERIFICATION, RepairWay.TRAINING, RepairWay.REPORT}
# 江阴 三(七), 伊春 五-3, 淮安区 四(六), 江西 (二十六): “通过……等方式”.
OFFERED = {
    "national_2026": set(),
    "jiangyin": CHECKED,
    "yichun": CHECKED,
    "huaian_district": {RepairWay.TRAINING, RepairWay.REPORT, RepairWay.PUBLIC_BENEFIT},
    "jiangxi": CHECKED | {RepairWay.PUBLIC_BENEFIT},
}


def lines(application, pack_code: str) -> list[Requirement]:
    items = list(RepairItem.objects.filter(part__application=application))
    return requirements(application, items, pack_by_code(pack_code, TODAY))


def met(application, pack_code: str) -> dict[RepairWay, bool]:
    return {line.way: line.is_met for line in lines(application, pack_code)}


def require(monkeypatch: pytest.MonkeyPatch, *ways: RepairWay) -> None:
    """Let the pack in force require further ways."""
    pack = pack_by_code("jiangyin", TODAY)
    clause = replace(pack.repair.ways_required, value=(*ALWAYS, *ways))
    pack = replace(pack, repair=replace(pack.repair, ways_required=clause))
    for module in (decision, submission):
        monkeypatch.setattr(module, "pack_in_force", lambda on: pack)


@pytest.mark.parametrize("code", OFFERED)
def test_each_pack_offers_its_own_ways_and_requires_two(code: str) -> None:
    found = lines(application_in(S.DRAFT, verified=False), code)
    assert {line.way for line in found if line.is_required} == ALWAYS
    assert {line.way for line in found if not line.is_required} == OFFERED[code]


@pytest.mark.parametrize("code", OFFERED)
def test_two_materials_are_enough_everywhere(code: str, settings) -> None:
    settings.PORTAL_DEFAULT_PACK = code
    application = application_in(S.DRAFT, verified=False)
    services.submit_application(application=application, is_signed=True, by=OFFICE, at=NOW)
    item = services.grant_item(item=RepairItem.objects.get(), reason="符合", by=OFFICE, at=NOW)
    assert item.status == "granted"


def test_a_way_that_a_pack_requires_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    require(monkeypatch, RepairWay.TRAINING)
    application = application_in(S.DRAFT)
    submit = {"application": application, "is_signed": True, "by": OFFICE, "at": NOW}
    with pytest.raises(Invalid, match="专题培训"):
        services.submit_application(**submit)
    passed(application.entity)
    services.submit_application(**submit)


def test_the_steps_are_met_by_proof() -> None:
    application = application_in(S.DRAFT, verified=False)
    entity, part = application.entity, application.parts.get()
    assert not any(
        done for way, done in met(application, "jiangxi").items() if way != RepairWay.RECTIFICATION
    )
    passed(entity)
    for kind in (ProofKind.REPORT, ProofKind.PUBLIC_BENEFIT):
        services.attach_proof(application=application, kind=kind, upload=scan(), by=OFFICE, at=NOW)
    part.verification, part.verified_at = "属实", NOW
    part.save()
    found = met(application, "jiangxi")
    assert {way for way, done in found.items() if not done} == {RepairWay.COMMITMENT}


def test_public_benefit_is_taken_from_the_register() -> None:
    application = application_in(S.DRAFT)
    CreditRecordFactory(
        entity=application.entity, kind=RecordKind.SELF_DECLARATION, level="",
        details={"declaration": "公益慈善"}, title="捐资助学",
    )  # fmt: skip
    assert met(application, "jiangxi")[RepairWay.PUBLIC_BENEFIT]


def test_a_grant_waits_for_verification_where_the_pack_requires_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    require(monkeypatch, RepairWay.VERIFICATION)
    item = item_alone("pending", verified=False)
    with pytest.raises(Refused, match="信用核查"):
        services.grant_item(item=item, reason="符合", by=OFFICE, at=NOW)
    services.verify_part(part=item.part, finding="现场核查属实", by=OFFICE, at=NOW)
    with pytest.raises(Refused):
        services.verify_part(part=item.part, finding="再核查", by=OFFICE, at=NOW)
    services.grant_item(item=item, reason="符合", by=OFFICE, at=NOW)


def test_a_dispute_about_a_refusal_stands_in_for_the_verification(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    require(monkeypatch, RepairWay.VERIFICATION)
    item = item_alone("refused", verified=False)
    item = services.grant_contested_item(
        item=item, reason="异议成立", reference="YY-1", by=OFFICE, at=NOW
    )
    assert item.status == "granted"


def test_files_are_checked_by_content_and_kept_once() -> None:
    application = application_in(S.DRAFT)
    values = {"application": application, "kind": ProofKind.REPORT, "by": OFFICE, "at": NOW}
    with pytest.raises(Invalid):
        services.attach_proof(upload=scan("假.pdf", b"MZ\x90\x00" * 40), **values)
    for _ in range(2):
        services.attach_proof(upload=scan(), **values)
    assert RepairProof.objects.count() == 1
    other = application_in(S.DRAFT)
    foreign = RepairItem.objects.get(part__application=other)
    with pytest.raises(Invalid):
        services.attach_proof(upload=scan(), item=foreign, **values)
    handed_in = application_in(S.WITH_AGENCY)
    with pytest.raises(Refused):
        services.attach_proof(upload=scan(), **values | {"application": handed_in})
