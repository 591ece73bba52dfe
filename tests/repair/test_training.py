"""Courses and tests, the ways of a pack, and files that prove something."""

import pytest

from credit_portal.policy.choices import RepairWay
from credit_portal.policy.selectors import pack_by_code
from credit_portal.shared.errors import Invalid, NotAllowed, NotVisible, Refused
from entities.choices import RecordKind
from repair import defaults, services
from repair.choices import ApplicationStatus, ProofKind
from repair.models import RepairItem, RepairProof, TrainingCourse, TrainingResult
from repair.requirements import requirements
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


def met(application, pack_code: str) -> dict[RepairWay, bool]:
    items = list(RepairItem.objects.filter(part__application=application))
    pack = pack_by_code(pack_code, TODAY)
    return {line.way: line.is_met for line in requirements(application, items, pack)}


def test_each_pack_asks_for_its_own_ways() -> None:
    application = application_in(S.DRAFT, verified=False)
    asked = {code: set(met(application, code)) for code in ("national_2026", "jiangyin", "jiangxi")}
    always = {RepairWay.RECTIFICATION, RepairWay.COMMITMENT}
    own = {RepairWay.VERIFICATION, RepairWay.TRAINING, RepairWay.REPORT}
    assert asked["national_2026"] == always
    assert asked["jiangyin"] == always | own  # 江阴 三(七)
    assert asked["jiangxi"] == always | own | {RepairWay.PUBLIC_BENEFIT}  # 江西 (二十六)


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


def test_a_grant_waits_for_verification_where_the_pack_asks_for_it(settings) -> None:
    settings.PORTAL_DEFAULT_PACK = "jiangyin"
    item = item_alone("pending", verified=False)
    with pytest.raises(Refused, match="信用核查"):
        services.grant_item(item=item, reason="符合", by=OFFICE, at=NOW)
    services.verify_part(part=item.part, finding="现场核查属实", by=OFFICE, at=NOW)
    with pytest.raises(Refused):
        services.verify_part(part=item.part, finding="再核查", by=OFFICE, at=NOW)
    services.grant_item(item=item, reason="符合", by=OFFICE, at=NOW)


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
